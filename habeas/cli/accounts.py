"""`habeas accounts`: who may sign in to the app, and as what."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from habeas.cli.place import now, workspace
from habeas.cli.refusal import WrongUse, print_json, say

DUTIES = ("reader", "contributor", "reviewer", "editor", "keeper")
HOURS = 24


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    accounts = commands.add_parser("accounts", help="who may sign in to the app: list, invite, change, close")
    acts = accounts.add_subparsers(metavar="ACT", required=True)
    listed = acts.add_parser("list", help="role codes, what each may do, and by what each signs in")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_list)
    invite = acts.add_parser("invite", help="print a link that signs a role code in once")
    invite.add_argument("role", metavar="ROLE", help="a letter and a number, such as R-02; never a name")
    invite.add_argument("--duty", choices=DUTIES, help="what a new account may do (default: reader)")
    invite.add_argument(
        "--hours", metavar="N", type=int, default=HOURS, help="how long it is open (default: 24, at most 336)"
    )
    invite.set_defaults(run=run_invite)
    change = acts.add_parser("change", help="let an account do more, or less")
    change.add_argument("role", metavar="ROLE")
    change.add_argument("--duty", choices=DUTIES, required=True, help="what it may do from now on")
    change.set_defaults(run=run_change)
    close = acts.add_parser("close", help="close an account for good; what it did stays under its code")
    close.add_argument("role", metavar="ROLE")
    close.set_defaults(run=run_close)


def run_list(arguments: argparse.Namespace) -> int:
    """Print a line for each account."""
    from habeas.workflows.accounts import listed

    with workspace(arguments) as opened:
        rows = listed(opened, now=now())
    if arguments.json:
        told = [
            {
                "role": one.role,
                "duty": one.duty.value,
                "since": _day(one.since),
                "closed": _day(one.ended) if one.ended is not None else None,
                "password": one.has_password,
                "second": one.has_second,
                "sessions": one.sessions,
                "tokens": one.tokens,
            }
            for one in rows
        ]
        print_json("habeas.accounts/1", {"accounts": told})
        return 0
    for one in rows:
        by = "password" if one.has_password else "links only"
        more = (
            f", closed {_day(one.ended)}"
            if one.ended is not None
            else f", {by}, {one.sessions} open sessions"
        )
        print(f"{one.role}: {one.duty.value}, since {_day(one.since)}{more}")
    if not rows:
        say("Nobody has signed in yet. `habeas serve --sign-in` prints the first link.")
    return 0


def run_invite(arguments: argparse.Namespace) -> int:
    """Print the link."""
    import secrets

    from habeas.workflows.accounts import invite

    if arguments.hours < 1:
        raise WrongUse("--hours is a number from 1")
    with workspace(arguments) as opened:
        link = invite(
            opened,
            arguments.role,
            now=now(),
            random=secrets.token_bytes,
            duty=arguments.duty,
            hours=arguments.hours,
        )
    say(f"This link signs {arguments.role} in, once, within {arguments.hours} hours. Give it to nobody else:")
    print(link)
    return 0


def run_change(arguments: argparse.Namespace) -> int:
    """Change what an account may do."""
    from habeas.workflows.accounts import change

    with workspace(arguments) as opened:
        change(opened, arguments.role, arguments.duty)
    print(f"{arguments.role}: {arguments.duty}")
    return 0


def run_close(arguments: argparse.Namespace) -> int:
    """Close an account."""
    from habeas.workflows.accounts import close

    with workspace(arguments) as opened:
        close(opened, arguments.role, now=now())
    print(f"{arguments.role}: closed")
    return 0


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
