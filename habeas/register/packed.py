"""What is seldom asked for, packed: a few kilobytes of bytes in place of hundreds of small objects.

A register of more reports than a group ever has open at once would fill the memory of an old laptop, though who looks at it asks
for some people and some reports. What lies beyond ``WHOLE`` is packed; what of it was asked for last is whole for a while.
The bytes never leave the process that made them.
"""

from __future__ import annotations

import copyreg
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, cast, overload

from habeas.model.claim import Value
from habeas.model.document import Document, PageBox
from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode, GroupRecord, Record, Rival
from habeas.model.span import Span
from habeas.model.statement import Evidence, Statement
from habeas.register.proposals import Proposals
from habeas.register.status import Presented

WHOLE = 5_000  # reports of which something is open: of so many all stays as it is
_OPENED = 400  # values that were asked for last


class Packed[T]:
    """One value, packed."""

    __slots__ = ("_packed",)

    def __init__(self, value: T) -> None:
        self._packed = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)

    @property
    def value(self) -> T:
        """What was packed: something equal to it."""
        return cast(T, _opened(self._packed))


@lru_cache(maxsize=_OPENED)
def _opened(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))  # noqa: S301 - bytes of this very process


def forget_opened() -> None:
    """Let go of what was unpacked: something was erased, or will not be asked for again."""
    _opened.cache_clear()


class AsAsked[Kept, T](Sequence[T]):
    """Values in a row, each made by ``of`` from what is kept of it whenever somebody asks for it."""

    def __init__(self, kept: Iterable[Kept], of: Callable[[Kept], T]) -> None:
        self._kept, self._of = tuple(kept), of

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return AsAsked(self._kept[at], self._of) if isinstance(at, slice) else self._of(self._kept[at])

    def __iter__(self) -> Iterator[T]:
        return map(self._of, self._kept)


def packed_row[T](values: Iterable[Packed[T]]) -> Sequence[T]:
    """Return values in a row, each packed by itself."""
    return AsAsked(values, lambda one: one.value)


def _by_fields(noun: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    values = attrgetter(*(one.name for one in fields(noun)))
    return lambda one: (noun, values(one))


def _read_only(rows: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(rows)


# Frozen nouns are packed as their class and the values of their fields, which takes a third of the time of the usual way.
for _noun in (
    *(Statement, Evidence, Value, Span, Reason, Presented, Proposals, Document, PageBox),
    *(Record, GroupRecord, Belief, Episode, Rival),
):
    copyreg.pickle(_noun, _by_fields(_noun))
copyreg.pickle(MappingProxyType, lambda rows: (_read_only, (dict(rows),)))
