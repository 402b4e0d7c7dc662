"""`voiceint quiz`: cards on what interviewers look for."""

import argparse
import sys
import textwrap
from random import Random

from bank import Bank
from voiceint.commands.output import UsageError, load_all, say
from voiceint.paths import Paths
from voiceint.quiz import Card, Quiz, draw_cards
from voiceint.settings import Settings

_WIDTH = 88


def run(options: argparse.Namespace, settings: Settings, paths: Paths) -> int:
    """Go through the cards; answers are numbers on standard input."""
    bank = load_all(paths)
    quiz = Quiz(draw_cards(_of_role(bank, options.role), options.cards, Random()))
    if not quiz.cards:
        raise UsageError("There is nothing to make cards from: 'voiceint bank list' shows the roles.")
    count = len(quiz.cards)
    while (card := quiz.card) is not None:
        _print_card(card, quiz.position + 1)
        choice = _read_choice(len(card.choices))
        if choice is None:
            break
        right = quiz.answer(choice)
        say("Right." if right else f"No: {card.choices[card.right]}")
        for line in textwrap.wrap(card.reason, _WIDTH):
            say(line)
        say("")
    say(f"{quiz.known} of {count} at the first try.")
    return 0


def _of_role(bank: Bank, name: str | None) -> Bank:
    roles = [role.name for role in bank.roles]
    wanted = name or roles[0]
    found = next((role for role in roles if role.casefold() == wanted.casefold()), None)
    if found is None:
        raise UsageError(f"There is no role '{wanted}': choose from {', '.join(roles)}.")
    return bank.of_role(found)


def _print_card(card: Card, number: int) -> None:
    say(f"{number}. {card.ask}")
    for paragraph in card.about.split("\n"):
        for line in textwrap.wrap(paragraph, _WIDTH - 3):
            say(f"   {line}")
    for place, choice in enumerate(card.choices, 1):
        lines = textwrap.wrap(choice, _WIDTH - 6)
        say(f"   {place}) {lines[0]}")
        for line in lines[1:]:
            say(f"      {line}")


def _read_choice(count: int) -> int | None:
    """A choice from 0; None when nobody answers any more."""
    while True:
        if sys.stdin.isatty():
            print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        if line.strip().isdigit() and 1 <= int(line) <= count:
            return int(line) - 1
        say(f"Type a number from 1 to {count}.")
