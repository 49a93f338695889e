"""The file of a backup: a plain archive (ZIP, nothing compressed) with a manifest that names every part by its hash.

    manifest.json     what is in it, when it was made, when it expires
    database.sqlite   the rows, whichever database they came from
    keys/NAME.key     the keys that a restored workspace needs
    blobs/SHA256      original bytes

It is read as hostile: only names that the manifest implies are looked at, none becomes a path, sizes are checked
before anything is read, and hashes while it is.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Self

from habeas.store.errors import StoreError
from habeas.store.layout import MODES, REAL

KIND = "habeas.backup/1"
MANIFEST, DATABASE = "manifest.json", "database.sqlite"
KEYS = ("root", "receiving", "workspace")
REAL_KEYS = ("group", *KEYS[1:])  # of a real workspace the root key is on paper; its public half goes along
ROWS = "rows"  # the key of the rows' file, where the backup is of a sealed workspace
MOST_MANIFEST = 64 * 1024 * 1024
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """Size in bytes and SHA-256 (64 hex digits) of one part."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``made`` and ``expires`` are unix seconds; ``log`` is hex.

    ``damaged`` are hashes of originals that were not what they had been when the backup was made.
    """

    mode: str
    log: str
    made: int
    expires: int
    database: Part
    keys: Mapping[str, Part]
    blobs: Mapping[str, int]
    damaged: tuple[str, ...] = ()
    kind: str = KIND

    def to_json(self) -> bytes:
        """Return the manifest as it is written."""
        return json.dumps(asdict(self), sort_keys=True, indent=1).encode()


def write(out: IO[bytes], manifest: Manifest, parts: Iterator[tuple[str, bytes | Path]]) -> None:
    """Write the archive: the manifest first, then ``parts`` (name, bytes or the file that holds them)."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(MANIFEST), manifest.to_json())
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            if isinstance(content, bytes):
                archive.writestr(info, content)
                continue
            with archive.open(info, "w", force_zip64=True) as target, content.open("rb") as source:
                while piece := source.read(PIECE):
                    target.write(piece)


class Archive:
    """A backup opened for reading. Use as a context manager; raises StoreError for whatever is wrong with it.

    ``opened`` holds its bytes where ``file`` is sealed.
    """

    def __init__(self, file: Path, opened: IO[bytes] | None = None) -> None:
        self._file, self._opened = file, opened
        try:
            self._zip = zipfile.ZipFile(opened or file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self._broken("it is no backup, or was cut off") from error
        try:
            self._infos = self._index()
            self.manifest = self._manifest()
            self._compare()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str, part: Part) -> bytes:
        """Return a small part, checked against its hash."""
        pieces: list[bytes] = []
        self.copy(name, part, pieces.append)
        return b"".join(pieces)

    def copy(self, name: str, part: Part, write_piece: Callable[[bytes], object]) -> None:
        """Hand the bytes of a part on piece by piece; raise StoreError at the end if they are not what was named."""
        hashed, size = hashlib.sha256(), 0
        try:
            with self._zip.open(self._infos[name]) as source:
                while piece := source.read(PIECE):
                    size += len(piece)
                    if size > part.size:
                        break
                    hashed.update(piece)
                    write_piece(piece)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
            raise self._broken(f"“{name}” cannot be read") from error
        if size != part.size or hashed.hexdigest() != part.sha256:
            raise self._broken(f"“{name}” is not what was backed up")

    def _index(self) -> dict[str, zipfile.ZipInfo]:
        infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            packed = info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size
            if packed or info.flag_bits & 1 or info.filename in infos:
                raise self._broken("it holds a packed, locked or doubled part, which no backup of ours has")
            infos[info.filename] = info
        if sum(info.file_size for info in infos.values()) > self._size():
            raise self._broken("it claims to hold more than it does")
        return infos

    def _size(self) -> int:
        """Return the number of bytes that there are."""
        return self._file.stat().st_size if self._opened is None else self._opened.seek(0, 2)

    def _manifest(self) -> Manifest:
        info = self._infos.get(MANIFEST)
        if info is None or info.file_size > MOST_MANIFEST:
            raise self._broken("it has no list of what it holds")
        try:
            return _manifest_of(json.loads(self._zip.read(info)))
        except (ValueError, TypeError, KeyError, zipfile.BadZipFile, RecursionError) as error:
            raise self._broken("its list of what it holds cannot be read") from error

    def _compare(self) -> None:
        manifest = self.manifest
        wanted = {MANIFEST, DATABASE, *(key_name(key) for key in manifest.keys)}
        wanted |= {blob_name(sha256) for sha256 in manifest.blobs}
        if set(self._infos) != wanted:
            raise self._broken("its parts are not those that it lists")

    def _broken(self, why: str) -> StoreError:
        return StoreError(
            f"{self._file} cannot be restored: {why}.",
            "Use another copy of the backup, or an older one.",
            kept="Nothing was restored.",
        )


def keys_in(mode: str, *, root: bool = True) -> tuple[str, ...]:
    """Return the names of the keys that a backup of a workspace of that mode holds; without ``root`` its public half."""
    return REAL_KEYS if mode == REAL or not root else KEYS


def key_name(key: str) -> str:
    """Return the name of a key within the archive."""
    return f"keys/{key}.key"


def blob_name(sha256: str) -> str:
    """Return the name of original bytes within the archive."""
    return f"blobs/{sha256}"


def _manifest_of(data: Any) -> Manifest:
    """Make the manifest of JSON; raise ValueError, TypeError or KeyError where it is none."""
    if data["kind"] != KIND:
        raise ValueError("another kind of file")
    blobs = {_hash(sha256): _size(size) for sha256, size in data["blobs"].items()}
    keys = {name: _part(data["keys"][name]) for name in data["keys"]}
    named = set(keys) - {ROWS}
    if data["mode"] not in MODES or named not in (set(keys_in(data["mode"])), set(REAL_KEYS)):
        raise ValueError("other keys, or another mode")
    return Manifest(
        mode=data["mode"],
        log=_hash(data["log"]),
        made=_size(data["made"]),
        expires=_size(data["expires"]),
        database=_part(data["database"]),
        keys=keys,
        blobs=blobs,
        damaged=tuple(_hash(sha256) for sha256 in data["damaged"]),
    )


def _part(data: Any) -> Part:
    return Part(_size(data["size"]), _hash(data["sha256"]))


def _size(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**62:
        raise ValueError("no size or time")
    return value


def _hash(value: Any) -> str:
    if not isinstance(value, str) or len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError("no hash")
    return value
