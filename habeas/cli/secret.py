"""Asks for what opens a sealed workspace: a key file that HABEAS_KEY_FILE names, or a passphrase typed in a terminal.

A passphrase is never an argument and never an environment variable: both can be read by other programs.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.cli.refusal import Refusal, say

if TYPE_CHECKING:
    from habeas.store.vault import Secret

KEY_FILE = "HABEAS_KEY_FILE"
ADVICE = (
    "Choose a passphrase: five or six words that do not belong together. Whoever takes this computer cannot read the "
    "workspace without it, and neither can you: nobody can give it back. Write it down away from here."
)


def asker(folder: Path) -> Callable[[], Secret]:
    """Return what asks for the secret of the workspace in ``folder``, once it is needed."""

    def ask() -> Secret:
        from habeas.store.errors import LockedWorkspace
        from habeas.store.vault import Secret

        found = key_file()
        if found is not None:
            return Secret(key_file=_bytes_of(found))
        if not sys.stdin.isatty():
            raise LockedWorkspace(str(folder))
        return Secret(passphrase=_typed(f"Passphrase of {folder}: "))

    return ask


def choose(folder: Path) -> Secret:
    """Ask for the secret of a workspace to be made, a passphrase twice; raise Refusal where there is none to be had."""
    from habeas.store.vault import Secret

    found = key_file()
    if found is not None:
        refuse_same_disk(found, folder)
        return Secret(key_file=_bytes_of(found))
    if not sys.stdin.isatty():
        raise Refusal(
            "Nothing was made: a sealed workspace needs a passphrase. Run this in a terminal, where it can be asked "
            f"for, or name a key file in {KEY_FILE}."
        )
    say(ADVICE)
    first = _typed("Passphrase: ")
    if _typed("The same again: ") != first:
        raise Refusal("The two were not the same. Nothing was made or changed; run this again.")
    return Secret(passphrase=first)


def key_file() -> Path | None:
    """Return the key file that the environment names, or None."""
    named = os.environ.get(KEY_FILE)
    return Path(named) if named else None


def refuse_same_disk(file: Path, folder: Path) -> None:
    """Raise Refusal where a key file lies on the disk of the workspace that it opens: who takes one has both."""
    place = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    try:
        same = file.stat().st_dev == place.stat().st_dev
    except OSError as error:
        raise Refusal(f"The key file {file} cannot be read ({error.strerror}). Check {KEY_FILE}.") from error
    if same:
        raise Refusal(
            f"The key file {file} lies on the same disk as the workspace: whoever takes the disk has both. Nothing was "
            "made or changed. Keep it on another one (a stick, a server's memory disk), or use a passphrase."
        )


def _typed(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise Refusal("No passphrase was given. Nothing was done.") from error


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()[:4096]
    except OSError as error:
        raise Refusal(f"The key file {file} cannot be read ({error.strerror}). Check {KEY_FILE}.") from error
