"""Text files that came from elsewhere, whatever they are encoded in."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_text(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 with its mark, or else Windows' Western encoding; None if it is no text."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
