"""Whether a site is still what its last edition left, and nothing that an edition rests on has changed since.

Then there is nothing to do, and neither the record nor a page need be read. What is kept for it are digests: of where the
chains end, the settings, the day, the program, and of how every file looked. An erasure throws them away in its own
transaction (``derived:``), as a hole in the record need not move the end of a public chain.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b, sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import habeas
from habeas.publish.settings import SiteSettings
from habeas.record.entry import Entry
from habeas.record.heads import public_key
from habeas.record.lanes import Scope
from habeas.store.workspace import Workspace

LEFT: Final = "derived:edition:"  # and where it lies
PROGRAM: Final = Path(habeas.__file__).parent
_BEARING = frozenset({"allow", "quarantine"})  # acts that can decide on what is signed off
_MADE_OF_THEM = "__pycache__"


@dataclass(frozen=True, slots=True)
class Ground:
    """What an edition rests on: ``digest`` of all but our private lane, and where that ``private`` one ended, by chain."""

    digest: str
    private: Mapping[bytes, int]


@dataclass(frozen=True, slots=True)
class Left:
    """What the last edition left: how many ``files``, and how many entries were ``waiting`` for a sign-off."""

    files: int
    waiting: int


def ground(workspace: Workspace, settings: SiteSettings, *, today: date, languages: Sequence[str]) -> Ground:
    """Return what an edition would rest on now. Ask before anything is read: what is appended later then is not known yet."""
    public = [(lane.hex(), seq, head.hex()) for lane, seq, head in workspace.ends(Scope.PUBLIC)]
    private = {lane: seq for lane, seq, _ in workspace.ends(Scope.PRIVATE)}
    program = sight(PROGRAM)[0]
    key = public_key(workspace.exchange.signing_key())
    told = (workspace.mode, public, settings, today.isoformat(), tuple(languages), program, key.hex())
    return Ground(sha256(repr(told).encode()).hexdigest(), private)


def left(workspace: Workspace, folder: Path, now: Ground) -> Left | None:
    """Return what the last edition in ``folder`` left, if it rests on what is so ``now`` and nobody touched it since."""
    told: Any = workspace.setting(_name(folder), None)
    if not isinstance(told, dict) or told.get("digest") != now.digest:
        return None
    if _bearing_since(workspace, told) or list(sight(folder)) != told["sight"]:
        return None
    if told["private"] != _written(now.private):
        workspace.set_setting(_name(folder), told | {"private": _written(now.private)})
    return Left(told["sight"][1], told["waiting"])


def without_rule(workspace: Workspace, folder: Path) -> bool:
    """Whether it is known from the last edition, and from what was appended since, that nothing waits for a sign-off.

    Otherwise our whole private lane is to be asked, which holds many times what is public.
    """
    told: Any = workspace.setting(_name(folder), None)
    return isinstance(told, dict) and told.get("rule") is False and not _bearing_since(workspace, told)


def keep(workspace: Workspace, folder: Path, of: Ground, *, rule: bool, waiting: int) -> None:
    """Keep how the edition that rests on ``of`` lies in ``folder``; ``rule``: whether the group wants sign-offs."""
    told = {
        "digest": of.digest,
        "private": _written(of.private),
        "sight": sight(folder),
        "rule": rule,
        "waiting": waiting,
    }
    workspace.set_setting(_name(folder), told)


def sight(folder: Path) -> tuple[str, int]:
    """Return a digest of how every file below ``folder`` looks (path, kind, size, moment of change), and how many there are."""
    lines = list(_lines(os.fspath(folder)))
    return blake2b(repr(lines).encode(), digest_size=16).hexdigest(), len(lines)


def _lines(folder: str) -> Iterator[tuple[str, int, int, int]]:
    try:
        found = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError:
        return
    for one in found:
        if one.is_dir(follow_symlinks=False):
            if one.name != _MADE_OF_THEM:
                yield from _lines(one.path)
            continue
        looks = one.stat(follow_symlinks=False)
        yield one.path, stat.S_IFMT(looks.st_mode), looks.st_size, looks.st_mtime_ns


def _bearing_since(workspace: Workspace, told: Any) -> bool:
    """Whether our private lane has since got anything that bears on what is shown."""
    known = {bytes.fromhex(lane): seq for lane, seq in told["private"].items()}
    return any(map(_bears, workspace.private_since(known)))


def _bears(entry: Entry) -> bool:
    """Whether a new entry of the private lane may change what is signed off, or has emptied something public."""
    if entry.kind != "decision":
        return entry.kind in ("erase", "withdraw")
    return entry.text("act") in _BEARING or bool(entry.ids("replaces"))


def _written(ends: Mapping[bytes, int]) -> dict[str, int]:
    return {lane.hex(): seq for lane, seq in ends.items()}


def _name(folder: Path) -> str:
    return LEFT + sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
