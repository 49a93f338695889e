"""What can go wrong between the record and the disk, in sentences with a way out."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

KEPT = "Nothing was changed: what was in the workspace before is still there."


class StoreError(Exception):
    """Something could not be stored or read: what happened, what was kept, and the way out."""

    def __init__(self, sentence: str, way_out: str, kept: str = KEPT) -> None:
        super().__init__(f"{sentence} {kept} {way_out}".replace("  ", " ").strip())
        self.sentence, self.kept, self.way_out = sentence, kept, way_out


class NotAWorkspace(StoreError):
    """There is no workspace where one was expected."""


class NewerWorkspace(StoreError):
    """The workspace was made by a newer version of the program."""


class LockedWorkspace(StoreError):
    """The workspace is sealed, and nobody said its passphrase."""

    def __init__(self, here: str) -> None:
        super().__init__(
            f"The workspace {here} is sealed and needs its passphrase.",
            "Run this in a terminal, where it can be asked for, or name a key file in HABEAS_KEY_FILE.",
        )


class CopiedWorkspace(StoreError):
    """The folder is not where this device made it: it was moved, or copied to a second device.

    ``question`` is what to ask; answer it with :func:`habeas.store.device.adopt_moved` or
    :func:`habeas.store.device.new_device`.
    """

    def __init__(self, here: str, there: str | None, *, older: bool = False) -> None:
        self.question = "Was it moved here, or is this a second device?"
        if older:
            told = f"The workspace {here} has fallen behind: it is an older copy than this device last had."
        else:
            where = f"it was made in {there}" if there else "it was made on another device or account"
            told = f"The workspace {here} is not where this device last had it ({where})."
        super().__init__(
            f"{told} {self.question}",
            "If it was moved and the old folder is gone, run `habeas doctor --moved` in it; if the old one is still in use, "
            "or this is a copy or an older state, `habeas doctor --second-device`: two devices must never write one chain.",
        )


@contextmanager
def plain_errors(doing: str) -> Iterator[None]:
    """Turn what the disk or the database raises into a StoreError that says what ``doing`` met.

    ``doing`` is a phrase as in “Writing to the workspace”.
    """
    try:
        yield
    except OSError as error:
        raise _of_disk(doing, error) from error
    except Exception as error:
        told = _of_database(doing, error)
        if told is None:
            raise
        raise told from error


def _of_disk(doing: str, error: OSError) -> StoreError:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreError(f"{doing} stopped: the disk is full{where}.", "Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreError(
            f"{doing} was refused: this place cannot be written or read{where}.",
            "Give yourself the right to the folder, or use another one.",
        )
    return StoreError(
        f"{doing} failed: {error.strerror or error}{where}.", "Check the disk and the folder, then try again."
    )


def _of_database(doing: str, error: Exception) -> StoreError | None:
    """Return the sentence for a database's error, or None if ``error`` is none."""
    from django.db.utils import DatabaseError, InterfaceError

    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    text = str(error).lower()
    if "full" in text or "disk i/o" in text or "no space" in text:
        return StoreError(f"{doing} stopped: the disk is full.", "Free some space and try again.")
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return StoreError(
            f"{doing} was refused: the database cannot be written.",
            "Give yourself the right to the workspace folder, or copy it with `habeas backup` and restore it elsewhere.",
        )
    if "locked" in text or "lock timeout" in text:
        return StoreError(
            f"{doing} waited 20 seconds for another program that is writing.",
            "Close the other program or wait until it is done, then try again.",
        )
    if "malformed" in text or "not a database" in text:
        return StoreError(
            f"{doing} failed: the database file is damaged.",
            "Keep the folder as it is, and restore the last backup into a new one with `habeas restore`.",
        )
    if "connection" in text:
        return StoreError(
            f"{doing} failed: the database server does not answer.",
            "Start it, or check its address in habeas.toml.",
        )
    return StoreError(
        f"{doing} failed: {error}.", "Run `habeas doctor`, and keep the message if you ask for help."
    )
