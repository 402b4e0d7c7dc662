"""Text from outside is data."""

import re

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def safe_text(text: str) -> str:
    """The text with everything that could steer a terminal made visible as U+FFFD.

    Replaced are the C0 and C1 control characters (tab and newline stay) and the characters that change
    the direction or the lines of text. Applied where text is stored and again where it is shown.
    """
    return _UNSAFE.sub("\ufffd", text.encode("utf-8", "replace").decode("utf-8"))
