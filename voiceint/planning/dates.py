"""The spans of time that a background gives for its jobs."""

import re
from dataclasses import dataclass

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|spring|summers?|autumn|fall|winter|easter|christmas)\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|['’‘]\d\d)"
_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH_NAME}(?: of)?,? ?{_YEAR}|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d|\d{{1,2}} ?[./-] ?(?:19|20)\d\d|"
    rf"(?:19|20)\d\d[./-](?:0[1-9]|1[0-2])(?!\d)|{_YEAR})"
)
_NOW = (
    r"(?:present|now|today|current(?:ly)?|to date|date|ongoing|this (?:year|month)|still (?:here|there)|"
    r"(?:early |late |mid[- ])?(?:last|this) (?:spring|summer|autumn|fall|winter|year|month)|"
    rf"{_MONTH_NAME} of (?:last|this) year)"
)
_TO = r" ?(?:-|–|—|−|->|→|=>|to|until|till|through|/|and) ?"
_SHORT_YEAR = r"\d\d(?!\d|[./:%]\d|%)"

_SPAN = re.compile(
    rf"(?<![\w£$€.,])(?:from |between )?(?P<start>{_DATE}){_TO}(?:the )?(?:(?P<now>{_NOW})|(?P<end>{_DATE})|(?P<short>{_SHORT_YEAR})|(?P<month>{_MONTH_NAME}))(?!\w)"
    rf"|\bsince (?:early |late |mid[- ])?(?P<since>{_DATE}|last \w+|this \w+)(?!\w)"
    rf"|(?<![\w£$€.,])(?P<open>{_DATE}) ?[-–—](?= ?(?:$|[,;:|)]))"
    rf"|^(?P<from>from (?:{_DATE}))(?!\w)",
    re.IGNORECASE,
)
_LONE = re.compile(
    rf"^\(?(?:{_DATE})(?: and (?:19|20)\d\d)?\)?$|(?:[,(|–-] ?)(?P<last>{_DATE})\)?$|^(?P<first>{_DATE})(?: ?[:|,–—-] |  )",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Span:
    """A span of time in a line.

    Attributes:
        start: "2019-03" or "2019"; "" where it is not told exactly ("since last spring").
        end: Likewise; "" for now.
        begin: Its first character in the line.
        finish: The character after its last.
    """

    start: str
    end: str
    begin: int
    finish: int


def find_span(line: str) -> Span | None:
    """The first span of time in a line: "03/2019 - present", "Jan '17 to Feb 2019", "2014-16", "since 2021"."""
    match = _SPAN.search(line[:_WINDOW])
    if match is None:
        return None
    if match["since"] or match["open"] or match["from"]:
        return Span(_date(match["since"] or match["open"] or match["from"]), "", *match.span())
    start = _date(match["start"])
    if match["now"]:
        end = "" if "last" not in match["now"].lower() else _date(match["now"])
    elif match["short"]:
        end = start[:2] + match["short"]
    elif match["month"]:
        end = _date(f"{match['month']} {start[:4]}")
    else:
        end = _date(match["end"])
    return Span(start, end, *match.span())


def find_lone_date(line: str) -> Span | None:
    """The date that a line holds by itself, begins with or ends with: "2014", "Stable hand, 2014"."""
    match = _LONE.search(line[:_WINDOW])
    if match is None:
        return None
    years = re.findall(r"(?:19|20)\d\d", match[0])
    date = _date(match["last"] or match["first"] or match[0])
    return Span(date, years[-1] if len(years) > 1 else date, *match.span())


_WINDOW = 400
"""Characters of a line in which a date is looked for."""


def _date(said: str) -> str:
    """A date as "2019-03" or "2019", "" if it has no year."""
    text = said.lower()
    year = re.search(r"(?:19|20)\d\d", text)
    short = re.search(r"['’‘](\d\d)", text)
    if year is None and short is None:
        return ""
    full = year[0] if year else _century(short[1] if short else "00")
    month = _month(text.replace(full, "", 1) if year else text)
    return f"{full}-{month}" if month else full


def _month(text: str) -> str:
    for number, name in enumerate(_MONTHS, 1):
        if re.search(rf"\b{name}", text):
            return f"{number:02}"
    numbers = [int(number) for number in re.findall(r"\d{1,2}", text) if "'" not in text]
    return f"{numbers[-1]:02}" if numbers and 1 <= numbers[-1] <= 12 else ""


def _century(year: str) -> str:
    """ "'17" is 2017, "'98" is 1998."""
    return ("19" if int(year) > 60 else "20") + year
