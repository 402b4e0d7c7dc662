"""Markdown, by the rules of CommonMark with tables."""

from voiceint.planning.readers.html import read_html


def read_markdown(data: bytes) -> list[str]:
    """The lines of a Markdown file. Raises ReaderError."""
    from markdown_it import MarkdownIt

    from voiceint.text_file import decode_text

    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(decode_text(data) or "")
    return read_html(page.encode())
