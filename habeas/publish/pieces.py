"""A publication in pieces: each file says what its bytes rest on, so that only what changed is made again."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import IntEnum
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from habeas.model.claim import Certainty, Modality
from habeas.model.reason import Reason
from habeas.model.record import Belief
from habeas.model.statement import Evidence, State

Read = Callable[[str], bytes]
"""Gives the bytes of another piece of the same publication by its path."""

MACHINES = "data"  # the folder of files for machines
_ENUMS = frozenset((Certainty, Modality, State))
_PLAIN = frozenset((str, int, bool, float, bytes, type(None)))
# A belief stands with its person and its event, a passage with every belief.
_SHARED = frozenset((Belief, Evidence))
# Nothing in these is to be taken apart (what would be is refused when written).
_OF_TEXTS = frozenset((Evidence, Reason))


class Turn(IntEnum):
    """When a piece is made: the FIRST are read by others; WIDE ones tell of everyone and take long, so they begin early;
    NARROW ones tell of one person, and are so many that they even out the end; the LAST read WIDE ones, or must stand alone.
    """

    FIRST = 0
    WIDE = 1
    NARROW = 2
    LAST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One file. ``rests_on`` is a digest of all that its bytes are made from: equal digests, equal bytes.

    ``make`` makes them; it may read pieces of an earlier ``turn`` through the function that it is given.
    """

    path: str
    rests_on: bytes
    make: Callable[[Read], bytes]
    turn: Turn = Turn.WIDE


def ready(path: str, data: bytes) -> Piece:
    """Return a piece whose bytes are at hand already."""
    return Piece(path, digest("bytes", data), lambda _: data)


def bytes_of(pieces: Iterable[Piece]) -> dict[str, bytes]:
    """Return what all ``pieces`` are made of by their paths, each in its turn."""
    made: dict[str, bytes] = {}
    for piece in sorted(pieces, key=making_order):
        made[piece.path] = piece.make(made.__getitem__)
    return made


def making_order(piece: Piece) -> tuple[Turn, str, str]:
    """The order in which pieces are best made: by turns, and what shares most one after the other (see ``shares``)."""
    return piece.turn, shares(piece), piece.path


def shares(piece: Piece) -> str:
    """What a piece shares most of its work with: those of one person, WIDE ones of a language; one for machines with none."""
    if piece.turn is Turn.WIDE:
        folder = piece.path.partition("/")[0]
        return piece.path if folder == MACHINES else folder
    return piece.path.rpartition("/")[2].partition(".")[0]


def digest(*things: object) -> bytes:
    """Return 16 bytes that differ where any of ``things`` differs in any value, at any depth.

    Values are written out in full, never by reference, so that equal values give equal digests in any process.
    """
    written = marshal.dumps(_Flat().of(things), 2)  # version 2 knows no references
    return blake2b(written, digest_size=16).digest()


class _Flat:
    """Takes values of ours apart into tuples of plain ones; what stands in several places, only once."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[int, bytes] = {}

    def of(self, thing: Any) -> Any:
        """Return ``thing`` in plain values, with the names of the types around them."""
        kind = type(thing)
        if kind is tuple:
            return tuple([one if type(one) in _PLAIN else self.of(one) for one in thing])
        if kind in _SHARED:
            return self._once(thing)
        if kind in _ENUMS:
            return str(thing)
        if _getter(kind) is not None:
            return self._apart(thing)
        if isinstance(thing, Mapping):
            return ("mapping", tuple([(key, self.of(thing[key])) for key in sorted(thing)]))
        if isinstance(thing, date):
            return ("day", thing.isoformat())
        if kind in _PLAIN:
            return thing
        raise TypeError(f"{kind.__name__} is no value that a digest can be made of")

    def _once(self, thing: Any) -> bytes:
        """The digest of what ``thing`` says: short, and found again where the same thing stands a second time."""
        found = self.known.get(id(thing))
        if found is None:
            found = blake2b(marshal.dumps(self._apart(thing), 2), digest_size=16).digest()
            self.known[id(thing)] = found
        return found

    def _apart(self, thing: Any) -> tuple[Any, ...]:
        kind = type(thing)
        values = _getter(kind)
        assert values is not None
        if kind in _OF_TEXTS:
            return (kind.__name__, *values(thing))
        return (kind.__name__, *[one if type(one) in _PLAIN else self.of(one) for one in values(thing)])


_GETTERS: dict[type[Any], Callable[[Any], tuple[Any, ...]] | None] = {}


def _getter(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]] | None:
    """The function that takes a value of ours apart; None for a type that is none of ours."""
    if kind not in _GETTERS:
        names = [field.name for field in fields(kind) if field.compare] if is_dataclass(kind) else []
        if len(names) > 1:
            _GETTERS[kind] = attrgetter(*names)
        elif names:
            _GETTERS[kind] = lambda thing: (getattr(thing, names[0]),)
        else:
            _GETTERS[kind] = None
    return _GETTERS[kind]
