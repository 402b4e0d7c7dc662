"""Judging earlier answers anew, when the judge or the recogniser has become better."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audio.errors import AudioError
from audio.ports import Transcriber
from audio.wav import read_wav
from bank import Bank
from voiceint.assessment import JUDGE_VERSION, get_ready
from voiceint.assessment.embedding import Embedder
from voiceint.attempt import Attempt, Stage
from voiceint.history import Store, Summary, judge_name
from voiceint.interviewer import judge, transcribe


@dataclass(frozen=True)
class Outcome:
    """What became of one answer: its line before and after, and why it was left as it was, if it was."""

    before: Summary
    after: Summary
    problem: str = ""


class Reassessment:
    """Judges answers with the present judge, and writes their recordings down with the present recogniser.

    Each answer is kept as soon as it is judged, so that a run that is stopped is taken up where it was.
    """

    def __init__(self, store: Store, bank: Bank, embedder: Embedder | None, transcriber: Transcriber | None) -> None:
        """Say who judges.

        Args:
            store: The answers.
            bank: Their questions, with samples and points.
            embedder: Reads the meaning; None for the smaller judge.
            transcriber: Writes recordings down anew; None leaves the texts as they are.
        """
        self._store = store
        self._bank = bank
        self._embedder = embedder
        self._transcriber = transcriber

    def outdated(self) -> list[str]:
        """The ids of what another judge judged, or another recogniser wrote down, oldest first.

        What the larger judge judged is not outdated where there is only the smaller one.
        """
        present = judge_name(JUDGE_VERSION, self._embedder is not None)
        better = judge_name(JUDGE_VERSION, True)
        judged = [summary for summary in reversed(self._store.summaries()) if summary.stage == Stage.ASSESSED]
        return [each.id for each in judged if each.judge not in (present, better) or self._can_hear_better(each)]

    def judge_anew(self, attempts: list[str]) -> Iterator[Outcome]:
        """Judge these answers one after the other, telling of each once it is kept. Raises StorageError, ModelError."""
        for key in attempts:
            attempt = self._store.find(key)
            if attempt is not None and attempt.transcript is not None:  # it may have been deleted meanwhile
                yield self._judge_anew(attempt)

    def _judge_anew(self, attempt: Attempt) -> Outcome:
        before = Summary.of(attempt)
        question = self._bank.known(attempt.question)
        try:
            heard = self._hear_again(attempt)
        except AudioError as error:
            return Outcome(before, before, str(error))
        get_ready(question, self._embedder)
        seconds = (heard.assessment or {}).get("timings", {}).get("transcribe_seconds")
        document = judge(question, heard.transcript, seconds, self._embedder) if heard.transcript else heard.assessment
        judged = replace(heard, assessment=document, stage=Stage.ASSESSED)
        self._store.judge_anew(judged)
        return Outcome(before, Summary.of(judged))

    def _hear_again(self, attempt: Attempt) -> Attempt:
        """The answer as the present recogniser hears it; a text that the candidate corrected stays."""
        if self._transcriber is None or attempt.recording is None:
            return attempt
        transcript = transcribe(self._transcriber, attempt.question, read_wav(self._store.recording_path(attempt)))
        if attempt.heard is not None:
            return replace(attempt, heard=transcript)
        return replace(attempt, transcript=transcript)

    def _can_hear_better(self, summary: Summary) -> bool:
        if self._transcriber is None or not summary.recorded:
            return False
        attempt = self._store.find(summary.id)
        heard = (attempt.heard or attempt.transcript) if attempt else None
        return heard is not None and heard.model != self._transcriber.name
