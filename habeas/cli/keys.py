"""`habeas keys`: what opens this workspace."""

from __future__ import annotations

import argparse
from typing import Any

from habeas.cli.place import folder_of, workspace
from habeas.cli.refusal import Refusal, say


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    keys = commands.add_parser("keys", help="what opens this workspace")
    inner = keys.add_subparsers(dest="what", required=True, metavar="WHAT")
    passphrase = inner.add_parser("passphrase", help="another passphrase for a sealed workspace")
    passphrase.set_defaults(run=run_passphrase)


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
