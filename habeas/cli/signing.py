"""`habeas sign-off`: that what waits may be shown, at once or from a day; and the rule that nothing is shown before."""

from __future__ import annotations

import argparse
from typing import Any

from habeas.cli.deciding import add_who, decider
from habeas.cli.given import day
from habeas.cli.place import workspace
from habeas.cli.refusal import WrongUse, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    sign = commands.add_parser(
        "sign-off", help="say that what waits may be shown; `habeas publish DIR --preview` shows it first"
    )
    sign.add_argument(
        "--from", dest="since", metavar="DAY", type=day, help="show it from that day (default: at once)"
    )
    sign.add_argument("--take-back", action="store_true", help="take back what is signed off for a later day")
    sign.add_argument(
        "--rule", choices=("on", "off"), help="whether anything new waits for a sign-off in this group"
    )
    add_who(sign)
    sign.set_defaults(run=run_sign_off)


def run_sign_off(arguments: argparse.Namespace) -> int:
    """Sign, take back, or change the rule."""
    from habeas.workflows import sign_off

    if sum((bool(arguments.since), arguments.take_back, bool(arguments.rule))) > 1:
        raise WrongUse("--from, --take-back and --rule go one at a time")
    who = decider(arguments)
    with workspace(arguments) as opened:
        if arguments.rule:
            sign_off.change_rule(opened, arguments.rule == "on", who)
            say(
                "From now on nothing new is shown before somebody signs it off; what is public already stays."
                if arguments.rule == "on"
                else "What is widened is shown with the next edition again."
            )
        elif arguments.take_back:
            sign_off.take_back(opened, who)
            say("Taken back. It waits again.")
        else:
            number = sign_off.sign_off(opened, who, since=arguments.since)
            when = f"from {arguments.since}" if arguments.since else "with the next edition"
            say(
                f"{number} entries of the public record are signed off; they are shown {when}: `habeas publish`."
            )
        print("on" if sign_off.sign_off_of(opened, today=who.today).needed else "off")
    return 0
