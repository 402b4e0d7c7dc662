"""The parts of a story in four letters."""

from typing import Any

from bank import STAR_PARTS


def star_letters(star: dict[str, Any]) -> str:
    """A letter for each part that was heard, a small one for unsure, a dot for missing; "" where STAR is not asked."""
    if not star["applicable"]:
        return ""
    letters = ""
    for name in STAR_PARTS:
        part = star[name]
        letters += name[0].upper() if part["present"] else name[0] if part["unsure"] else "·"
    return letters
