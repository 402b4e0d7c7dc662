import pytest

from audio.supplement import supplement
from audio.transcript import Word

HINT = "CSAT, NPS, AHT, Response time"


def words(text: str, start: float = 0.0) -> tuple[Word, ...]:
    """One word each tenth of a second."""
    return tuple(Word(word, start + at / 10, start + at / 10 + 0.1) for at, word in enumerate(text.split()))


def said(heard: str, prompted: str, hint: str = HINT) -> str:
    """The text that comes of both hearings."""
    return " ".join(word.text for word in supplement(words(heard), words(prompted), hint))


@pytest.mark.parametrize(
    ("heard", "prompted", "both"),
    [
        ("So I was the lead.", "Um, so I was, uh, the lead.", "Um, So I was uh, the lead."),
        ("I watched MTS every week.", "I watched NPS every week.", "I watched NPS every week."),
        ("The HD came down.", "The AHT came down.", "The AHT came down."),
        ("Our seaside went up.", "Our CSAT went up.", "Our CSAT went up."),
    ],
)
def test_fillers_and_names_come_from_the_prompted_hearing(heard: str, prompted: str, both: str) -> None:
    assert said(heard, prompted) == both


@pytest.mark.parametrize(
    ("heard", "prompted"),
    [
        ("I wrote new answers with my team.", "I wrote my team."),
        ("I watch ten PS every week.", "I watch CSAT every week."),
        ("We met and it fell.", "We met CSAT and it fell."),
        ("Our CSAT and NPS fell.", "Our NPS and NPS fell."),
        ("I listened to all of the calls myself.", "CSAT."),
        ("The first reply came late.", "The first response came late."),
        ("It fell by half.", "It fell by half. So the team was glad."),
    ],
)
def test_nothing_else_of_the_prompted_hearing_is_believed(heard: str, prompted: str) -> None:
    assert said(heard, prompted) == heard


def test_without_names_in_the_hint_only_fillers_come() -> None:
    assert said("The HD fell.", "Um, the AHT fell.", hint="") == "Um, The HD fell."


def test_words_keep_the_times_at_which_they_were_heard() -> None:
    found = supplement(words("I watched MTS", start=1.0), words("I watched NPS", start=1.05), HINT)

    assert found[2] == Word("NPS", 1.25, 1.35)
    assert found[1].start == 1.1
