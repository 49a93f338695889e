"""`habeas doctor`: is this installation and this workspace all right; and the answer for a folder that was moved."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path
from typing import Any

from habeas.cli.place import now, workspace, workspace_folder
from habeas.cli.refusal import Refusal, WrongUse, say


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
    doctor.add_argument(
        "--for-us-alone",
        action="store_true",
        help="with --second-device: the other device goes on writing for partners and everyone",
    )
    doctor.set_defaults(run=run_doctor)
    travel = commands.add_parser(
        "travel",
        help="a workspace for a journey: it collects, and holds nothing of this one but what is public",
    )
    travel.add_argument("dir", metavar="DIR", type=Path)
    travel.set_defaults(run=run_travel)
    sync = commands.add_parser("sync", help="take over what another device of ours wrote, from its backup")
    sync.add_argument("file", metavar="BACKUP", type=Path)
    sync.set_defaults(run=run_sync)


def run_doctor(arguments: argparse.Namespace) -> int:
    """Answer the question about a moved folder, if asked to; then look at what is here and say what was found."""
    if arguments.for_us_alone and not arguments.second_device:
        raise WrongUse("--for-us-alone goes with --second-device")
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


def run_sync(arguments: argparse.Namespace) -> int:
    """Take over from another device's backup."""
    from habeas.cli.progress import working
    from habeas.cli.secret import asker

    with workspace(arguments) as opened, working("Taking over"):
        done = opened.take_over(arguments.file, asker(arguments.file))
        writes = opened.writes_for_others
    print(
        f"{done.entries} entries of ours, {done.theirs} of partners and {done.originals} originals came over; "
        f"{done.erased} erasures were carried out."
    )
    if not writes:
        say("Another device of this group writes for partners and for everyone; show and take back there.")
    return 0


def run_travel(arguments: argparse.Namespace) -> int:
    """Make a workspace for a journey."""
    from habeas.cli.paper import ask_sheets
    from habeas.cli.secret import choose
    from habeas.store.travel import pack_for_travel

    with workspace(arguments) as opened:
        secret = choose(arguments.dir) if opened.sealed else None
        pack_for_travel(opened.opened, arguments.dir, now=now(), secret=secret, sheets=ask_sheets)
    say(
        "It holds what everybody may know, and what you collect in it. Back home: `habeas backup` there, `habeas sync` that backup "
        "here, then destroy the folder and the backup."
    )
    print(arguments.dir)
    return 0


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
            new_device(folder, asker(folder), ask_sheets, for_us_alone=arguments.for_us_alone)
            say(f"{folder} is a device of its own from now on; what it holds stays.")
    except StoreError as error:
        raise Refusal(str(error)) from error
