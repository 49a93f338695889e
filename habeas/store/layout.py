"""What lies in a workspace's folder, and the file that marks it.

habeas.toml     the marker: format, mode, where the database is
habeas.sqlite   the rows (unless they lie in PostgreSQL)
blobs/ab/...    original bytes by their SHA-256
keys/           the throw-away keys of a trial or demo workspace; in a sealed one a sealed file, and its locks
staging/        sealed bundles of partners that wait for what comes before them, or are being fetched
offered/        sealed bundles for partners, to be fetched by them
tmp/            the one temporary folder, emptied at opening
"""

from __future__ import annotations

import glob
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from habeas.store.database import SQLITE_FILE, Database
from habeas.store.errors import NewerWorkspace, NotAWorkspace, StoreError, plain_errors
from habeas.store.vault import Vault

MARKER = "habeas.toml"
FORMAT = 2  # 2: sealed workspaces, which versions before cannot open
PLAIN_FORMAT = 1
REAL = "real"
MODES = ("trial", "demo", REAL)


@dataclass(frozen=True, slots=True)
class Marker:
    """What ``habeas.toml`` says: ``id`` names this workspace among others, ``mode`` is trial, demo or real.

    ``sealed``: what lies in the folder is encrypted, and needs a passphrase or a key file.
    """

    id: str
    mode: str
    database: Database
    sealed: bool = False

    @property
    def format(self) -> int:
        """The lowest number that this workspace can be read as."""
        return FORMAT if self.sealed else PLAIN_FORMAT


@dataclass(frozen=True, slots=True)
class Layout:
    """The places within one workspace's folder; ``vault`` seals what lies in them, where the workspace is sealed."""

    folder: Path
    vault: Vault | None = None

    @property
    def marker(self) -> Path:
        """The file that makes the folder a workspace."""
        return self.folder / MARKER

    @property
    def blobs(self) -> Path:
        """Original bytes."""
        return self.folder / "blobs"

    @property
    def keys(self) -> Path:
        """Key files."""
        return self.folder / "keys"

    @property
    def locks(self) -> Path:
        """What a passphrase or a key file opens; there in sealed workspaces only."""
        return self.keys / "locks.json"

    @property
    def tmp(self) -> Path:
        """The only place for temporary files."""
        return self.folder / "tmp"

    @property
    def staging(self) -> Path:
        """Sealed bundles that wait for what comes before them."""
        return self.folder / "staging"

    @property
    def offered(self) -> Path:
        """Sealed bundles that partners may fetch, each partner's in a folder that nobody can guess."""
        return self.folder / "offered"

    @property
    def certificate(self) -> Path:
        """The key and self-signed certificate with which the outbox is served."""
        return self.keys / "outbox.pem"

    @property
    def erasures(self) -> Path:
        """The erasure file: ids only, in no backup."""
        return self.folder / "erasures.txt"

    def make(self) -> None:
        """Make the folders, for the owner's eyes only."""
        for place in (self.folder, self.blobs, self.keys, self.tmp):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.chmod(0o700)


def owner_only(path: str, flags: int) -> int:
    """Open a file that only its owner can read (for ``open(..., opener=...)``)."""
    return os.open(path, flags, 0o600)


def write_atomically(file: Path, data: bytes) -> None:
    """Write ``data``, for the owner only, so that ``file`` is as it was or complete, also after a power cut."""
    with whole(file) as out:
        out.write(data)


@contextmanager
def whole(file: Path) -> Iterator[IO[bytes]]:
    """Give the block a file to write, for the owner only, that becomes ``file`` when the block ends: as it was, or complete.

    It lies beside ``file`` until then. Where the block raises it goes; what a killed program left goes with the next one.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    for left in file.parent.glob(f".{glob.escape(file.name)}.*.part"):
        if left != partial and _ended(left.name.split(".")[-2]):
            left.unlink(missing_ok=True)
    try:
        with open(partial, "wb", opener=owner_only) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(file.absolute().parent)


def _ended(process: str) -> bool:
    """Whether the process of this number has ended. Where nobody can tell (Windows), or it is no number, it has not."""
    if os.name == "nt" or not (process.isascii() and process.isdigit()):
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system has a way to ask for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_marker(layout: Layout, marker: Marker) -> None:
    """Write ``habeas.toml``. It is written last, so that a folder left half made is no workspace."""
    nothing_sealed = (
        "# What lies in this folder is encrypted. Whoever has its passphrase can read all of it.\n"
        if marker.sealed
        else "# Nothing in this folder is encrypted: not for real cases.\n"
    )
    lines = (
        "# A Habeas workspace. Copy it with `habeas backup`, never as an open folder.\n",
        nothing_sealed,
        f"format = {marker.format}\n",
        f'id = "{marker.id}"\n',
        f'mode = "{marker.mode}"\n',
        f"database = {_toml_text(marker.database.address)}\n",
        *(("sealed = true\n",) if marker.sealed else ()),
    )
    write_atomically(layout.marker, "".join(lines).encode())


def read_marker(layout: Layout) -> Marker:
    """Read ``habeas.toml``; raise NotAWorkspace, NewerWorkspace or StoreError with the way out."""
    try:
        with plain_errors("Reading the workspace"):
            data = layout.marker.read_bytes()
    except StoreError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            raise NotAWorkspace(
                f"There is no workspace in {layout.folder}.",
                "Make one with `habeas init DIR` or `habeas demo`, or name another folder with --workspace.",
                kept="",
            ) from error
        raise
    try:
        found = tomllib.loads(data.decode("utf-8"))
        form, ident, mode = found["format"], found["id"], found["mode"]
        address, sealed = found.get("database", SQLITE_FILE), found.get("sealed", False)
        if not (isinstance(form, int) and isinstance(ident, str) and isinstance(address, str)):
            raise ValueError("format is a number, id and database are texts")
        if not isinstance(sealed, bool):
            raise ValueError("sealed is true or false")
    except (ValueError, KeyError) as error:
        raise StoreError(
            f"{layout.marker} cannot be read ({error}).", "Mend it, or take it from a backup.", kept=""
        ) from error
    if form > FORMAT:
        raise NewerWorkspace(
            f"The workspace {layout.folder} was made by a newer version of Habeas (format {form}; this one reads {FORMAT}).",
            "Install that version or a later one.",
        )
    if mode not in MODES:
        raise StoreError(
            f"{layout.marker} names the mode “{mode}”, which this version does not know.",
            "A workspace is made as trial, demo or real and stays it; take the file from a backup.",
            kept="",
        )
    if mode == REAL and not sealed:
        raise StoreError(
            f"{layout.marker} says of a real workspace that it is not sealed, and every real one is.",
            "Put the file back as it was, or restore the last backup into a new folder.",
            kept="",
        )
    return Marker(ident, mode, Database(address), sealed)


def find_folder(start: Path) -> Path | None:
    """Return the nearest folder at or above ``start`` that is a workspace, or None."""
    start = start.absolute()
    return next((place for place in (start, *start.parents) if (place / MARKER).is_file()), None)


def _toml_text(text: str) -> str:
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        raise StoreError(
            "The database address holds a control character.", "Write it as postgresql://user@host/name."
        )
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
