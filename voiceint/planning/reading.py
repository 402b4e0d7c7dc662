"""Postings and backgrounds from files. Nothing is ever fetched: the file is all there is."""

import os
import re
import stat
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from voiceint.planning.document import Document
from voiceint.planning.errors import PlanningError, ReaderError
from voiceint.planning.readers.child import read_in_child
from voiceint.safe_text import safe_text
from voiceint.text_file import decode_text

LARGEST_BYTES = 10_000_000

_HEAD = 1024
"""Bytes in which a format shows itself; a PDF's mark may stand anywhere in them (ISO 32000-1, Annex H, note 13)."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of .doc, and of a .docx with a password ([MS-CFB], [MS-OFFCRYPTO])."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_MOST_BROKEN = 0.01
"""Share of characters that no text has; more of them, and it is something else."""

_ADVICE = "save it as PDF, DOCX or text"


def read_document(path: Path) -> Document:
    """Read a PDF, a Word document (DOCX), a web page, Markdown or plain text, told apart by their content.

    Raises:
        PlanningError: It is no such file, is empty, protected, damaged, too large, or cannot be opened.
    """
    name = safe_text(path.name)
    data = _content(path)
    try:
        kind = _kind(data, path.suffix.lower())
        if kind == "text":
            return Document.of_text(_text(data), name)
        return Document.of_lines(read_in_child(kind, data), name)
    except ReaderError as error:
        raise PlanningError(f"{name} {error}") from error


def _content(path: Path) -> bytes:
    shown = safe_text(str(path))
    try:
        with open(path, "rb", opener=_open_at_once) as source:
            if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise PlanningError(f"{shown} is not a file: choose one.")
            data = source.read(LARGEST_BYTES + 1)
    except IsADirectoryError as error:
        raise PlanningError(f"{shown} is a folder: choose a file in it.") from error
    except FileNotFoundError as error:
        raise PlanningError(f"{shown} does not exist: check the name.") from error
    except PermissionError as error:
        raise PlanningError(f"{shown} may not be read: change its permissions, or choose another file.") from error
    except (OSError, ValueError) as error:
        raise PlanningError(f"{shown} cannot be opened: check the name, or choose another file.") from error
    if not data:
        raise PlanningError(f"{shown} is empty: choose another file.")
    if len(data) > LARGEST_BYTES:
        raise PlanningError(f"{shown} is larger than {LARGEST_BYTES // 1_000_000} MB: save it as text.")
    return data


def _open_at_once(path: str, flags: int) -> int:
    """Without waiting for the other end, should it be a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _kind(data: bytes, ending: str) -> str:
    """What the content says it is; the ending only tells Markdown from text. Raises ReaderError."""
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if head.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReaderError("is protected by a password: save a copy without it.")
        raise ReaderError(f"is an old Office file: {_ADVICE}.")
    if head.startswith(b"{\\rtf"):
        raise ReaderError(f"is an RTF file: {_ADVICE}.")
    if head.startswith(_PICTURES) or head[4:8] == b"ftyp":
        raise ReaderError(f"is a picture or a recording: {_ADVICE}.")
    if b"multipart/related" in head:
        raise ReaderError("is a web archive: save the page as HTML only, or paste its text.")
    text = (decode_text(data[: 2 * _HEAD]) or "").lstrip("\ufeff \t\r\n").encode()
    if text.startswith(b"<") and (_PAGE.search(text) or ending in (".html", ".htm")):
        return "html"
    return "markdown" if ending in (".md", ".markdown") and _text(data).strip() else "text"


def _kind_of_zip(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ReaderError("is damaged: open it and save it again, or paste its text.") from error
    if "[Content_Types].xml" in names and any(name.startswith("word/document") for name in names):
        return "docx"
    raise ReaderError(f"is no Word document: {_ADVICE}.")


def _text(data: bytes) -> str:
    text = decode_text(data)
    if text is None or len(_BROKEN.findall(text)) > _MOST_BROKEN * len(text):
        raise ReaderError(f"is neither a document nor text: {_ADVICE}.")
    return text
