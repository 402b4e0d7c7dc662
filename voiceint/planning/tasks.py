"""Whether words of a posting say something to do: what can be asked about as a part of the job."""

import re

_FEWEST_WORDS = 4
_VERBS = """
    accept account achieve act address adhere adjust administer advise agree align allocate allow analyse analyze
    announce answer appraise approve arrange assess assign assist attend audit authorise balance book brief bring
    budget build buy calibrate call care carry cascade chair challenge champion change chase check choose clear
    close coach collaborate collate collect communicate compile complete conduct consolidate consult contribute
    control coordinate co-ordinate correct count cover create cut deal debrief decide define delegate deliver
    deputise deputize design determine develop devise diagnose direct discipline discuss dispatch document draft
    draw drive embed enable encourage enforce engage enhance ensure escalate establish evaluate examine execute
    expand explain facilitate feed fill find fix follow forecast form foster fulfil gather generate get give greet
    grow guard guide handle harmonise head help hire hold host hunt identify implement improve increase induct
    influence inform initiate inspect inspire instruct introduce investigate issue jump keep launch lead learn
    leverage liaise lift line-manage listen load log look lower maintain make manage map meet mentor merge migrate
    model moderate monitor motivate move negotiate nurture observe obtain offer onboard open operate optimise
    optimize orchestrate organise organize oversee own partner perform persuade pick pilot plan prepare present
    prevent prioritise prioritize process procure produce promote propose protect prove provide publish push put
    raise read rebuild recommend reconcile record recruit redesign reduce refine refund register renegotiate repair
    reply report represent rescue resolve respond restore restructure retain return review revise rewrite ring roll
    roster rota run safeguard save schedule score secure select sell send serve set settle shape share shorten show
    sign sit solve sort speak spot stabilise staff stand standardise start steer step stop strengthen structure
    submit supervise supply support sustain take talk teach tell test tidy track train transfer transform translate
    triage troubleshoot turn undertake uphold upsell use verify visit walk watch weigh welcome win work write
""".split()
_ACTS = re.compile(
    r"(?:[\w/-]+,? (?:and )?){0,4}?\w{3,}(?:[st]ion|ment|ship|sis|ance|ing|approval|appraisal|view) of\b|"
    r"(?:responsib|accountab)\w+ for\b",
    re.IGNORECASE,
)
"""What is done, as a noun: "Professional leadership of", "preparation of"."""

_BEFORE = re.compile(
    r"(?:(?:you(?:['’]ll| will|['’]d| would)?|to|and|also|then|be|is|are|your \w+ is|"
    r"(?:the|this) [\w ]{3,30} (?:will|is to)|personally|actively|effectively|successfully|regularly|proactively|"
    r"jointly|daily|directly|both|even|still)\s+)*",
    re.IGNORECASE,
)
_NOT_TO_DO = re.compile(
    r"(?:you|we)(?:['’]ve| have|['’]re| are)\b|no\b|[\w ]{0,30}(?:n['’]t|\bnot|\bnever)\b|"
    r"send (?:me|us|your|an?|one|two|three)\b|look,|looking for\b|head of\b|"
    r"(?:ring|call) (?-i:[A-Z])\w+ (?:after|before|on)\b|"
    r"(?:you (?:will |would )?)?report(?:s|ing)? to (?:the \w+ )?(?-i:[A-Z])|"
    r"\w+ (?:office|time|rate|is|are|was|were|has|had|gives|gets)\b|\w+ing (?:\w+ )?(?:is|are|was|were|will be)\b|"
    r"\w+ (?:volumes?|reply|replies) (?:is|are|was|were|in|within|under|below|above|up|down|of \d|\d)\b(?! a )|"
    r"\w+,? \w+,? an? department\b",
    re.IGNORECASE,
)
"""What is so, or is not, and figures: "Handle time under 6 minutes"."""

_TO_APPLY = re.compile(
    r"@|\bCV\b|\brésumé\b|\b(?:your|a) resume\b|\bto apply\b|\bapply (?:by|now|online|with|via)\b", re.IGNORECASE
)
_PASSIVE = re.compile(r"(?:\W*+\w++){1,12}?\W+(?:is|are|was|were|has been|have been)\b")
"""A noun that something is said of: "Allocation of runs is done next door"."""

_DANGLES = re.compile(r"(?:\W*+\w++){1,5}?\W+(?:(?:them|it)\b|(?:these|those|this)\W*(?:[.,;:]|$))", re.IGNORECASE)
"""What cannot be understood alone: "You will read them"."""


def _forms(verb: str) -> set[str]:
    """A verb as it begins a duty: lead, leads, leading; and the last letter doubled, where it may have to be."""
    third = re.sub(r"(?<=[^aeiou])y$", "ie", verb) + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    short = verb if verb.endswith("ee") else verb.removesuffix("e")
    return {verb, third, f"{short}ing", f"{verb}{verb[-1]}ing"}


_FORMS = frozenset(form for verb in _VERBS for form in _forms(verb))


def is_task(text: str) -> bool:
    """Whether a duty tells what somebody does: "Lead 12 agents", "You own the rota", "Preparation of the budget".

    What the firm does, or how things stand, is none.
    """
    if len(text.split()) < _FEWEST_WORDS or _NOT_TO_DO.match(text) or _TO_APPLY.search(text):
        return False
    rest = _BEFORE.sub("", text, count=1)
    if _DANGLES.match(rest):
        return False
    first = re.match(r"[a-z-]+(?![\w:])", rest.lower())
    if first and first[0] in _FORMS:
        return True
    return bool(_ACTS.match(rest)) and not _PASSIVE.match(rest)
