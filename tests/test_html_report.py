"""The report in HTML, in a real browser."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import require
from fakes import HOSTILE, STORY, tone

from audio.transcript import Transcript, Word
from audio.wav import write_wav
from bank import Kind, Question, load_bank
from voiceint.attempt import Attempt, Stage
from voiceint.exporting.html_report import write_report
from voiceint.exporting.output import Folder, open_output
from voiceint.exporting.recordings import Audio, Recordings
from voiceint.exporting.selection import Selection
from voiceint.history import Filter, Store
from voiceint.interviewer import judge

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUESTIONS = load_bank().questions
BEHAVIOURAL = next(question for question in QUESTIONS if question.kind == Kind.BEHAVIOURAL)
TECHNICAL = next(question for question in QUESTIONS if question.kind == Kind.TECHNICAL)
BEGAN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SECONDS = 30
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def until(page: "Page", condition: str) -> None:
    """Wait for something in the page; Playwright's own way of waiting is forbidden by the page's policy."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came: {condition}")


def answered(store: Store, text: str, question: Question = BEHAVIOURAL, days: int = 0, sound: bool = False) -> Attempt:
    """Keep an assessed answer."""
    words = tuple(Word(word, 0.4 * place, 0.4 * place + 0.3) for place, word in enumerate(text.split()))
    transcript = Transcript.of_words(words, SECONDS, "whisper base")
    document = judge(question, transcript, 0.5, None)
    at = BEGAN + timedelta(days=days)
    attempt = Attempt(question, at=at, stage=Stage.ASSESSED, transcript=transcript, assessment=document)
    if sound:
        attempt = replace(attempt, recording=f"{attempt.id}.wav")
        write_wav(store.recording_path(attempt), tone(SECONDS))
    store.save(attempt)
    return attempt


def written(store: Store, path: Path, audio: Audio = Audio.EMBED, ids: tuple[str, ...] = ()) -> Path:
    """Write the report."""
    folder = Folder(path.with_name(f"{path.stem}-audio")) if audio == Audio.BESIDE else None
    with open_output(path) as out:
        write_report(Selection(store, Filter(ids=ids)), out, Recordings(store, audio, folder))
        if folder is not None:
            folder.finish()
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(found, "Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        require(False, "playwright")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page in which nothing may go wrong, and which may load nothing but itself and sound."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: faults.append(request.url) if is_foreign(request.url) else None)
    yield opened
    opened.close()
    assert faults == []


def is_foreign(address: str) -> bool:
    """Whether something else than the report and its sound was asked for."""
    return not re.match(r"(file://.*(\.html|-audio/[0-9a-f]{32}\.mp3)|data:audio/mpeg;base64,.*)(#.*)?$", address)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of five answers."""
    folder = tmp_path_factory.mktemp("several")
    store = Store(folder / "history.db", folder / "recordings")
    answered(store, STORY, sound=True)
    answered(store, "We did what we could.", days=3)
    answered(store, "I check the queue. For example, we cut the wait from 9 to 4 minutes.", TECHNICAL, days=5)
    answered(store, STORY, days=9)
    store.save(Attempt(BEHAVIOURAL, at=BEGAN + timedelta(days=10), stage=Stage.RECORDED, problem="It broke off."))
    report = written(store, folder / "report.html")
    store.close()
    return report


def test_the_report_shows_every_answer_with_its_parts(several: Path, page: "Page") -> None:
    page.goto(several.as_uri())

    assert page.locator("article").count() == 5
    assert page.get_by_role("heading", level=1).inner_text() == "Interview answers"
    first = page.locator("article").first
    assert first.get_by_role("heading", level=2).inner_text() == BEHAVIOURAL.prompt
    assert "A whole story, with a number in its result" in first.inner_text()
    assert first.locator(".run > .badge").all_inner_texts() == ["S", "T", "A", "R"]
    assert first.locator(".evidence").count() >= 4
    assert page.locator("article").last.inner_text().count("It broke off.") == 1


def test_drawings_have_names_and_landmarks_are_there(several: Path, page: "Page") -> None:
    page.goto(several.as_uri())

    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    names = [page.get_by_role("img").nth(place).get_attribute("aria-label") for place in range(4)]
    assert names[0] is not None and names[0].startswith("Parts heard in 3 stories: situation in 2")
    assert all(names)
    levels = [int(found[1]) for found in page.locator("h1, h2, h3").evaluate_all("all => all.map(h => h.tagName)")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("audio", [Audio.EMBED, Audio.BESIDE])
def test_a_click_on_a_sentence_plays_it(store: Store, tmp_path: Path, page: "Page", audio: Audio) -> None:
    attempt = answered(store, STORY, sound=True)
    page.goto(written(store, tmp_path / "my report.html", audio).as_uri())
    assert attempt.assessment is not None
    start = attempt.assessment["sentences"][2]["start"]

    page.locator(".sentence").nth(2).click()

    until(page, f"document.querySelector('audio').currentTime > {start} + 0.2")
    time, paused = page.locator("audio").evaluate("audio => [audio.currentTime, audio.paused]")
    assert start < time < start + 3
    assert not paused
    assert page.locator(".now").inner_text() == attempt.assessment["sentences"][2]["text"]


def test_sentences_are_reached_and_played_with_the_keyboard(store: Store, tmp_path: Path, page: "Page") -> None:
    answered(store, STORY, sound=True)
    page.goto(written(store, tmp_path / "report.html").as_uri())

    last = page.get_by_role("button", name="and customer satisfaction rose by 12 percent.")
    last.focus()
    page.keyboard.press("Enter")

    until(page, "document.querySelector('audio').currentTime > 24")


def test_a_remark_leads_to_its_words(store: Store, tmp_path: Path, page: "Page") -> None:
    answered(store, STORY)
    page.goto(written(store, tmp_path / "report.html").as_uri())

    page.get_by_role("link", name="“My task was to clear it before the summer.”").click()

    assert page.locator(".sentence:target").inner_text() == "My task was to clear it before the summer."


def test_an_answer_without_a_recording_has_no_player(store: Store, tmp_path: Path, page: "Page") -> None:
    answered(store, STORY)
    page.goto(written(store, tmp_path / "report.html").as_uri())

    assert page.locator("audio").count() == 0
    assert page.locator("[data-start]").count() == 0


def test_without_script_everything_can_be_read(several: Path, browser: "Browser") -> None:
    texts = []
    for works in (True, False):
        page = browser.new_page(java_script_enabled=works)
        page.goto(several.as_uri())
        texts.append(page.get_by_role("main").inner_text().replace("Click a sentence to hear it.\n", ""))
        page.close()

    assert " ".join(texts[0].split()) == " ".join(texts[1].split())
    assert STORY.split(". ")[1] in texts[1]


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(several: Path, page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(several.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = "all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className)"
    assert page.locator("article *:not(svg *)").evaluate_all(beyond) == []


def test_it_prints_an_answer_a_page_without_players(several: Path, page: "Page") -> None:
    page.goto(several.as_uri())
    page.emulate_media(media="print")

    assert not page.locator("audio").is_visible()
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(pages) >= 6


def test_it_is_dark_where_the_system_is(several: Path, page: "Page") -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(several.as_uri())

    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(20, 23, 26)"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", HOSTILE]
)
def test_text_from_outside_stays_text(store: Store, tmp_path: Path, page: "Page", text: str) -> None:
    question = Question(None, text, Kind.BEHAVIOURAL, topic=text)
    answered(store, f"{STORY} {text}", question)
    answered(store, f"{text} {STORY}", question, days=1)
    page.goto(written(store, tmp_path / "report.html").as_uri())

    shown = text.translate({ord(sign): "\ufffd" for sign in "\x00\x07\x1b\u202e"})
    assert page.locator("article h2").first.inner_text() == " ".join(shown.split())
    assert page.locator("img, article script").count() == 0
    assert " ".join(shown.split()) in " ".join(page.locator(".said").first.inner_text().split())


def test_nothing_but_its_own_script_and_style_is_allowed(several: Path) -> None:
    text = several.read_text()

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "unsafe" not in policy[1] and "http" not in policy[1]
    assert not re.search(r'(src|href)="(?!#|data:audio/mpeg;base64,)', text)


class Outline(HTMLParser):
    """The elements that are open, and every id."""

    VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_markup_is_well_formed_and_every_link_leads_somewhere(several: Path) -> None:
    outline = Outline()
    text = several.read_text()

    outline.feed(text)

    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(outline.ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= set(outline.ids)


def test_one_answer_has_no_overview(store: Store, tmp_path: Path, page: "Page") -> None:
    attempt = answered(store, STORY)
    answered(store, STORY, days=1)
    page.goto(written(store, tmp_path / "report.html", ids=(attempt.id,)).as_uri())

    assert page.locator("article").count() == 1
    assert page.locator(".overview").count() == 0


def test_a_typed_answer_that_was_corrected_shows_what_it_was_before(store: Store, tmp_path: Path, page: "Page") -> None:
    transcript = Transcript.typed(STORY)
    document = judge(BEHAVIOURAL, transcript, None, None)
    attempt = Attempt(BEHAVIOURAL, stage=Stage.ASSESSED, transcript=transcript, assessment=document)
    store.save(replace(attempt, heard=Transcript.typed("Last ear I was a manger.")))
    page.goto(written(store, tmp_path / "report.html").as_uri())

    page.get_by_text("The text was corrected").click()

    assert page.get_by_text("Last ear I was a manger.").is_visible()
    assert page.get_by_text("67 words").first.is_visible()
    assert page.get_by_text("Pauses over 2 s").count() == 0


@pytest.mark.parametrize("kind", list(Kind))
def test_answers_to_questions_of_every_kind_are_shown(store: Store, tmp_path: Path, kind: Kind) -> None:
    for text in ("", "Yes.", STORY):
        answered(store, text, Question(None, "What do you say?", kind))

    assert written(store, tmp_path / "report.html").read_text().count("<article") == 3


def test_a_damaged_recording_does_not_stop_the_report(store: Store, tmp_path: Path) -> None:
    attempt = answered(store, STORY, sound=True)
    store.recording_path(attempt).write_bytes(b"no sound")

    text = written(store, tmp_path / "report.html").read_text()

    assert "<audio" not in text
    assert STORY.split(". ")[1] in text
