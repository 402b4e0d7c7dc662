"""The panes on which one answer is looked at."""

from enum import Enum

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from bank import Question
from voiceint.attempt import Attempt
from voiceint.takes import LookBack
from voiceint.tui.widgets.answer_box import AnswerBox
from voiceint.tui.widgets.blocks import folded
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.place import Place, Places, find_places
from voiceint.tui.widgets.plain import plain
from voiceint.tui.widgets.sample_pane import SamplePane
from voiceint.tui.widgets.scorecard import Scorecard
from voiceint.tui.widgets.spoken_words import SpokenWords, find_words
from voiceint.tui.widgets.takes_pane import TakesPane
from voiceint.tui.widgets.transcript_pane import TranscriptPane

_WIDE = 110
"""Columns from which the sample answer has room beside the scorecard."""


class View(Enum):
    """What the panes are used for at the moment."""

    READING = "reading"
    CORRECTING = "correcting"
    COMPARING = "comparing"


class AnswerView(Vertical):
    """The remarks above, and below them the words they are about. The other panes are made when they are asked for.

    Attributes:
        view: What the panes are used for.
        places: The places of the remarks.
        shows_sample: Whether the sample answer is beside the scorecard, or in its place where there is no room.
        shows_heard: Whether the transcript is shown as it was recognised.
    """

    class Heard(Message):
        """Another word, or another second, of the recording is heard."""

        def __init__(self, word: int | None, second: int) -> None:
            super().__init__()
            self.word = word
            self.second = second

    def __init__(self, question: Question, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = View.READING
        self.places = Places("", ())
        self.shows_sample = False
        self.shows_heard = False
        self._question = question
        self._attempt = Attempt(question)
        self._at: int | None = None
        self._words: SpokenWords | None = None
        self._heard = 0.0
        self._lit: tuple[int | None, int] | None = None

    def compose(self) -> ComposeResult:
        """What is always there."""
        yield Scorecard(id="scorecard")
        yield TranscriptPane(id="transcript")

    def on_resize(self) -> None:
        """The sample answer goes where there is room for it."""
        if self.shows_sample:
            self._arrange()

    @property
    def place(self) -> Place | None:
        """The place that is pointed at."""
        return None if self._at is None else self.places.all[self._at]

    @property
    def play_from(self) -> float:
        """From when to play, in seconds: the words that are pointed at, or the start."""
        return 0.0 if self.place is None else self.place.play_from

    @property
    def draft(self) -> str:
        """The text that is being corrected."""
        return self.query_one(AnswerBox).text

    @property
    def is_changed(self) -> bool:
        """Whether the text that is being corrected is another than the one that was judged."""
        transcript = self._attempt.transcript
        return transcript is None or " ".join(self.draft.split()) != transcript.text

    def show(self, attempt: Attempt) -> None:
        """Show an answer."""
        self._attempt, self._at, self.shows_heard = attempt, None, False
        self.places = Places("", ()) if attempt.assessment is None else find_places(attempt.assessment)
        self.show_gains(None)
        self.end_sound()
        self._arrange()

    def show_gains(self, earlier: LookBack | None) -> None:
        """Show what this take has that the one before had not."""
        scorecard = self.query_one(Scorecard)
        if self._attempt.assessment is None:
            scorecard.show_blocks([folded(plain(self._question.prompt, "bold"))])
        else:
            scorecard.show(
                self._question.prompt, self._attempt.assessment, self.places, earlier.gains if earlier else None
            )

    def move(self, step: int) -> None:
        """Point at the next place, or the one before."""
        count = len(self.places.all)
        self.point_at((0 if step > 0 else count - 1) if self._at is None else (self._at + step) % count)

    def point_at(self, index: int) -> None:
        """Point at a place: its remark and its words come into sight."""
        self._at = index
        if self.shows_heard:
            self.toggle_heard()
        self.query_one(Scorecard).point_at(index)
        self.query_one(TranscriptPane).show_place(self.place)

    def toggle_heard(self) -> None:
        """Show the text as it was recognised, or as it was corrected."""
        self.shows_heard = not self.shows_heard
        self._show_transcript()

    async def toggle_sample(self) -> None:
        """Show or hide the sample answer."""
        self.shows_sample = not self.shows_sample
        if not self.query(SamplePane):
            await self.mount(pane := SamplePane(id="sample-answer"), before="#scorecard")
            pane.show(self._question)
        self._arrange()

    async def compare(self, earlier: LookBack) -> None:
        """Show the take before this one beside it."""
        if not self.query(TakesPane):
            await self.mount(TakesPane(id="takes"), before="#scorecard")
        pair = [("The last take", earlier.before), ("This take", self._attempt)]
        self.query_one(TakesPane).show("Your last take and this one", pair, earlier.gains)
        self.view = View.COMPARING
        self._arrange()

    async def correct(self) -> None:
        """Open the transcript in an editor."""
        box = AnswerBox(id="corrected", soft_wrap=True)
        box.border_title = "Correct what you said"
        await self.mount(box, after="#transcript")
        box.begin_with(self._attempt.transcript.text if self._attempt.transcript else "")
        self.view = View.CORRECTING
        self._arrange()

    async def read(self) -> None:
        """Go back to the remarks and the transcript."""
        self.view = View.READING
        await self.query(AnswerBox).remove()
        self._arrange()

    def begin_sound(self, start: float) -> None:
        """The recording will be heard from a second on; its words are lit as `hear` tells of them."""
        assessment = self._attempt.assessment
        self._words = None if assessment is None else find_words(assessment, self.places)
        self._heard, self._lit = start, None
        self.query_one(TranscriptPane).read_along(self._words)
        self._show_transcript()

    def hear(self, seconds: float) -> None:
        """The recording is heard at this second. Safe from any thread; the screen is told of what changes it only."""
        words = self._words
        if words is None:
            return
        self._heard = seconds
        lit = (words.at(seconds), int(seconds))
        if lit != self._lit:
            self._lit = lit
            self.post_message(self.Heard(*lit))

    def end_sound(self) -> None:
        """Nothing is heard any more."""
        self._words = None
        self.query_one(TranscriptPane).read_along(None)
        self._show_transcript()

    def sentence_from_here(self, step: int) -> float | None:
        """From when to play to hear the next sentence, or the one before, in seconds; None where there is none."""
        place = None if self._words is None else self._words.sentence_from(self._heard, step)
        return None if place is None else place.play_from

    @on(Heard)
    def _light(self, message: Heard) -> None:
        if self._words is not None and not self.shows_heard:
            total = self._attempt.transcript.seconds if self._attempt.transcript else None
            position = _clock(message.second) + ("" if total is None else f" / {_clock(round(total))}")
            self.query_one(TranscriptPane).light_word(message.word, position)

    @on(Passages.Pointed)
    def _follow_click(self, message: Passages.Pointed) -> None:
        if self.view == View.READING:
            self.point_at(message.place)

    def _show_transcript(self) -> None:
        attempt, pane = self._attempt, self.query_one(TranscriptPane)
        if self.shows_heard and attempt.heard is not None:
            pane.show_text("As it was recognised" if attempt.recording else "As you typed it", attempt.heard.text)
        elif attempt.assessment is not None:
            pane.show(attempt.assessment, self.places, self.place)
        elif attempt.transcript is not None:
            pane.show_text("What you said", attempt.transcript.text)

    def _arrange(self) -> None:
        """Show the panes that are used, and have the keys go to the most important one."""
        reading, comparing, correcting = (self.view == view for view in (View.READING, View.COMPARING, View.CORRECTING))
        wide = self.app.size.width >= _WIDE
        sample = self.shows_sample and not comparing
        shown = {
            "#sample-answer": sample,
            "#takes": comparing,
            "#scorecard": not comparing and (wide or not sample),
            "#transcript": reading and self._attempt.transcript is not None,
            "#corrected": correcting,
        }
        for name, shows in shown.items():
            for pane in self.query(name):
                pane.display = shows
        self.set_class(wide and sample, "wide")
        wanted = "#corrected" if correcting else "#takes" if comparing else "#scorecard"
        self.query_one(wanted if shown[wanted] else "#sample-answer").focus(scroll_visible=False)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
