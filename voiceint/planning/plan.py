"""The plan of a session for one job and one person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bank import Ask, Bank, Question, Role
from voiceint.assessment.embedding import Embedder, PieceEmbedder
from voiceint.history import Summary
from voiceint.planning.asks import choose_asks
from voiceint.planning.background import Background
from voiceint.planning.errors import PlanningError
from voiceint.planning.evidence import posting_lines
from voiceint.planning.experience import find_fits
from voiceint.planning.gaps import find_gaps
from voiceint.planning.planned_question import PlannedQuestion
from voiceint.planning.posting import Posting
from voiceint.planning.ranking import Ranked, rank
from voiceint.planning.templates import NewQuestion, make_questions
from voiceint.rules import Pressure, Style, rules_of
from voiceint.session import Session, Step
from voiceint.session_plan import OPENING, closing
from voiceint.settings import Settings

VERSION = 1
"""Of the JSON document; a newer one is not read."""

MINUTES = 30

MINUTES_A_QUESTION = 3
"""To hear a question, think, answer for up to two minutes, and read what was said of the answer."""

_OPENING_AND_CLOSING_MINUTES = 4
"""Of a mock interview."""

_MOST_QUESTIONS = 20
_NEW_SHARE = 3
"""At most one in so many questions is new: those of the bank have points and samples."""


@dataclass(frozen=True)
class Plan:
    """What to rehearse for one job. An edit gives a new plan.

    Attributes:
        role: As the posting names it; empty if it does not.
        facts: What the posting says of the job, by name, for a heading: ("Team", "18 to 22 people").
        questions: In the order they are asked.
        gaps: Requirements that the background does not show, in the posting's words.
        asks: What to ask the interviewer.
        achievements_without_number: Those of the background that do not say how much.
        names: The posting's tools and key figures.
        competencies: And its competencies.
        minutes: How long the session is to take.
        style: Practise, pressure or mock.
    """

    role: str
    facts: tuple[tuple[str, str], ...]
    questions: tuple[PlannedQuestion, ...]
    gaps: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    achievements_without_number: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    minutes: int = MINUTES
    style: Style = Style.PRACTISE

    def without(self, place: int) -> "Plan":
        """The plan without the question at a place, from 0. Raises IndexError."""
        questions = list(self.questions)
        del questions[place]
        return replace(self, questions=tuple(questions))

    def moved(self, place: int, to: int) -> "Plan":
        """The plan with the question at a place moved to another, from 0. Raises IndexError."""
        questions = list(self.questions)
        questions.insert(to, questions.pop(place))
        return replace(self, questions=tuple(questions))

    def with_question(self, question: Question) -> "Plan":
        """The plan with a question of the person's own choice at its end; one that is in it stays where it is."""
        if any(planned.question.prompt == question.prompt for planned in self.questions):
            return self
        return replace(self, questions=(*self.questions, PlannedQuestion(question)))

    def session(self, settings: Settings) -> Session | None:
        """A session that asks these questions; None if there are none. A mock interview opens and closes as well."""
        if not self.questions:
            return None
        rules = rules_of(self.style, settings)
        terms = tuple(dict.fromkeys((*self.names, *self.competencies)))
        questions = [replace(planned.question, terms=terms) for planned in self.questions]
        if self.style != Style.MOCK:
            session = Session.of_questions(questions, self.style, rules)
            if self.style == Style.PRESSURE:
                session.pressure = Pressure(settings.pressure)
            return session
        own = Bank((), (Role(self.role, asks=self.asks),))
        steps = [
            Step(OPENING, rules, "Opening"),
            *(Step(question, rules, question.kind.capitalize()) for question in questions),
            Step(closing(own, self.role), rules, "Closing"),
        ]
        return Session(self.style, steps, pressure=Pressure.PROBING)

    def to_dict(self) -> dict[str, Any]:
        """The plan as a JSON document."""
        return {
            "version": VERSION,
            "role": self.role,
            "facts": [list(fact) for fact in self.facts],
            "questions": [planned.to_dict() for planned in self.questions],
            "gaps": list(self.gaps),
            "asks": [asdict(ask) for ask in self.asks],
            "achievements_without_number": list(self.achievements_without_number),
            "names": list(self.names),
            "competencies": list(self.competencies),
            "minutes": self.minutes,
            "style": self.style,
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any], bank: Bank) -> "Plan":
        """The plan of such a document, with what the bank knows of its questions today.

        Raises:
            PlanningError: It is no plan, or one of a newer version of the program.
        """
        try:
            if document["version"] > VERSION:
                raise PlanningError("The plan was written by a newer version of voiceint: update the program.")
            return cls(
                role=document["role"],
                facts=tuple((name, value) for name, value in document["facts"]),
                questions=tuple(PlannedQuestion.from_dict(each, bank) for each in document["questions"]),
                gaps=tuple(document["gaps"]),
                asks=tuple(Ask(**ask) for ask in document["asks"]),
                achievements_without_number=tuple(document["achievements_without_number"]),
                names=tuple(document["names"]),
                competencies=tuple(document["competencies"]),
                minutes=document["minutes"],
                style=Style(document["style"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise PlanningError("The plan cannot be read: make it again from the posting.") from error


def make_plan(
    bank: Bank,
    posting: Posting,
    background: Background | None = None,
    history: Sequence[Summary] = (),
    embedder: PieceEmbedder | None = None,
    minutes: int = MINUTES,
    style: Style = Style.PRACTISE,
    now: datetime | None = None,
) -> Plan:
    """Plan a session: the likeliest questions of the bank, and up to a third new ones for what the bank lacks.

    Args:
        bank: The questions of every role.
        posting: What the job asks for.
        background: What the person has done, if it is known.
        history: The person's answers, newest first.
        embedder: Reads the meaning, sooner if it is of `keep_vectors`; without one, words alone are compared.
        minutes: How long the session is to take; three minutes are a question.
        style: Practise, pressure or mock.
        now: UTC; for tests.
    """
    now = now or datetime.now(UTC)
    count = count_questions(minutes, style)
    ranked = rank(bank, posting, embedder, history, now)
    gaps = find_gaps(posting, background, embedder, now) if background else ()
    likely = [each.question for each in ranked[:count]]
    new = make_questions(posting, background, gaps, likely, bank.kpis, embedder)[: count // _NEW_SHARE]
    planned = _interleave([_of_bank(each) for each in ranked[: count - len(new)]], [_of_new(each) for each in new])
    planned = _with_last_time(_with_fits(planned, background, embedder), history, now)
    role = ranked[0].question.role if ranked else ""
    achievements = background.achievements if background else ()
    return Plan(
        role=posting.role.text if posting.role else "",
        facts=_facts(posting),
        questions=tuple(planned),
        gaps=tuple(gap.text for gap in gaps),
        asks=choose_asks(
            bank, role, posting, posting_lines(posting), embedder, [each.question.prompt for each in planned]
        ),
        achievements_without_number=tuple(each.text for each in achievements if not each.has_number),
        names=tuple(dict.fromkeys(each.text for each in (*posting.tools, *posting.kpis))),
        competencies=tuple(each.text for each in posting.competencies),
        minutes=minutes,
        style=style,
    )


def count_questions(minutes: int, style: Style) -> int:
    """How many questions fit into so many minutes: one at least, and twenty at most."""
    left = minutes - (_OPENING_AND_CLOSING_MINUTES if style == Style.MOCK else 0)
    return max(1, min(_MOST_QUESTIONS, left // MINUTES_A_QUESTION))


def _of_bank(ranked: Ranked) -> PlannedQuestion:
    return PlannedQuestion(ranked.question, ranked.why)


def _of_new(new: NewQuestion) -> PlannedQuestion:
    return PlannedQuestion(new.question, (new.why,), gap=new.gap.text if new.gap else "")


def _interleave(known: list[PlannedQuestion], new: list[PlannedQuestion]) -> list[PlannedQuestion]:
    """Two that are known, then a new one, and so on."""
    mixed, left = [], list(new)
    for place, planned in enumerate(known, 1):
        mixed.append(planned)
        if place % (_NEW_SHARE - 1) == 0 and left:
            mixed.append(left.pop(0))
    return mixed + left


def _with_fits(
    planned: list[PlannedQuestion], background: Background | None, embedder: Embedder | None
) -> list[PlannedQuestion]:
    if background is None:
        return planned
    fits = find_fits([each.question for each in planned], background, embedder)
    return [replace(each, fits=own) for each, own in zip(planned, fits, strict=True)]


def _with_last_time(planned: list[PlannedQuestion], history: Sequence[Summary], now: datetime) -> list[PlannedQuestion]:
    answered = {answer.question_id for answer in history if answer.question_id}
    if not answered & {each.question.id for each in planned}:
        return planned
    from voiceint.repetition import suggest  # with its library: few plans are made with a history

    reasons = {each.question.id: each.reason for each in suggest([each.question for each in planned], history, now)}
    return [
        replace(each, last_time=reasons[each.question.id]) if each.question.id in answered else each for each in planned
    ]


def _facts(posting: Posting) -> tuple[tuple[str, str], ...]:
    """What the posting says of the job; what it does not say is left out."""
    size = posting.team_size
    named = {"Tools": posting.tools, "Key figures": posting.kpis, "Channels": posting.channels}
    facts = [
        ("Role", posting.role.text if posting.role else ""),
        ("Level", posting.seniority.text if posting.seniority else ""),
        ("Team", f"{size.people} people" if size else ""),
        *((name, ", ".join(each.text for each in found)) for name, found in named.items()),
        ("Asks for", ", ".join(each.text for each in posting.competencies)),
    ]
    return tuple(fact for fact in facts if fact[1])
