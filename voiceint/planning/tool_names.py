"""The tools that a text names, and no words that only look like them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from voiceint.planning.found import Found, each_once
from voiceint.planning.naming import NOT_OURS
from voiceint.planning.passages import Passage, Section
from voiceint.planning.spelling import spelled_out, taken_apart, without_owners
from voiceint.planning.unknown_tools import unknown_tools
from voiceint.planning.vocabulary import Mention, Word, tools

_LEADS = frozenset("in on using via use uses used through".split())
"""Words that stand right before a tool even in lower case: "the report in excel"."""

_LEADS_NAME = _LEADS | frozenset(
    "with of like as our into run runs know knows knowing love or and to were is open learn live used tried set met seen onto touched "
    "both solid strong good advanced intermediate basic some".split()
)
_JUDGED = frozenset(
    "yes obviously essential preferred desirable helpful useful handy fluent intermediate advanced proficient".split()
)
"""Words after a tool that somebody should know: "Excel intermediate", "Aircall yes"."""

_GOES_ON = _JUDGED | frozenset(
    "too also basic expert a an is would knowledge please experience skills highly and or for".split()
)
"""Words after a tool that begins a requirement."""

_NOUNS = frozenset(
    "channel channels dashboard dashboards report reports reporting spreadsheet spreadsheets skills crm system "
    "systems software platform pms wms erp pos ticketing tickets app licence license certified certification admin "
    "administrator experience users phones telephony helpdesk suite cloud online api workflows".split()
)
"""Words that follow the name of a tool."""

_CUE = re.compile(
    r"\b(?:software|systems?|tools?|crm|wms|pms|erp|platforms?|proficien\w+|familiar\w*|"
    r"experience (?:with|of|in|using)|knowledge of|exposure to|skilled|stack|packages?|applications|apps|ticketing|"
    r"help ?desk|comfortable with|confident with|literate|technology|IT skills)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[\s,;/+&|)(]|\band\b|\bor\b|\bplus\b|\bideally\b|\byes\b)*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_GAP = 60
"""Characters between two names of a list."""

_RATINGS = frozenset("score scores rating ratings star stars review reviews ranking trustscore".split())
_MAKERS = frozenset(
    {"SAP", "Salesforce", "Genesys", "Oracle", "Civica", "NICE", "Adobe", "Sage", "IFS", "Infor", "MRI"}
)
"""Names of products that are names of makers as well."""

_EMPLOYER = frozenset("about join joining at".split())
_ASKED = (Section.REQUIREMENTS, Section.OPTIONAL)
_BEFORE = 60
"""Characters before a name that may rule it out."""

_SHORTEST = 2
"""Words of a sentence that says no more than a name: "Confluence too."."""

_NEAR = 10
"""How many words a word that speaks of tools may be away."""

_GONE_BEFORE = re.compile(
    r"\b(?:no|not|never|without|replac(?:e|es|ed|ing)|retir(?:e|es|ed|ing)|dropp(?:ed|ing)|ditch(?:ed|ing)|scrapp(?:ed|ing)|"
    r"(?:mov\w+|migrat\w+|switch\w+|transition\w*|com\w+|chang\w+|away|went|got) (?:away )?(?:from|off)|(?:stopped|don['’]t|no longer|used to) (?:use|using|run|running|have)|"
    r"instead of|rather than|goodbye to|rid of|outgrown|formerly|leaving|left)\s+(?:(?:the|our|an?|old|legacy|its|their|ageing)\s+){0,3}$",
    re.IGNORECASE,
)
_GONE_AFTER = re.compile(
    r"\s*(?:[,(]\s*)?(?:which )?(?:is|are|was|has been|will be|being|now)?\s?(?:being |been )?(?:retired|replaced|phased out|decommissioned|switched off|sunset|scrapped|going away)\b",
    re.IGNORECASE,
)
"""Around a tool that is no longer used, or never was."""

_RATED = re.compile(r"\d(?:[.,]\d+)?(?: ?/ ?\d+)?(?: stars?)? on $")
"""Before a site that only rates the employer: "4.1 on Trustpilot"."""


def find_tools(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The tools that passages name, each once; benefits and boiler plate name none."""
    read = [without_owners(spelled_out(passage)) for passage in passages if passage.section not in NOT_OURS]
    mentioned = [(passage, _mentions(passage.words)) for passage in read]
    suspects = _employers(mentioned)
    return _most_exact(each_once(_found(mentioned, suspects)))


def _found(mentioned: Iterable[tuple[Passage, Sequence[Mention]]], suspects: set[str]) -> Iterator[Found]:
    for passage, mentions in mentioned:
        known = list(_in_passage(passage, mentions, suspects))
        for name in (*(mention.name for mention in known), *unknown_tools(passage, mentions, known)):
            yield Found(name, passage.line)


def _most_exact(found: Sequence[Found]) -> tuple[Found, ...]:
    """Without "SAP" where "SAP S/4HANA" is named as well."""
    names = {each.text.partition(" ")[0] for each in found if " " in each.text}
    return tuple(each for each in found if each.text not in _MAKERS & names)


def _mentions(words: Sequence[Word]) -> list[Mention]:
    """Every mention of a known tool, in order; those that are taken apart only where no longer one stands."""
    found = list(tools().phrases.find(words))
    begins = {mention.first: mention.name for mention in found}
    for mention in taken_apart(words, tools().phrases):
        inside = [each for each in found if each.first < mention.last and mention.first < each.last]
        is_longest = all(_holds(mention, each) for each in inside)
        if is_longest and not begins.get(mention.last, "").startswith(mention.name):
            found = [*(each for each in found if each not in inside), mention]
    return sorted(found, key=lambda mention: mention.first)


def _holds(mention: Mention, other: Mention) -> bool:
    is_longer = mention.last - mention.first > other.last - other.first
    return is_longer and mention.first <= other.first and other.last <= mention.last


def _in_passage(passage: Passage, mentions: Sequence[Mention], suspects: set[str]) -> Iterator[Mention]:
    words = passage.words
    for at, mention in enumerate(mentions):
        if _is_gone(passage, mention) or _is_rating(words, mention):
            continue
        if not (_is_doubtful(words, mention) or mention.name in suspects) or (
            not _is_part_of_name(words, mention, mentions)
            and (_stands_as_tool(passage, mention) or _is_listed(passage, mentions, at))
        ):
            yield mention


def _is_doubtful(words: Sequence[Word], mention: Mention) -> bool:
    """Whether something around a name must speak of tools; so it must where the name may be two ordinary words."""
    may_be_words = mention.first == 0 or _is_half_lower(words, mention)
    return mention.way in tools().doubtful or (_is_taken_apart(mention) and may_be_words)


def _is_taken_apart(mention: Mention) -> bool:
    return mention.last - mention.first > 1 + mention.way.count(" ")


def _is_rating(words: Sequence[Word], mention: Mention) -> bool:
    """Whether a name is that of a site on which the employer is rated: "our Trustpilot score"."""
    return mention.last < len(words) and words[mention.last].joined and words[mention.last].lower in _RATINGS


def _is_gone(passage: Passage, mention: Mention) -> bool:
    """Whether a tool is ruled out, given up, or only a place where the employer is rated."""
    begin, end = passage.words[mention.first].begin, passage.words[mention.first : mention.last][-1].end
    before = passage.text[max(0, begin - _BEFORE) : begin]
    return bool(_GONE_BEFORE.search(before) or _GONE_AFTER.match(passage.text, end) or _RATED.search(before))


def _employers(mentioned: Iterable[tuple[Passage, Sequence[Mention]]]) -> set[str]:
    """Tools whose name may be the employer's: in the first line, after "about" or "join", in "Tableau & Zoon"."""
    return {
        mention.name
        for place, (passage, mentions) in enumerate(mentioned)
        for mention in mentions
        if mention.way not in tools().doubtful
        and (
            (place == 0 and "|" not in passage.text[: passage.words[mention.first].begin])
            or (mention.first and passage.words[mention.first - 1].lower in _EMPLOYER)
            or _is_part_of_name(passage.words, mention, mentions, "&")
        )
    }


def _is_part_of_name(words: Sequence[Word], mention: Mention, mentions: Sequence[Mention], sign: str = "") -> bool:
    """Whether a capital goes on after a name as in "Opera Lane", or after "&" as in "Tableau & Zoon"."""
    at = mention.last
    if sign:
        if at >= len(words) or words[at].text != sign or not words[at].joined:
            return False
        at += 1
    if at >= len(words) or not words[at].joined or words[at].lower in _NOUNS:
        return False
    return words[at].text[0].isupper() and all(other.first != at for other in mentions)


def _stands_as_tool(passage: Passage, mention: Mention) -> bool:
    """Whether the words around a name speak of tools."""
    words, (name, way, first, last) = passage.words, mention
    before = words[first - 1].lower if first else ""
    if not _is_capital(words[first], name) or passage.text.isupper() or _is_half_lower(words, mention):
        return way not in tools().ordinary and before in _LEADS
    after = words[last].lower if last < len(words) and words[last].joined else ""
    if after == "of":
        return False
    is_shouted = len(words[first].text) > _SHORTEST and words[first].text.isupper()
    is_plain = way not in tools().ordinary
    if passage.section in _ASKED and (is_shouted or is_plain) and (first or not after or after in _GOES_ON):
        return True
    if len(words) <= _SHORTEST and first == 0 and is_plain:
        return True
    if (after in _JUDGED and is_plain) or before in _LEADS_NAME or after in _NOUNS:
        return True
    begin, end = words[max(0, first - _NEAR)].begin, words[min(len(words), last + _NEAR) - 1].end
    return bool(_CUE.search(passage.text, begin, end))


def _is_capital(word: Word, name: str) -> bool:
    """Whether a word is written as a name is; a name that has capitals within must have them: NICE, IDeaS."""
    if word.lower == name.lower() and any(letter.isupper() for letter in name[1:]):
        return word.text == name or word.text.isupper()
    return word.text[0].isupper()


def _is_half_lower(words: Sequence[Word], mention: Mention) -> bool:
    """Whether a name that is taken apart goes on in lower case: "Big change"."""
    parts = words[mention.first : mention.last]
    return _is_taken_apart(mention) and any(word.text[0].islower() for word in parts)


def _is_listed(passage: Passage, mentions: Sequence[Mention], at: int) -> bool:
    """Whether a name stands beside another tool: "Slack, Teams and Zoom", "Manhattan (any version), Kronos"."""
    words, mention = passage.words, mentions[at]
    if not _is_capital(words[mention.first], mention.name) and mention.way in tools().ordinary:
        return False
    before = _between(passage, mentions[at - 1], mention) if at else None
    after = _between(passage, mention, mentions[at + 1]) if at + 1 < len(mentions) else None
    return any(gap is not None and bool(_LISTED.match(gap)) for gap in (before, after))


def _between(passage: Passage, mention: Mention, following: Mention) -> str:
    """What stands between two names, without brackets."""
    begin, end = passage.words[mention.last - 1].end, passage.words[following.first].begin
    return _BRACKETS.sub("", passage.text[begin : min(end, begin + _GAP)]) if begin <= end else ""
