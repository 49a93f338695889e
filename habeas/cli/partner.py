"""`habeas partner`: the groups that we exchange with: our card and theirs, the twelve words, setting aside, cutting off."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.deciding import add_second, add_who, decider, say_allowed
from habeas.cli.place import workspace
from habeas.cli.refusal import WrongUse, print_json, say

LANGUAGES = ("en", "be", "ru", "uk", "pl", "de")


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    partner = commands.add_parser(
        "partner", help="groups that we exchange with: add, verify, list, set aside"
    )
    verbs = partner.add_subparsers(metavar="VERB", required=True)
    card = verbs.add_parser(
        "card", help="write our card, which a partner needs to add us; it holds no secret"
    )
    card.add_argument("file", metavar="FILE", type=Path)
    card.set_defaults(run=run_card)
    add = verbs.add_parser("add", help="add a group by its card; what it sends is set aside until verified")
    add.add_argument("name", metavar="NAME", help="how we call it; nobody else sees this")
    add.add_argument("card", metavar="CARD", type=Path)
    add_second(add)
    add_who(add)
    add.set_defaults(run=run_add)
    verify = verbs.add_parser("verify", help="the twelve words that must be the same on both screens")
    verify.add_argument("name", metavar="NAME")
    verify.add_argument(
        "--words", metavar="W1 ... W12", help="the words that they read to us; takes them as verified"
    )
    verify.add_argument("--lang", choices=LANGUAGES, default="en", help="in whose letters (default: en)")
    verify.add_argument(
        "--qr", action="store_true", help="show them as a QR code too, for a phone held to the screen"
    )
    verify.set_defaults(run=run_verify)
    listed = verbs.add_parser("list", help="how it stands with each: what waits, what is confirmed, alarms")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_list)
    aside = verbs.add_parser(
        "quarantine", help="set a partner aside, at once and reversibly; says what changes"
    )
    aside.add_argument("name", metavar="NAME")
    aside.add_argument("--lift", action="store_true", help="take it back")
    aside.add_argument("--dry-run", action="store_true", help="only say what would change")
    add_who(aside)
    aside.set_defaults(run=run_quarantine)
    revoke = verbs.add_parser(
        "revoke", help="end the exchange; what came counts no more, and nothing goes there"
    )
    revoke.add_argument("name", metavar="NAME")
    revoke.set_defaults(run=run_revoke)


def run_card(arguments: argparse.Namespace) -> int:
    """Write our card."""
    from habeas.workflows.partner import write_card

    with workspace(arguments) as opened:
        write_card(opened, arguments.file)
    say("Give it to them by any way; then compare the twelve words by voice.")
    print(arguments.file)
    return 0


def run_add(arguments: argparse.Namespace) -> int:
    """Add a group."""
    from habeas.workflows.partner import add, allow_adding

    with workspace(arguments) as opened:
        if arguments.second:
            allow_adding(opened, arguments.card, decider(arguments))
            return say_allowed()
        add(opened, arguments.name, arguments.card, by=arguments.by)
    say(
        f"“{arguments.name}” is added and not verified: nothing goes there, and what comes is set aside. "
        f"Call them, and run `habeas partner verify {arguments.name}` on both sides."
    )
    return 0


def run_verify(arguments: argparse.Namespace) -> int:
    """Show the words; take the group as verified where those that were heard are the same."""
    from habeas.workflows.partner import verify, words

    with workspace(arguments) as opened:
        if arguments.words is None:
            told = " ".join(words(opened, arguments.name, arguments.lang))
            print(told)
            if arguments.qr:
                from habeas.workflows.typeset import qr_text

                print(qr_text(told))
            say(
                "The same twelve words must stand on their screen. Let them read theirs to you, and type what you hear: "
                f"habeas partner verify {arguments.name} --words “...”"
            )
            return 0
        verify(opened, arguments.name, arguments.words.split())
    say(f"“{arguments.name}” is verified: the words are the same.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """List partners."""
    from habeas.workflows.partner import standings

    with workspace(arguments) as opened:
        rows = standings(opened)
    if arguments.json:
        told = [
            {
                "name": row.partner.name,
                "log": row.partner.log.hex(),
                "state": row.partner.state,
                "lanes": row.lanes,
                "waiting": row.waiting,
                "erasures_unconfirmed": row.erasures,
                "received": row.held,
                "forked": row.forked,
                "set_aside": row.aside,
            }
            for row in rows
        ]
        print_json("habeas.partners/1", {"partners": told})
        return 0
    for row in rows:
        print(f"{row.partner.name}  ({row.partner.state}{', set aside' if row.aside else ''})")
        print(f"    {row.waiting} entries of ours not confirmed, {row.erasures} erasures among them")
        print(f"    {row.held} entries of theirs here")
        if row.forked:
            print(f"    ALARM: {row.forked} of their chains have two histories; see the folder proofs")
    return 0


def run_quarantine(arguments: argparse.Namespace) -> int:
    """Set a partner aside, or take that back."""
    from habeas.workflows.partner_quarantine import impact, lift, quarantine

    if arguments.lift and arguments.dry_run:
        raise WrongUse("--dry-run goes without --lift")
    with workspace(arguments) as opened:
        if arguments.lift:
            changed = lift(opened, arguments.name, decider(arguments))
            say(
                f"“{arguments.name}” counts again, and {len(changed.ours)} statements of ours that rest on it."
            )
            return 0
        changed = (
            impact(opened, arguments.name)
            if arguments.dry_run
            else quarantine(opened, arguments.name, decider(arguments))
        )
    for one in changed.ours:
        print(one)
    would = "would be" if arguments.dry_run else "are"
    say(
        f"{changed.theirs} entries of “{arguments.name}” {would} set aside, {len(changed.ours)} statements of ours that rest on them "
        f"alone with them; {changed.shown} of those {would} taken out of others' sight. Publish and send again."
    )
    return 0


def run_revoke(arguments: argparse.Namespace) -> int:
    """End the exchange with a partner."""
    from habeas.workflows.partner import revoke

    with workspace(arguments) as opened:
        revoke(opened, arguments.name)
    say(
        f"The exchange with “{arguments.name}” is ended. What we accepted from it stands; "
        f"`habeas partner quarantine {arguments.name}` sets that aside too."
    )
    return 0
