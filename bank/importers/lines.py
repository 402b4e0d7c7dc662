"""What each line of a guide looks like, before anything is made of it."""

import re
from dataclasses import dataclass

_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_NUMBER = re.compile(r"^(?:q(?:uestion)?\s*)?\(?(\d{1,3})\s*[.):\]]\s+(.*)$", re.IGNORECASE)
_LETTER_Q = re.compile(r"^q(?:uestion)?\s*\d*\s*[:.)]\s*(.*)$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*+•·‣▪◦–—]\s+)?(?:→|➔|➜|->|=>)\s*(.*)$|^[-*+•·‣▪◦–—]\s+(.*)$")
_BOLD = re.compile(r"^(\*\*|__)(.+?)\1[:.]?$")
_INLINE_MARKS = re.compile(r"(\*\*|__|`)(.+?)\1|(?<![\w*_])([*_])(?=\S)(.+?)(?<=\S)\3(?![\w*_])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_RULE = re.compile(r"^(?:[-=_*]\s?){3,}$")
_ORDERING = re.compile(
    r"^(?:tell (?:me|us)|describe|explain|give (?:me |us )?(?:an?|one)|walk (?:me|us)|talk (?:me|us)|share)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:how|what|why|when|where|who|which|can you|could you|have you|do you|did you|are you|is there|would you|if you)\b",
    re.IGNORECASE,
)
_MOST_QUESTION_WORDS = 60
_MOST_UNMARKED_WORDS = 25


@dataclass(frozen=True)
class Line:
    """A line without its markup.

    Attributes:
        number: Its place in the file, from 1.
        text: What it says; empty for blank lines and rules.
        style: "heading", "numbered", "bold", "bullet" or "plain".
        alone: Whether blank lines (or the ends of the file) stand on both sides.
    """

    number: int
    text: str
    style: str
    alone: bool

    @property
    def is_question(self) -> bool:
        """Whether it reads like something an interviewer says."""
        if not self.text or len(self.text.split()) > _MOST_QUESTION_WORDS:
            return False
        end = self.text.rstrip("\"'”’)* ")
        words = len(self.text.split())
        if (
            self.style != "plain"
            and _ASKING.match(self.text)
            and end[-1:].isalnum()
            and 3 <= words <= _MOST_UNMARKED_WORDS
        ):
            return True  # a list of questions without question marks
        one_sentence = not re.search(r"[.!]\s", end)
        return (end.endswith("?") and words >= 2) or (bool(_ORDERING.match(self.text)) and words >= 4 and one_sentence)


def read_lines(text: str) -> list[Line]:
    """Every line of a guide. Of a Markdown file's front matter only the title is left."""
    raw = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if raw[0] == "---" and "---" in raw[1:]:
        for place in range(1, raw.index("---", 1)):
            key, _, value = raw[place].partition(":")
            raw[place] = value.strip(" \"'") if key.lower() == "title" else ""
    blank = [not line or bool(_RULE.match(line)) for line in raw]
    lines: list[Line] = []
    for place, line in enumerate(raw):
        alone = (place == 0 or blank[place - 1]) and (place + 1 == len(raw) or blank[place + 1])
        style, said = ("plain", "") if blank[place] else _take_apart(line)
        lines.append(Line(place + 1, said, style, alone))
    return lines


def _take_apart(line: str) -> tuple[str, str]:
    line = _LINK.sub(r"\1", line.lstrip("> ").strip())
    if match := _MARKDOWN_HEADING.match(line):
        inner = _NUMBER.match(_plain(match[2]))
        return "heading", inner[2] if inner else _plain(_unlabel(match[2]))
    if match := _BOLD.match(line):
        return "bold", _plain(_unlabel(match[2]))
    if match := _BULLET.match(line):
        return "bullet", _plain(match[1] if match[1] is not None else match[2])
    if match := _NUMBER.match(line):
        return "numbered", _plain(match[2])
    if match := _LETTER_Q.match(line):
        return "numbered", _plain(match[1])
    return "plain", _plain(line)


def _unlabel(text: str) -> str:
    """A question without its number or "Q:"."""
    text = text.strip()
    match = _NUMBER.match(text) or None
    if match:
        return match[2]
    letter = _LETTER_Q.match(text)
    return letter[1] if letter else text


def _plain(text: str) -> str:
    for _ in range(2):  # bold may hold italics
        text = _INLINE_MARKS.sub(lambda match: match[2] or match[4], text)
    return " ".join(text.split())
