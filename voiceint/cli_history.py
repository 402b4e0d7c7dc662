"""What `voiceint history` can be told."""

import argparse
from collections.abc import Callable, Sequence

_STAGES = ("recording", "recorded", "transcribed", "assessed")
_MISSING = ("situation", "task", "action", "result", "number")
_FORMATS = ("md", "json", "csv", "html")
_SEARCH = "answers in which all these words were said or asked"
_ID = "the id, or its first characters"


def add_history(parser: argparse.ArgumentParser, kinds: Sequence[str], count: Callable[[str], int]) -> None:
    """Add the actions and their options.

    Args:
        parser: The command's.
        kinds: Kinds of question.
        count: Reads a positive whole number.
    """
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=summary, description=summary)

    _add_finding(action("list", "answers, newest first"), action("search", _SEARCH), kinds, count)

    show = action("show", "one answer with its assessment")
    show.add_argument("attempt", metavar="ID", help=_ID)
    _add_json(show)

    compare = action("compare", "takes of one question, side by side")
    compare.add_argument("attempts", nargs="*", metavar="ID", help=_ID)
    compare.add_argument("--question", metavar="ID", help="all takes of this question")
    _add_json(compare)

    progress = action("progress", "how your answers change, and what to rehearse next")
    progress.add_argument("--topic", metavar="WORDS", help="only topics with these words in their name")
    _add_json(progress)

    action("finish", "transcribe and assess recordings that got no further")
    _add_reassess(action("reassess", "judge earlier answers anew; what was said of them before is kept"))
    _add_export(action("export", "answers as Markdown, JSON, CSV or a web page"))

    taken = action("import", "take in what 'history export --format json' wrote")
    taken.add_argument("file", metavar="FILE")
    taken.add_argument("--replace", action="store_true", help="replace answers that are here and differ")

    delete = action("delete", "delete answers with their recordings, here and in the backups")
    delete.add_argument("attempts", nargs="*", metavar="ID", help=_ID)
    delete.add_argument("--session", metavar="ID", help="a whole session")
    delete.add_argument("--all", action="store_true", help="everything")
    delete.add_argument("--audio-older-than", type=_days, metavar="DAYS", help="only recordings; their words stay")
    _add_yes(delete)

    action("backup", "make a backup now; one is made every week by itself")
    restore = action("restore", "go back to a backup; without a name, list them")
    restore.add_argument("backup", nargs="?", metavar="NAME")
    _add_yes(restore)
    action("repair", "look through the whole history, and recover what is left if it is damaged")


def _add_finding(
    listed: argparse.ArgumentParser,
    search: argparse.ArgumentParser,
    kinds: Sequence[str],
    count: Callable[[str], int],
) -> None:
    listed.add_argument("--sessions", action="store_true", help="the sessions instead of the answers")
    listed.add_argument("--session", metavar="ID", help="only the answers of this session")
    search.add_argument("words", nargs="+", metavar="WORD", help="in quotes, words that follow one another")
    for found in (listed, search):
        found.add_argument("--topic", metavar="WORDS", help="only topics with these words in their name")
        found.add_argument("--kind", choices=kinds, help="only questions of this kind")
        found.add_argument("--missing", choices=_MISSING, help="only stories that lack this; number: in the result")
        found.add_argument("--question", metavar="ID", help="only answers to this question")
        found.add_argument("--stage", choices=_STAGES, help="only answers that have come so far")
        found.add_argument("--limit", type=count, default=50, metavar="N", help="at most so many (default: 50)")
        _add_json(found)


def _add_reassess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("attempts", nargs="*", metavar="ID", help=f"{_ID} (default: what an older judge judged)")
    parser.add_argument("--all", action="store_true", help="every answer, whichever judge judged it")
    parser.add_argument("--transcribe", action="store_true", help="write the recordings down anew as well")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("attempts", nargs="*", metavar="ID", help=_ID)
    parser.add_argument("--session", metavar="ID", help="a whole session")
    parser.add_argument("--all", action="store_true", help="everything")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        default="md",
        help="md: text, html: a page with the sound, csv: figures, json: all",
    )
    parser.add_argument(
        "--output", metavar="FILE", help="where to (default: standard output; html: voiceint-report.html)"
    )
    parser.add_argument(
        "--audio", choices=("embed", "beside", "none"), help="the recordings (default: html embed, json beside)"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _days(text: str) -> int:
    if not text.isdigit() or len(text) > 5:
        raise argparse.ArgumentTypeError("must be a number of days, 0 or more")
    return int(text)
