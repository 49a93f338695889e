"""`habeas two-people`: whether a second person looks at what cannot be called back."""

from __future__ import annotations

import argparse
from typing import Any

from habeas.cli.deciding import add_second, add_who, decider, say_allowed
from habeas.cli.place import workspace
from habeas.cli.refusal import WrongUse, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    rule = commands.add_parser(
        "two-people", help="whether a second person allows showing, erasing and new partners; says how it is"
    )
    rule.add_argument("change", metavar="on|off", nargs="?", choices=("on", "off"))
    add_second(rule)
    add_who(rule)
    rule.set_defaults(run=run_two_people)


def run_two_people(arguments: argparse.Namespace) -> int:
    """Say how it is, or change it; ending it needs a second person too."""
    from habeas.workflows import two_people

    if arguments.second and arguments.change != "off":
        raise WrongUse("--second goes with off")
    with workspace(arguments) as opened:
        if arguments.second:
            two_people.allow(opened, two_people.ending(opened), decider(arguments))
            return say_allowed()
        if arguments.change:
            two_people.change_rule(opened, arguments.change == "on", decider(arguments))
        ruled = two_people.ruled(opened)
    print("on" if ruled else "off")
    if ruled:
        say(
            "Showing something to others, erasing and adding a partner need a second person: `--second`, with her own `--by`."
        )
    return 0
