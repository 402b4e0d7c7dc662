"""The sections of a posting: by their headings, and where there are none by what a sentence says."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from voiceint.planning.job_titles import TITLE
from voiceint.planning.passages import ASKED, Passage, Section, sentences
from voiceint.planning.tasks import is_task

_LONGEST_HEADING = 9
"""Words; a longer line is text."""

_LONGEST_UNNAMED = 7
_OPENS_HEADING = re.compile(
    r"(?:#+ |what|why|how|who|where|your|key|life (?:at|here|in)|in practice|the \w+ version)\b", re.IGNORECASE
)
_LONGEST_TITLE = 12
_FIRST_LINES = 8
"""Lines among which the job is named."""

_LONGEST_OF_HEAD, _LAST_OF_HEAD = 25, 15
"""Words of a line, and the place of one."""

_SMALL = frozenset("a an and as at by for from in of off on or per the to via with".split())
_NAMED_SHARE = 0.5
"""Of the words but the small ones, those that are names or figures, from which on a line is no sentence."""

_TERMS = re.compile(
    r"\b(?:(?:full|part)[- ]time|permanent|fixed[- ](?:term|purpose)|contract|temp(?:orary)?|hybrid|remote|home[- ](?:based|office)|"
    r"on[- ]site|hours?|hrs|days?|shifts?|rota\w*|rosters?|weekends?|nights?|cover)\b",
    re.IGNORECASE,
)
"""Of a contract: "Fixed term, 24 months", "35 hours a week, rota 8am-8pm"."""

_FIELD = re.compile(r"[^.!?:|]{2,30}(?::| \|)\s*\S")
"""Of a form: "Location: Leeds", "Grade | 7"."""

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
            r"equal|diversity|inclusi|how to apply|applying|to apply|(?<!you )apply\b|next steps?|process|privacy|"
            r"closing date|agenc|disclaimer|eeo|safeguarding|the small print|how it works|interview|contact us|"
            r"accessib|adjustments|recruitment process",
        ),
        (
            Section.BENEFITS,
            r"benefits?\b|perks?|we(?:'ll| will| can)? offer|on offer|(?:you(?:'ll| will)?|you can) (?:get|receive|enjoy)|"
            r"in it for you|package|money\W*$|the deal\b|salary|rewards?|compensation|in return|pay\b|snapshot|at a glance|key facts|"
            r"terms|why (?:join|work)|conditions|hours|what we(?:'ll)? give|look after you",
        ),
        (
            Section.MEASURES,
            r"(?:how|what) (?:we(?:'ll| will)?|you(?:'ll| will)?|it).{0,30}(?:measure|know|success|judge)|kpis?\b|key performance|"
            r"key figures|targets?|measures?\b|metrics|success looks|what good looks|numbers|scorecard",
        ),
        (
            Section.DUTIES,
            r"responsib|duties|essential functions|we(?:'d| would)? (?:like|want|need) you to\b|what you(?:'ll| will|'d| would)? (?:do|be|own|work|lead)|"
            r"(?<![\w,] )you do\W*$|(?:in this \w+,? )?you(?:'ll| will|'d| would)\W*$|the (?:gig|assignment|brief|task)\b|about the (?:role|job|position|post|opportunity)|"
            r"the (?:role|job|position|post|work|opportunity)\b|your (?:role|day|tasks?|mission|job|impact|shift)|"
            r"role (?:overview|purpose|summary|profile)|job (?:description|purpose|summary|overview)|"
            r"(?:the )?day[- ]to[- ]day|accountab|purpose|in this role|you will be|main tasks|a typical|key tasks|overview|"
            r"what(?:'s| is) the job|first (?:year|90|six|100)",
        ),
        (
            Section.REQUIREMENTS,
            r"(?<![\w,] )(?:you|needed|need|bring|ideal|languages?|your background)\W*$|requirements?|qualif|you (?:probably |already |might |may )?(?:have|bring|are)\b|about you|who you are|you'?(?:ll|d)? (?:need|have|bring)|"
            r"you(?:'ve| have) got|looking for|we(?:'d| would) like|must[- ]haves?|essential|skills?|experience|person spec|"
            r"the (?:ideal|right|successful|person)|(?:your|the) profile|(?<!why )we(?:'ll)? (?:need|ask|want|expect)|"
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

_OF_SENTENCE = {
    section: re.compile(pattern, re.IGNORECASE)
    for section, pattern in (
        (
            Section.CLOSING,
            r"\bequal[- ]opp|\bregardless of|\bwithout regard|\bdiscriminat|\bdisability confident|\bno agenc|\bagencies\b|"
            r"\be-verify|\bapplicants?\b|\byour (?:cv|resume|application)\b|\bapply (?:by|with|w\.|now|online|via|through|to|before|at)\b|"
            r"\bsend (?:your|a|us|me|cv)\b|\bclosing date|\bapplications? close|\bby applying|\bto apply\b|\brecruitment process|"
            r"\bshortlist|\bcover(?:ing)? letters?\b|\bnotice period\b|\bsalary expectation|\bthank all\b|\baccommodations? (?:under|on|are|is|avail)|\bbackground check|\bdbs check|\breasonable adjustments?\b|\bapply w|\binterviews? (?:will|are|by|on|take)|"
            r"\bvideo interview|\bdiversity\b|\bwe (?:welcome|encourage) (?:all )?applic|\beveryone is welcome|\bquestions\? (?:call|email|contact)",
        ),
        (
            Section.BENEFITS,
            r"(?:^\W*|\b(?:base|pay|ote|earn|package|rate)\b.{0,30}?)(?:(?:up to|from|circa|about) )?[£$€] ?\d[\d.,]*+(?! ?(?:m|mn|bn?|million|billion)\b)|"
            r"[£$€] ?\d[\d.,]*+k? ?(?:[-–—]|to) ?[£$€]?\d|[£$€] ?\d[\d.,]*+k? ?(?:(?:per|an?|/) ?(?:hour|hr|h|year|annum|yr)|p\.?a|p\.?h|gross)\b|"
            r"\d ?gross\b|\bR ?\d[\d ,]+(?:p\.?[am]\b|[-–—])|\bCTC\b|\bremuneration\b|\bmeal (?:card|vouchers?)\b|\bhealth cover\b|\bsalary\b|\bpension\b|\bholidays?\b(?! (?:maker|park|let|compan))|\bhols\b|\bannual leave|\bdental\b.{0,40}\bvision|\b401|\bdiscount\b|"
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
}
_MAY_BE_WAIVED = (Section.REQUIREMENTS, Section.OPTIONAL)
"""Under a heading a sentence is about what that says; but a requirement may be only nice to have, and boiler plate is
boiler plate everywhere."""

_LONGEST_CLOSING = 600
"""Characters of a paragraph that is boiler plate to its end, once it has begun; a longer one may be the whole posting."""

_BOTH = re.compile(r"\b(?:essential|must)\b.*\b(?:desirable|nice)", re.IGNORECASE)
_LABEL = re.compile(r"([A-Z][^.!?:|]{2,50}):\s+(?=\S)")
"""Of a line that begins with its own heading: "Requirements: two years ..."."""


def passages(lines: Sequence[str]) -> list[Passage]:
    """The sentences and items of a posting, in order, each with its section; headings are among them."""
    found: list[Passage] = []
    section: Section | None = None
    before = ""
    in_head = True
    for place, line in enumerate(lines):
        before, above = line, before
        if not line:
            continue
        in_head = in_head and section is None and _may_be_in_head(line, place)
        below = next(filter(None, islice(lines, place + 1, None)), "")
        is_title = _is_title(line, place)
        heading = None if is_title else _heading(line, above)
        section = heading or section
        if is_title or heading or _is_unnamed_heading(line, above, below):
            found.append(Passage(section or Section.DUTIES, line, line, True, place))
        elif in_head and _is_of_head(line):
            found += _of_line(line, place, Section.ABOUT)
        elif section in ASKED and _is_below_list(lines, place):
            found += _of_line(line, place, None)
        else:
            found += _of_line(line, place, section)
    return found


def says_optional(text: str) -> bool:
    """Whether some words call something nice to have."""
    return bool(_OF_SENTENCE[Section.OPTIONAL].search(text))


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
    for each, pattern in _OF_SENTENCE.items():
        may_decide = section is None or each is Section.CLOSING or (section, each) == _MAY_BE_WAIVED
        if may_decide and pattern.search(text):
            return each
    return section or Section.DUTIES


def _is_title(line: str, place: int) -> bool:
    """Whether a line names the employer or the job: "Customer Experience Manager" heads no list of experience."""
    if line.startswith("- ") or line[-1] in ".!;:" or len(line.split()) > _LONGEST_TITLE:
        return False
    return place == 0 or (place <= _FIRST_LINES and bool(TITLE.search(line)))


def _may_be_in_head(line: str, place: int) -> bool:
    """Whether the head goes on: above the first sentence and the first item of a list."""
    is_text = line[-1] in ".!?" and line[-4:-1].islower() and len(line.split()) > _LONGEST_UNNAMED
    return (
        place <= _LAST_OF_HEAD and not line.startswith("- ") and not is_text and len(line.split()) <= _LONGEST_OF_HEAD
    )


def _is_of_head(line: str) -> bool:
    """Whether a line of the head names the employer, the place, the terms and the like."""
    words = [word for word in re.findall(r"[^\s,()/|·•–—-]+", line) if word.lower() not in _SMALL]
    named = sum(not word[0].islower() for word in words)
    is_terms = len(_TERMS.findall(line)) > 1 and not is_task(line)
    return bool(_FIELD.match(line)) or is_terms or named >= _NAMED_SHARE * len(words)


def _heading(line: str, above: str) -> Section | None:
    """The section that a line is the heading of, None for text; `above` is the line before it."""
    words = line.split()
    if line.startswith("- ") or len(words) > _LONGEST_HEADING or line[-1] in ".!;,":
        return None
    begins = not above or above.startswith("- ")
    is_marked = line.endswith((":", "?")) or line.isupper() or (begins and "|" not in line)
    return _named(line) if is_marked and not re.search(r"\d{2}", line) else None


def _is_unnamed_heading(line: str, above: str, below: str) -> bool:
    """Whether a line is a heading that tells nothing of its section: "The nuts and bolts"."""
    if line.startswith("- ") or len(line.split()) > _LONGEST_UNNAMED or line[-1] in ".!;," or re.search(r"\d{2}", line):
        return False
    begins = not above or above.startswith("- ")
    return begins and "|" not in line and (below.startswith("- ") or bool(_OPENS_HEADING.match(line)))


def _is_below_list(lines: Sequence[str], place: int) -> bool:
    """Whether a paragraph stands below a list, parted from it: it no longer tells what somebody has to bring."""
    is_apart = place > 1 and not lines[place - 1] and lines[place - 2].startswith("- ")
    return is_apart and not lines[place].startswith("- ")


def _named(heading: str) -> Section | None:
    text = heading.replace("’", "'")
    if _BOTH.search(text):
        return Section.REQUIREMENTS
    return next((section for section, pattern in _OF_HEADING if pattern.search(text)), None)
