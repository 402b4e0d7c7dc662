"""Which questions make up a session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

from bank import WRITTEN_KINDS, Bank, Kind, Point, Question
from voiceint.history import Summary
from voiceint.rules import Pressure, Rules, Style, rules_of
from voiceint.session import Session, Step
from voiceint.settings import Settings

DRILL_QUESTIONS = 10

_MOCK_PARTS = (("Behavioural", Kind.BEHAVIOURAL, 3), ("Technical", Kind.TECHNICAL, 2))

OPENING = Question(
    "opening",
    "Tell me about yourself, and what brings you to this job.",
    Kind.SITUATIONAL,
    topic="Opening",
    insight=(
        "They want to know in a minute whether to go on listening: what you do now, one thing you are proud of, "
        "and why this job comes next. It is not your whole life, and not what is on your CV line by line."
    ),
    points=(
        Point(
            "You say what you do now.",
            ("I run a team that looks after our customers.", "At the moment I am responsible for the night shift."),
        ),
        Point(
            "You name one thing you brought about.",
            (
                "Last year we cut the waiting time by half.",
                "I built that team from nothing and it now serves nine shops.",
            ),
        ),
        Point(
            "You say why this job comes next.",
            ("That is why I would like to work here.", "I am looking for a larger team, and this job has one."),
        ),
    ),
    seconds=90,
)


@dataclass(frozen=True)
class Wish:
    """What the person wants to rehearse.

    Attributes:
        style: The kind of session.
        count: How many questions; a ladder has one, a drill ten, and a mock interview what its plan says.
        role: Name of a role; empty for all.
        topic: Words of a topic's name; empty for all.
        kinds: Kinds of question.
        next_up: Whether to take what is due, or was never answered, instead of taking at random.
    """

    style: Style = Style.PRACTISE
    count: int = 3
    role: str = ""
    topic: str = ""
    kinds: tuple[Kind, ...] = WRITTEN_KINDS
    next_up: bool = False


def plan_session(
    bank: Bank, wish: Wish, settings: Settings, history: Sequence[Summary] = (), random: Random | None = None
) -> Session | None:
    """A session with questions of the bank; None if none fits.

    Args:
        bank: All questions.
        wish: What is wanted.
        settings: The user's times.
        history: The user's answers, newest first; needed where the wish is for what is next.
        random: For tests.
    """
    random = random or Random()
    fitting = _fitting(bank, wish)
    rules = rules_of(wish.style, settings)
    if wish.style == Style.MOCK:
        return _mock(bank, wish, fitting, rules, random)
    count = {Style.LADDER: 1, Style.DRILL: DRILL_QUESTIONS}.get(wish.style, wish.count)
    kinds = wish.kinds
    if wish.style in (Style.LADDER, Style.DRILL) and Kind.BEHAVIOURAL in kinds:
        kinds = (Kind.BEHAVIOURAL,)  # a story is shortened, or begun
    if wish.next_up:
        questions = next_up([question for question in fitting.questions if question.kind in kinds], history)[:count]
    else:
        questions = fitting.choose(count, kinds, random)
    if not questions:
        return None
    session = Session.of_questions(questions, wish.style, rules)
    if wish.style == Style.PRESSURE:
        session.pressure = Pressure(settings.pressure)
    return session


def next_up(questions: Iterable[Question], history: Sequence[Summary], now: datetime | None = None) -> list[Question]:
    """The questions in the order in which they are worth rehearsing: due, never answered, not due yet.

    Args:
        questions: What can be asked.
        history: The user's answers, newest first.
        now: UTC; for tests.
    """
    from voiceint.repetition import suggest  # with the library that knows when; few sessions need it

    return [suggestion.question for suggestion in suggest(questions, history, now or datetime.now(UTC))]


def closing(bank: Bank, role: str) -> Question:
    """The interviewer's last question, with what is worth asking for this role as its points."""
    known = next((each for each in bank.roles if each.name == role), None)
    asks = known.asks if known else ()
    return Question(
        "closing",
        "That is all from my side. What would you like to ask us?",
        Kind.CLOSING,
        role=role,
        topic="Closing",
        insight=(
            "Two or three questions about the work show that you are deciding as well. "
            "Pay and holidays can wait until they want you."
        ),
        points=tuple(Point(ask.question, (ask.question, ask.why)) for ask in asks),
        seconds=45,
    )


def _fitting(bank: Bank, wish: Wish) -> Bank:
    if wish.role:
        names = (role.name for role in bank.roles if role.name.casefold() == wish.role.casefold())
        bank = bank.of_role(next(names, wish.role))
    topic = wish.topic.casefold()
    return replace(bank, questions=tuple(each for each in bank.questions if topic in each.topic.casefold()))


def _mock(bank: Bank, wish: Wish, fitting: Bank, rules: Rules, random: Random) -> Session | None:
    steps = [Step(OPENING, rules, "Opening")]
    for part, kind, count in _MOCK_PARTS:
        steps += [Step(question, rules, part) for question in fitting.choose(count, [kind], random)]
    if len(steps) == 1:
        return None
    role = next((step.question.role for step in steps if step.question.role), "")
    steps.append(Step(closing(bank, role), rules, "Closing"))
    return Session(wish.style, steps, pressure=Pressure.PROBING)
