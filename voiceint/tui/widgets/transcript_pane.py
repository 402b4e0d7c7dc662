"""What was said, in the colours of a story's parts."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from textual.content import Content, Span
from textual.style import Style

from voiceint.tui.colours import PART_STYLES
from voiceint.tui.widgets.blocks import HERE, Block, barred, folded, marked
from voiceint.tui.widgets.passages import Passages
from voiceint.tui.widgets.place import Place, Places
from voiceint.tui.widgets.plain import plain
from voiceint.tui.widgets.spoken_words import SpokenWords

_TITLE = "What you said"
_LETTERED_FROM = 3
"""Cells from which a stretch of the strip has room for its letter."""


class TranscriptPane(Passages):
    """The sentences of an answer, under one strip that shows how its time went to the parts."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sentences: list[dict[str, Any]] = []
        self._places = Places("", ())
        self._parted = False
        self._words: SpokenWords | None = None

    def show(self, assessment: dict[str, Any], places: Places, here: Place | None) -> None:
        """Show what was judged, and the words of a place."""
        self._sentences, self._places = assessment["sentences"], places
        self._parted = assessment["star"]["applicable"]
        self.border_title = _TITLE
        self.show_place(here)

    def show_text(self, title: str, text: str) -> None:
        """Show a text that was not judged."""
        self.border_title = title
        self.point_at_style(None)
        self.show_blocks([folded(plain(text))])

    def show_place(self, place: Place | None) -> None:
        """Show the words of a place, and bring them into sight."""
        self.show_blocks(self._runs(place), self._strip(place) if self._parted and self._sentences else None)
        self.point_at_style(None if place is None else HERE)

    def read_along(self, words: SpokenWords | None) -> None:
        """From the next `show` on, have words that can be lit one by one; None when nothing is heard any more."""
        self._words = words
        self.light(None)

    def light_word(self, word: int | None, position: str) -> None:
        """Light a word, and say at the top how far the recording is heard."""
        self.light(None if word is None else _word(word))
        title = f"{_TITLE} · ▶ {position}"
        if title != self.border_title:
            self.border_title = title

    def _runs(self, here: Place | None) -> Iterator[Block]:
        """Neighbours of the same part as one paragraph; all of it as one where there are no parts."""
        pairs = zip(self._sentences, self._places.sentences, strict=True)
        for role, run in groupby(pairs, key=lambda pair: pair[0]["role"] if self._parted else ""):
            places = [place for _, place in run]
            begin, end = places[0].start, places[-1].end
            text = plain(self._places.text[begin:end])
            for place in places:
                index = self._places.find(*place.key)
                text = Content.assemble(
                    text[: place.start - begin],
                    marked(text[place.start - begin : place.end - begin], index),
                    text[place.end - begin :],
                )
            if self._words is not None:
                spans = [
                    Span(max(0, word.start - begin), min(end, word.end) - begin, _word(number))
                    for number, word in enumerate(self._words.words)
                    if begin < word.end and word.start < end
                ]
                text = text.add_spans(spans)
            if here is not None and here.meets(begin, end):
                text = text.stylize(HERE, max(0, here.start - begin), min(end, here.end) - begin)
            yield barred(role, text) if role else folded(text)

    def _strip(self, here: Place | None) -> Block:
        """One line as wide as the pane: each sentence as long as it took, in its part's colour."""

        def make(width: int) -> list[Content]:
            pieces: list[Content] = []
            ends = _shares(self._sentences)
            begin, last = 0, ""
            for sentence, place, share in zip(self._sentences, self._places.sentences, ends, strict=True):
                end = round(share * width)
                letter = sentence["role"]
                begins = "" if letter == last else f"▏{letter}" if end - begin >= _LETTERED_FROM else "▏"
                cells = begins[: end - begin].ljust(end - begin)
                piece = marked(Content.styled(cells, PART_STYLES[letter]), self._places.find(*place.key))
                if here is not None and here.meets(place.start, place.end):
                    piece = piece.stylize(HERE)
                pieces.append(piece)
                begin, last = end, letter
            return [Content.assemble(*pieces)]

        return make


def _word(number: int) -> Style:
    """An invisible style of one word that can be lit."""
    return Style.from_meta({"word": number})


def _shares(sentences: list[dict[str, Any]]) -> list[float]:
    """Where each sentence ends, as a share of the whole: by time, or by letters where the text was typed."""
    ends = [sentence["end"] for sentence in sentences]
    if not sentences or any(end is None for end in ends):
        ends = [0.0]
        for sentence in sentences:
            ends.append(ends[-1] + len(sentence["text"]))
        ends = ends[1:]
    return [end / max(ends[-1], 1e-6) for end in ends]
