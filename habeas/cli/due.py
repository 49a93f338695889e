"""`habeas due`: what comes next and what is missing, as a list or a calendar."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.given import LANGUAGES
from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, WrongUse, print_json, say

if TYPE_CHECKING:
    from habeas.register.due import Due

FURTHEST = 3660  # days


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    due = commands.add_parser("due", help="what comes next, and what is missing; with rule and reason")
    due.add_argument("--days", metavar="N", type=int, help="how far ahead (default: 30)")
    due.add_argument("--ics", metavar="F", type=Path, help="write a calendar of what everyone may see into F")
    due.add_argument(
        "--ours", action="store_true", help="the calendar of all that we hold, people by initials"
    )
    due.add_argument("--names", action="store_true", help="with --ours: full names in the titles")
    due.add_argument("--lang", metavar="xx", choices=LANGUAGES, default="en", help="be, de, en, pl, ru, uk")
    due.add_argument(
        "--law",
        metavar="COUNTRY",
        choices=("by", "ru", "ua"),
        help="whose law, where nothing tells: by, ru, ua",
    )
    due.add_argument("--json", action="store_true")
    add_today(due)
    due.set_defaults(run=run_due)


def run_due(arguments: argparse.Namespace) -> int:
    """List what is due, or write its calendar."""
    from habeas.workflows.due import due, write_calendar
    from habeas.workflows.keys import warnings
    from habeas.workflows.refused import Refused

    days = arguments.days
    if days is not None and not 0 <= days <= FURTHEST:
        raise WrongUse(f"--days is a number from 0 to {FURTHEST}")
    if (arguments.ours or arguments.names) and arguments.ics is None:
        raise WrongUse("--ours and --names go with --ics")
    if arguments.names and not arguments.ours:
        raise WrongUse("--names goes with --ours: a calendar for everyone has the names that everyone sees")
    today = day_of(arguments)
    with workspace(arguments) as opened, working("Deriving the register"):
        try:
            if arguments.ics is not None:
                made = write_calendar(
                    opened, arguments.ics, today=today, days=days, lang=arguments.lang, ours=arguments.ours,
                    names=arguments.names, law=arguments.law,
                )  # fmt: skip
                say(f"{made} {'entry' if made == 1 else 'entries'}.")
                print(arguments.ics)
                return 0
            rows = due(opened, today=today, days=days, law=arguments.law)
            for sentence in warnings(opened):
                say(sentence)
        except Refused as refused:
            raise Refusal(str(refused)) from refused
    if arguments.json:
        from habeas.register.due_as_json import due_json

        told = [due_json(one, arguments.lang) for one in rows]
        print_json("habeas.due/1", {"today": today.isoformat(), "lang": arguments.lang, "due": told})
        return 0
    print_due(rows, arguments.lang)
    return 0


def print_due(rows: tuple[Due, ...], lang: str) -> None:
    """Print each line with its reason and rules below it."""
    from habeas.register.due_words import sentence, words_of

    if not rows:
        print(words_of(lang)["none"])
    for one in rows:
        print(f"{'!' if one.gap else '*'} {sentence(one, lang, listed=True)}")
        print(f"    {one.reason.rule}: {one.reason}")
        for rule, checked in one.rules:
            print(f"    rule {rule}{'' if checked else ' [not checked by a lawyer]'}")
