"""Listing, filtering and searching what was answered."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import STORY, tone

from audio.transcript import Transcript
from audio.wav import write_wav
from bank import Kind, Question, load_bank
from voiceint.attempt import Attempt, Place, Stage
from voiceint.history import SCHEMA, Filter, Store, Summary
from voiceint.history.filter import MISSING
from voiceint.interviewer import judge
from voiceint.paths import Paths
from voiceint.session import Session

BANK = load_bank()
BEHAVIOURAL = next(question for question in BANK.questions if question.kind == Kind.BEHAVIOURAL)
TECHNICAL = next(question for question in BANK.questions if question.kind == Kind.TECHNICAL)
NO_RESULT = (
    "Last year a customer in Leeds was furious about a late parcel. I was the team lead on that shift. "
    "I called her myself, I found the parcel in the wrong depot and I drove there and brought it to her house."
)


def answered(question: Question, text: str, minutes: int = 0, session: str = "") -> Attempt:
    """A typed answer, judged, so many minutes into a day."""
    transcript = Transcript.typed(text)
    return Attempt(
        question,
        at=datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=minutes),
        stage=Stage.ASSESSED,
        transcript=transcript,
        assessment=judge(question, transcript, None, None),
        place=Place(session),
    )


def test_a_line_says_what_the_answer_held(store: Store) -> None:
    attempt = answered(BEHAVIOURAL, STORY)
    store.save(attempt)

    (line,) = store.summaries()

    assert line == Summary.of(attempt)
    assert (line.id, line.at, line.stage, line.kind) == (attempt.id, attempt.at, Stage.ASSESSED, "behavioural")
    assert line.words == len(STORY.split())
    assert len(line.letters) == 4 and line.verdict


def test_a_line_follows_its_answer(store: Store) -> None:
    attempt = Attempt(BEHAVIOURAL)
    store.save(attempt)
    store.save(replace(answered(BEHAVIOURAL, NO_RESULT), id=attempt.id))

    (line,) = store.summaries()

    assert line.stage == Stage.ASSESSED and line.letters.endswith("·")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), {"story", "fragment", "technical"}),
        (Filter(topic="COMMUNI"), {"story", "fragment", "technical"}),
        (Filter(topic="knitting"), set()),
        (Filter(kind="technical"), {"technical"}),
        (Filter(missing="result"), {"fragment"}),
        (Filter(question=TECHNICAL.id or ""), {"technical"}),
        (Filter(session="s1"), {"fragment"}),
        (Filter(stage=Stage.RECORDED), set()),
        (Filter(candidate="stand-in"), set()),
        (Filter(kind="behavioural", session="s1", missing="number"), {"fragment"}),
    ],
)
def test_answers_are_chosen_by_what_they_are(store: Store, wanted: Filter, found: set[str]) -> None:
    names = {}
    for name, attempt in (
        ("story", answered(BEHAVIOURAL, STORY)),
        ("fragment", answered(BEHAVIOURAL, NO_RESULT, 1, "s1")),
        ("technical", answered(TECHNICAL, "I would look at the queue first.", 2)),
    ):
        store.save(attempt)
        names[attempt.id] = name

    assert {names[line.id] for line in store.summaries(wanted)} == found
    assert store.count(wanted) == len(found)


def test_every_missing_part_can_be_asked_for(store: Store) -> None:
    for missing in MISSING:
        assert store.summaries(Filter(missing=missing)) == []


def test_pages_follow_one_another(store: Store) -> None:
    kept = [answered(BEHAVIOURAL, NO_RESULT, minute) for minute in range(5)]
    for attempt in kept:
        store.save(attempt)

    pages = [store.summaries(limit=2, offset=offset) for offset in (0, 2, 4)]

    assert [line.id for page in pages for line in page] == [attempt.id for attempt in reversed(kept)]


def test_all_answers_come_oldest_first_whatever_their_number(store: Store) -> None:
    kept = [Attempt(BEHAVIOURAL, at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n)) for n in range(230)]
    for attempt in reversed(kept):
        store.save(attempt)

    assert [attempt.id for attempt in store.attempts()] == [attempt.id for attempt in kept]


def test_a_word_is_found_in_its_sentence(store: Store) -> None:
    store.save(answered(BEHAVIOURAL, NO_RESULT))

    (hit,) = store.search("depots")

    assert hit.sentence.startswith("I called her myself")
    assert [hit.sentence[start:end] for start, end in hit.spans] == ["depot"]


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("late parcel", True),
        ("parcel late", True),
        ('"late parcel"', True),
        ('"parcel late"', False),
        ("parc", True),  # not typed to its end
        ("furious elephant", False),
        ("OR", False),
        ('"', False),
        ("*", False),
        ("", False),
        ("late NOT umbrella", False),  # words, not operators
        ("said:parcel", False),
        ("parcel) OR (x", False),
        (BEHAVIOURAL.prompt.split()[0], True),
    ],
)
def test_what_is_typed_is_searched_as_words(store: Store, query: str, finds: bool) -> None:
    store.save(answered(BEHAVIOURAL, NO_RESULT))

    assert bool(store.search(query)) == finds


def test_search_keeps_to_the_filter_and_finds_the_corrected_text_only(store: Store) -> None:
    attempt = answered(BEHAVIOURAL, "We had a quokka in the office.")
    store.save(attempt)
    store.save(replace(attempt, transcript=Transcript.typed("We had a queue in the office."), heard=attempt.transcript))

    assert store.search("quokka") == []
    assert store.search("queue", Filter(kind="technical")) == []
    assert [hit.summary.id for hit in store.search("queue")] == [attempt.id]


def test_a_text_without_full_stops_is_cut_around_the_hit(store: Store) -> None:
    store.save(answered(BEHAVIOURAL, " ".join(f"word{n}" for n in range(300))))

    (hit,) = store.search("word150")

    assert len(hit.sentence.split()) < 50 and hit.sentence.startswith("… ") and hit.sentence.endswith(" …")
    assert [hit.sentence[start:end] for start, end in hit.spans] == ["word150"]


def test_an_answer_judged_anew_keeps_what_was_said_before(store: Store) -> None:
    first = answered(BEHAVIOURAL, NO_RESULT)
    store.save(first)
    store.judge_anew(replace(first, assessment=judge(BEHAVIOURAL, Transcript.typed(STORY), None, None)))

    ((replaced, document),) = store.earlier_assessments(first.id)

    assert document == first.assessment and replaced <= datetime.now(UTC)


VERSION_2 = Path(__file__).parent / "data" / "history-version-2.sql"


@pytest.fixture
def old(paths: Paths) -> Iterator[Paths]:
    """A history as the program before kept it, with one answer in a session."""
    paths.data.mkdir()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.executescript(VERSION_2.read_text())
    yield paths


def test_a_history_of_an_older_version_is_copied_and_then_opened(old: Paths) -> None:
    store = Store(old.database, old.recordings)

    (line,) = store.summaries()
    (hit,) = store.search("envelope")
    (backup,) = store.backups.all()
    store.close()

    assert (line.letters, hit.summary.id) == ("STA·", line.id)
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM attempt").fetchone() == (1,)


def test_a_history_of_a_newer_version_is_not_touched(paths: Paths) -> None:
    store = Store(paths.database, paths.recordings)
    store.close()
    with closing(sqlite3.connect(paths.database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    before = paths.database.read_bytes()

    from voiceint.errors import StorageError

    with pytest.raises(StorageError, match="newer version"):
        Store(paths.database, paths.recordings)

    assert paths.database.read_bytes() == before
    assert sorted(file.name for file in paths.data.iterdir()) == ["history.db", "recordings"]


SECRET = "Zanzibar"


def everything_in(folder: Path) -> bytes:
    """The bytes of all files below a folder, in lower case: an index keeps words so."""
    return b"\n".join(file.read_bytes() for file in folder.rglob("*") if file.is_file()).lower()


def secret_history(store: Store) -> tuple[Attempt, Attempt]:
    """Two answers with recordings in two sessions, the first corrected and judged anew, and a backup of it all."""
    both = []
    for name, text in (("one", f"In {SECRET} I led a team of nine."), ("two", "In Leeds I led a team of ten.")):
        session = Session.of_questions([BEHAVIOURAL])
        session.advance()
        store.keep_session(session)
        attempt = replace(answered(BEHAVIOURAL, text, session=session.id), recording=f"{name}.wav")
        attempt = replace(attempt, recording=f"{attempt.id}.wav")
        write_wav(store.recording_path(attempt), tone(0.1))
        store.save(attempt)
        corrected = Transcript.typed(text.replace("led", "ran"))
        store.save(replace(attempt, transcript=corrected, heard=attempt.transcript))
        store.judge_anew(replace(attempt, assessment=judge(BEHAVIOURAL, corrected, None, None)))
        both.append(attempt)
    store.back_up()
    return both[0], both[1]


def test_a_deleted_answer_is_nowhere_any_more(store: Store, paths: Paths) -> None:
    doomed, kept = secret_history(store)
    assert SECRET.lower().encode() in everything_in(paths.data)

    store.delete(doomed.id)

    left = everything_in(paths.data)
    assert SECRET.lower().encode() not in left and doomed.id.encode() not in left
    assert doomed.place.session.encode() not in left
    assert [line.id for line in store.summaries()] == [kept.id]
    assert store.recording_path(kept).is_file() and not store.recording_path(doomed).exists()
    assert [hit.summary.id for hit in store.search("Leeds")] == [kept.id]


def test_a_deleted_session_takes_its_answers_with_it(store: Store, paths: Paths) -> None:
    doomed, kept = secret_history(store)

    store.delete_session(doomed.place.session)

    assert SECRET.lower().encode() not in everything_in(paths.data)
    assert [document["id"] for document in store.sessions()] == [kept.place.session]


def test_when_everything_is_deleted_nothing_is_left(store: Store, paths: Paths) -> None:
    secret_history(store)
    (store.recordings / "0123.part.wav").write_bytes(b"left by a crash")
    (paths.data / "history-damaged-20260101-000000.db").write_bytes(SECRET.encode())

    store.delete_all()

    assert store.summaries() == [] and store.sessions() == [] and store.backups.all() == []
    assert not list(store.recordings.iterdir())
    assert SECRET.lower().encode() not in everything_in(paths.data)
    store.save(answered(BEHAVIOURAL, STORY))
    assert store.count() == 1


def test_a_backup_that_cannot_be_changed_goes_as_a_whole(store: Store) -> None:
    doomed, _ = secret_history(store)
    (backup,) = store.backups.all()
    backup.path.write_bytes(b"damaged " + SECRET.encode() * 100)

    store.delete(doomed.id)

    assert store.backups.all() == []
