"""An edition on a disk: what has not changed is taken over from the edition before, the rest is made, on all cores.

The new edition lies beside the old one until it is whole. What was made is noted outside the site: for each file what
it rests on, its checksum, size and moment; a file that was touched since is made again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from habeas.publish.checksums import SUMS, sums
from habeas.publish.pieces import Piece, Turn, making_order
from habeas.workflows.all_cores import cores_for, on_all_cores

AT_ONCE = 400  # an edition of fewer files than this is not worth a second process
TOGETHER = 64  # pieces of a part that a process takes at a time
MOST_PARTS = 4_000  # as many numbers a pipe holds on every system (16 KiB)
_NUMBER = 4  # bytes
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_ROUNDS = (
    ((Turn.FIRST,), True),
    ((Turn.WIDE, Turn.NARROW), True),
    ((Turn.LAST,), False),
)  # on several cores?


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a file that was written: the digest it rests on, its SHA-256, size, and moment of change."""

    rests_on: str
    sha256: str
    size: int
    moment: int

    def holds(self, file: str) -> bool:
        """Whether ``file`` is still as it was written."""
        try:
            found = os.stat(file)  # noqa: PTH116 - asked tens of thousands of times
        except OSError:
            return False
        return found.st_size == self.size and found.st_mtime_ns == self.moment


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: ``notes`` by path, ``made`` (paths made anew), ``hashes`` (SHA-256 by path, checksums apart)."""

    notes: Mapping[str, Note]
    made: tuple[str, ...]
    hashes: Mapping[str, str]


def write(
    pieces: Sequence[Piece], fresh: Path, before: Path, notes: Mapping[str, Note], *, cores: int | None = None
) -> Written:
    """Write the edition into ``fresh``, an empty place, with the help of the edition ``before``. Raises OSError."""
    kept: dict[str, Note] = {}
    todo: list[Piece] = []
    for folder in sorted({piece.path.rpartition("/")[0] for piece in pieces}):
        (fresh / folder).mkdir(parents=True, exist_ok=True)
    there, here = f"{before}{os.sep}", f"{fresh}{os.sep}"  # joined by hand: tens of thousands of paths
    for piece in pieces:
        note, old = notes.get(piece.path), there + piece.path
        if note and note.rests_on == piece.rests_on.hex() and note.holds(old):
            _take_over(old, here + piece.path)
            kept[piece.path] = note
        else:
            todo.append(piece)
    todo.sort(key=making_order)
    made: dict[str, Note] = {}
    most = cores_for(len(pieces), worth_it=AT_ONCE, cores=cores)
    for turns, several in _ROUNDS:
        made |= _make_all([piece for piece in todo if piece.turn in turns], fresh, most if several else 1)
    hashes = {path: note.sha256 for path, note in (kept | made).items()}
    (fresh / SUMS).write_bytes(sums(hashes))
    return Written(kept | made, tuple(sorted(made)), hashes)


SIGNATURE = "SHA256SUMS.sig"
SIGNED = b"habeas1/site\n"  # before the bytes that are signed, so that no other signature of the key can stand for it


def sign(fresh: Path, seed: bytes) -> None:
    """Sign the checksums with a signing key of the group (Ed25519): key and signature in hex, a line each."""
    key = SigningKey(seed)
    signature = key.sign(SIGNED + (fresh / SUMS).read_bytes()).signature
    text = f"key {bytes(key.verify_key).hex()}\nsignature {signature.hex()}\n"
    (fresh / SIGNATURE).write_bytes(text.encode("ascii"))


def is_signed(folder: Path, key: bytes) -> bool:
    """Whether the checksums in ``folder`` bear the signature of the public ``key``."""
    try:
        lines = dict(line.split(" ", 1) for line in (folder / SIGNATURE).read_text("ascii").splitlines())
        VerifyKey(key).verify(SIGNED + (folder / SUMS).read_bytes(), bytes.fromhex(lines["signature"]))
    except (OSError, ValueError, KeyError, BadSignatureError):
        return False
    return lines.get("key") == key.hex()


def changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paths whose copies elsewhere are out of date: new, other or gone, in order."""
    paths = {*before, *now}
    return tuple(sorted(path for path in paths if before.get(path) != now.get(path)))


def read_sums(folder: Path) -> dict[str, str]:
    """Return the checksums that an edition states of itself; empty where there is none."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.split("  ", 1) for line in lines)
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def read_notes(told: Any) -> dict[str, Note]:
    """Return the notes of the edition before, as they were kept; none where they are not, and then everything is made."""
    try:
        return {str(path): Note(*row) for path, row in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def told_notes(notes: Mapping[str, Note]) -> dict[str, list[Any]]:
    """Return the notes as they are kept in the workspace, where they are sealed with the rest."""
    return {path: [n.rests_on, n.sha256, n.size, n.moment] for path, n in notes.items()}


def _take_over(old: str, new: str) -> None:
    """Give the file a second name, which costs nothing; copy it where the disk knows no second names."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _make(piece: Piece, fresh: Path) -> Note:
    data = piece.make(lambda path: (fresh / path).read_bytes())
    found = _put(f"{fresh}{os.sep}{piece.path}", data)
    return Note(piece.rests_on.hex(), hashlib.sha256(data).hexdigest(), found.st_size, found.st_mtime_ns)


def _put(file: str, data: bytes) -> os.stat_result:
    """Write a new file, and return what the disk says of it. Tens of thousands are written: no more calls than it takes."""
    out = os.open(file, _NEW, 0o666)  # what the user's mask takes away from it is taken away
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(out, left) :]
        return os.fstat(out)
    finally:
        os.close(out)


def _make_all(pieces: Sequence[Piece], fresh: Path, most: int) -> dict[str, Note]:
    """Make the pieces in ``most`` processes: whoever is done with a part takes the next one."""
    parts = _parts(pieces)
    waiting, given = os.pipe()
    try:
        os.write(given, b"".join([number.to_bytes(_NUMBER) for number in range(len(parts))]))
        os.close(given)

        def take_turns(_core: int) -> dict[str, Note]:
            made: dict[str, Note] = {}
            while number := os.read(waiting, _NUMBER):
                for piece in parts[int.from_bytes(number)]:
                    made[piece.path] = _make(piece, fresh)
            return made

        several = on_all_cores(take_turns, range(min(most, len(parts))))
        return {path: note for notes in several for path, note in notes.items()}
    finally:
        os.close(waiting)


def _parts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Cut what is to be made into parts; pieces that share much of their work stay together."""
    parts: list[list[Piece]] = []
    most = max(TOGETHER, len(pieces) // MOST_PARTS)
    for (turn, _), some in groupby(pieces, key=lambda piece: making_order(piece)[:2]):
        if parts and turn is parts[-1][0].turn is not Turn.WIDE and len(parts[-1]) < most:
            parts[-1].extend(some)
        else:
            parts.append(list(some))
    return parts
