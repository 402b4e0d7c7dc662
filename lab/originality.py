"""Whether our questions are our own: `python -m lab.originality GUIDE...`.

Prints the longest runs of consecutive words that any text of the shipped banks shares with one of the guides, and
fails if one has 8 words or more.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bank import Question, Role, load_bank

MOST_WORDS = 7
_SHOWN = 5


def main() -> int:
    """Compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("guide", nargs="+", type=Path)
    guides = [_words(path.read_text(encoding="utf-8", errors="replace")) for path in parser.parse_args().guide]
    bank = load_bank()
    texts = [text for question in bank.questions for text in _question_texts(question)]
    texts += [text for role in bank.roles for text in _role_texts(role)]
    runs = sorted(((*longest_run(_words(text), guides), where) for where, text in texts), reverse=True)
    print(f"{len(texts)} texts compared with {len(guides)} guides; the longest shared runs:")
    for length, run, where in runs[:_SHOWN]:
        print(f"{length:3} words  {where}: {run}")
    return 1 if runs[0][0] > MOST_WORDS else 0


def longest_run(text: list[str], guides: list[list[str]]) -> tuple[int, str]:
    """The longest run of words of a text that stands in one of the guides, and its length."""
    best, found = 0, ""
    for guide in guides:
        before = [0] * (len(guide) + 1)
        for at, word in enumerate(text):
            row = [0] * (len(guide) + 1)
            for place, other in enumerate(guide):
                if word == other:
                    row[place + 1] = before[place] + 1
                    if row[place + 1] > best:
                        best = row[place + 1]
                        found = " ".join(text[at - best + 1 : at + 1])
            before = row
    return best, found


def _question_texts(question: Question) -> Iterator[tuple[str, str]]:
    yield f"{question.id} prompt", question.prompt
    yield f"{question.id} insight", question.insight
    if question.sample:
        yield f"{question.id} sample", question.sample.text
    for point in question.points:
        yield f"{question.id} point", " . ".join([point.says, *point.phrasings])
    yield f"{question.id} follow-ups", " . ".join(text for _, text in question.follow_ups)


def _role_texts(role: Role) -> Iterator[tuple[str, str]]:
    for quality in role.looked_for:
        yield f"{role.name} looked for", " . ".join([quality.what, quality.strong, quality.weak, quality.show])
    for ask in role.asks:
        yield f"{role.name} ask", f"{ask.question} . {ask.why}"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


if __name__ == "__main__":
    sys.exit(main())
