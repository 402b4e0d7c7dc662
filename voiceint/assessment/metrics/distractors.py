"""Numbers that measure nothing: times, names, pronouns and idioms."""

from voiceint.assessment.metrics.calendar_words import tells_when
from voiceint.assessment.metrics.mention import Mention
from voiceint.assessment.metrics.units import TIME, VAGUE

_NAMED_BY_NUMBER = set(
    "number step tier level phase stage version chapter room unit question rule part option bay terminal gate route "
    "form flight bus highway clause page section lane no turned grade covid windows iso plan table aisle platform ward "
    "desk building block suite exit junction channel band appendix figure model size severity priority sev zone area "
    "district article season episode motorway interstate hall dock pier pump key extension catch formula track volume "
    "act bed pod module slide station register apartment flat line".split()
)
_NAMED_IN_A_ROW = set("year day week month quarter item group set point class floor since".split())
"""These are counted too: "day 10" is a name, "that day 10 people came" is not."""

_THAT = set("that last this each every per next the previous first same".split())
_NUMBERED = set("number bus note train road highway motorway freeway form route flight".split())
"""What is called by a number before it: "the 343 bus"."""

_EMERGENCIES = {911, 999, 112, 101, 111, 360, 365}
_FIGURES_OF_SPEECH = {100, 1_000, 1_000_000}
_WHOLEHEARTED = {"agree", "sure", "behind", "give", "gave", "giving", "honest", "certain", "committed"}
_LEADS_TO_VALUE = {"from", "to", "was", "with", "gave", "got", "scored"}
_LONG_ROW = 3
_PAIR = 10
"""Up to here "the two", "those three" point at something that was counted before."""


def measures_nothing(mention: Mention) -> bool:
    """Whether a number is no quantity of work, size or outcome."""
    return any(rule(mention) for rule in (_is_glued, tells_when, _is_name, _is_pronoun, _points_back, _is_idiom))


def _is_glued(mention: Mention) -> bool:
    """ "M60", "11C", "24/7", "7:30", "9-1-1", "'66", "0800"."""
    digits, following = mention.token.word, mention.ahead(1)
    if mention.character_before in ("'", "’", "#") or mention.before in ("/", ":"):
        return True
    if mention.token.glued and mention.before not in ("", "$", "£", "€", "+", "−"):
        return True
    if mention.bare and following.glued and following.word not in ("", "%"):
        return True
    return _is_row_of_digits(mention) or (digits.isdigit() and len(digits) > 1 and digits[0] == "0")


def _is_row_of_digits(mention: Mention) -> bool:
    """ "0800 123 456", "555-1234-99": telephone numbers and the like."""
    if mention.token.value is None:
        return False
    first, last = 0, 1
    while first < _LONG_ROW and mention.back(first).joined and mention.back(first + 1).value is not None:
        first += 1
    while last < _LONG_ROW and mention.ahead(last).joined and mention.ahead(last).value is not None:
        last += 1
    return first + last >= _LONG_ROW or (first > 0 and mention.back(first).word.startswith("0"))


def _is_name(mention: Mention) -> bool:
    """ "Step two", "room 214", "Highway 20", "Windows 10", "the 343 bus"."""
    if mention.number.fraction:
        return False
    if mention.bare and mention.after in _NUMBERED:
        return True
    if not mention.token.joined or not mention.before:
        return False
    if mention.before in _NAMED_BY_NUMBER:
        return mention.bare
    if mention.before in _NAMED_IN_A_ROW:
        return mention.back(2).word not in _THAT
    name = mention.back(1)
    titled = name.capital and not name.opens_sentence and mention.back(2).word != "" and len(name.word) > 2
    return titled and mention.bare and mention.whole and mention.after != "out" and not _is_capitals(mention)


def _is_capitals(mention: Mention) -> bool:
    """Whether the word before is an abbreviation, as key figures are, or a contraction such as "I'd"."""
    return mention.word_before.isupper() or "'" in mention.before or mention.before.endswith("day")


def _is_pronoun(mention: Mention) -> bool:
    """ "One" that stands for somebody or something."""
    if mention.token.word != "one" or mention.number.value != 1 or mention.unit.kind in ("level", "money"):
        return False
    if mention.unit.name == "days":
        return mention.before not in ("in", "under", "within", "than", "about", "for", "every")
    if mention.unit.kind == "duration":
        return mention.unit.name == "seconds"
    if mention.after == "more" or mention.beyond in ("less", "fewer", "more"):
        return mention.beyond == "time"
    return mention.before not in ("only", "just", "lost") or mention.after in ("of", "thing", "")


def _points_back(mention: Mention) -> bool:
    """ "The two of them", "one of the five", "each of the two", and a number that is only said again."""
    value = mention.number.value
    if mention.before == "of" and mention.back(2).word in ("one", "each", "both"):
        return True
    unnamed = mention.bare or (mention.after == "of" and mention.ahead(2).word in ("them", "us", "you"))
    if mention.before in ("the", "those", "these", "other") and unnamed and value <= _PAIR and mention.whole:
        return True
    earlier = {mention.back(steps).word for steps in range(1, 7)}
    return mention.bare and mention.token.gap.strip() == "," and mention.token.word in earlier


def _is_idiom(mention: Mention) -> bool:
    value, unit = mention.number.value, mention.unit.name
    if mention.before == "not" or mention.beyond == "ago":
        return True
    if unit in VAGUE:
        return value <= _PAIR
    if unit == "times":
        return value in _FIGURES_OF_SPEECH or mention.words_beyond(2) == ["out", "of"]
    if unit == "percent" and value in (100, 110, 200, 1_000):
        return mention.token.value is None or bool(_WHOLEHEARTED & {*mention.words_before(5), *mention.words_beyond(2)})
    if mention.words_before(3) in (["times", "out", "of"], ["count", "up", "to"]) or mention.words_before(2) == [
        "count",
        "to",
    ]:
        return True
    if mention.number.fraction:
        return mention.words_after(2) == ["the", "time"] or mention.words_before(2) == ["time", "and"]
    if value == 50 and ({"fifty", "50"} & {mention.before, mention.after}):
        return True
    if mention.before == "or" and mention.back(2).word in ("one", "time", *TIME):
        return True
    if mention.after == "or" and value == 1:
        return True
    if not mention.bare:
        return False
    if mention.before in ("a", "an") and mention.whole and not _PAIR <= value < 100:
        return mention.back(2).word not in _LEADS_TO_VALUE
    return value in _EMERGENCIES
