"""`habeas keys`: what opens this workspace, what signs in the group's name, and until when."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.deciding import add_who, decider
from habeas.cli.given import LANGUAGES
from habeas.cli.place import folder_of, workspace, workspace_folder
from habeas.cli.refusal import Refusal, say

if TYPE_CHECKING:
    from habeas.store.own_keys import OwnKey


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    keys = commands.add_parser("keys", help="what opens this workspace, and what signs for the group")
    inner = keys.add_subparsers(dest="what", required=True, metavar="WHAT")
    show = inner.add_parser("show", help="which keys there are, and until when")
    show.add_argument("--lang", choices=LANGUAGES, default="en", help="in whose letters the words are")
    show.set_defaults(run=run_show)
    check = inner.add_parser("check-paper", help="read two sheets of the root key back, once")
    check.set_defaults(run=run_check_paper)
    renew = inner.add_parser("renew", help="new signing and receiving keys, certified by the root key")
    renew.set_defaults(run=run_renew)
    revocation = inner.add_parser(
        "revocation", help="write the word that ends this log, to be left with two partners"
    )
    revocation.add_argument("file", metavar="FILE", type=Path)
    revocation.set_defaults(run=run_revocation)
    revoked = inner.add_parser("revoked", help="carry out the revocation that a group left with us")
    revoked.add_argument("file", metavar="FILE", type=Path)
    add_who(revoked)
    revoked.set_defaults(run=run_revoked)
    taken = inner.add_parser(
        "compromised", help="somebody else may have this device’s signing key: end it, and begin another"
    )
    taken.set_defaults(run=run_compromised)
    passphrase = inner.add_parser("passphrase", help="another passphrase for a sealed workspace")
    passphrase.set_defaults(run=run_passphrase)


def run_show(arguments: argparse.Namespace) -> int:
    """Say which keys there are."""
    from habeas.workflows.keys import shown, warnings

    with workspace(arguments) as opened:
        found = shown(opened, arguments.lang)
        told = warnings(opened)
    print("This group’s own words: " + " ".join(found.words))
    print(f"root key       {'on paper, any two of three sheets' if found.on_paper else 'in this workspace'}")
    for one in found.keys:
        print(f"{one.use + ' key':14} until {_day(one)}, {one.key.hex()[:16]}")
    for sentence in told:
        say(sentence)
    return 0


def run_check_paper(arguments: argparse.Namespace) -> int:
    """Read two sheets back."""
    from habeas.cli.paper import ask_sheets

    with workspace(arguments) as opened:
        if not opened.own_keys.on_paper:
            raise Refusal(
                f"This is a “{opened.mode}” workspace: its root key lies in it, and there are no sheets. For real cases "
                "make another with `habeas init --real`."
            )
        opened.own_keys.check_paper(ask_sheets())
    say("The two sheets bring the root key back. From now on you can publish and send.")
    say("The words that you typed still stand in this terminal: close it, or clear it.")
    return 0


def run_renew(arguments: argparse.Namespace) -> int:
    """Put new keys in the place of the old ones."""
    from habeas.cli.paper import ask_sheets
    from habeas.cli.secret import asker
    from habeas.store import setup
    from habeas.store.errors import StoreError

    folder = workspace_folder(arguments)
    try:
        setup.configure()
        from habeas.store.renewal import renew

        renew(folder, asker(folder), ask_sheets)
    except StoreError as error:
        raise Refusal(str(error)) from error
    say("This device has new keys. What partners sent for the old one still opens for 30 days.")
    say(
        "Send to each partner once, so that they learn the new ones. If `habeas serve` is running, start it again."
    )
    return 0


def run_revocation(arguments: argparse.Namespace) -> int:
    """Write our revocation."""
    from habeas.workflows.revocation import write_revocation

    with workspace(arguments) as opened:
        write_revocation(opened, arguments.file)
    say(
        "Leave a copy with two partners. Whoever has it can end this log, and do nothing else with it. They carry it out with "
        "`habeas keys revoked FILE`, when you ask them by voice, or when you can no longer be asked."
    )
    print(arguments.file)
    return 0


def run_revoked(arguments: argparse.Namespace) -> int:
    """Carry out a partner's revocation."""
    from habeas.workflows.revocation import carry_out

    with workspace(arguments) as opened:
        name = carry_out(opened, arguments.file, decider(arguments))
    say(
        f"The exchange with “{name}” is ended, and what came from it is set aside. "
        f"`habeas partner quarantine {name} --lift` takes the latter back. Publish and send again."
    )
    return 0


def run_compromised(arguments: argparse.Namespace) -> int:
    """End this device's signing key, and begin another."""
    from habeas.cli.paper import ask_sheets
    from habeas.cli.secret import asker
    from habeas.store import setup
    from habeas.store.errors import StoreError

    folder = workspace_folder(arguments)
    try:
        setup.configure()
        from habeas.store.device import replace_taken_key

        replace_taken_key(folder, asker(folder), ask_sheets)
    except StoreError as error:
        raise Refusal(str(error)) from error
    say(
        "The old key is ended: what stands here now is ours, and nothing that it signs elsewhere from now on. Send to each partner "
        "at once, and call them. What somebody else wrote here, take back: `habeas withdraw --to AUDIENCE --from DAY --until DAY`."
    )
    return 0


def run_passphrase(arguments: argparse.Namespace) -> int:
    """Put a new passphrase in the place of the old one."""
    from habeas.cli.secret import asker, choose

    with workspace(arguments) as opened:
        if not opened.sealed:
            raise Refusal(
                "This workspace is not sealed, so it has no passphrase. To seal what it holds: `habeas backup` it, "
                "`habeas restore --encrypted` the backup into a new folder, and destroy the old folder and the backup."
            )
        folder = folder_of(arguments) or opened.folder
        say("First the passphrase as it is now, once more; then the new one.")
        opened.change_secret(asker(folder)(), choose(folder))
    say("Changed. Backups made before still open with the old passphrase: destroy them when they expire.")
    return 0


def _day(key: OwnKey) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(key.until))
