"""Lists of key figures: where they stand in a sentence, and what their items say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COLON = re.compile(
    r"\b(?:kpi['’]?s?|indicators?|measur\w+|metrics|numbers|figures|outputs|outcomes|targets?|stats|statistics|"
    r"scorecard|dashboard|score|"
    r"going well|it works|look(?:ing|s)? at|track|stare at|care about|keep score|follow|judged?|on the wall|count|"
    r"data|goals|success|results|performance|"
    r"(?:marks?|marked|judged?|paid|assess\w*) us on|"
    r"(?:marked|judged|measured|paid|assessed) on|"
    r"report\w*)\b[^:;.(]{0,60}: ?|\b(?:kpi['’]?s?|metrics|measures|numbers|performance|"
    r"targets)\b(?: \w+){0,3} (?:[-–—]|such as|like|including|\(e\.g\.) ",
    re.IGNORECASE,
)
"""What stands before a list of figures: "KPIs:", "what we look at:"."""

_REPORTED = re.compile(
    r"\b(?:report(?:s|ing)?(?: [\w-]+ly)? on|(?:we|you|I|who)(?:['’]ll| will|['’]d| would)?(?: also| all| mostly|"
    r" only)? (?:look at|want|measure|track|watch|monitor|report|follow)|"
    r"(?:look|looks|looking) at|keep(?:ing|s)? an eye on|on the hook for|(?:answer|answers|answerable|"
    r"accountable) for(?: [\w ]{1,30} [-–—])?|(?:we|will) judge [^,:;]{2,30} (?:by|on)|"
    r"(?:measured|judged|assessed|scored|ranked|marked|paid|targeted|goaled)(?: \w+)? (?:on|by|against))"
    r" (?=\S)(?:(?:team['’]?s?|our|your|the|and|its|on) ){0,2}",
    re.IGNORECASE,
)
"""What says that figures are looked at: "report on", "keep an eye on"."""

_VERB = re.compile(
    r"\b(?:(?:responsible|targets?|credit|bonus(?:es)?) for|(?:bonus(?:es)?|commission|"
    r"incentives?)\b[^.;,:]{0,40}? (?:on|(?:linked|tied|related) to|driven by)|"
    r"(?:comfortable|familiar|confident|at ease|at home|fluent|literate) (?:with|in|w/)|(?:knowledge|understanding|"
    r"ownership|command|grasp) of|performance against|"
    r"(?:improv|monitor|review|manag|driv|deliver|own|track|analys|analyz|present|lift|watch|interpret|understand|"
    r"report|record|measur|reduc|rais)(?:e|es|ing|s)?)"
    r" (?=\S)(?:(?:team['’]?s?|our|your|the|and|its|on) ){0,2}",
    re.IGNORECASE,
)
"""Other words that go with figures, and with much else: "improve", "responsible for"."""

_BONUS = re.compile(
    r"\b(?:bonus(?:es)?|commission|incentives?)\b[^.;,:]{0,40}? (?:on|for|(?:linked|tied|related) to|driven by|"
    r"against) (?!up to)(?=[^\d£$€])",
    re.IGNORECASE,
)
"""What is paid for figures."""

_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_PARTS = re.compile(r",(?!\d{3}\b)|[;|•]|\t|\s{3,}| [/+&] |\b(?:and|or)\b|&| [–—-]+ |(?<=[A-Za-z]{3})/(?=[A-Z]{3})")
"""What stands between the items of a list; no comma within a number."""

_LEAD = re.compile(
    r"^(?:[^:]{1,60}:\s|(?:and|or|also|plus|both|mainly|now|new|especially|includ(?:ing|es?)|like|e\.g\.|such as|"
    r"i\.e\.|the|our|your|his|its|"
    r"their|an?|of|on(?! time)|as|with|to|(?:bring|rais|lift|cutt?|reduc|improv|hold|driv|gett?|lower|increas|watch|"
    r"track|monitor|report|present|hit|keep)(?:e|ing)?)\s|"
    r"[-*~>→✓•·:–—]|\d+[.)]\s|\s)+",
    re.IGNORECASE,
)
"""What stands before the name of an item: a label, a bullet, "the", "raise"."""

_TAIL = re.compile(
    r"\s*(?:(?:\b(?:is|was|are|at|below|above|over|under|of|to|up to|down to|from|now|currently|targets?|goals?|v|vs|"
    r"by|near|minimum|min|max|"
    r"around|about|less than|more than|at least|better than|falling|stays?|back|be)\s+|"
    r"[<>≥≤=:~–-]\s*)+[£$€R]?\d[\d.,]*\s?(?:%|k|m|p|pts?|points?|percent|per cent|sec\w*|min\w*|hours?|hrs?|"
    r"days?)?\s*$|"
    r"\s[–-]?[£$€]?\d[\d.,]*\s?(?:%|/\s?\d+)?$|"
    r"\s(?:with|for|to|against|at|from|across|into|through|without|under|below|above|over) (?:the|our|your|an?|each|"
    r"every|any|all|near)\b.*$|"
    r"\s(?:in|on|at|by|to|for|with) (?!PTO|SLA|OTIF)[A-Z].*$|\s(?:going|heading|moving|trending|starting|staying|"
    r"near nil|every|each|without|falling|after (?:the|our|your|a|each))\b.*$|\sof \d.*$|"
    r"\s(?:daily|weekly|monthly|quarterly|yearly|annually|up|down|back|overall|etc|too|which|where|while)$|"
    r"[.:!?\s–-]+$)",
)
"""What stands after it: a value, an aim, a place, a period."""

_NO_ITEM = re.compile(
    r"\b(?:you|you['’]\w+|your|we|we['’]\w+|our|us|they|them|their|who|it|it['’]s|its|is|are|was|were|be|been|will|"
    r"would|can|should|must|"
    r"have|has|had|please|this|that|these|not|no(?!-)|since|only|although|don['’]t|never|if|when|because|i|my|me|"
    r"there|what|why|whether|then|"
    r"redesigned|team leaders?|colleagues|managers?|software|experience|skills|policy|policies|procedures?|planner|"
    r"specialist)\b|[?!]|\.\s|"
    r"^(?:move|ensure|make|lead|coach|train|manage|hire|build|work|working|deal|run|own|support|help|take|give|write|"
    r"handle|develop|"
    r"in|at|with|from|use|using|go|find|join|start|answer the|by)\b(?! time| support| orders?\b)|"
    r"^(?:daily|weekly|monthly|quarterly|annually|more|less|so on|others?|quality|cost|costs|sales|systems?|people|"
    r"time)$",
    re.IGNORECASE,
)
"""What makes an item a clause, a task or too vague."""

_SHAPE = re.compile(
    r"%|\b(?:rates?|scores?|ratings?|rankings?|accuracy|times?|turn-?arounds?|percentage|percent|ratio|shares?|"
    r"number of|size of|age|ageing|aging|per|"
    r"volumes?|index|satisfaction|retention|attrition|churn|turnover|conversions?|adherence|adherance|compliance|"
    r"availability|uptake|take-?up|adoption|"
    r"productivity|utili[sz]ation|costs?|spend|value|variances?|margins?|yield|within|on[- ]time|in time|upheld|"
    r"overturned|closed|resolved|"
    r"answered|completed|completion|raised|dropped|missed|returned|correctly|recovered|won|booked|saved|kept|stars?|"
    r"backlog|deflection|containment|punctuality|renewals?|referrals?|"
    r"reactivations?|enrol?lments?|accidents?|injur\w+|incidents?|near[- ]misses|errors?|defects?|complaints?|"
    r"older than|average|median|how many|how (?:fast|quickly|long|often)|"
    r"speed|frequency|length|levels?|shrink\w*|leakage|penetration|occupancy|absence|absenteeism|sick\w*|coverage|"
    r"throughput|growth|revenue|sales|"
    r"wait|waits|(?:days|hours|minutes|weeks) (?:to|from|lost|since|per|late)|downtime|uptime|refunds|returns|credits|"
    r"remakes|repeats?|cancellations|withdrawals|concurrency|savings|effort|engagement|"
    r"(?:calls|contacts|visits|orders|tickets|jobs|claims|visits|bookings|leads|appointments|sign-ups|deliveries|"
    r"failures|losses|damages?|breaches|penalties|reopens|escalations|chargebacks|transfers|wastage|waste))\b",
    re.IGNORECASE,
)
"""What is counted, timed or rated."""

_LONGEST = 9
"""Words of an item."""

_MOST_OF_ITEM = 200
"""Characters of an item; what is longer is prose."""

_STRIPPED = 3
"""How often what stands before and after a name is taken off."""

_MOST = 2_000
"""Characters of a passage in which lists are looked for."""


@dataclass(frozen=True)
class Item:
    """An item of a list.

    Attributes:
        text: What it is, without values and remarks.
        begin: Where it begins in the passage, in characters.
        end: Where it ends.
    """

    text: str
    begin: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether it is short enough for a name, and no clause."""
        return len(self.text) > 1 and len(self.text.split()) <= _LONGEST and not _NO_ITEM.search(self.text)

    @property
    def looks_measured(self) -> bool:
        """Whether it speaks of something that is counted, timed or rated: "refund rate", "remakes per 100 orders"."""
        return self.is_name and len(self.text.split()) > 1 and bool(_SHAPE.search(self.text))


def after_colons(text: str) -> Iterator[int]:
    """Where figures may begin that a text announces with a colon."""
    for match in _COLON.finditer(text, 0, _MOST):
        yield match.end()


def after_report(text: str) -> int | None:
    """Where begins what a text says is looked at or reported on; None if nothing is."""
    return _after(_REPORTED, text)


def after_verb(text: str) -> int | None:
    """Where the object of another verb that goes with figures begins; None if there is none."""
    return _after(_VERB, text)


def after_bonus(text: str) -> int | None:
    """Where begins what a bonus is paid for; None if there is none."""
    return _after(_BONUS, text)


def _after(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text, 0, _MOST)
    return match.end() if match else None


def items(text: str, begin: int = 0) -> Iterator[Item]:
    """The items of the list that a text is from a character on."""
    said = _BRACKETS.sub(lambda match: " " * len(match[0]), text[:_MOST])
    at = begin
    for part in (*_PARTS.finditer(said, begin), None):
        end = part.start() if part else len(said)
        name = _named(said[at:end])
        if name:
            yield Item(name, at, end)
        at = part.end() if part else end


def _named(part: str) -> str:
    name = " ".join(part.split())
    if len(name) > _MOST_OF_ITEM:
        return ""
    for _ in range(_STRIPPED):
        name = _TAIL.sub("", _LEAD.sub("", name))
    return name
