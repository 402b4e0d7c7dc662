"""The answers that show how somebody is doing."""

from bank import WRITTEN_KINDS
from voiceint.attempt import CANDIDATE, Stage
from voiceint.history import Filter, Store, Summary
from voiceint.rules import Style


def full_answers(store: Store) -> list[Summary]:
    """The user's assessed answers that had time to be whole, newest first.

    Not what was asked back, not the first sentences of a drill, and of a ladder only the first rung: the others are
    meant to lose something.

    Raises:
        StorageError: The history could not be read.
    """
    styles = store.session_styles()
    ladders: set[str] = set()
    found: list[Summary] = []
    for summary in reversed(store.summaries(Filter(stage=Stage.ASSESSED, candidate=CANDIDATE))):
        style = styles.get(summary.session)
        if not summary.words or summary.kind not in WRITTEN_KINDS or style == Style.DRILL or summary.session in ladders:
            continue
        if style == Style.LADDER:
            ladders.add(summary.session)
        found.append(summary)
    return found[::-1]
