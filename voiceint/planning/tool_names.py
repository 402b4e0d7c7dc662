"""The tools that a text names, and no words that only look like them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from voiceint.planning.found import Found, each_once
from voiceint.planning.naming import NOT_OURS
from voiceint.planning.passages import Passage, Section
from voiceint.planning.vocabulary import Mention, Word, split_words, tools

_LEADS = frozenset("in on using via use uses used through".split())
"""Words that stand right before a tool even in lower case: "the report in excel"."""

_LEADS_NAME = _LEADS | frozenset("with of like as our into run runs know love or and to were is".split())
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
_LISTED = frozenset({"and", "or"})
_EMPLOYER = frozenset("about join joining at".split())
_ASKED = (Section.REQUIREMENTS, Section.OPTIONAL)
_BEFORE = 60
"""Characters before a name that may rule it out."""

_NEAR = 10
"""How many words a word that speaks of tools may be away."""

_WINDOW = 2_000
"""Characters of a passage in which unknown names are looked for."""

_NAMED = re.compile(
    r"\b(?:system|platform|software|tool|crm|wms|pms|database|app|portal)s?,? (?:is |are )?(?:called|named|known as) "
    r"[\"'“‘]?([A-Z][\w.+-]*(?: [A-Z][\w.+-]*)?)"
)
"""A system of which only the name is known: "our own system, called Beacon"."""

_LIST = re.compile(
    r"\b(?:software|systems?|platforms?|crms?|wms|mis|pms|pos|erps?|ticketing|helpdesks?|suites?)\b[^.()]{0,25}?"
    r"(?:\(|\bsuch as |\blike |\be\.g\.,? |: )(?:e\.g\.,? |such as |like |including |ideally |we use )?"
    r"([A-Z0-9][^.;:()]{1,150})"
)
_USED = re.compile(
    r"\b(?:[Ww]e|[Yy]ou(?:'ll|’ll| will)?|[Tt]eam) (?:use|uses|run on|work in|work with|live in) "
    r"([A-Z]\w+(?: [A-Z]\w+)?(?:(?:, | and | or )[A-Z]\w+)*)(?= for\b| to\b| as\b|[.;]|$)"
)
_CAMEL = re.compile(
    r"\b(?:experience (?:with|of|in|using)|knowledge of|familiar(?:ity)? with|proficien\w+ (?:in|with)|exposure to|trained (?:in|on)|in|on|using|via|with|and|or) "
    r"(?=([A-Z][a-z]+[A-Z][a-z]\w+)\b)"
)
_ITEM = re.compile(
    r"(?:, (?:and |or )?| and | or |/|^)([A-Z0-9][\w.+-]*(?: [A-Z][\w.+-]*){0,2})(?=, | and | or |/|\)| …|…| etc|$)"
)
_EXAMPLES = re.compile(
    r"\b(?:[Ee]xperience|[Kk]nowledge|[Ff]amiliar(?:ity)?|[Pp]roficien\w+|[Ee]xposure|[Ss]kill(?:s|ed)|[Uu]se|[Cc]onfident|[Cc]omfortable|[Tt]rained) "
    r"(?:of|with|in|to|using|on) ([A-Z][^.;:()]{1,100}?),? (?:or|and) (?:an? )?(?:similar|comparable|the like)\b"
)
"""Names that stand for a kind of tool: "experience of Elite, RMS or similar"."""

_LICENSED = re.compile(
    r"\b(?:[Ll]icen[cs]es|[Ss]ubscriptions|[Aa]dministrator of|[Ss]uper[- ]users? of) (?:for|of|to)? ?([A-Z][^.;:()]{1,100})"
)
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

_NO_TOOLS = re.compile(
    r"^(?:(?:iso|haccp|gdpr|lean|six sigma|kaizen|itil|prince2?|agile|scrum|crms?|erps?|pos|wms|pms|kpis?|it|ms|us|uk|eu|etc|other|similar|"
    r"linkedin|youtube|whatsapp|facebook|saas|mc|excellent|strong|good|you|we|retail|hospitality|customer|contact|call|insurance|banking|"
    r"telecoms?|utilities|housing|logistics|health ?care|nhs|b2b|b2c|fmcg|e-?commerce|leadership|management|sales|marketing|finance|"
    r"hr|cipd|nvq|gcse|level|nebosh|iosh|spanish|french|german|polish|welsh|italian|portuguese|dutch|mandarin|arabic|"
    r"experience|monday|tuesday|wednesday|thursday|friday|saturday|sunday|english)\b|\d)",
    re.IGNORECASE,
)
"""Methods, standards and generic words that stand in such lists."""


def find_tools(passages: Iterable[Passage]) -> tuple[Found, ...]:
    """The tools that passages name, each once; benefits and boiler plate name none."""
    read = [passage for passage in passages if passage.section not in NOT_OURS]
    mentioned = [(passage, list(tools().phrases.find(passage.words))) for passage in read]
    suspects = _employers(mentioned)
    return each_once(
        Found(name, passage.line)
        for passage, mentions in mentioned
        for name in (
            *_in_passage(passage, mentions, suspects),
            *_NAMED.findall(passage.text[:_WINDOW]),
            *_unknown(passage.text),
        )
    )


def _in_passage(passage: Passage, mentions: Sequence[Mention], suspects: set[str]) -> Iterator[str]:
    words = passage.words
    for at, mention in enumerate(mentions):
        if _is_gone(passage, mention):
            continue
        is_doubtful = mention.way in tools().doubtful
        if not (is_doubtful or mention.name in suspects) or (
            not _is_part_of_name(words, mention, mentions)
            and (_stands_as_tool(passage, mention) or _is_listed(words, mentions, at))
        ):
            yield mention.name


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
    if not _is_capital(words[first], name) or passage.text.isupper():
        return way not in tools().ordinary and before in _LEADS
    after = words[last].lower if last < len(words) and words[last].joined else ""
    if after == "of":
        return False
    if passage.section in _ASKED and way not in tools().ordinary and (first or not after):
        return True
    if before in _LEADS_NAME or after in _NOUNS:
        return True
    begin, end = words[max(0, first - _NEAR)].begin, words[min(len(words), last + _NEAR) - 1].end
    return bool(_CUE.search(passage.text, begin, end))


def _is_capital(word: Word, name: str) -> bool:
    """Whether a word is written as a name is; a name that has capitals within must have them: NICE, IDeaS."""
    if word.lower == name.lower() and any(letter.isupper() for letter in name[1:]):
        return word.text == name or word.text.isupper()
    return word.text[0].isupper()


def _is_listed(words: Sequence[Word], mentions: Sequence[Mention], at: int) -> bool:
    """Whether a name stands beside another tool: "Slack, Teams and Zoom"."""
    mention = mentions[at]
    if not _is_capital(words[mention.first], mention.name):
        return False
    before = words[mentions[at - 1].last : mention.first] if at else None
    after = words[mention.last : mentions[at + 1].first] if at + 1 < len(mentions) else None
    return any(gap is not None and {word.lower for word in gap} <= _LISTED for gap in (before, after))


def _unknown(text: str) -> Iterator[str]:
    """Names that no vocabulary has, where they can be nothing else.

    In a list after what they are, "software (e.g. Fathom or Dext)"; after "we use"; written as only products are, "in
    ParentPay".
    """
    said = text[:_WINDOW]
    lists = [match[1] for pattern in (_LIST, _USED, _EXAMPLES, _LICENSED) for match in pattern.finditer(said)]
    for item in (*(item for listed in lists for item in _ITEM.findall(listed)), *_CAMEL.findall(said)):
        if not _NO_TOOLS.match(item) and not any(tools().phrases.find(split_words(item))):
            yield item
