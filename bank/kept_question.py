"""Questions as JSON: by their ids, and by their words where the bank may not know them."""

from typing import Any

from bank.bank import Bank
from bank.question import Kind, Question


def to_document(question: Question) -> dict[str, Any]:
    """A question that is kept; of one of the bank's, the rest is there again with its id."""
    return {
        "question": question.id,
        "prompt": question.prompt,
        "kind": question.kind,
        "role": question.role,
        "topic": question.topic,
        "competencies": list(question.competencies),
        "insight": question.insight,
        "metrics": list(question.metrics),
        "follow_ups": [list(pair) for pair in question.follow_ups],
        "seconds": question.seconds,
    }


def from_document(document: dict[str, Any], bank: Bank) -> Question:
    """The question of such a document, with what the bank knows of it today.

    Documents of earlier versions may lack all that follows the topic. A question that is none of the bank's is judged
    with the key figures of its role, or of every role where the bank has none such.

    Raises:
        KeyError: The document lacks what each has.
        ValueError: Its kind is unknown.
    """
    question = Question(
        document["question"],
        document["prompt"],
        Kind(document["kind"]),
        document["role"],
        document["topic"],
        tuple(document.get("competencies", ())),
        document.get("insight", ""),
        metrics=tuple(document.get("metrics", ())),
        follow_ups=tuple((part, text) for part, text in document.get("follow_ups", ())),
        seconds=document.get("seconds", Question.seconds),
        kpis=bank.of_role(document["role"]).kpis or bank.kpis,
    )
    return bank.known(question)
