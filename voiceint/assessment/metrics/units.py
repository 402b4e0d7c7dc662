"""What is counted or measured: the unit that stands beside a number."""

from dataclasses import dataclass

from voiceint.assessment.metrics.tokens import Tokens

_TIMES = {
    "seconds": (1, "second sec secs"),
    "minutes": (60, "minute min mins"),
    "hours": (3_600, "hour hr hrs"),
    "days": (86_400, "day"),
    "weeks": (604_800, "week"),
    "fortnights": (1_209_600, "fortnight"),
    "months": (2_629_800, "month mth mths"),
    "quarters": (7_889_400, "quarter"),
    "years": (31_557_600, "year yr yrs"),
}
SECONDS = {name: seconds for name, (seconds, _) in _TIMES.items()}
"""How many seconds a unit of time has."""

TIME = {word: name for name, (_, words) in _TIMES.items() for word in (name, *words.split())}
"""Units of time by the ways they are said."""

_MONEY = {
    "dollars": "dollar dollars buck bucks usd",
    "pounds": "pound pounds quid gbp",
    "euros": "euro euros eur",
    "cents": "cent cents",
    "pence": "pence penny",
    "rupees": "rupee rupees inr",
    "shillings": "shilling shillings",
    "francs": "franc francs",
    "pesos": "peso pesos",
    "dirhams": "dirham dirhams",
    "kroner": "kroner kronor crowns",
    "zloty": "zloty zlotys",
    **{name: name for name in ("naira", "rand", "yen", "yuan")},
}
_SIGNS = {"$": "dollars", "£": "pounds", "€": "euros"}
_CURRENCIES = {word: name for name, words in _MONEY.items() for word in words.split()} | _SIGNS
_SCORES = {"point": "points", "points": "points", "mark": "marks", "marks": "marks", "stars": "stars", "star": "stars"}
_COLLECTIVES = set(
    "people staff folk folks children women men police personnel downtime sheep fish cattle feet teeth mice data "
    "kids crew head".split()
)
_MEASURES = {
    word: f"{word}s"
    for word in (
        "mile metre meter kilo litre gallon ton tonne degree page seat bed room term night morning sprint shift"
    ).split()
} | {"foot": "feet", "inch": "inches", "km": "km", "kg": "kg", "person": "people", "man": "people"}
"""What is said in the singular before a noun: "a two page letter"."""

VAGUE = set(
    "things ways others reasons parts types kinds sorts sides senses lots bits areas figures halves thousands hundreds "
    "millions fold".split()
)
"""What is counted without telling the size of anything: "two things", "three reasons"."""

_SCALES = {5, 7, 10, 100, 20, 50}
"""Upper ends of scales: "4.8 out of 5" is a score, "nine out of ten customers" a share."""

FUNCTION_WORDS = set(
    "within inside outside among amongst beyond against toward one two three four five six seven eight nine ten "
    "eleven twelve twenty thirty forty fifty a an the this that these those my our your his her its their me us "
    "you him them i we he she they it who whom which what when where why how and or but nor so because since as "
    "if than then though although while until till before after of in on at to from for with without by about "
    "into onto over under above below between through during across off out up down back away is are was were be "
    "been being am has have had having do does did done will would can could should may might must shall not no "
    "never yet just only also too again still ever even maybe like um uh er right well okay yeah there here now "
    "ago later every each all both any some per instead behind around near said says thanks thank sometimes "
    "always perhaps already else whereas towards versus i'd i'm i've i'll we'd we're we've we'll he's he'd she's "
    "she'd they'd they're they've it's it'd that's there's who'd who's didn't wasn't weren't couldn't wouldn't "
    "hadn't don't can't gets got get went goes go came comes come took takes makes made left gave gives needs "
    "wants keeps looks means seems turns puts starts works asks runs happens hers ours yours plus except apart "
    "via including depending whether once".split()
)
"""Words that no counted noun has in it: they end its name."""

_NOT_PLURALS = set(
    "this is was has as its his us yes plus less across always perhaps thus sometimes news business process access "
    "press class boss mess loss bus gas bonus status various serious previous previous' obvious continuous nervous "
    "minus pays headquarters operations police christmas tennis species series physics maths gps "
    "anxious express cross gross dress address success progress focus virus campus census unless "
    "towards besides afterwards upstairs downstairs overseas indoors outdoors christmas james".split()
) | {"customers'"}
_PLURAL_LOOKS = _NOT_PLURALS | FUNCTION_WORDS
_BEFORE_TIME = set("odd full whole solid straight consecutive extra more long short working business calendar".split())
_VOWELS = set("aeiouy")
_LONGEST_NAME = 4
"""Most words of a counted noun with its adjectives."""

RATE_LEADS = {"a", "an", "per", "each", "every"}
"""Before the period of a rate: "ten a day"."""

_RATE_OF = set(TIME) | set(
    "shift night morning afternoon evening weekend season term sprint head person call case ticket customer agent team "
    "site store branch room car unit table item order day's go pop piece class pupil student family household visit "
    "time monday tuesday wednesday thursday friday saturday sunday side way square".split()
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement, or the noun that is counted.

    Attributes:
        name: In the plural: "minutes", "percent", "agents"; "of 5" for a scale; None if none was said.
        kind: level, duration, money, count or other.
        last: The token after its last.
        period: What the quantity is a rate of: "day".
    """

    name: str | None
    kind: str
    last: int
    period: str | None = None


def read_unit(tokens: Tokens, first: int, last: int, value: float) -> Unit:
    """The unit of the number between two tokens (the second exclusive)."""
    unit = _unit(tokens, first, last, value)
    end, period = _rate(tokens, unit.last)
    return Unit(unit.name, unit.kind, end, period)


def _unit(tokens: Tokens, first: int, last: int, value: float) -> Unit:
    before, word, after = tokens[first - 1], tokens[last].word, tokens[last + 1].word
    if before.word in _SIGNS:
        return Unit(_SIGNS[before.word], "money", last)
    if word in ("%", "percent", "percentage") or (word, after) == ("per", "cent"):
        points = tokens[last + 1 + (word == "per")].word in ("point", "points")
        return Unit("points" if points else "percent", "level", last + 1 + (word == "per") + points)
    if not tokens[last].joined and word != "/":
        return Unit(None, "other", last)
    if word == "x" and tokens[last].glued:
        return Unit("times", "count", last + 1)
    if word in _SCORES:
        return Unit(_SCORES[word], "level", last + 1)
    if word == "/" or (word, after) == ("out", "of"):
        return _scale(tokens, last + 1 + (word == "out"), value) or Unit(None, "other", last)
    if word in _BEFORE_TIME and after in TIME:
        return Unit(TIME[after], "duration", last + 2)
    if word in TIME:
        return Unit(TIME[word], "duration", last + 1)
    if word in _CURRENCIES:
        return Unit(_CURRENCIES[word], "money", last + 1)
    return read_noun(tokens, last) or Unit(None, "other", last)


def _scale(tokens: Tokens, at: int, value: float) -> Unit | None:
    top = {"five": 5.0, "ten": 10.0, "seven": 7.0}.get(tokens[at].word, tokens[at].value)
    if top in _SCALES and value <= top and (not tokens[at + 1].joined or read_noun(tokens, at + 1) is None):
        return Unit(f"of {top:g}", "level", at + 1)
    return None


def read_noun(tokens: Tokens, at: int) -> Unit | None:
    """A counted noun, its adjectives before it: "angry customers", "thank you letters"."""
    for place in range(at, at + _LONGEST_NAME):
        token = tokens[place]
        if (
            not token.joined
            or token.value is not None
            or (token.word in FUNCTION_WORDS and place > at)
            or not token.word
        ):
            return None
        if place == at and token.word in FUNCTION_WORDS and token.word not in ("other", "like"):
            return None
        if is_plural(token.word):
            while is_plural(tokens[place + 1].word) and tokens[place + 1].joined:
                place += 1
            return Unit(None if tokens[place].word == "ones" else tokens[place].word, "count", place + 1)
        if place == at and token.word in _MEASURES:
            return Unit(_MEASURES[token.word], "count", place + 1)
    return None


def is_plural(word: str) -> bool:
    """Whether a word looks like the plural of something that can be counted."""
    if word in _COLLECTIVES:
        return True
    return bool(
        len(word) > 2
        and word.isalpha()
        and word[-1] == "s"
        and word[-2] != "s"
        and _VOWELS & set(word)
        and word not in _PLURAL_LOOKS
    )


def _rate(tokens: Tokens, at: int) -> tuple[int, str | None]:
    word, of = tokens[at].word, tokens[at + 1].word
    if word in RATE_LEADS and of in _RATE_OF and tokens[at].joined:
        return at + 2, TIME.get(of, of).removesuffix("s") if of in TIME else of
    return at, None
