from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from postings import POSTING, WAREHOUSE
from summaries import NOW, summary

from bank import Bank, Kind, Question, load_bank
from lab.bm25 import Bm25
from voiceint.assessment.embedding import SIZE, PieceEmbedder, Vectors
from voiceint.assessment.tuning import Tuning
from voiceint.planning.document import Document
from voiceint.planning.evidence import find_evidence, match_terms
from voiceint.planning.excerpt import excerpt, first_words, mid_sentence
from voiceint.planning.found import Found
from voiceint.planning.kept_vectors import keep_vectors
from voiceint.planning.likeness import compare_words
from voiceint.planning.picks import load_picks, save_picks
from voiceint.planning.posting import Posting, read_posting
from voiceint.planning.ranking import order_questions, rank

BANK = load_bank()
SERVICE, SHIFTS = "Customer service manager", "Warehouse shift supervisor"


def roles(ranked: list[str]) -> list[str]:
    return [question.role for key in ranked if (question := BANK.find(key))]


def ids(posting: Posting = POSTING, embedder: PieceEmbedder | None = None, bank: Bank = BANK) -> list[str]:
    return [each.question.id or "" for each in rank(bank, posting, embedder)]


def test_every_question_of_the_bank_is_ranked_once() -> None:
    assert sorted(ids()) == sorted(question.id or "" for question in BANK.questions)


def test_questions_of_another_trade_sink() -> None:
    assert set(roles(ids(POSTING)[:15])) == {SERVICE}
    assert roles(ids(WAREHOUSE)[:6]) == [SHIFTS] * 6


def test_the_meaning_ranks_as_well_as_the_words(embedder: PieceEmbedder) -> None:
    assert set(roles(ids(POSTING, embedder)[:15])) == {SERVICE}
    assert roles(ids(WAREHOUSE, embedder)[:6]) == [SHIFTS] * 6


def test_not_ten_of_one_topic() -> None:
    bank = replace(
        BANK, questions=tuple(replace(q, topic="One") if "team" in (q.id or "") else q for q in BANK.questions)
    )
    topics = [each.question.topic for each in rank(bank, POSTING)[:10]]
    assert max(topics.count(topic) for topic in topics) <= 5


def test_a_question_is_likely_for_the_postings_own_words() -> None:
    ranked = {each.question.id: each for each in rank(BANK, POSTING)}
    text = "\n".join(POSTING.document.lines)
    for reason in ranked["csm-probe-fcr"].why:
        assert reason.strip("…") in text
    assert any("first contact resolution" in reason for reason in ranked["csm-probe-fcr"].why)


def test_what_was_answered_weakly_comes_a_little_sooner_and_never_far() -> None:
    before = ids()
    for key in (before[5], before[40]):
        weak = [summary("S···", at=NOW, question=key)]
        after = [each.question.id for each in rank(BANK, POSTING, history=weak, now=NOW)]
        assert before.index(key) - 15 < after.index(key) <= before.index(key)
    assert after.index(before[40]) > 10
    strong = [summary("STAR", at=NOW, question=before[40], quantified=True)]
    assert [each.question.id for each in rank(BANK, POSTING, history=strong, now=NOW)] == before


def test_terms_of_the_posting_are_matched_with_what_a_question_is_about() -> None:
    fcr, channels, team = (
        BANK.find(key) for key in ("csm-probe-fcr", "csm-communication-channels", "csm-team-training")
    )
    assert fcr and channels and team
    assert "FCR" in [found.text for found in match_terms(POSTING, fcr)]
    assert {"chat", "email"} <= {found.text for found in match_terms(POSTING, channels)}
    assert "team" in [found.text for found in match_terms(POSTING, team)]


def test_nothing_to_go_by_keeps_the_banks_order() -> None:
    empty = replace(POSTING, role=None, duties=(), requirements=(), document=replace(POSTING.document, lines=()))
    assert ids(empty) == [question.id for question in BANK.questions]
    assert rank(Bank(()), POSTING) == []


def test_a_posting_without_headings_is_read_line_by_line() -> None:
    bare = replace(POSTING, duties=(), requirements=())
    assert set(roles(ids(bare)[:10])) == {SERVICE}


def test_the_line_that_calls_for_a_question_is_its_reason(embedder: PieceEmbedder) -> None:
    ranked = {each.question.id: each for each in rank(BANK, POSTING, embedder)}
    assert ranked["csm-technology-new-system"].why[0] == "Look after the migration of all customer records to Zendesk"
    assert ranked["csm-probe-retain-agents"].why[0].endswith("keep the good ones from leaving")


def test_a_question_that_nothing_was_learned_of_is_read_by_those_it_is_like(embedder: PieceEmbedder) -> None:
    known = BANK.find("csm-conflict-angry-customer")
    assert known
    own = replace(known, id="own", sample=None, points=(), insight="")
    other = Question("other", "Which tyres do you put on a tractor?", Kind.TECHNICAL)
    for reads in (embedder, None):
        features = find_evidence([known, own, other], POSTING, reads).features
        for name in ("words", "meaning") if reads else ("words",):
            assert features[name][1] == pytest.approx(features[name][0], abs=0.05)


def test_a_bank_that_nothing_was_learned_of_is_ranked_by_what_its_questions_say(embedder: PieceEmbedder) -> None:
    own = [
        Question("tyres", "Which tyres do you put on a tractor?", Kind.TECHNICAL),
        Question("move", "How would you bring customer records over to Zendesk?", Kind.SITUATIONAL),
    ]
    assert [each.question.id for each in rank(Bank(tuple(own)), POSTING, embedder)] == ["move", "tyres"]
    assert [each.question.id for each in rank(Bank(tuple(own)), POSTING)] == ["move", "tyres"]


def test_questions_that_are_seldom_picked_together_are_spread() -> None:
    questions = [Question(key, key, Kind.TECHNICAL, topic=key) for key in ("first", "twin", "third")]
    evidence = find_evidence(questions, POSTING, None)
    seldom = np.zeros((3, 3), dtype=np.float32)
    seldom[0, 1] = seldom[1, 0] = -1.0
    scored = replace(evidence, features={"words": np.array([0.3, 0.25, 0.2], dtype=np.float32)}, together=seldom)
    assert order_questions(questions, scored, {"words": 1.0}) == [0, 2, 1]
    assert order_questions(questions, replace(scored, together=0 * seldom), {"words": 1.0}) == [0, 1, 2]


def test_what_was_learned_is_kept_in_a_small_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = load_picks()
    monkeypatch.setattr("voiceint.planning.picks.FILE", tmp_path / "picks.npz")
    save_picks(learned)
    again = load_picks.__wrapped__()
    assert again.ids == learned.ids == tuple(question.id for question in BANK.questions)
    for whole in (learned, learned.network):
        other = again if whole is learned else again.network
        arrays = [name for name, value in vars(whole).items() if isinstance(value, np.ndarray)]
        assert len(arrays) >= 4
        assert all(np.array_equal(getattr(whole, name), getattr(other, name)) for name in arrays)
    assert again.tuning.changes.keys() == learned.tuning.changes.keys() != set()
    for name, halves in learned.tuning.changes.items():
        assert all(map(np.array_equal, halves, again.tuning.changes[name]))
    huge = replace(learned, of_words=learned.of_words * 1e6)
    with pytest.raises(ValueError, match="too large"):
        save_picks(huge)


def test_the_level_of_a_job_makes_some_questions_likelier() -> None:
    learned = load_picks()
    place = learned.ids.index("csm-team-performance-gap")
    lead, senior = (learned.by_level(Found(level, "")) for level in ("lead", "senior"))
    assert lead[place] > senior[place]
    assert np.array_equal(senior, learned.by_level(Found("junior", "")))
    assert not learned.by_level(None).any()


def test_somebody_without_a_team_is_not_asked_about_one_first(embedder: PieceEmbedder) -> None:
    advisor = read_posting(
        Document.of_text("Customer service advisor, Leeds\nAnswer calls and emails from our customers.")
    )
    for reads in (embedder, None):
        first = [each.question.topic for each in rank(BANK, advisor, reads)[:5]]
        assert not {"Team leadership", "Team management"} & set(first)


def test_a_large_bank_is_ranked_too(embedder: PieceEmbedder) -> None:
    many = tuple(Question(f"q{n}", f"How do you look after part {n} of a bicycle?", Kind.TECHNICAL) for n in range(300))
    ranked = rank(Bank((*many, *BANK.questions), BANK.roles), POSTING, embedder)
    assert len(ranked) == 300 + len(BANK.questions)
    assert ranked[0].question.role == SERVICE


def test_a_line_is_shortened_around_its_words() -> None:
    line = "- " + " ".join(f"w{n}" for n in range(30)) + " Zendesk " + " ".join(f"x{n}" for n in range(30))
    short = excerpt(line, "Zendesk")
    assert "Zendesk" in short
    assert short.startswith("…") and short.endswith("…")
    assert len(short.split()) == 16
    assert excerpt("- Lead the team", "anything") == excerpt("> Lead the team", "anything") == "Lead the team"


def test_a_shortened_line_keeps_its_figures() -> None:
    line = "We sell paint in nine towns to whoever comes, and you own the score: our NPS, by region and month, is 31."
    assert excerpt(line, "NPS").endswith("the score: our NPS, by region and month, is 31.")


def test_of_a_long_line_the_sentence_is_shown() -> None:
    line = f"We have one very old dog and 140 people in 23 towns{' and more' * 9}. Our NPS stands at 61. It was 40."
    assert excerpt(line, "Which NPS have you had?") == "…Our NPS stands at 61.…"


def test_a_line_is_shortened_at_its_clauses() -> None:
    before, after = " ".join(["word"] * 20), " ".join(["more"] * 15)
    assert excerpt(f"{before}. Zendesk {after}", "Zendesk").startswith("…Zendesk more")


def test_of_a_line_that_shares_nothing_the_beginning_is_shown() -> None:
    line = " ".join(["plain"] * 20) + " 1 2 3 4 5"
    assert excerpt(line, "Zendesk") == "plain " * 15 + "plain…"


def test_what_is_said_aloud_ends_with_a_clause() -> None:
    assert first_words("Make the roster, the forecast and the plan.") == "Make the roster, the forecast and the plan"
    long = "Take over the cases that have got out of hand, and find a way out that is fair to the customer and to us"
    assert first_words(long) == "Take over the cases that have got out of hand"
    assert len(first_words("word " * 40).split()) == 16
    assert first_words("word " * 15 + "the " + "word " * 9) == " ".join(["word"] * 15)
    assert first_words("People | Lead nine analysts and an apprentice |") == "Lead nine analysts and an apprentice"
    assert [mid_sentence(name) for name in ("Response time", "CSAT", "RevPAR")] == ["response time", "CSAT", "RevPAR"]


def test_rare_words_make_texts_more_alike_than_common_ones() -> None:
    likeness = compare_words(["we use Zendesk daily"], ["Zendesk reports", "daily reports", "daily shifts"])[0]
    assert likeness[0] > likeness[1] > 0
    assert compare_words(["a"], ["b"])[0, 0] == 0


def test_bm25_finds_the_text_with_the_rare_word() -> None:
    scores = Bm25(["the queue was long", "the queue of the dock", "the queue"]).scores("dock queue")
    assert scores.index(max(scores)) == 1


class Counting:
    """The real thing, counted."""

    def __init__(self, embedder: PieceEmbedder) -> None:
        self.embedder = embedder
        self.read: list[str] = []

    def embed(self, sentences: Sequence[str]) -> Vectors:
        self.read += sentences
        return self.embedder.embed(sentences)

    def embed_pieces(self, lines: Sequence[str], tuning: Tuning) -> list[Vectors]:
        self.read += lines
        return self.embedder.embed_pieces(lines, tuning)


def test_the_banks_vectors_are_kept_and_nothing_of_a_posting(embedder: PieceEmbedder, tmp_path: Path) -> None:
    first, second = Counting(embedder), Counting(embedder)
    ranked = ids(POSTING, keep_vectors(first, BANK, tmp_path / "cache"))
    assert ids(POSTING, keep_vectors(second, BANK, tmp_path / "cache")) == ranked == ids(POSTING, embedder)
    assert {question.prompt for question in BANK.questions} <= set(first.read)
    assert set(first.read) - set(second.read) == {question.prompt for question in BANK.questions}
    (kept,) = (tmp_path / "cache").iterdir()
    with np.load(kept) as file:
        assert len(file["keys"]) == len(BANK.questions)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive", b"\x93NUMPY"])
def test_damaged_vectors_are_read_anew(embedder: PieceEmbedder, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "bank-vectors.npz").write_bytes(damage)
    assert ids(POSTING, keep_vectors(embedder, BANK, tmp_path)) == ids(POSTING, embedder)
    with np.load(tmp_path / "bank-vectors.npz") as file:
        assert file["vectors"].shape == (len(BANK.questions), SIZE)


def test_vectors_that_cannot_be_kept_are_done_without(embedder: PieceEmbedder, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert ids(POSTING, keep_vectors(embedder, BANK, tmp_path / "file")) == ids(POSTING, embedder)
    assert keep_vectors(None, BANK, tmp_path) is None
