"""What is said around a number of people that tells whose they are."""

import re
from functools import lru_cache

from voiceint.planning.passages import Section
from voiceint.planning.team.mentions import BESIDE, Mention
from voiceint.planning.team.people import Kind

_GROUP = r"(?:teams?|group|crew|core|bunch|complement|establishment|unit|remit|service|office|operation|squad|department|dept|desk|function|headcount|pod|section|shift|hub|depot|warehouse|plant|cent(?:re|er)|room|floor)"
_OF_YOU = r"(?:you|me|this (?:post|role|position)|the (?:post(?:[ -]?holder)?|role|position|job ?holder|successful candidate|manager|helpdesk manager))"
_BEFORE = {
    "lead before": r"\b(?:lead|leads|leading|led|manag(?:e|es|ed|ing)|line[- ]manag\w+|supervis\w+|overse\w+|run|runs|running|ran|look(?:s|ed|ing)? after|head(?:s|ed|ing)?(?: up)?|direct(?:s|ed|ing)?|inherit|take o(?:n|ver)|in charge of|coach(?:ing|ed)?|brief|schedul\w+|divide|roster|build|organis\w+)\b[^.;()]{0,60}$",
    "reports before": r"\b(?:report(?:s|ing)? (?:in)?to (?:you|this post|the post ?holder|the role)|(?:direct|indirect|line|your|of) reports?|responsible for|span of control|headcount|team size|staff managed|supervises)\b[^.]{0,30}$",
    "you have before": r"\byou(?:['’]ll| will|['’]d| would)? (?:also )?(?:have|inherit|get|lead|manage|run|look after|supervise|be (?:leading|managing|running|looking after|responsible for))\b[^.;]{0,60}$",
    "team of before": rf"\b{_GROUP}\b[^.;]{{0,25}}$",
    "beside before": r"\b(?:with|beside|alongside|next to|join\w*|part of|one of|other|than|unlike|and|to|from|by|their|his|her|its|whose)(?: (?:the|a|our|an|of|other|team))*,? ?\(?$",
    "part before": r"\b(?:of wh(?:om|ich)|including|incl\.?|counting|half|third|among(?: them)?|of them)\b[^.;]{0,15}$",
    "lead right before": r"\b(?:lead|leads|leading|manag(?:e|es|ing)|line[- ]manag\w+|supervis\w+|overse\w+|run|runs|running|look(?:s|ing)? after|inherit|take over)(?: (?:a|an|the|our|your|this|these|and \w+))?(?: [\w-]+){0,2}(?: of)? $",
    "begins": r"^\W*$",
    "in parentheses": r"\([^()]*$",
}
_AFTER = {
    "report after": rf"^[^.;]{{0,60}}\breport(?:s|ing)?(?: directly| straight| in)?(?: in)? ?to {_OF_YOU}",
    "to you after": r"^[^.]{0,70}\b(?:look to you|direction from you|under you|all yours|be yours|are yours|for you\b|your (?:team|charge|care|roster|shift|crew|desk|org|organi[sz]ation|line|unit|department|watch)|you manage|with you\b)",
    "elsewhere after": r"^[^.]{0,70}\b(?:not (?:yours|ours|part|under|managed|report|line)|separate\w*|reports? to (?!you|me|this|the)|under (?:another|its|their) |own (?:lead|manager|gaffer|supervisors?)|belongs?|(?:managed|led|run|looked after|owned) (?:separately )?by|n['’]t (?:yours|part|report|managed)|do not report|none of whom|outsourc\w+|contracted)",
    "each time after": r"^[^.;,]{0,40}\b(?:(?:a|per|each|every|last|this) (?:day|night|week|month|quarter|year|shift|intake|session)|since|ago|years?)\b",
    "shifts after": r"^[^.;]{0,50}\b(?:full[- ]time|part[- ]time|shifts?|rota|roster|from home|nights|remote|depending|season\w*|included|counted)\b",
    "one of after": r"^ of (?:them|us|our|the|whom|which|these)\b",
    "past after": r"^[^.;]{0,40}\b(?:have left|left|resigned|applied|quit|went|were|had)\b",
}
_WITHIN = {
    "company": r"\b(?:company|companies|founded|employ\w*|turnover|business|organisation|revenue|customers|largest|family|subsidiary|countries|branches|stores|offices)\b",
    "wished": r"\b(?:experience|years|yrs|proven|track record|previous\w*|must have|essential|desirable|background|minimum|min\.?)\b",
    "not you": r"\b(?:not (?:yours|ours|report|managed|part)|n['’]t (?:yours|part|report)|no (?:direct reports|line authority|line[- ]management)|nobody reports|separate\w*|beside|alongside|dotted line)\b",
    "money": r"[£€$]|\b(?:salary|bonus|pension|per cent|holiday)\b|%",
}
_PREVIOUS = {
    "lead in the sentence before": r"\b(?:you(?:['’]ll| will|['’]d| would)? (?:lead|run|manage|look after|have|be|own)|your (?:team|crew|people)|manage|lead|the (?:team|desk|department))\b",
}


def _patterns(cues: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in cues.items()}


_CUES = tuple(_patterns(cues) for cues in (_BEFORE, _AFTER, _WITHIN, _PREVIOUS))


def measure(mention: Mention, leads: bool) -> dict[str, float]:
    """The features of a mention: what is said beside it, where it stands and how many it is."""
    count, text = mention.count, mention.text
    parts = (
        text[max(0, count.start - BESIDE) : count.start],
        text[count.end : count.end + BESIDE],
        text,
        mention.previous[-200:],
    )
    features: dict[str, float] = {}
    for place, part in enumerate(parts):
        features |= _cues_in(place, part)
    features |= {
        "called LOOSE": float(count.kind is Kind.LOOSE),
        "in DUTIES": float(mention.passage.section is Section.DUTIES),
        "joined": float(count.parts > 1),
        "is a range": float(count.low != count.high),
        "part of a longer count": float(mention.is_part),
        "title leads": float(leads),
        "many": float(count.high > 130),
    }
    return features


@lru_cache(maxsize=64)
def _cues_in(place: int, part: str) -> dict[str, float]:
    """Which cues of a place (before, after, in the sentence, ...) are there; the counts of a sentence share some."""
    return {name: float(bool(pattern.search(part))) for name, pattern in _CUES[place].items()}
