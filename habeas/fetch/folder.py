"""Files and folders on this computer: which files a person's words mean, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.sources.errors import SourceError
from habeas.sources.limits import MAX_BYTES, check_size


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read (``path``), or why there is none (``error``). ``name`` is fit to be printed."""

    name: str
    path: Path | None = None
    error: SourceError | None = None


def expand(path: Path) -> Iterator[FoundFile]:
    """Yield ``path`` itself if it is a file, or the files below it in the order of their names.

    Inside a folder, names that begin with a dot are left out, and links are not followed: one that leads to a
    file of the same folder adds nothing, one that leads out is named as refused. What a person names is read, link
    or not.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield FoundFile(printable(path), error=_explained(error, "file"))
        return
    if not stat.S_ISDIR(mode):
        yield FoundFile(printable(path), path)
        return
    empty = True
    for found in _below(path):
        empty = False
        yield found
    if empty:
        yield FoundFile(
            printable(path),
            error=SourceError("The folder holds no file.", "Name a folder with files in it, or the files."),
        )


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raise SourceError where it is empty, too large (seen before reading) or unreadable."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError("It is a folder, where one file is wanted.", "Name a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(
                "It is a device or a pipe, not a file.", "Save what comes from it as a file and add that."
            )
        check_size(status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _explained(error, "file") from error
    check_size(len(data))
    return data


def _below(root: Path) -> Iterator[FoundFile]:
    home = root.resolve()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield FoundFile(printable(folder), error=_explained(error, "folder"))
            continue
        inner = []
        for entry in listed:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield from _link(path, home)
            elif entry.is_dir(follow_symlinks=False):
                inner.append(path)
            else:
                yield FoundFile(printable(path), path)
        waiting.extend(reversed(inner))


def _link(path: Path, home: Path) -> Iterator[FoundFile]:
    try:
        target = path.resolve()
    except (OSError, RuntimeError):
        target = Path(os.sep)
    if not target.is_relative_to(home):
        yield FoundFile(
            printable(path),
            error=SourceError(
                "It is a link that leads out of the folder, so it was not followed.",
                "Name the file itself if you mean it.",
            ),
        )


def _explained(error: OSError, what: str) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(f"There is no such {what}.", "Check the name; a * or a blank in it needs quotes.")
    if isinstance(error, PermissionError):
        return SourceError(
            f"You may not read this {what}.", "Ask for the right to read it, or add a copy that is your own."
        )
    reason = (error.strerror or "unknown").lower()
    return SourceError(
        f"The {what} could not be read ({reason}).", "Copy it to this computer's own disk and add the copy."
    )


def printable(path: Path) -> str:
    """Return the path as text: a name that is no valid UTF-8 must not stop the line in which it is told."""
    return os.fsencode(path).decode("utf-8", "replace")
