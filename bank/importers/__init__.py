"""Reads other people's interview guides: pasted text, Markdown, CSV and JSON."""

from bank.errors import BankError
from bank.guide import Guide
from bank.importers.rows import parse_csv, parse_json
from bank.importers.text import parse_text

__all__ = ["parse_guide"]


def parse_guide(text: str, ending: str) -> Guide:
    """What a guide holds.

    Args:
        text: The whole guide.
        ending: The ending of its file name with the dot, which tells CSV and JSON from text.

    Raises:
        BankError: It is an HTML page, cannot be read as what its name says, or has no questions in it.
    """
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml")) or text.lower().count("</") > 20:
        raise BankError(["This is a web page's source: open the page, copy its text into a .txt file, import that."])
    parsers = {".csv": parse_csv, ".tsv": parse_csv, ".json": parse_json}
    guide = parsers.get(ending.lower(), parse_text)(text)
    if not (guide.questions or guide.looked_for or guide.asks):
        raise BankError(["No questions were found: put each on a line of its own, ending with a question mark."])
    return guide
