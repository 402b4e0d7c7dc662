"""Guides as text or Markdown."""

import re
from collections import Counter
from dataclasses import dataclass, field

from bank.guide import Guide, GuideQuestion
from bank.importers.kinds import infer_kind, kind_of_heading
from bank.importers.lines import Line, read_lines
from bank.role import Ask, LookedFor

_TOPIC = re.compile(
    r"^(?:(?:common |top |sample |typical |key )?interview )?questions? (?:on|about|for|regarding|around)\s+(.+)$", re.I
)
_TOPIC_AFTER = re.compile(r"^(.*?)[\s:-]*(?:interview )?questions?(?: and (?:sample |example )?answers)?$", re.I)
_ROLE = re.compile(
    r"^(?:the |top |\d+ |common |best |ultimate )*(.+?)\s+(?:job )?interview\b.*$|^(?:interview guide(?: for)?|interviewing)[:\s-]+(.+)$",
    re.I,
)
_LOOKED_FOR = re.compile(
    r"\b(?:hiring managers?|interviewers?|employers?|recruiters?|we)\b.*\blooks? for\b|\bqualities\b|\bkey traits\b",
    re.I,
)
_ASKS = re.compile(
    r"\bquestions? (?:to|you (?:should|can|could|might)|for you to) ask\b|\bask (?:your|the) interviewers?\b|\byour questions for\b",
    re.I,
)
_ANSWER = re.compile(
    r"^(?:\W*)(?:(?:sample|example|model|suggested|strong|good|possible|ideal)\s+(?:answer|response)s?|answer|a)\s*(?:[:.)-]\s*|$)(.*)$",
    re.I,
)
_REASON = re.compile(
    r"^(?:\W*)(?:(?:why|what) (?:do )?(?:they|interviewers?|hiring managers?|we|employers?)(?:'re|'s)?[^.?!]{0,40}?(?:ask|look|want|listen|after|test)[^.:?!]{0,30}|"
    r"(?:reason|why|purpose|insight|tip|rationale|intent|interviewer'?s? (?:insight|view|intent)|how to answer|what to say|"
    r"why (?:it|this) (?:matters|is asked|question)))\s*(?:[:?.-]\s*|$)(.*)$",
    re.I,
)
_BYLINE = re.compile(r"^[-–—~]\s*((?:[A-Z][\w.'’-]*\s?){2,5})(?:,\s*(.+))?$")
_MARKER = re.compile(r"^(?:hiring manager|recruiter|interviewer|career coach)s? (?:for|of) .{3,60}$", re.I)
_FIRST_PERSON = re.compile(r"\b(?:i|my|me|we|our)\b", re.I)
_ABOUT_CANDIDATES = re.compile(
    r"\b(?:interviewers?|candidates?|this question|you should|your answer|the answer|they want|looking for|i want to (?:know|see)|avoid)\b",
    re.I,
)
_LONGEST_HEADING_WORDS = 9
_LONGEST_ABBREVIATION = 4
_SECTION_MARK = re.compile(r"^(?:section|part|chapter|category)\s+(?:\d+|[ivx]+|[a-z])\s*[:.)–—-]\s*", re.I)
_GENERAL = "General"


@dataclass
class _Draft:
    """A question while its lines come in."""

    topic: str
    heading: str
    prompt: str
    reason: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    author: str = ""

    def finish(self) -> GuideQuestion:
        """The question; text without a marker is the answer if it is told in the first person."""
        reason, answer = list(self.reason), list(self.answer)
        if self.unmarked:
            spoken = [_is_spoken(paragraph) for paragraph in self.unmarked]
            begin = spoken.index(True) if True in spoken and not answer else len(spoken)
            reason, answer = self.unmarked[:begin] + reason, self.unmarked[begin:] + answer
        kind = infer_kind(self.prompt, self.heading)
        return GuideQuestion(self.topic, self.prompt, kind, " ".join(reason), self.author, "\n".join(answer))


def _is_spoken(paragraph: str) -> bool:
    """Whether a candidate says it, rather than somebody who writes about candidates."""
    return len(_FIRST_PERSON.findall(paragraph)) > 2 * len(_ABOUT_CANDIDATES.findall(paragraph))


def parse_text(text: str) -> Guide:
    """A guide of headings, questions, reasons, bylines, sample answers and lists."""
    return _Reader(read_lines(text)).read()


class _Reader:
    """Goes through the lines once; what a line means depends on what came before it."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._style = _question_style(lines)
        self._role = _role_of(lines)
        self._section = ""
        self._topic = ""
        self._place = "start"  # start, question, reason, answer, looked_for or asks
        self._drafts: list[_Draft] = []
        self._looked_for: list[LookedFor] = []
        self._asks: list[Ask] = []
        self._skipped: list[tuple[int, str]] = []

    def read(self) -> Guide:
        """Everything that was found."""
        for at, line in enumerate(self._lines):
            if line.text and not self._take(at, line):
                self._skipped.append((line.number, line.text))
        questions = tuple(draft.finish() for draft in self._drafts)
        return Guide(self._role, questions, tuple(self._looked_for), tuple(self._asks), tuple(self._skipped))

    def _take(self, at: int, line: Line) -> bool:
        """Use a line; False if it belongs to nothing."""
        if self._place in ("looked_for", "asks") and self._take_listed(line):
            return True
        if self._take_list_heading(line):
            return True
        if self._is_question(line):
            self._begin(line)
            return True
        if self._take_heading(at, line):
            return True
        return self._place in ("question", "reason", "answer") and self._take_body(line)

    def _take_list_heading(self, line: Line) -> bool:
        if line.is_question and line.style == self._style and line.style != "heading":
            return False
        if len(line.text.split()) > 2 * _LONGEST_HEADING_WORDS or line.style in ("bullet", "numbered"):
            return False
        for place, pattern in (("asks", _ASKS), ("looked_for", _LOOKED_FOR)):
            if pattern.search(line.text) and not line.text.endswith("."):
                self._place = place
                return True
        return False

    def _take_listed(self, line: Line) -> bool:
        listed = line.style in ("bullet", "numbered")
        if self._place == "asks" and (listed or (line.style in ("plain", "bold") and line.text.endswith("?"))):
            question, _, why = line.text.partition("?")
            self._asks.append(Ask(f"{question}?" if "?" in line.text else question, why.strip(" -–—:")))
            return True
        if self._place == "looked_for" and listed:
            what, rest = _split_first(line.text)
            self._looked_for.append(LookedFor(what, show=rest))
            return True
        return False

    def _is_question(self, line: Line) -> bool:
        if not line.is_question or line.style != self._style or _REASON.match(line.text):
            return False
        if line.style != "plain":
            return True
        if self._place == "reason" and not line.text.endswith("?"):
            return False
        right_after_another = self._place == "question" and not self._drafts[-1].unmarked
        return right_after_another or self._place == "start" or self._after_blank(line)

    def _after_blank(self, line: Line) -> bool:
        return line.number == 1 or not self._lines[line.number - 2].text

    def _begin(self, line: Line) -> None:
        topic = self._topic or self._section or _GENERAL
        self._drafts.append(_Draft(topic, f"{self._section} {self._topic}", line.text))
        self._place = "question"

    def _take_heading(self, at: int, line: Line) -> bool:
        if not self._looks_like_heading(at, line):
            return False
        if self._role and all(not other.text for other in self._lines[:at]):
            return True  # the title
        named = _TOPIC.match(line.text) or _TOPIC_AFTER.match(line.text)
        name = _tidy(named[1] if named else line.text)
        if kind_of_heading(line.text) and not _TOPIC.match(line.text):
            self._section, self._topic = _tidy(line.text), ""
        else:
            self._topic = self._unused(name or _tidy(line.text))
        self._place = "start"
        return True

    def _looks_like_heading(self, at: int, line: Line) -> bool:
        if _ANSWER.match(line.text) or _REASON.match(line.text) or _MARKER.match(line.text):
            return False
        if len(line.text.split()) > _LONGEST_HEADING_WORDS or line.text.endswith((".", ",", ";", "!", "?")):
            return False
        if line.style == "heading":
            return True
        if line.style not in ("plain", "bold") or not self._after_blank(line):
            return False
        if not line.alone and self._place in ("reason", "answer"):
            return False
        if _TOPIC.match(line.text) or kind_of_heading(line.text):
            return True
        follower = next((other for other in self._lines[at + 1 :] if other.text), None)
        return (
            follower is not None and follower.is_question and follower.style == self._style and line.text[:1].isupper()
        )

    def _unused(self, name: str) -> str:
        """The topic's name; with its section where the same name stood under another one."""
        owners = {draft.topic: draft.heading for draft in self._drafts}
        if name in owners and self._section and not owners[name].startswith(self._section):
            return f"{name} ({self._section})"
        return name

    def _take_body(self, line: Line) -> bool:
        draft = self._drafts[-1]
        if _MARKER.match(line.text):
            self._place = "reason"
            return True
        for place, pattern, target in (("answer", _ANSWER, draft.answer), ("reason", _REASON, draft.reason)):
            match = pattern.match(line.text)
            if match and (place == "answer" or self._place != "answer"):
                self._place = place
                if match[1]:
                    target.append(match[1])
                return True
        byline = _BYLINE.match(line.text if line.style != "bullet" else f"- {line.text}")
        if byline and self._place != "answer":
            draft.author = byline[1].strip(" ,") + (f", {byline[2]}" if byline[2] else "")
            return True
        if self._place == "answer" and _is_footer(line):
            return False
        target = {"answer": draft.answer, "reason": draft.reason}.get(self._place, draft.unmarked)
        target.append(self._listed_text(line))
        return True

    def _listed_text(self, line: Line) -> str:
        """A list item keeps its number or dash, so that lists inside answers stay whole."""
        if line.style == "numbered":
            place = 1 + sum(1 for _ in self._run_before(line))
            return f"{place}. {line.text}"
        return f"- {line.text}" if line.style == "bullet" else line.text

    def _run_before(self, line: Line) -> list[Line]:
        """The items of the same list that came before."""
        run: list[Line] = []
        for other in reversed(self._lines[: line.number - 1]):
            if other.style == "numbered":
                run.append(other)
            elif other.text:
                break
        return run


def _is_footer(line: Line) -> bool:
    """Whether a line is what pages put under an answer: a few words alone, without a full stop."""
    few = len(line.text.split()) <= _LONGEST_HEADING_WORDS
    return few and line.alone and line.style == "plain" and line.text[-1] not in ".!?:;,\"”'’)"


def _question_style(lines: list[Line]) -> str:
    """How this guide marks its questions: the strongest mark that at least two of them share, else plain or bullets."""
    counts = Counter(line.style for line in _outside_asks(lines) if line.is_question)
    for style in ("heading", "bold", "numbered"):
        if counts[style] >= 2 and counts[style] * 3 >= counts["plain"]:
            return style
    if counts["plain"] or not counts:
        return "plain"
    return counts.most_common(1)[0][0]


def _outside_asks(lines: list[Line]) -> list[Line]:
    """The lines that are not in a list of questions to ask."""
    kept: list[Line] = []
    inside = False
    for line in lines:
        if line.text and line.style not in ("bullet", "numbered"):
            inside = bool(_ASKS.search(line.text)) or (inside and line.text.endswith("?"))
        if not inside:
            kept.append(line)
    return kept


def _role_of(lines: list[Line]) -> str:
    """The role that the first lines name."""
    first = [line.text for line in lines if line.text and not line.is_question][:3]
    for text in first:
        match = _ROLE.match(text)
        if match and len(text.split()) <= _LONGEST_HEADING_WORDS:
            return _tidy(match[1] or match[2])
    title = first[0] if first and first[0] == next(line.text for line in lines if line.text) else ""
    return _tidy(title) if 0 < len(title.split()) <= 5 and not title.endswith(("?", ".", ":")) else ""


def _tidy(heading: str) -> str:
    """A heading without its "Section 2:" and its shouting."""
    name = _SECTION_MARK.sub("", heading).strip(" :-–—") or heading.strip(" :-–—")
    return name.capitalize() if name.isupper() and len(name) > _LONGEST_ABBREVIATION else name


def _split_first(text: str) -> tuple[str, str]:
    """The first sentence (or what stands before a colon), and the rest."""
    match = re.match(r"^(.{3,90}?)(?:[.:]\s+)(.+)$", text)
    return (match[1], match[2]) if match else (text.rstrip("."), "")
