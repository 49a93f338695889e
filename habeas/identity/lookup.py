"""An index of names in memory: a name is found as it is written, in another script or spelling, with a typo, by
its surname alone.

The words of all names are kept once (``words.WordBook``); a word that is asked for becomes the words that may be it,
each with a cost. The names that bear them are then ranked together, in compiled code, and the best are compared in full.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import Any, NamedTuple

from habeas.identity.compare.names import compare_names
from habeas.identity.wordbook import LACKING, Near, WordBook
from habeas.model.judgement import Comparison
from habeas.text.names.token import Token, token
from habeas.text.names.words import listed, split

LIMIT = 20
_MOST = 100_000  # names gathered for one word
_BY_HAND = 5_000  # names in an index whose names are counted one by one; in a larger one, in compiled code
_ROUNDED = 0.001  # what costs that are added up in compiled code may differ
_DOUBTFUL = 0.3  # a cost of the best name from which on typing errors and what is only heard are looked for


class Found(NamedTuple):
    """A name that was found: whose (the ``id`` given to ``add``), as written, and how it compares with the question.

    ``cost`` is how far its words are from those asked for, in whole consonants: 0 for the same sounds.
    """

    id: str
    name: str
    comparison: Comparison
    cost: float


class NameIndex:
    """Names and whose they are; filled once or bit by bit, asked often. One person may have several names."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        self._ids: list[str] = []
        self._names: list[str] = []
        self._book = WordBook()
        self._bearers: list[array[int]] = []
        for one, name in names:
            self.add(one, name)

    def __len__(self) -> int:
        return len(self._names)

    def add(self, id: str, name: str) -> None:
        """Put ``name`` of the person ``id`` into the index; a name without letters is kept and never found."""
        number = len(self._names)
        self._ids.append(id)
        self._names.append(name)
        bearers = self._bearers
        for word in split(name):
            place = self._book.number(word.text.lower(), word.point)
            if place == len(bearers):
                bearers.append(array("I"))
            bearers[place].append(number)

    def find(self, query: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """Return the names most like ``query`` (a name or part of one, in any script), likeliest first.

        Every word of the query should be found in some spelling; where no name has them all, those that have some
        follow. A query without letters finds nothing.
        """
        near = self.nearest(query, limit)
        compared = {
            name: compare_names(query, name) for name in {name for _, _, name in near}
        }  # namesakes are compared once
        found = [Found(id, name, compared[name], cost) for cost, id, name in near]
        return tuple(sorted(found, key=lambda f: (-f.comparison.score, f.cost, f.name, f.id)))

    def nearest(self, query: str, limit: int = LIMIT) -> list[tuple[float, str, str]]:
        """Return cost, id and name of the names most like ``query``, the least cost first, without comparing them in full."""
        asked = _asked(query)
        if not asked:
            return []
        near = [self._book.near(item) for item in asked]
        ranked = self._ranked(near, limit) if _at_least(near) < _DOUBTFUL + _ROUNDED else []
        if not ranked or ranked[0][0] > _DOUBTFUL:
            near = [self._book.heard(item, known) for item, known in zip(asked, near, strict=True)]
            near = [self._book.mistyped(item, known) for item, known in zip(asked, near, strict=True)]
            ranked = self._ranked(near, limit)
        return [(cost, self._ids[number], self._names[number]) for cost, number in ranked]

    def _ranked(self, near: Sequence[Near], limit: int) -> list[tuple[float, int]]:
        """Return the likeliest names by the cost of their words, with that cost.

        The names that bear the rarest of the words are looked at; all other words only add to their cost.
        """
        rarest, *others = sorted(map(self._borne, near), key=lambda some: (some.names == 0, some.names))
        if len(self._names) > _BY_HAND:
            return self._ranked_together(rarest, others, limit)
        costs = rarest.by_name()
        for some in others:
            more = some.by_name()
            costs = {number: cost + more.get(number, LACKING) for number, cost in costs.items()}
        return nsmallest(limit, [(cost, number) for number, cost in costs.items()])

    def _ranked_together(self, rarest: _Borne, others: list[_Borne], limit: int) -> list[tuple[float, int]]:
        """Return the same by counting in compiled code, which costs some time to start with.

        Of a place for every name only those of the names at hand are ever written or read.
        """
        import numpy as np

        numbers, total = rarest.columns()
        last = np.empty(len(self._names), dtype=np.uint32)
        last[numbers] = order = np.arange(len(numbers), dtype=np.uint32)
        kept = (
            last[numbers] == order
        )  # of a name that has several of the words, the nearest word, which stands last
        names, total = numbers[kept], total[kept]
        scratch = np.empty(len(self._names), dtype=np.float32)
        for some in others:
            scratch[names] = LACKING
            numbers, costs = some.columns()
            scratch[numbers] = costs
            total = total + scratch[names]
        if len(names) > limit:
            worst = np.partition(total, limit - 1)[limit - 1]
            near, equal = total < worst, names[total == worst]
            room = limit - int(near.sum())
            least = np.partition(equal, room - 1)[:room]
            names = np.concatenate((names[near], least))
            total = np.concatenate((total[near], np.full(room, worst)))
        return sorted(zip(total.tolist(), names.tolist(), strict=True))

    def _borne(self, near: Near) -> _Borne:
        """Return the names that have one of these words; not too many, those of the nearest words first."""
        taken: list[tuple[array[int], float]] = []
        count = 0
        for word, cost in near.items():
            if count > _MOST:
                break
            taken.append((self._bearers[word], cost))
            count += len(self._bearers[word])
        return _Borne(taken[::-1], count)


class _Borne(NamedTuple):
    """Words that may be one that was asked for: the names that bear each and what it costs, the nearest last; and
    how many names that is in all.
    """

    words: list[tuple[array[int], float]]
    names: int

    def by_name(self) -> dict[int, float]:
        """Return what the nearest word of each name costs."""
        return {number: cost for bearers, cost in self.words for number in bearers}

    def columns(self) -> tuple[Any, Any]:
        """Return the names, those of the nearest words last, and what each costs, as arrays."""
        import numpy as np

        if not self.words:
            return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.float32)
        numbers = np.concatenate([np.frombuffer(bearers, dtype=np.uint32) for bearers, _ in self.words])
        costs = np.array([cost for _, cost in self.words], dtype=np.float32)
        return numbers, np.repeat(costs, [len(bearers) for bearers, _ in self.words])


def _at_least(near: Sequence[Near]) -> float:
    """Return what the words of a name cost together at least."""
    return sum([next(iter(words.values()), LACKING) for words in near])


def _asked(query: str) -> list[Token]:
    """Return the words of the question that tell something."""
    words = split(query)
    small = listed("titles") | listed("particles")
    telling = [word for word in words if word.text.lower() not in small] or list(words)
    read = [token(word.text.lower(), point=word.point) for word in telling]
    return [item for item in read if item is not None and not item.initial]
