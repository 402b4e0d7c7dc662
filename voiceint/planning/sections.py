"""The sections of a posting: by their headings, and where there are none by what a sentence says."""

import re
from collections.abc import Iterable, Iterator

from voiceint.planning.job_titles import TITLE
from voiceint.planning.passages import Passage, Section, sentences

_LONGEST_HEADING = 9
"""Words; a longer line is text."""

_LONGEST_TITLE = 12
_FIRST_LINES = 8
"""Lines among which the job is named."""

_OF_HEADING = tuple(
    (section, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
    for section, pattern in (
        (
            Section.OPTIONAL,
            r"nice[- ]to[- ]ha|desirable|bonus (?:points|if|skills)|preferred|a plus\b|would be|good to have|great if|"
            r"advantage|ideally|even better|extra credit|optional|brownie|not essential|plus(?:es| points)",
        ),
        (
            Section.CLOSING,
            r"equal|diversity|inclusi|how to apply|applying|to apply|apply\b|next steps?|process|privacy|"
            r"closing date|agenc|disclaimer|eeo|safeguarding|the small print|how it works|interview|contact us|"
            r"accessib|adjustments|recruitment process",
        ),
        (
            Section.BENEFITS,
            r"benefits?\b|perks?|we(?:'ll| will| can)? offer|on offer|(?:you(?:'ll| will)?|you can) (?:get|receive|enjoy)|"
            r"in it for you|package|salary|rewards?|compensation|in return|pay\b|snapshot|at a glance|key facts|"
            r"terms|why (?:join|work)|conditions|hours|what we(?:'ll)? give|look after you",
        ),
        (
            Section.MEASURES,
            r"(?:how|what) (?:we(?:'ll| will)?|you(?:'ll| will)?|it).{0,30}(?:measure|know|success|judge)|kpis?\b|key performance|"
            r"key figures|targets?|measures?\b|metrics|success looks|what good looks|numbers|scorecard",
        ),
        (
            Section.DUTIES,
            r"responsib|duties|what you(?:'ll| will|'d| would)? (?:do|be|own|work|lead)|about the (?:role|job|position|post|opportunity)|"
            r"the (?:role|job|position|post|work|opportunity)\b|your (?:role|day|tasks?|mission|job|impact|shift)|"
            r"role (?:overview|purpose|summary|profile)|job (?:description|purpose|summary|overview)|"
            r"(?:the )?day[- ]to[- ]day|accountab|purpose|in this role|you will be|main tasks|a typical|key tasks|overview|"
            r"what(?:'s| is) the job|first (?:year|90|six|100)",
        ),
        (
            Section.REQUIREMENTS,
            r"requirements?|qualif|you (?:probably |already |might |may )?(?:have|bring|are)\b|about you|who you are|you'?(?:ll|d)? (?:need|have|bring)|"
            r"you(?:'ve| have) got|looking for|we(?:'d| would) like|must[- ]haves?|essential|skills?|experience|person spec|"
            r"the (?:ideal|right|successful|person)|(?:your|the) profile|we(?:'ll)? (?:need|ask|want|expect)|"
            r"who'?(?:d|ll| would| will)? (?:do|suit|thrive|fit)|knowledge|competenc|criteria|systems?\b|tools|tech|"
            r"you should|are you|what it takes|is this you|this is you|sound like you|is for you",
        ),
        (
            Section.ABOUT,
            r"about\b|who (?:we are|are we)|our (?:company|story|mission|values|team|culture|people|business|history)|the (?:company|firm|hotel|"
            r"business|centre|center|organisation|team|department|trust|bank|store|studio|school|depot)\b|company|"
            r"background|welcome|why we|introduction|we are\b",
        ),
    )
)
"""Headings, the more telling ones first: "About you" asks, "About the role" tells, "About Acme" does neither."""

_OF_SENTENCE = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            Section.CLOSING,
            r"\bequal[- ]opp|\bregardless of|\bwithout regard|\bdiscriminat|\bdisability confident|\bno agenc|\bagencies\b|"
            r"\be-verify|\bapplicants?\b|\byour (?:cv|resume|application)\b|\bapply (?:by|with|w\.|now|online|via|through|to|before|at)\b|"
            r"\bsend (?:your|a|us)\b|\bclosing date|\bapplications? close|\bby applying|\bto apply\b|\brecruitment process|"
            r"\bbackground check|\bdbs check|\breasonable adjustments?\b|\bapply w|\binterviews? (?:will|are|by|on|take)|"
            r"\bvideo interview|\bdiversity\b|\bwe (?:welcome|encourage) (?:all )?applic|\beveryone is welcome|\bquestions\? (?:call|email|contact)",
        ),
        (
            Section.BENEFITS,
            r"[£$€] ?\d[\d.,]*+(?! ?(?:m|mn|bn?|million|billion)\b)|\bsalary\b|\bpension\b|\bholidays?\b(?! (?:maker|park|let|compan))|\bhols\b|\bannual leave|\bdental\b.{0,40}\bvision|\b401|\bdiscount\b|"
            r"\bdays(?:'|’)? (?:off|leave|pto)\b|\bpaid (?:leave|parental|time)|\bbonus\b(?! point)|\bbike to work|\bcycle to work|\bfree parking|"
            r"\blife assurance|\bgym\b|\bhealthcare\b.{0,20}\bcash|\bshare scheme|\bwe offer\b|\bequity\b",
        ),
        (
            Section.OPTIONAL,
            r"\bnice to have|\bdesirable\b|\(d\)\W*$|\ba plus\b|\bbonus points?\b|\bideally\b|\bpreferred\b|\bpref\b|\badvantage(?:ous)?\b|"
            r"\bnot essential\b|\bwould be (?:great|nice|good|ideal|useful|helpful|welcome)|\bwould help\b|\bwelcome\b|\bhandy\b|\bbeneficial\b|\bis a bonus\b",
        ),
        (
            Section.REQUIREMENTS,
            r"\bmust (?:have|be|hold)|\byou (?:have|are (?:a|an|comfort|confid|exper|used|able|calm|good|happy)|bring|know|should|need|can)\b|"
            r"\byou(?:'ve|’ve| have)\b|\byou(?:'ll|’ll| will)? need\b|\b\d+\+? (?:or (?:so|more) )?years\b|\bexperience (?:of|in|with|as|managing|leading|running|using)\b|\bexperienced?\b|"
            r"\bability to\b|\bproven\b|\bfluent\b|\bqualified\b|\brequired?\b|\breqd\b|\bessential\b|\blicen[cs]e\b|\bdegree\b|"
            r"\bright to work\b|\bknowledge of\b|\bproficien|\bskills\b|\bcomfortable with\b|\beligib|\bwe(?:'re| are)? (?:look|want|need|ask)\w*\b.{0,30}\b(?:someone|somebody|person|who)\b",
        ),
        (
            Section.ABOUT,
            r"^(?:we|our company|the company|our group)(?: are|'re|’re| were| have been|'ve been| serve| supply| sell| make| began| started| employ)\b|"
            r"\bfounded in\b|\bestablished in\b|\bfamily[- ](?:owned|run)|\bour (?:values|mission|story)\b|\bturnover of\b|\bannual revenue\b|\bpart of (?:the|a) .{0,30}\bgroup\b",
        ),
    )
)
_MAY_BE_WAIVED = (Section.REQUIREMENTS, Section.OPTIONAL)
"""Under a heading a sentence is about what that says; but a requirement may be only nice to have, and boiler plate is
boiler plate everywhere."""

_LONGEST_CLOSING = 600
"""Characters of a paragraph that is boiler plate to its end, once it has begun; a longer one may be the whole posting."""

_BOTH = re.compile(r"\b(?:essential|must)\b.*\b(?:desirable|nice)", re.IGNORECASE)
_LABEL = re.compile(r"([A-Z][^.!?:|]{2,50}):\s+(?=\S)")
"""Of a line that begins with its own heading: "Requirements: two years ..."."""


def passages(lines: Iterable[str]) -> list[Passage]:
    """The sentences and items of a posting, in order, each with its section; headings are among them."""
    found: list[Passage] = []
    section: Section | None = None
    before = ""
    for place, line in enumerate(lines):
        before, above = line, before
        if not line:
            continue
        if _is_title(line, place):
            found.append(Passage(section or Section.DUTIES, line, line, True, place))
            continue
        heading = _heading(line, above)
        if heading is not None:
            section = heading
            found.append(Passage(section, line, line, True, place))
            continue
        found += _of_line(line, place, section)
    return found


def _of_line(line: str, place: int, section: Section | None) -> Iterator[Passage]:
    label = _LABEL.match(line.removeprefix("- ").replace("*", ""))
    own = _named(label[1]) if label and len(label[1].split()) <= _LONGEST_HEADING else None
    about = own or section
    for text in sentences(line):
        here = _section_of(text, about)
        if here is Section.CLOSING and len(line) <= _LONGEST_CLOSING:
            about = here
        yield Passage(here, text, line, False, place)


def _section_of(text: str, section: Section | None) -> Section:
    """What a sentence is about."""
    for each, pattern in _OF_SENTENCE:
        may_decide = section is None or each is Section.CLOSING or (section, each) == _MAY_BE_WAIVED
        if may_decide and pattern.search(text):
            return each
    return section or Section.DUTIES


def _is_title(line: str, place: int) -> bool:
    """Whether a line names the employer or the job: "Customer Experience Manager" heads no list of experience."""
    if line.startswith("- ") or line[-1] in ".!;:" or len(line.split()) > _LONGEST_TITLE:
        return False
    return place == 0 or (place <= _FIRST_LINES and bool(TITLE.search(line)))


def _heading(line: str, above: str) -> Section | None:
    """The section that a line is the heading of, None for text; `above` is the line before it."""
    words = line.split()
    if line.startswith("- ") or len(words) > _LONGEST_HEADING or line[-1] in ".!;,":
        return None
    begins = not above or above.startswith("- ")
    is_marked = line.endswith((":", "?")) or line.isupper() or (begins and "|" not in line)
    return _named(line) if is_marked and not re.search(r"\d{2}", line) else None


def _named(heading: str) -> Section | None:
    text = heading.replace("’", "'")
    if _BOTH.search(text):
        return Section.REQUIREMENTS
    return next((section for section, pattern in _OF_HEADING if pattern.search(text)), None)
