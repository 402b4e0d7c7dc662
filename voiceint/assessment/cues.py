"""Phrases that people use when they tell a situation, a task, an action or a result: hints for the role model.

Each role has patterns with a weight; the model reads their sums beside the meaning of the clause.
"""

import re

_NUMBER = r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple(?: of)?|several)"
_SPAN = r"(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?)"
_DID = (
    r"(?:\w{2,}ed|made|set|built|took|gave|wrote|rewrote|ran|held|put|brought|met|spoke|told|taught|found|chose|"
    r"cut|sent|got|began|led|read|sat|drew|split|sold|bought|went|kept|hired|paid|let|called|drove|rang|showed|said)"
)
_NOT_DEEDS = (
    r"(?:needed|wanted|owned|looked after|managed|ran (?:the|a|an|our)|had|noticed that it|worked|learned|learnt|realised|realized|decided that|used to|loved|liked|believed|"
    r"received|experienced|suffered|managed support|increased|decreased|improved|reduced|dropped|achieved|"
    r"exceeded|reached|passed|finished|ended|gained|saved|renewed|got promoted|got a)"
)


def _cues(*pairs: tuple[float, str]) -> list[tuple[float, re.Pattern[str]]]:
    return [(weight, re.compile(pattern, re.IGNORECASE)) for weight, pattern in pairs]


_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_BOSS = r"(?:director|boss|manager|head|owner|ceo|chief|company|board|client|insurer|they)"

CUES: dict[str, list[tuple[float, re.Pattern[str]]]] = {
    "S": _cues(
        (
            2.2,
            rf"\b{_NUMBER} {_SPAN} ago\b|\byears ago\b|\blast (?:year|spring|summer|autumn|fall|winter|christmas|month|{_MONTH})\b",
        ),
        (2.0, r"\b(?:when|while) i (?:was|worked|managed|ran|joined|started|led)\b"),
        (1.8, r"\b(?:at|in|during) (?:my|our|the) (?:last|previous|first|old|former|time)\b"),
        (
            1.8,
            rf"\b(?:one|it was a|on a|a|the) (?:{_DAY}|{_MONTH})\b|^(?:{_DAY}|{_MONTH}|the middle of|middle of|ten past|half past)\b",
        ),
        (
            1.8,
            r"\bi (?:ran|managed|looked after|look after|headed|had) (?:the|a|an|our|customer|support|service)\b|\bi was (?:\w+ ){0,3}(?:manager|agent|supervisor|lead|leader)\b",
        ),
        (
            1.5,
            r"\b(?:at|in|for) (?:the|a|an) \w+(?: \w+)? (?:where|company|firm|shop|store|retailer|bank|airline|hospital|council)\b|\bi (?:was|worked) (?:a|an|the|as|at|for)\b",
        ),
        (
            1.4,
            r"\b(?:was|were|been) (?:struggling|losing|failing|behind|below|unhappy|angry|upset|understaffed|overwhelmed|frustrated|low|late|broken|getting worse)\b",
        ),
        (
            1.4,
            r"\bhad (?:crept|fallen|dropped|slipped|risen|doubled|just|been|frozen|stopped|left|started|walked|died|gone)\b|\b(?:he|she|they|it)'d\b",
        ),
        (
            1.2,
            r"\bthere (?:was|were) (?:a|an|no|some|two|three|many)\b|\bone (?:day|evening|morning|afternoon|customer|of my|of our)\b",
        ),
        (
            1.0,
            r"\b(?:problem|issue|trouble)\b|\bkept \w+ing\b|\bused to\b|\bevery (?:second|third|other) \w+ \w+ was\b",
        ),
        (1.0, r"^(?:so |okay |ok |well |um |right )*(?:at|in|during|back in|while|when) \w+|^it was\b|^this was\b"),
        (
            0.9,
            r"\bwe had (?:a|an|about|around|just|been|\d)|\b\d+ (?:agents|people|staff|of us|homes)\b|\bwe (?:sell|sold|are|were)\b|\bwe're\b",
        ),
        (
            0.8,
            r"\b(?:complained|complaining|complaints|shouting|furious|angry|frozen|outage|backlog|queue|nobody|couldn't|hadn't|wouldn't|wasn't|weren't)\b",
        ),
    ),
    "T": _cues(
        (
            2.6,
            r"\b(?:my|our|the) (?:job|task|goal|target|aim|brief|role|responsibility|mission|objective) (?:was|were|there was|had been)\b",
        ),
        (
            2.4,
            r"\b(?:asked|told|expected|needed|tasked) (?:me|us) (?:to|with)\b|\bi was (?:asked|tasked|told|given|responsible|in charge|accountable|supposed|expected|to)\b",
        ),
        (2.4, rf"\b{_BOSS}\b(?: of \w+)?,? (?:wanted|asked|needed|expected|set|gave|told)\b"),
        (
            2.4,
            r"\b(?:it was|was|were) (?:up to me|my job|on me|mine to|my call|my desk|my responsibility)\b|\bfell to me\b|\bmine to \w+\b|\bthat was my\b",
        ),
        (2.2, r"\b(?:i|we)(?:'d| had)? (?:had|needed|have|got) to\b(?! say| admit)|\bi needed\b"),
        (
            2.0,
            rf"\b(?:set|gave) (?:myself|it|us|me)\b|\bi owned\b|\b(?:had|have) (?:until|{_NUMBER} {_SPAN} to)\b|\b(?:gave|given) .{{0,25}}{_NUMBER} (?:\w+ )?{_SPAN}\b",
        ),
        (
            1.4,
            r"\b(?:target|goal|aim) (?:of|to)\b|\bthe challenge was\b|\bwithout (?:hiring|spending|extra|losing)\b|\bno (?:extra|new|more) (?:money|people|staff|budget|hands)\b",
        ),
        (
            1.2,
            rf"\b(?:i|we) (?:\w+ )?wanted to\b|\b(?:by|before) (?:the (?:end|spring|summer|autumn|winter|sale|deadline|evening|first)|noon|easter|christmas|that|{_DAY}|{_MONTH})\b|\bin charge of\b|\bthe deadline\b",
        ),
    ),
    "A": _cues(
        (
            2.0,
            rf"\b(?:i|we)(?: \w+ly| also| then| first| personally| even| just| simply| next| finally)* (?!{_NOT_DEEDS}\b){_DID}\b",
        ),
        (
            1.0,
            rf"\band (?!{_NOT_DEEDS}\b)(?:then )?{_DID} (?:a|an|the|my|our|each|every|them|it|him|her|up|out|with|to)\b",
        ),
        (
            1.2,
            r"^(?:and |so |but )*(?:first(?:ly| of all)?|then|next|second(?:ly)?|after that|finally|to do that|to fix (?:that|this))\b,?",
        ),
        (
            1.0,
            r"\b(?:trained|coached|analysed|analyzed|redesigned|introduced|implemented|organised|organized|created|launched|rewrote|paired|listened|explained|negotiated|built|mapped)\b",
        ),
        (0.6, rf"\bmy (?:approach|plan|first step) was\b|\bevery (?:week|{_DAY}|morning|day) (?:i|we)\b"),
    ),
    "R": _cues(
        (
            2.6,
            r"\bas a result\b|\b(?:the|end) (?:result|outcome|impact|effect|upshot) (?:was|is|were)\b|\bresulted in\b|\bwhich meant that\b",
        ),
        (
            1.6,
            r"\bin the end\b|\beventually\b|\bultimately\b|\bturned out\b|\bever since\b|\bsince then\b|\bto this day\b|\bby the end\b",
        ),
        (
            1.4,
            rf"\b{_NUMBER} {_SPAN} later\b|\bby (?:{_MONTH}|christmas|easter|spring|summer|autumn|the (?:autumn|spring|summer|winter))\b",
        ),
        (
            1.0,
            rf"\b(?:within|after|over|in) (?:the |about |around |just |only )?(?:first |next |following )?{_NUMBER} {_SPAN}\b(?! ago)",
        ),
        (
            1.8,
            r"\b(?:went|gone|was|were|is|are|came|come|moved|brought|got) (?:up|down|back (?:up|down))\b|\b(?:rose|climbed|fell|dropped|grew|halved|doubled|tripled|plummeted|jumped|shrank)\b",
        ),
        (1.5, r"\b(?:increased|improved|decreased|reduced|lowered|cut|raised)\b.{0,60}\b(?:by|from|to)\b"),
        (
            1.4,
            r"\bby (?:about |around |roughly |over |nearly )?(?:\d[\d.,]*|a|\w+) ?(?:%|percent|per cent|points?|third|quarter|half)\b",
        ),
        (
            1.4,
            r"\bfrom (?:about |around )?(?:\d|\w+ (?:percent|minutes|days|hours|weeks|a (?:day|week|month)))[^.]{0,40}\bto\b|\b(?:down|up|fell|rose|went) to (?:\d|\w+ percent)",
        ),
        (
            1.6,
            r"\b(?:we|i|they|she|he|the team) (?:\w+ly |even |also )?(?:reached|hit|met|beat|exceeded|achieved|finished|ended|passed|won|saved|renewed|thanked|stayed|kept the)\b",
        ),
        (
            1.3,
            r"\bstill (?:in use|running|used|works?|with us|use|there)\b|\b(?:is|are) now\b|\bi now\b|\b(?:stopped|prevented|avoided|spared) (?:\w+ ){1,4}from\b|\bwas promoted\b|\bgot promoted\b|\bcopied it\b|\bhigher\b|\bno longer\b",
        ),
        (
            1.0,
            r"\b(?:customers?|she|he|they) (?:was|were) (?:happy|delighted|relieved|grateful|satisfied|laughing)\b|\bnot (?:one|a single)\b|\bout of (?:ten|five|\d+)\b",
        ),
    ),
    "O": _cues(
        (
            2.6,
            r"\b(?:i|we) (?:learned|learnt|believe|think that|always|usually|generally|normally|typically|tend to|would|will)\b|\bi like to\b",
        ),
        (
            2.2,
            r"\btaught me\b|\blooking back\b|\bthe lesson\b|\bin general\b|\bi (?:make|keep) (?:sure|it)\b|\bmy philosophy\b|\bi am (?:a|an|very|someone)\b|\bi'm (?:a|an|very|someone)\b",
        ),
        (
            1.8,
            r"\byou (?:have to|need to|should|must|can)\b|\bit(?:'s| is) (?:important|essential|key|about|crucial)\b",
        ),
        (1.6, r"\b(?:thank you|that's (?:it|all|my)|great question|good question|let me think)\b|^(?:so )?yes\b"),
        (
            1.0,
            r"\b(?:i|we) (?:look|keep|ask|put|hand|watch|check|give|sort|review|coach|train|listen|want|prefer|try|use)\b",
        ),
    ),
}
