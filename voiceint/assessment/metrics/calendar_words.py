"""Numbers that tell when: years, ages, dates and clock times."""

from voiceint.assessment.metrics.mention import Mention

_MONTHS = set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec".split()
)
_TIMES_OF_DAY = set(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night lunch noon".split()
)
_HOURS = set("one two three four five six seven eight nine ten eleven twelve".split())
_TWO_DIGITS = set(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety".split()
)
_AT = {"at", "until", "till", "before", "after", "since"}
_O_CLOCK = {"am", "pm", "o'clock", "oclock", "sharp"}
_CAME = set("back then came on opened closed shut left arrived started finished home in".split())
_OF_CHANGE = set("down up fell dropped rose grew cut reduced increased over under missed short improved".split())
_QUANTITY_FOLLOWS = {"of", "out", "a", "per", "other"}
_SPEAKERS = {"i", "he", "she", "who"}
_BE = {"was", "is", "am", "were", "turned", "be"}
_IS = {"i'm", "he's", "she's", "who's"}
_NO_PERSON = {"it's", "that's", "there's", "what's", "let's", "here's"}
_ANYBODY = set("are nobody everyone everybody anyone anybody people somebody those someone".split())
_PERSONS = set(
    "kid lady gentleman woman man guy girl boy lad fella chap son daughter mother father bloke fellow child".split()
)
_ADULT = 12
"""A number between commas after a person is an age from here on; below it is more often a count."""


def tells_when(mention: Mention) -> bool:
    """Whether a number is a year, an age, a date or a clock time."""
    return _is_year(mention) or _is_age(mention) or _is_date(mention) or _is_clock_time(mention)


def _is_year(mention: Mention) -> bool:
    value, digits = mention.number.value, mention.token.word
    if mention.bare and value in (19, 20) and mention.after in _TWO_DIGITS:
        return True
    if mention.before in ("nineteen", "twenty") and mention.token.joined and 10 <= value < 100:
        return True
    if digits.isdigit() and (len(digits) != 4 or not 1700 <= value <= 2099):
        return False
    if not digits.isdigit() and ("," in digits or "." in digits or not 2000 < value < 2050):
        return False
    return mention.bare or (mention.unit.kind == "count" and mention.before in ("in", "since", "the", "of"))


def _is_age(mention: Mention) -> bool:
    if mention.unit.name == "years":
        of_child = mention.before == "of" and mention.back(2).word in _PERSONS
        return mention.beyond in ("old", "olds") or of_child
    if not mention.bare or not mention.whole or not 4 <= mention.number.value <= 99:
        return False
    if {"age", "aged"} & set(mention.words_before(3)):
        return True
    if mention.before in ("under", "over", "above") and mention.back(2).word in _ANYBODY:
        return True
    if mention.lead in _IS or (mention.lead in _BE and mention.before_lead() in _SPEAKERS):
        return True
    if mention.lead == "were" and mention.before_lead(2) == "when":
        return True
    if mention.lead.endswith("'s") and mention.lead not in _NO_PERSON and mention.after != "of":
        return True
    return _is_apposition(mention)


def _is_apposition(mention: Mention) -> bool:
    """ "A sweet kid, 22, and" has an age between commas."""
    between = mention.token.gap.strip() == "," and "," in mention.ahead(1).gap
    if mention.number.value < _ADULT or not between:
        return False
    earlier = [mention.back(steps) for steps in range(1, 5)]
    return any(
        token.word in _PERSONS or (token.capital and not token.opens_sentence and token.word[0] != "i")
        for token in earlier
    )


def _is_date(mention: Mention) -> bool:
    before, after = mention.back(1), mention.ahead(1)
    if mention.unit.kind == "duration" or mention.number.fraction or mention.number.value > 31 or after.word == "out":
        return False
    return (before.word in _MONTHS and before.capital) or (after.word in _MONTHS and after.capital and after.joined)


def _is_clock_time(mention: Mention) -> bool:
    after = mention.words_after(4)
    if after[:1] and (after[0] in _O_CLOCK or after[:2] in (["a", "m"], ["p", "m"])):
        return True
    if mention.number.value in (5, 10, 20, 25) and _is_before_hour(mention):
        return True
    if mention.unit.name == "minutes" and mention.words_beyond(2)[-1:] and mention.words_beyond(2)[-1] in _HOURS:
        return mention.beyond == "past" or (mention.beyond == "to" and mention.lead == "at")
    if not mention.bare:
        return False
    return _is_written_time(mention) or _is_hour(mention)


def _is_before_hour(mention: Mention) -> bool:
    """ "Ten past nine", "at twenty to six"."""
    if mention.after == "past":
        return True
    return mention.after in ("to", "till") and _hour(mention, 2) and mention.lead in (*_AT, "by", "only")


def _is_written_time(mention: Mention) -> bool:
    """ "6.30" after "at" or between commas."""
    digits = mention.token.word
    if digits[-3:-2] != "." or not mention.number.value < 24 or mention.number.value % 1 >= 0.6:
        return False
    return mention.before in (*_AT, "by") or "," in mention.token.gap


def _is_hour(mention: Mention) -> bool:
    if not mention.whole or not 1 <= mention.number.value <= 12:
        return False
    after = mention.words_after(4)
    if mention.after in ("in", "at", "on") and _TIMES_OF_DAY & set(after[1:3]):
        return True
    if mention.after in ("this", "that", "tomorrow", "every", "on") and _TIMES_OF_DAY & set(after[1:2]):
        return True
    if mention.after in ("and", "to") and _hour(mention, 2) and (_O_CLOCK & set(after[2:3]) or after[3:4] == ["m"]):
        return True
    if mention.before in ("half", "quarter", "past") or mention.words_before(2) in (["quarter", "to"], ["half", "to"]):
        return True
    if mention.before in ("to", "till", "until", "and", "or") and _follows_clock_time(mention):
        return True
    if _is_nine_to_five(mention) or (mention.before in ("around", "about") and mention.lead in _CAME):
        return True
    if mention.lead in _AT:
        return mention.after not in _QUANTITY_FOLLOWS
    if mention.lead == "by":
        return mention.ahead(1).value is None and not _OF_CHANGE & set(mention.words_before(6))
    return mention.lead == "from" and mention.after in ("till", "until")


def _is_nine_to_five(mention: Mention) -> bool:
    if mention.number.value == 9:
        return mention.after == "to" and mention.ahead(2).word in ("5", "five") and mention.before != "from"
    return (
        mention.number.value == 5
        and mention.words_before(2) in (["9", "to"], ["nine", "to"])
        and (mention.back(3).word != "from")
    )


def _hour(mention: Mention, steps: int) -> bool:
    token = mention.ahead(steps)
    return token.word in _HOURS or (token.value is not None and 1 <= token.value <= 12)


def _follows_clock_time(mention: Mention) -> bool:
    """ "9 to 5" after "from a", "7:30 to 9", "ten to four", "midnight and four"."""
    earlier, lead = mention.back(2), mention.back(3).word
    if earlier.word in ("midnight", "noon", "midday") or (earlier.value is not None and lead == ":"):
        return True
    hour = earlier.word in (*_HOURS, "twenty") or (earlier.value is not None and 1 <= earlier.value <= 12)
    return hour and lead in ("at", "between", "a", "until", "till", "nearly", "only")
