"""Tools that no vocabulary has, where a name can be nothing else."""

import re
from collections.abc import Iterator, Sequence

from voiceint.planning.passages import Passage, Section
from voiceint.planning.vocabulary import Mention, key_figures, split_words, tools

Span = tuple[int, int]
"""The first character of a name in a text, and the one after its last."""

_WINDOW = 2_000
"""Characters of a passage in which names are looked for."""

_NAME = r"(?:[a-z]{1,2}(?=[A-Z0-9]))?[A-Z0-9][\w@.+-]*(?: (?!(?:And|Or|For|With|The|To)\b)[A-Z0-9][\w@+-]*){0,2}"
_TWO = rf"({_NAME})(?:(?:,? (?:or|and) |, | / |/)({_NAME}))?"
_KIND = (
    r"(?:software|systems?|platforms?|(?i:crms?|wms|tms|mis|pms|pos|erps?|dms|lms|cafm|cmms|epr|ehr|emr|pas|hris|ats)|"
    r"ticketing|helpdesks?|suites?|tools?|packages?|portals?|apps?|databases?|paywall|dialler|dialer|telephony)"
)
_USE_OF = (
    r"(?:[Ee]xperience|[Kk]nowledge|[Ff]amiliar(?:ity)?|[Pp]roficien\w+|[Ee]xposure|[Ss]kill(?:s|ed)|[Uu]se|"
    r"[Cc]onfident|"
    r"[Cc]omfortable|[Tt]rained)"
)
_LIST_OF_KIND = re.compile(
    rf"\b{_KIND}\b[^.()]{{0,25}}?(?:\(|\bsuch as |\blike |\be\.g\.,? |: )"
    r"(?:(?:e\.g\.|such as|like|including|ideally|preferably|we use|we run|we are on|we['’]re on|ours is|ours:|"
    r"currently|here it['’]s|it['’]s|mainly)[,:]? )*([A-Z0-9][^.;:()]{1,150})"
)
_USED = re.compile(
    r"\b(?:(?:[Ww]e|[Yy]ou|[Tt]hey)(?:['’]ll| will|['’]d| all)?|[Tt]eam|[Ww]ho) "
    r"(?:use|uses|run on|runs on|work in|work with|live in|log (?:it )?in|log everything in) "
    r"([A-Z]\w+(?: [A-Z]\w+)?(?:(?:, | and | or )[A-Z]\w+)*)(?= for\b| to\b| as\b| \(|[.,;]|$)"
)
_OURS = re.compile(
    r"(?:\b(?:ours (?:is|are)|we['’]re on|we are on|we run|we run on|currently on|(?:runs?|running|built|sits?|"
    r"works?) on|"
    rf"our (?:own )?(?:[\w-]+ ){{0,3}}?{_KIND}(?: is| are|,|:)) )(?:a |an |the )?({_NAME})"
    r"(?! (?:Street|Road|Lane|Avenue|Square|Park|Quay)\b)"
)
"""The employer's own: "ours is Exact Globe", "our WMS is Mintsoft"."""

_MOVE = re.compile(
    r"\b(?:(?:mov|migrat|switch|transition|chang|go|com|cut)\w*(?: over| live| across)?(?: [\w' ,-]{1,60}?)? (?:to|"
    r"onto) |"
    r"(?:implement\w*|roll(?:ing|ed)? out|bought|introduc\w+|launch of|launching|adopting) (?:of )?)(?:a )?"
    rf"({_NAME})"
)
"""A change of systems, where the sentence speaks of one."""

_SPEAKS_OF_TOOLS = re.compile(
    rf"\b(?:{_KIND}|go[- ]?live|cut[- ]?over|migrat\w+|spreadsheets?|whiteboard|green[- ]screen)\b", re.IGNORECASE
)
_IS_KIND = re.compile(
    rf"\b({_NAME})(?: \((?:our|the|its|their|a) [\w' -]{{0,40}}\b{_KIND}\)|, (?:our|the|an?|"
    rf"its) (?:[\w-]+ ){{0,4}}{_KIND}\b|"
    rf" (?:(?:reservation|scheduling|telephony|dispatch|booking|ticketing|billing|rota) )?{_KIND}\b|"
    rf" ?\((?:{_KIND}|EPOS|SIS|VLE)\))"
)
"""A name with what it is: "Piano (our paywall)", "the MyThornmere portal"."""

_ANOTHER = re.compile(
    rf"\b({_NAME})"
    r",? (?:or|and) (?:another|any other|other|some other|a similar|a comparable|similar|comparable|equivalent) "
    rf"(?:[\w-]+[ /]){{0,4}}?{_KIND}\b"
)
"""One of a kind: "EFI Radius, or another print MIS"."""

_JUDGED = re.compile(
    rf"(?:^|[.;:,] (?:and |or )?|\bor )({_NAME})(?: (?:or|and|/) ({_NAME}))?(?: \([^()]{{1,40}}\))?"
    r"(?: experience| knowledge| skills)? (?:(?:is|are|would be|will be|a|an|very|highly|also) )*"
    r"(?:a plus|plus|handy|bonus|asset|advantage(?:ous)?|desirable|useful|nice(?: to have)?|helpful|preferred|"
    r"essential|"
    r"must|must[- ]have|great|welcome|amazing|regarded|beneficial|ideal|good to have|counts|fine|optional|"
    r"appreciated)\b"
)
"""A name with what it counts: "iPort is a plus"."""

_ASKED_FOR = re.compile(
    rf"\b(?:{_USE_OF}|[Cc]ompetent|[Ff]luent|[Aa]t ease|[Aa]t home|[Ll]iterate|[Cc]ertified|[Hh]ands-on|"
    rf"[Uu]nderstanding) "
    rf"(?:of|with|in|to|using|on|w/) (?:either |both |the )?{_TWO}"
)
_MET = re.compile(
    r"\b(?:worked|work|working|dealt|seen|met|used|using|know|knowing|knows|learn|tried|opened|touched|administered|"
    rf"configured|set up|you['’]ll pick up)(?: with| in| on)? {_TWO}"
)
_ON_IT = re.compile(
    r"\b(?:via|logged in|logged on|recorded? (?:it |everything |[\w ]{1,40} )?(?:in|on)|entered in(?:to)?|quality on|"
    rf"quality in|close everything in) (?:the )?({_NAME})"
)
_EXAMPLES = re.compile(
    rf"\b{_USE_OF} (?:of|with|in|to|using|on) ([A-Z][^.;:()]{{1,100}}?),? "
    r"(?:or|and) (?:an? )?(?:similar|comparable|the like)\b"
)
"""Names that stand for a kind of tool: "experience of Elite, RMS or similar"."""

_SIMILAR = re.compile(
    rf"(?:^|[.;:,(] |\b(?:of|with|in|on|to) )({_NAME}) ?\(?"
    r"(?:,? or (?:similar|something like it|equivalent (?:system|software)|the like|whatever)|"
    rf"(?: or)? similar [\w& ]{{0,20}}{_KIND})\b"
)
_LICENSED = re.compile(
    r"\b(?:[Ll]icen[cs]es|[Ss]ubscriptions|[Aa]dministrator of|[Ss]uper[- ]users? of) (?:for|of|"
    r"to)? ?([A-Z][^.;:()]{1,100})"
)
_CALLED = re.compile(rf"\b{_KIND},? (?:is |are )?(?:called|named|known as) [\"'“‘]?([A-Z][\w.+-]*(?: [A-Z][\w.+-]*)?)")
"""A system of which only the name is known: "our own system, called Beacon"."""

_CAMEL = re.compile(
    r"\b(?:experience (?:with|of|in|using)|knowledge of|familiar(?:ity)? with|proficien\w+ (?:in|with)|exposure to|"
    r"trained (?:in|on)|in|on|using|via|with|and|or) "
    r"(?=((?:[A-Z][a-z]+[A-Z][a-z]\w+|[a-z][A-Z][A-Z]\w+|[A-Z][a-z]+[A-Z]{2,}))\b)"
)
_ITEM = re.compile(
    r"(?:, (?:and |or )?| and | or |/|^)([A-Z0-9][\w.+-]*(?: [A-Z][\w.+-]*){0,2})(?=, | and | or |/|\)| …|…| etc|\s*$)"
)
_WHOLE = re.compile(
    rf"\s*(?:.*(?:\b(?:of|with|in|on|using|like|use|via|to|know|plus|ideally|is|both)|:|[-–—]) )?({_NAME})$", re.DOTALL
)
_PART = re.compile(r"[,;/|+•()]|\band\b|\bor\b")
_BRACKETS = "()"
"""What stands in brackets after a name is a remark: "Cargowise (CW1)"."""

_GONE = re.compile(
    r"(?:\b(?:from|off|leave|leaving|left|replac\w+|retir\w+|instead of|not|no|drop\w*|outgrow\w*|formerly)"
    r"(?: (?:the|our|an?|old|legacy|in-house|own|\w+ system,?))*|n['’]t \w+) $"
)
_NO_TOOLS = frozenset(
    """
    tools systems software platforms applications
    iso haccp gdpr popia lean six kaizen itil prince prince2 agile scrum crm crms erp erps pos epos wms tms pms dms
    lms kpi kpis okr okrs sla slas it ict ai llm ms us usa uk eu nz au etc other similar linkedin youtube whatsapp
    facebook instagram tiktok tik twitter x google tripadvisor trip booking.com yelp dealerrater hellopeter reddit
    airbnb expedia hardwarezone snapchat pinterest telegram wechat messenger saas mc excellent strong good solid
    great you you've you’ve you'll you’ll we they it's it’s i our your the this that these there a an retail
    hospitality customer contact call insurance banking bank telecom telecoms telco utilities housing logistics
    healthcare health nhs b2b b2c fmcg ecommerce e leadership management manager managers sales marketing finance
    operation operations ops legal product engineering trading compliance hr cipd nvq gcse nqf qcf level grade
    matric nebosh iosh bsc ba mba hnd hnc aat acca cima cim dbs sia cscs npors cpc sc bs osha hipaa ferpa fca ofgem
    ofcom ofwat cqc hmrc icasa rics cih mrics tsa ccma cpa fsp fais fica rmcp nca aml kyc pci sox spanish french
    german polish welsh italian portuguese dutch mandarin cantonese arabic afrikaans isizulu isixhosa zulu xhosa
    sotho tswana malay tamil hindi urdu punjabi bengali irish gaelic te māori maori japanese korean russian turkish
    romanian flemish swedish danish norwegian finnish czech hungarian greek ukrainian bahasa thai vietnamese
    tagalog english bilingual experience experienced knowledge understanding monday mondays tuesday wednesday
    thursday friday fridays saturday sunday weekend weekends january february march april may june july august
    september october november december christmas easter london dublin leeds manchester sydney auckland amsterdam
    europe emea apac america africa asia ireland scotland wales england singapore australia canada new south north
    east west must nice bonus plus essential desirable preferred required ideally key basic advanced intermediate
    proven previous prior any some full valid clean own working work team teams support service services phone
    email mail chat sms web video post voice social internet edi api apis html css xml json pivot vlookup vlookups
    macros windows ivr acd wfm qa rpa cti bpo sme smes bbbee eod ceo coo cfo cto vp gm md head director board
    supervisor bachelor diploma degree candidate candidates application applications children everybody everyone
    statistics industrial station online one two three four five seven dns hl7 dicom q1 q2 q3 q4 phase stage tier
    part class code category band act regulation regulations standard standards framework consumer ofsted council
    government department university college school hospital ltd limited group plc inc zero
    """.split()
)
"""First words of methods, standards, places, languages and the like, which stand where tools do."""

_RULES = frozenset(
    "act law code codes regulation regulations scheme ombudsman award certificate diploma degree university college "
    "agreement directive convention zealand africa standards manager team".split()
)
"""What names of no tools end in."""

_ASKED = (Section.REQUIREMENTS, Section.OPTIONAL)
_SHORTEST = 3
_BEFORE = 40
"""Characters before a name that may rule it out."""

_AMOUNT = re.compile(r"\d[\d.,:]*(?:[a-z%]*$| [a-z])")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}\b(?! [A-Z])")
"""What is as often a standard as a product."""

_IS_PRODUCT = re.compile(r"[a-z][A-Z]|\d| |[A-Z]{2}|@")
"""A word that begins a sentence is a product only if it is written like one."""


def unknown_tools(passage: Passage, mentions: Sequence[Mention], known: Sequence[Mention]) -> Iterator[str]:
    """Names that no vocabulary has.

    In a list after what they are, "software (e.g. Fathom or Dext)"; after "we use"; beside a tool that is known;
    where a requirement says what somebody should have used; written as only products are, "in ParentPay". `known` are
    those of the `mentions` that are tools.
    """
    said = passage.text[:_WINDOW]
    spans = _spans(passage, mentions)
    yield from _CALLED.findall(said)
    if passage.section is Section.ABOUT:
        return
    for begin, end in (*_listed(said), *_named(said, passage.section in _ASKED), *_beside(said, passage, known)):
        if _may_be_tool(said[begin:end]) and not any(begin < last and first < end for first, last in spans):
            yield said[begin:end]


def _spans(passage: Passage, mentions: Sequence[Mention]) -> list[Span]:
    return [(passage.words[each.first].begin, passage.words[each.last - 1].end) for each in mentions]


def _listed(said: str) -> Iterator[Span]:
    for pattern in (_LIST_OF_KIND, _USED, _EXAMPLES, _LICENSED):
        for match in pattern.finditer(said):
            at = match.start(1)
            yield from ((at + item.start(1), at + item.end(1)) for item in _ITEM.finditer(match[1]))
    yield from (match.span(1) for match in _CAMEL.finditer(said))


def _named(said: str, is_asked: bool) -> Iterator[Span]:
    sure = [_OURS, _ON_IT, _SIMILAR, _ANOTHER, *((_IS_KIND, _MOVE) if _SPEAKS_OF_TOOLS.search(said) else ())]
    for pattern in (*sure, *((_JUDGED, _ASKED_FOR, _MET) if is_asked else ())):
        for match in pattern.finditer(said):
            if _GONE.search(said, max(0, match.start(1) - _BEFORE), match.start(1)):
                continue
            for group, name in enumerate(match.groups(), 1):
                begins = match.start(group) == 0 and pattern is not _ANOTHER
                if name and (pattern in sure or not _ACRONYM.match(name)) and (_IS_PRODUCT.search(name) or not begins):
                    yield match.span(group)


def _beside(said: str, passage: Passage, known: Sequence[Mention]) -> Iterator[Span]:
    """Items of a list that stand next to a known tool."""
    spans = _spans(passage, known)
    if not spans:
        return
    breaks = list(_PART.finditer(said))
    parts = list(
        zip([0, *(each.end() for each in breaks)], [*(each.start() for each in breaks), len(said)], strict=True)
    )
    has_tool = [any(begin >= first and end <= last for begin, end in spans) for first, last in parts]
    for place, (first, last) in enumerate(parts):
        follows = place > 0 and has_tool[place - 1] and breaks[place - 1][0] not in _BRACKETS
        leads = place < len(breaks) and has_tool[place + 1] and breaks[place][0] not in _BRACKETS
        match = _WHOLE.match(said[first:last].rstrip(" .:!?")) if (follows or leads) and not has_tool[place] else None
        if match and (first + match.start(1) or said[last : last + 1] in (",", "/")):
            yield first + match.start(1), first + match.end(1)


def _may_be_tool(item: str) -> bool:
    words = split_words(item)
    if len(item) < _SHORTEST or not any(word.text[0].isalpha() and len(word.text) > 1 for word in words):
        return False
    if words[0].lower in _NO_TOOLS or words[-1].lower in _RULES or _AMOUNT.match(item):
        return False
    return not any(tools().phrases.find(words)) and not any(key_figures().phrases.find(words))
