import os
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from conftest import require
from pypdf import PdfReader, PdfWriter

import voiceint.planning.readers.child
from audio.child import start_child
from voiceint.planning.document import MOST_CHARACTERS, MOST_LINES, Document
from voiceint.planning.errors import PlanningError
from voiceint.planning.reading import LARGEST_BYTES, read_document

TITLE = "Customer support team leader"
ABOUT = (
    "Brightwater runs a contact centre in Leeds. We answer questions about water bills for some four million "
    "households, by phone, email and chat, on every day of the week."
)
DUTIES = [
    "Lead a team of 18 to 22 advisors and coach each of them every two weeks, with calls that you have listened to "
    "together beforehand, and with notes.",
    "Own first-contact resolution and CSAT.",
]
REQUIREMENTS = ["Three years in a contact centre", "Zendesk & Microsoft Excel"]
CLOSING = "We are an equal-opportunity employer."
LINES = (
    TITLE,
    "",
    ABOUT,
    "",
    "What you will do",
    "",
    *(f"- {duty}" for duty in DUTIES),
    "",
    "What we look for",
    "",
    *(f"- {requirement}" for requirement in REQUIREMENTS),
    "",
    CLOSING,
)

MARKDOWN = f"""# {TITLE}

{ABOUT.replace("email", "*email*").replace("Brightwater", "[Brightwater](https://brightwater.test)")}

What you will do
----------------
* {DUTIES[0]}
* Own **first-contact resolution** and CSAT.

## What we look for

1. {REQUIREMENTS[0]}

2. {REQUIREMENTS[1]}

{CLOSING}
"""
HTML = f"""<!DOCTYPE html>
<html><head><title>Jobs</title><style>p {{ color: black }}</style><script>let team = 99</script></head>
<body style="font: 11pt sans-serif"><nav>Home Jobs</nav><div hidden>Cookies</div><p style="display: none">Tracking</p>
<h1>{TITLE}</h1><p>{ABOUT.replace("email", "<em>email</em>")}</p>
<h2>What you will do</h2><ul>{"".join(f"<li><p>{duty}</p></li>" for duty in DUTIES)}</ul>
<h2>What we look for</h2><ol><li>{REQUIREMENTS[0]}<li>Zendesk &amp; Microsoft Excel</ol>
<p>We are an
   equal-opportunity employer.</p></body></html>"""
TEXT = f"""{TITLE}

Brightwater runs a contact centre in Leeds. We answer questions about
water bills for some four million households, by phone, email and chat,
on every day of the week.

What you will do

• Lead a team of 18 to 22 advisors and coach each of them every two
  weeks, with calls that you have listened to together before-
  hand, and with notes.
• Own first-contact resolution and CSAT.


What we look for

1. {REQUIREMENTS[0]}
2. {REQUIREMENTS[1]}

{CLOSING}
"""


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def word_document(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(ABOUT)
    document.add_heading("What you will do")
    for duty in DUTIES:
        document.add_paragraph(duty, style="List Bullet")
    document.add_heading("What we look for")
    for requirement in REQUIREMENTS:
        document.add_paragraph(requirement, style="List Number")
    document.add_paragraph(CLOSING)
    document.save(str(folder / "posting.docx"))
    return folder / "posting.docx"


def pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A small PDF of lines, each with its x, y, size and text."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET" for x, y, size, text in lines)
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn.encode('cp1252'))}>>stream\n{drawn}\nendstream")
    output = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(output))
        output += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(output)}\n%%EOF"
    return output + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def column(*lines: str, top: int = 800) -> list[tuple[int, int, int, str]]:
    """Lines under each other at the left; an empty one leaves a space."""
    return [(50, top - 14 * place, 11, line) for place, line in enumerate(lines) if line]


def repacked(path: Path, member: str, data: bytes) -> Path:
    """The Word document with another content in one of its files."""
    with ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name, content in {**members, member: data}.items():
            target.writestr(name, content)
    return path


def word_xml(body: str, doctype: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The posting as Chromium prints it; its bullets are drawn and not written."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(found, "Chromium")
    from playwright.sync_api import sync_playwright

    path = tmp_path_factory.mktemp("pdf") / "posting.pdf"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_content(HTML.replace("<nav>", "<nav hidden>"))
        page.pdf(path=str(path))
        browser.close()
    yield path


@pytest.mark.parametrize(
    ("name", "content"), [("posting.txt", TEXT), ("posting.md", MARKDOWN), ("posting.html", HTML), ("page", HTML)]
)
def test_one_posting_gives_the_same_lines_as_text_markdown_and_a_web_page(
    tmp_path: Path, name: str, content: str
) -> None:
    assert read_document(written(tmp_path, name, content)) == Document(name, LINES)


def test_it_gives_the_same_lines_as_a_word_document(tmp_path: Path) -> None:
    assert read_document(word_document(tmp_path)).lines == LINES


def test_it_gives_the_same_lines_as_a_pdf_printed_by_a_browser(printed: Path) -> None:
    assert read_document(printed).lines == LINES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "cv.txt", "Café manager, £30,000".encode(encoding))

    assert read_document(path).lines == ("Café manager, £30,000",)


def test_the_content_tells_the_format_and_not_the_name(tmp_path: Path) -> None:
    word = word_document(tmp_path).rename(tmp_path / "posting.txt")

    assert read_document(word).lines == LINES
    assert read_document(written(tmp_path, "cv.docx", pdf(column("Team leader")))).lines == ("Team leader",)
    assert read_document(written(tmp_path, "cv.pdf", "Team leader")).lines == ("Team leader",)


def test_what_steers_a_terminal_is_taken_out(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "cv\x1b[2J.txt", f"Team\x1b[31m leader\u202e\n{ABOUT}"))

    assert document == Document("cv\ufffd[2J.txt", ("Team\ufffd[31m leader\ufffd", ABOUT))


def test_bullets_of_all_kinds_become_one_kind() -> None:
    bullets = "• one\n·  two\n- three\n* four\n– five\n\uf0b7\tsix\n\n▪seven\no Eight\n1) nine\n2) ten"

    assert [line[:2] for line in Document.of_text(bullets).lines] == ["- "] * 10


def test_a_number_alone_is_no_item_and_a_dash_within_a_word_no_bullet() -> None:
    text = "1. Your tasks\n\n-5 degrees in the cold store\n2019 - 2022\n*\n"

    assert Document.of_text(text).lines == ("1. Your tasks", "", "-5 degrees in the cold store", "2019 - 2022", "-")


def test_letters_and_arrows_begin_items_and_a_line_in_capitals_behind_them_is_a_heading() -> None:
    lines = Document.of_text(
        "a) Run\nb) Walk\n\n(ii) Sit\n(iii) Stand\n→ Lie\n> one\n>> two\n>> KEY TASKS\n-listen"
    ).lines
    assert lines == ("- Run", "- Walk", "- Sit", "- Stand", "- Lie", "- one", "- two", ">> KEY TASKS", "- listen")


def test_a_letter_that_was_passed_on_is_read_without_its_marks() -> None:
    assert Document.of_text("> We need a lead for the\n> phones.\n>\n> - 12 agents").lines == (
        "We need a lead for the",
        "phones.",
        "",
        "- 12 agents",
    )
    assert Document.of_text("Lead\n" + "> one\n" * 9).lines == ("Lead", *["- one"] * 9)


def test_short_lines_stay_apart_and_broken_sentences_are_joined() -> None:
    text = """Jane Doe
12 High Street, Leeds
Zendesk, Excel
python

Led a team of twelve advisors across two sites and brought the
Zendesk migration home in four months. Wrote the guide that all
of them use."""

    assert Document.of_text(text).lines == (
        "Jane Doe",
        "12 High Street, Leeds",
        "Zendesk, Excel",
        "python",
        "",
        "Led a team of twelve advisors across two sites and brought the Zendesk migration home in four months. "
        "Wrote the guide that all of them use.",
    )


def test_what_looks_like_a_bullet_within_a_line_stays() -> None:
    line = "- Bugs go to JIRA - and 3 * 4 • hours of meetings o Every week"

    assert Document.of_text(line).lines == (line,)


def test_what_hangs_under_an_item_belongs_to_it() -> None:
    text = "- Excel and\n  Power BI\n  - Coaching\n    of Seniors\nZendesk\n  Slack\n"

    assert Document.of_text(text).lines == ("- Excel and Power BI", "- Coaching of Seniors", "Zendesk", "Slack")


def test_a_narrow_column_of_a_pdf_keeps_its_items_whole(tmp_path: Path) -> None:
    skills = [(50, 700, 11, "• Excel and"), (58, 686, 11, "Power BI"), (50, 672, 11, "• Zendesk")]
    jobs = [(200, 700, 11, "Team leader, Acme"), (200, 686, 11, "2019 - 2022")]

    assert read_document(written(tmp_path, "cv.pdf", pdf([*skills, *jobs]))).lines == (
        "- Excel and Power BI",
        "- Zendesk",
        "",
        "Team leader, Acme",
        "2019 - 2022",
    )


def test_a_list_without_bullets_stays_a_list() -> None:
    lines = (
        "Three years of leading people in a contact centre or a shop",
        "Experience with Zendesk or with another tool of that kind",
        "English and Dutch, both of them well enough for the phone",
    )

    assert Document.of_text("\n".join(lines)).lines == lines


def test_hyphens_at_the_end_of_a_line_go_where_they_only_part_a_word() -> None:
    text = """Leads the customer contact department in Leeds, its team lea-
ders and planners, and answers for the quality of its first-
contact resolution, for staying within the budget, for long-
term planning, and for keeping to the hard rules on Covid-
19 in every season; on Saturdays the group does shadow-
boxing, and shadow-boxing is now welcome in our whole depart-
ment, which has a twenty metre long hall and a new forty-
metre pool."""

    assert Document.of_text(text).lines == (
        "Leads the customer contact department in Leeds, its team leaders and planners, and answers for the quality of "
        "its first-contact resolution, for staying within the budget, for long-term planning, and for keeping to the "
        "hard rules on Covid-19 in every season; on Saturdays the group does shadow-boxing, and shadow-boxing is now "
        "welcome in our whole department, which has a twenty metre long hall and a new forty-metre pool.",
    )


def test_a_table_of_data_gives_its_rows_and_one_that_lays_out_a_page_its_cells(tmp_path: Path) -> None:
    data = "<tr><th>Place</th><td>Leeds</td></tr><tr><td>Pay</td><td>£34,000</td></tr>"
    layout = "<tr><td><p>Jane Doe</p><p>Leeds</p></td><td><ul><li>Led 12 advisors</ul></td></tr>"
    page = written(tmp_path, "cv.html", f"<html><table>{data}</table><table>{layout}</table></html>")
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Place", "Leeds", "Pay", "£34,000"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "cv.docx"))
    markdown = written(tmp_path, "cv.md", "| Place | Leeds |\n|---|---|\n| Pay | £34,000 |\n")

    rows = ("Place | Leeds", "Pay | £34,000")
    assert read_document(page).lines == (*rows, "", "Jane Doe", "", "Leeds", "", "- Led 12 advisors")
    assert read_document(tmp_path / "cv.docx").lines == rows
    assert read_document(markdown).lines == rows


def test_text_boxes_and_forms_of_a_word_document_are_read_and_hidden_text_is_not(tmp_path: Path) -> None:
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run.format('', 'Jane Doe')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run.format('', 'Team ')}{run.format('<w:rPr><w:vanish/></w:rPr>', 'secret')}{run.format('', 'leader')}"
        f"<w:r><w:pict><w:txbxContent><w:p>{run.format('', 'Leeds')}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    path = repacked(word_document(tmp_path), "word/document.xml", word_xml(body))

    assert [line for line in read_document(path).lines if line] == ["Jane Doe", "Leeds", "Team leader"]


def test_a_pdf_keeps_paragraphs_and_items_and_mends_broken_lines_even_over_a_page(tmp_path: Path) -> None:
    first = column(
        "Customer care team leader at Brightwater, in Leeds, with eleven years of experience",
        "of contact centres, retail and utilities, and a diploma in operations manage-",
        "ment.",
        "",
        "• Led 18 advisors and coached each of them every two weeks, with calls that we had",
        "listened to together.",
        "• Cut the average handling time from eight minutes to six within a year, and kept it",
    )
    second = column("there for two winters, which nobody had done before.", "", "Skills", "Zendesk, Excel")
    head = [(50, 830, 9, "Jane Doe")]
    path = written(
        tmp_path, "cv.pdf", pdf([*head, *first, (300, 20, 9, "1 of 2")], [*head, *second, (300, 20, 9, "2")])
    )

    assert read_document(path).lines == (
        "Jane Doe",
        "",
        "Customer care team leader at Brightwater, in Leeds, with eleven years of experience of contact centres, "
        "retail and utilities, and a diploma in operations management.",
        "",
        "- Led 18 advisors and coached each of them every two weeks, with calls that we had listened to together.",
        "- Cut the average handling time from eight minutes to six within a year, and kept it there for two winters, "
        "which nobody had done before.",
        "",
        "Skills",
        "Zendesk, Excel",
    )


def test_a_pdf_of_three_pages_is_read_at_once(tmp_path: Path) -> None:
    lines = [f"- Line {number} of a background that somebody has written about the work" for number in range(150)]
    path = written(tmp_path, "cv.pdf", pdf(*(column(*lines[start : start + 50]) for start in (0, 50, 100))))
    begun = time.perf_counter()

    assert len(read_document(path).lines) == 150
    assert time.perf_counter() - begun < 5  # a tenth of it on an idle machine


def refusal(path: Path) -> str:
    with pytest.raises(PlanningError) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message and message.endswith(".")
    return message


def test_what_is_no_file_is_refused_in_a_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert refusal(tmp_path / "none.pdf").endswith("none.pdf does not exist: check the name.")
    assert refusal(tmp_path).endswith("is a folder: choose a file in it.")
    assert refusal(tmp_path / "pipe").endswith("is not a file: choose one.")
    assert refusal(tmp_path / "a\0b").endswith("cannot be opened: check the name, or choose another file.")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "cv.txt", "Team leader")
    monkeypatch.setattr(os, "open", denied)  # root may read everything

    assert "may not be read: change its permissions" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cv.txt", b"", "is empty"),
        ("cv.txt", b" \n\t\n", "has no text in it"),
        ("cv.md", b" \n\t\n", "has no text in it"),
        ("cv.html", b"<html><script>x</script></html>", "has no text in it"),
        ("cv.txt", b"a" * (LARGEST_BYTES + 1), "is larger than 10 MB"),
        ("cv.txt", b"word " * (MOST_CHARACTERS // 5 + 1), "keep the part that matters"),
        ("cv.txt", b"word\n" * (MOST_LINES + 1), "keep the part that matters"),
        ("cv.txt", bytes(range(256)) * 10, "save it as PDF, DOCX or text"),
        ("cv.txt", bytes(range(1, 256)) * 10, "save it as PDF, DOCX or text"),
        ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as PDF, DOCX or text"),
        (
            "cv.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password: save a copy without it",
        ),
        ("cv.rtf", rb"{\rtf1 Team leader}", "save it as PDF, DOCX or text"),
        ("cv.pdf", b"\x89PNG\r\n\x1a\n", "save it as PDF, DOCX or text"),
        ("cv.docx", b"PK\x03\x04" + bytes(range(256)), "is damaged"),
        ("cv.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, "is damaged"),
        ("cv.pdf", pdf(column("Team leader"))[:150], "is damaged"),
        ("cv.pdf", pdf([]), "holds only pictures: paste its text instead"),
        ("cv.pdf", pdf(*[column("Team leader")] * 51), "has 51 pages: keep those that matter, at most 50"),
        ("cv.html", b"<html>Team leader" + b"<div>" * 100_000, "has too many parts inside one another"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert said in refusal(written(tmp_path, name, content))


def test_a_pdf_with_a_password_is_refused_and_one_that_opens_without_is_read(tmp_path: Path) -> None:
    for user, name in (("secret", "closed.pdf"), ("", "open.pdf")):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(column("Team leader")))))
        writer.encrypt(user, "owner", algorithm="RC4-128")
        writer.write(tmp_path / name)

    assert refusal(tmp_path / "closed.pdf") == "closed.pdf is protected by a password: save a copy without it."
    assert read_document(tmp_path / "open.pdf").lines == ("Team leader",)


def test_a_spreadsheet_or_another_zip_is_no_word_document(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "cv.docx", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")

    assert refusal(tmp_path / "cv.docx") == "cv.docx is no Word document: save it as PDF, DOCX or text."


def test_a_word_document_that_unpacks_to_a_mass_is_refused_unopened(tmp_path: Path) -> None:
    path = repacked(word_document(tmp_path), "word/media/image1.png", bytes(60_000_000))

    assert path.stat().st_size < 1_000_000
    assert "is too large when unpacked" in refusal(path)


def test_entities_of_a_word_document_are_not_expanded(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "my secret")
    doctype = f'<!DOCTYPE x [<!ENTITY a "{"lol" * 20}"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    body = "<w:p><w:r><w:t>Team leader</w:t></w:r><w:r><w:t>&a;&f;</w:t></w:r></w:p>"
    path = repacked(word_document(tmp_path), "word/document.xml", word_xml(body, doctype))

    assert read_document(path).lines == ("Team leader",)


def test_a_word_document_or_page_that_points_elsewhere_is_read_without_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Team leader")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for name in ("image", "attachedTemplate"):
        document.part.relate_to("http://192.0.2.1/never", kind + name, is_external=True)
    document.save(str(tmp_path / "cv.docx"))
    page = "<html><img src='http://192.0.2.1/x.png'><iframe src='http://192.0.2.1/'></iframe>Team leader</html>"

    assert read_document(tmp_path / "cv.docx").lines == ("Team leader",)
    assert read_document(written(tmp_path, "cv.html", page)).lines == ("Team leader",)


@pytest.mark.parametrize("opening", ["> ", "[", "*a **b ", "- ", "<b>"])
def test_markdown_that_nests_without_end_does_not_hang(tmp_path: Path, opening: str) -> None:
    path = written(tmp_path, "cv.md", "Team leader\n\n" + opening * 2_000)

    try:
        assert read_document(path).lines[0] == "Team leader"
    except PlanningError as error:
        assert "has too many parts" in str(error)


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voiceint.planning.readers.child, "TIMEOUT_SECONDS", 0.01)

    assert "takes too long to read: paste its text instead" in refusal(word_document(tmp_path))


def test_a_reader_that_dies_is_one_line_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stillborn(module: str, *arguments: str) -> Any:
        child = start_child("this_module_is_missing")
        child.wait()
        return child

    monkeypatch.setattr(voiceint.planning.readers.child, "start_child", stillborn)

    assert "cannot be read: paste its text instead" in refusal(word_document(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
@pytest.mark.parametrize("before", ["", "resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))"])
def test_a_reader_has_a_limit_of_memory(before: str) -> None:
    script = f"""
import resource
from voiceint.planning.readers.child import MOST_MEMORY, limit_memory
{before}
limit_memory()
bytearray(MOST_MEMORY)
"""
    root = Path(__file__).parent.parent
    ended = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)

    assert ended.stderr.splitlines()[-1] == "MemoryError"


def test_a_stream_that_swells_takes_no_memory(tmp_path: Path) -> None:
    swollen = zlib.compress(bytes(100_000_000))
    plain = pdf([])
    stream = f"<</Length {len(swollen)}/Filter/FlateDecode>>stream\n".encode() + swollen + b"\nendstream"
    path = written(tmp_path, "cv.pdf", plain.replace(b"<</Length 0>>stream\n\nendstream", stream))

    assert path.stat().st_size < 1_000_000
    assert "is damaged" in refusal(path)
