"""`voiceint bank`: look at the questions, check them, and take in more."""

import argparse
import textwrap
from pathlib import Path

from bank import Bank, BankError, Question, check_file
from bank.guide import Guide
from voiceint.commands.output import UsageError, agrees, find_question, load_all, print_json, say
from voiceint.paths import Paths
from voiceint.settings import Settings

_WIDTH = 88
_MOST_SKIPPED = 5


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Do one of the bank's actions."""
    if options.action == "path":
        say(str(paths.banks))
        return 0
    if options.action == "check":
        return _check(options.file)
    bank = load_all(paths)
    if options.action == "import":
        return _import(options, bank, paths)
    if options.action == "show":
        for line in _question_lines(find_question(bank, options.question)):
            say(line)
        return 0
    questions = bank.search(" ".join(options.words)) if options.action == "search" else list(bank.questions)
    if options.json:
        print_json([_summary(question) for question in questions])
        return 0
    if options.action == "search":
        return _print_found(questions)
    _print_topics(bank)
    return 0


def _summary(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "kind": question.kind,
        "role": question.role,
        "topic": question.topic,
        "prompt": question.prompt,
    }


def _print_topics(bank: Bank) -> None:
    for role in bank.roles:
        of_role = bank.of_role(role.name)
        say(f"{role.name}: {len(of_role.questions)} questions")
        for topic, questions in of_role.topics.items():
            say(f"\n  {topic}")
            for question in questions:
                say(f"    {question.id:<36} {question.kind:<12} {question.prompt}")
        say("")


def _print_found(questions: list[Question]) -> int:
    for question in questions:
        say(f"{question.id:<36} {question.kind:<12} {question.prompt}")
    if not questions:
        say("Nothing fits: fewer or shorter words find more.")
    return 0


def _question_lines(question: Question) -> list[str]:
    lines = textwrap.wrap(question.prompt, _WIDTH)
    lines += ["", f"{question.role}, {question.topic}, {question.kind}, aim for {question.seconds} s"]
    if question.competencies:
        lines.append(f"It tests {', '.join(question.competencies)}.")
    if question.insight:
        lines += ["", "What the interviewer is after", *textwrap.wrap(question.insight, _WIDTH)]
        lines += [f"- {question.source}"] if question.source else []
    if question.points:
        lines += ["", "A strong answer", *(f"  - {point.says}" for point in question.points)]
    if question.metrics:
        lines += ["", f"Figures an expert might name: {', '.join(question.metrics)}"]
    if question.sample:
        lines += ["", "Sample answer"]
        for name, text in question.sample.parts:
            lines += [f"  {name.capitalize()}"] if name != "answer" else []
            lines += textwrap.wrap(text, _WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    if question.follow_ups:
        lines += ["", "What they may ask next", *(f"  - {text}" for _, text in question.follow_ups)]
    return lines


def _check(files: list[str]) -> int:
    faults: list[str] = []
    for name in files:
        path = Path(name)
        found = check_file(path)
        faults += found
        say(f"{path.name}: {len(found)} faults" if found else f"{path.name}: in order")
    if faults:
        raise BankError(faults)
    return 0


def _import(options: argparse.Namespace, bank: Bank, paths: Paths) -> int:
    from voiceint.guide_import import fit_into, keep_guide, read_guide, role_name

    whole = read_guide(Path(options.guide))
    role = role_name(whole, options.role, bank)
    guide = fit_into(whole, bank, role)
    _print_understood(guide, role, len(whole.questions) - len(guide.questions))
    if not (guide.questions or guide.looked_for or guide.asks):
        raise UsageError("Everything in this guide is in the bank already: nothing was written.")
    if options.dry_run:
        say("\nNothing was written (--dry-run).")
        return 0
    if not options.yes and not agrees(f"\nAdd this to your own questions for {role}?"):
        raise UsageError("Nothing was written: answer y, or give --yes.")
    say(f"\nWritten to {keep_guide(guide, role, paths.banks, bank)}.")
    return 0


def _print_understood(guide: Guide, role: str, known: int) -> None:
    say(f"Role: {role}\n")
    width = max([len(topic) for topic in guide.topics], default=0)
    if guide.questions:
        say(f"{'Topic':<{width}}  Questions  With reason  With author  With answer")
    for topic in guide.topics:
        of_topic = [question for question in guide.questions if question.topic == topic]
        counts = [
            len(of_topic),
            sum(bool(question.reason) for question in of_topic),
            sum(bool(question.author) for question in of_topic),
            sum(bool(question.answer) for question in of_topic),
        ]
        say(f"{topic:<{width}}  {counts[0]:>9}  {counts[1]:>11}  {counts[2]:>11}  {counts[3]:>11}")
    say(f"\n{len(guide.questions)} questions in {len(guide.topics)} topics, {known} known already")
    say(f"{len(guide.looked_for)} things looked for, {len(guide.asks)} questions to ask")
    say(f"{len(guide.skipped)} lines skipped")
    for number, text in guide.skipped[:_MOST_SKIPPED]:
        say(f"  skipped line {number}: {textwrap.shorten(text, 70)}")
    if len(guide.skipped) > _MOST_SKIPPED:
        say(f"  ... and {len(guide.skipped) - _MOST_SKIPPED} more")
