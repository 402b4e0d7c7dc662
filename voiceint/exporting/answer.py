"""One answer as the report shows it: what the template needs, in the order it needs it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from markupsafe import Markup

from bank import STAR_PARTS
from voiceint.attempt import STAND_IN, Attempt
from voiceint.exporting import drawing
from voiceint.guides import SECONDS, WORDS, WORDS_PER_MINUTE
from voiceint.safe_text import safe_text
from voiceint.text_report import (
    DIFFERENT_STORY,
    JUDGES,
    POINT_STATES,
    ROLE_NAMES,
    describe_change,
    describe_length,
    points_heading,
    unseen_kpis,
    verdict,
)


@dataclass(frozen=True)
class Sentence:
    """A clause; `start` in seconds, None for typed text."""

    id: str
    text: str
    start: float | None
    is_evidence: bool


@dataclass(frozen=True)
class Run:
    """Neighbouring clauses of the same part; no letter where there are no parts."""

    letter: str
    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Quote:
    """Words of the answer; `target` is the id of the clause they begin in, "" if that is not known."""

    text: str
    target: str


@dataclass(frozen=True)
class Remark:
    """Something that is said about the answer, and the words it is about."""

    text: str
    state: str = ""
    quote: Quote | None = None


@dataclass(frozen=True)
class Part:
    """A part of the story; state is heard, unsure or missing."""

    letter: str
    name: str
    state: str
    amount: str
    bar: Markup
    quote: Quote | None


class Answer:
    """An attempt, read for the page."""

    def __init__(self, attempt: Attempt, player: str) -> None:
        self.id = f"a-{attempt.id}"
        self.at = attempt.at.astimezone()
        self.player = player
        self.prompt = safe_text(attempt.question.prompt)
        self.kind = attempt.question.kind.value
        self.topic = safe_text(attempt.question.topic)
        self.is_stand_in = attempt.candidate == STAND_IN
        self.problem = safe_text(attempt.problem)
        self.heard = safe_text(attempt.heard.text) if attempt.heard is not None else ""
        self.said = safe_text(attempt.transcript.text) if attempt.transcript is not None else ""
        self.judged = attempt.assessment is not None
        self._assessment: dict[str, Any] = attempt.assessment or {}
        self._texts = [safe_text(each["text"]) for each in self._assessment.get("sentences", ())]
        self._begins = [0, *accumulate(len(text) + 1 for text in self._texts)][:-1]

    @property
    def verdict(self) -> str:
        """The answer in one line of words."""
        return safe_text(verdict(self._assessment))

    @property
    def advice(self) -> tuple[Remark, ...]:
        """What to do next."""
        return tuple(
            Remark(safe_text(each["message"]), quote=self._context(each)) for each in self._assessment["advice"]
        )

    @property
    def has_parts(self) -> bool:
        """Whether it was asked for a story."""
        return bool(self._assessment["star"]["applicable"])

    @property
    def runs(self) -> tuple[Run, ...]:
        """The transcript."""
        numbered = enumerate(self._assessment["sentences"])
        groups = groupby(numbered, key=lambda pair: pair[1]["role"] if self.has_parts else "")
        return tuple(
            Run(letter, ROLE_NAMES.get(letter, ""), tuple(self._sentence(*pair) for pair in pairs))
            for letter, pairs in groups
        )

    @property
    def timeline(self) -> Markup | None:
        """How the answer went from part to part."""
        sentences = self._assessment["sentences"]
        ends = [each["end"] for each in sentences]
        if None in ends:
            ends = [begin + len(text) for begin, text in zip(self._begins, self._texts, strict=True)]
        if not self.has_parts or not ends or not ends[-1]:
            return None
        pairs = zip((each["role"] for each in sentences), ends, strict=True)
        runs = [(role, max(end for _, end in run)) for role, run in groupby(pairs, key=lambda pair: pair[0])]
        order = ", ".join(ROLE_NAMES[letter].lower() for letter, _ in runs)
        pieces = [(letter, min(1.0, end / ends[-1])) for letter, end in runs]
        return drawing.timeline(pieces, f"The order of the parts: {order}.")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the story."""
        return tuple(self._part(name) for name in STAR_PARTS)

    @property
    def length(self) -> str:
        """Words, seconds, pace, and how they compare."""
        return describe_length(self._assessment)

    @property
    def length_gauge(self) -> Markup:
        """The length and its guide."""
        length = self._assessment["length"]
        if length["seconds"] is None:
            return drawing.gauge(length["words"], WORDS, "words", self.length)
        return drawing.gauge(length["seconds"], SECONDS, "s", self.length)

    @property
    def pace(self) -> str:
        """The pace in words; "" where it is not known."""
        rates = self._rates
        if not rates:
            return ""
        span = "-".join(dict.fromkeys((f"{min(rates):.0f}", f"{max(rates):.0f}")))
        return f"{span} words a minute, in stretches of 15 s (guide: {WORDS_PER_MINUTE[0]}-{WORDS_PER_MINUTE[1]})"

    @property
    def pace_chart(self) -> Markup:
        """The pace over the answer."""
        return drawing.pace_chart(self._rates, WORDS_PER_MINUTE, f"Pace: {self.pace}.")

    @property
    def figures(self) -> tuple[Remark, ...]:
        """The figures that were given."""
        return tuple(
            Remark(
                safe_text(describe_change(each)),
                "in your result" if each["in_result"] else "",
                self._quote(each["text"], each["start"]),
            )
            for each in self._assessment["metrics"]
        )

    @property
    def unseen(self) -> str:
        """Key figures that an expert might name as well."""
        return safe_text(", ".join(unseen_kpis(self._assessment)))

    @property
    def points_heading(self) -> str:
        """What the points are."""
        return points_heading(self._assessment)

    @property
    def points(self) -> tuple[Remark, ...]:
        """The points of a strong answer; none where they are not compared."""
        coverage = self._assessment["coverage"]
        points = coverage["points"] if coverage["applicable"] else ()
        return tuple(
            Remark(safe_text(each["point"]), POINT_STATES[each["state"]], self._quote(each["evidence"]))
            for each in points
        )

    @property
    def note(self) -> str:
        """Why points are not compared, if that is so."""
        return DIFFERENT_STORY if self._assessment["coverage"].get("different_story") else ""

    @property
    def delivery(self) -> Iterator[tuple[str, str]]:
        """How it was said: names and values."""
        delivery = self._assessment["delivery"]
        longest = max((pause["seconds"] for pause in delivery["pauses"]), default=None)
        yield "Fillers heard, at least", str(delivery["fillers_at_least"])
        yield "Hedges", str(delivery["hedges"])
        if self._assessment["length"]["seconds"] is not None:
            after = "" if longest is None else f", the longest {longest:.1f} s"
            yield "Pauses over 2 s", f"{len(delivery['pauses'])}{after}"
        yield "“I”, “me”, “my”", str(delivery["i"])
        yield "“we”, “us”, “our”", str(delivery["we"])

    @property
    def judge(self) -> str:
        """Who judged."""
        return JUDGES[self._assessment.get("judge", "words")]

    @property
    def _rates(self) -> list[float]:
        return [stretch["words_per_minute"] for stretch in self._assessment["delivery"].get("pace") or ()]

    def _sentence(self, number: int, document: dict[str, Any]) -> Sentence:
        evidence = {item["text"] for name in STAR_PARTS for item in self._assessment["star"][name]["evidence"]}
        marked = self.has_parts and document["text"] in evidence
        start = document["start"] if self.player else None
        return Sentence(f"{self.id}-{number}", self._texts[number], start, marked)

    def _part(self, name: str) -> Part:
        part = self._assessment["star"][name]
        best = max(part["evidence"], key=lambda item: item["confidence"], default=None)
        state = "heard" if part["present"] else "unsure" if part["unsure"] else "missing"
        time = "" if part.get("seconds") is None else f" · {part['seconds']:.0f} s"
        letter = name[0].upper()
        amount = "" if state == "missing" else f"{part['share']:.0%}{time}"
        quote = None if best is None else self._quote(best["text"], best["start"])
        bar = drawing.share_bar(letter, 0.0 if state == "missing" else part["share"])
        return Part(letter, ROLE_NAMES[letter], state, amount, bar, quote)

    def _context(self, advice: dict[str, Any]) -> Quote | None:
        """The words of a piece of advice; the whole clause if the words are in the advice already."""
        quote = self._quote(advice["evidence"])
        if quote is None or quote.text not in safe_text(advice["message"]) or not quote.target:
            return quote
        return Quote(self._texts[int(quote.target.rpartition("-")[2])], quote.target)

    def _quote(self, words: str | None, seconds: float | None = None) -> Quote | None:
        words = safe_text(words or "")
        if not words:
            return None
        begin = 0
        if seconds is not None:  # the same words may be said twice
            starts = [each["start"] for each in self._assessment["sentences"]]
            begin = next((at for at, start in zip(self._begins, starts, strict=True) if start == seconds), 0)
        place = " ".join(self._texts).find(words, begin)
        number = bisect_right(self._begins, place) - 1
        return Quote(words, f"{self.id}-{number}" if place >= 0 else "")
