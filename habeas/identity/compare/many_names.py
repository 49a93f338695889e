"""Names as rows of numbers, for comparing many at once: which word is the surname, the given name, the by-name.

Only *plain* names have a row: one surname, one given name and perhaps a by-name in each of at most two ways to read
them, as nearly all names have. All others are compared one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from habeas.identity.compare.columns import Numbers
from habeas.identity.compare.names import turned
from habeas.text.names.parse import ParsedName, parse_name
from habeas.text.names.roles import UNKNOWN
from habeas.text.names.token import Token

NONE = -1  # no such word
_MOST = 300_000  # names that are kept
_WIDTH = 11


class Reading(NamedTuple):
    """One way to read each of many names: the numbers of their surnames, given names and by-names (``NONE``: none)."""

    surname: Numbers
    given: Numbers
    father: Numbers

    def of(self, places: Numbers) -> Reading:
        """Return the readings at ``places``."""
        return Reading(self.surname[places], self.given[places], self.father[places])

    def copy(self) -> Reading:
        """Return the same, to be changed."""
        return Reading(self.surname.copy(), self.given.copy(), self.father.copy())

    def instead(self, other: Reading, where: Numbers) -> Reading:
        """Return the same, with the readings of ``other`` where the truths ``where`` say so."""
        return Reading(*(np.where(where, b, a) for a, b in zip(self, other, strict=True)))

    def put(self, places: Numbers, other: Reading) -> None:
        """Put other readings at ``places``."""
        self.surname[places], self.given[places], self.father[places] = other


class Names(NamedTuple):
    """Many names: the likelier reading of each and the other (that of a name with one reading is the same again).

    ``two``: there are two; ``told``: the words tell the order; ``swapped``: the other reading has the surname at the other end;
    ``long``: the name has more than two words; ``full``: surname and given name are written out.
    """

    first: Reading
    second: Reading
    two: Numbers
    told: Numbers
    swapped: Numbers
    long: Numbers
    full: Numbers

    def of(self, places: Numbers) -> Names:
        """Return the names at ``places``."""
        return Names(self.first.of(places), self.second.of(places), *(column[places] for column in self[2:]))


class NameRows:
    """Names read once and kept under numbers, and so are their words.

    ``heads`` are the ways in which the words begin, ``heads_of`` the number of that of each word.
    """

    def __init__(self) -> None:
        self.words: list[Token] = []
        self.heads: list[frozenset[str]] = []
        self.heads_of = array("q")
        self._head_numbers: dict[frozenset[str], int] = {}
        self._numbers: dict[Token, int] = {}
        self._names: list[ParsedName] = []
        self._ranks: list[str] = []
        self._signs: list[frozenset[str]] = []
        self._rows = array("q")
        self._known = _Known(self._read)

    def full(self) -> bool:
        """Whether it holds so many names that it should be begun anew."""
        return len(self._known) > _MOST

    def numbers(self, texts: Iterable[str]) -> Numbers:
        """Return the numbers of names; ``NONE`` for one that is not plain."""
        return np.fromiter(map(self._known.__getitem__, texts), np.int64)

    def _read(self, text: str) -> int:
        name = parse_name(text)
        row = self._made(name)
        if row is None:
            return NONE
        self._names.append(name)
        self._ranks.append(name.rank)
        self._signs.append(name.signs)
        self._rows.extend(row)
        return len(self._names) - 1

    def columns(self, numbers: Numbers) -> Names:
        """Return the columns of the names with these numbers."""
        columns = np.frombuffer(self._rows, np.int64).reshape(-1, _WIDTH)[numbers].T
        return Names(Reading(*columns[:3]), Reading(*columns[3:6]), *columns[6:11].astype(bool))

    def around(self, ones: Numbers, others: Numbers) -> Numbers:
        """Tell which names are weighed in the other order (see ``names.turned``)."""
        ranks, names = np.array(self._ranks, dtype=object), self._names
        a, b = ranks[ones], ranks[others]
        found = np.array(a > b, dtype=bool)
        for at in np.flatnonzero((ones != others) & (a == b)).tolist():
            found[at] = turned(names[ones[at]], names[others[at]])
        return found

    def apart(self, ones: Numbers, others: Numbers) -> Numbers:
        """Tell which names have no word in common, not even its beginning."""
        signs = np.array(self._signs, dtype=object)
        found = map(frozenset.isdisjoint, signs[ones].tolist(), signs[others].tolist())
        return np.fromiter(found, bool, len(ones))

    def _made(self, name: ParsedName) -> tuple[int, ...] | None:
        ways = (name, *name.readings) if name.twofold else (name,)
        if len(ways) > 2 or name.plain is None or ways[-1].plain is None:
            return None
        surname, given, _ = name.plain
        return (
            *map(self._number, name.plain),
            *map(self._number, ways[-1].plain),
            len(ways) > 1,
            name.order != UNKNOWN,
            ways[-1].swapped,
            len(name.tokens) > 2,
            not surname.initial and not given.initial,
        )

    def _number(self, word: Token | None) -> int:
        if word is None:
            return NONE
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
            head = self._head_numbers.setdefault(word.heads, len(self.heads))
            if head == len(self.heads):
                self.heads.append(word.heads)
            self.heads_of.append(head)
        return found


class _Known(dict[str, int]):
    """The numbers of names; a name that it lacks is read."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> int:
        found = self[text] = self._read(text)
        return found
