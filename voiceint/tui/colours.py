"""The colours of the parts of a story: Okabe and Ito's palette, told apart by colour-blind people too.

They are only ever backgrounds under a dark letter, so that they read the same on light and dark themes.
"""

PART_STYLES = {
    "S": "bold black on #56b4e9",
    "T": "bold black on #e69f00",
    "A": "bold black on #2bb58c",
    "R": "bold black on #cc79a7",
    "O": "bold black on #b5b5b5",
}
"""Style of each letter's badge."""

UNSURE_STYLE = "bold reverse dim"
MISSING_STYLE = "dim"

CHIP_STYLE = "$text on $panel"
"""A figure; its two ends are set off by more than the colour, by a space."""

EVIDENCE_STYLE = "italic dim"
"""The candidate's own words below a remark."""

THEMES = {"dark": "textual-dark", "light": "textual-light"}
"""Textual's name of each theme."""
