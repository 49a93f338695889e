"""`habeas doctor`: is this installation and this workspace all right; and the answer for a folder that was moved."""

from __future__ import annotations

import argparse
import platform
import sys
from typing import Any

from habeas.cli.place import workspace, workspace_folder
from habeas.cli.refusal import Refusal, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    doctor = commands.add_parser(
        "doctor", help="is all well here? Also: this folder was moved, or is a second device"
    )
    answer = doctor.add_mutually_exclusive_group()
    answer.add_argument("--moved", action="store_true", help="the folder was moved here; the old one is gone")
    answer.add_argument(
        "--second-device", action="store_true", help="this is a copy; the other one is still in use"
    )
    doctor.set_defaults(run=run_doctor)


def run_doctor(arguments: argparse.Namespace) -> int:
    """Answer the question about a moved folder, if asked to; then look at what is here and say what was found."""
    if arguments.moved or arguments.second_device:
        _answer(arguments)
    from sqlcipher3 import dbapi2

    from habeas.cli.secret import key_file, refuse_same_disk
    from habeas.workflows.keys import warnings

    print(f"Python {platform.python_version()} at {sys.executable}")
    print(f"SQLite {dbapi2.sqlite_version}")
    with workspace(arguments) as opened:
        disk = "What lies in it is encrypted" if opened.sealed else "Nothing in it is encrypted"
        print(f"Workspace {opened.folder}, marked “{opened.mode}” for ever. {disk}.")
        if opened.sealed and (named := key_file()):
            refuse_same_disk(named, opened.folder)
        for sentence in warnings(opened):
            say(sentence)
        loose = [
            p.name for p in (opened.folder, opened.folder / "keys") if p.exists() and p.stat().st_mode & 0o077
        ]
        for name in loose:
            say(f"Others on this computer can look into {name}. To mend it: chmod 700 {name}")
        waiting = not opened.clean_up()
        if waiting:
            say(
                "An erasure still waits for its clean-up on the disk. Close other programs that read here, and run this again."
            )
    return 1 if loose or waiting else 0


def _answer(arguments: argparse.Namespace) -> None:
    from habeas.cli.paper import ask_sheets
    from habeas.cli.secret import asker
    from habeas.store.device import adopt_moved, new_device
    from habeas.store.errors import StoreError

    folder = workspace_folder(arguments)
    try:
        if arguments.moved:
            adopt_moved(folder, asker(folder))
            say(f"{folder} is taken to be moved: it goes on with its own chains.")
        else:
            new_device(folder, asker(folder), ask_sheets)
            say(f"{folder} is a device of its own from now on; what it holds stays.")
    except StoreError as error:
        raise Refusal(str(error)) from error
