"""Judges one answer."""

import time
from dataclasses import replace

from audio.transcript import Transcript
from bank import Question
from voiceint.assessment.advice import Findings, advise
from voiceint.assessment.clauses import Timeline, split_clauses
from voiceint.assessment.coverage import check_coverage, read_question
from voiceint.assessment.delivery import measure_delivery
from voiceint.assessment.embedding import Embedder
from voiceint.assessment.language import is_english
from voiceint.assessment.length import measure_length
from voiceint.assessment.metrics import find_metrics, kpis_named
from voiceint.assessment.report import (
    Assessment,
    ExpectedMetric,
    QuestionAsked,
    Sentence,
    SpokenWord,
    Story,
    Timings,
    TranscriptText,
)
from voiceint.assessment.role_model import label_roles, load_role_model
from voiceint.assessment.star import find_star
from voiceint.assessment.story import classify_story, load_story_model
from voiceint.assessment.terms import find_terms


def assess(question: Question, transcript: Transcript, embedder: Embedder | None = None) -> Assessment:
    """Everything that can be said about an answer. Pure: the same answer gets the same assessment, timings apart.

    Args:
        question: What was asked.
        transcript: What was said.
        embedder: Reads the meaning of clauses; without one, a smaller model judges by the words alone.
    """
    began = time.perf_counter()
    clauses = split_clauses(transcript.text, Timeline(transcript))
    texts = [clause.text for clause in clauses]
    vectors = embedder.embed(texts) if embedder else None
    chances = load_role_model(vectors is not None).chances(texts, vectors)
    labels = label_roles(chances)
    metrics = tuple(find_metrics(transcript.text, clauses, [role for role, _ in labels], question.kpis))
    english = is_english(transcript.text)
    story_model = load_story_model(vectors is not None)
    story = classify_story(texts, chances, story_model) if english else Story("thin", 1.0)
    named = kpis_named(transcript.text, question.kpis)
    findings = Findings(
        question=question,
        english=english,
        length=measure_length(question, transcript),
        story=story,
        star=find_star(question, story, clauses, labels, metrics),
        sentences=tuple(
            Sentence(clause.text, role, confidence, clause.start, clause.end)
            for clause, (role, confidence) in zip(clauses, labels, strict=True)
        ),
        metrics=metrics,
        coverage=check_coverage(question, clauses, vectors, embedder),
        delivery=measure_delivery(transcript),
    )
    words = tuple(SpokenWord(word.text, word.start, word.end) for word in transcript.words)
    return Assessment(
        question=QuestionAsked(question.id, question.prompt, question.kind),
        transcript=TranscriptText(transcript.text, transcript.edited, words),
        length=findings.length,
        story=story,
        star=findings.star,
        sentences=findings.sentences,
        metrics=metrics,
        expected_metrics=tuple(ExpectedMetric(kpi, kpi in named) for kpi in question.metrics),
        coverage=findings.coverage,
        delivery=findings.delivery,
        advice=advise(findings),
        judge="words" if vectors is None else "meaning",
        posting_terms=find_terms(question, transcript.text),
        timings=Timings(None, time.perf_counter() - began),
    )


def get_ready(question: Question, embedder: Embedder | None) -> None:
    """Load the models and read the question, so that the first answer is judged as fast as the next."""
    load_role_model(embedder is not None)
    load_story_model(embedder is not None)
    if question.points:
        read_question(question, embedder)
    elif embedder is not None:
        embedder.embed([question.prompt])


def read_clauses(text: str, embedder: Embedder) -> None:
    """Have the embedder read the clauses of what is said so far."""
    embedder.embed([clause.text for clause in split_clauses(text, Timeline(Transcript.typed(text)))])


def with_transcription_time(assessment: Assessment, seconds: float) -> Assessment:
    """The assessment with the time that passed between the last word and the transcript, in seconds."""
    return replace(assessment, timings=replace(assessment.timings, transcribe_seconds=seconds))
