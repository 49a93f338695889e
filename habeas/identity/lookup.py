"""An index of names in memory: a name is found as it is written, in another script or spelling, with a typo, by
its surname alone.

The words of all names are kept once, each under the coarse consonants with which it begins. A word that is asked
for is compared, in compiled code, with the words under its keys; names that have words near to all that were
asked for come first, and the best of them are compared in full.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from habeas.identity.compare.names import compare_names
from habeas.model.judgement import Comparison
from habeas.text.names.keys import mistyped, row_keys
from habeas.text.names.sounds import spread, whole
from habeas.text.names.token import Token, token
from habeas.text.names.words import listed, split

LIMIT = 20
_FARTHEST = 2.0  # whole consonants beyond which a word is no spelling of another
_LACKING = 3.0  # what a word costs that the name has not
_CLASS, _SHORT = 0.1, 0.5  # what another form of the same given name costs, and a short form
_FEW = 4_000  # names that are looked at one by one
_MOST = 60_000  # names gathered for one word
_DOUBTFUL = 0.6  # a cost of the best name from which on typing errors are looked for
_ROWS = 4  # readings of a word that are looked for
_NEAR_WORDS = 400  # words near to one that are followed up

Near = dict[int, float]


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
        self._words_of: list[tuple[int, ...]] = []
        self._numbers: dict[str, int] = {}
        self._bearers: list[array[int]] = []
        self._rows: dict[str, dict[str, list[int]]] = {}
        self._of_class: dict[str, dict[int, float]] = {}
        for one, name in names:
            self.add(one, name)

    def __len__(self) -> int:
        return len(self._names)

    def add(self, id: str, name: str) -> None:
        """Put ``name`` of the person ``id`` into the index; a name without letters is kept and never found."""
        number = len(self._names)
        self._ids.append(id)
        self._names.append(name)
        numbers = self._numbers
        words = tuple(
            [
                numbers[text] if text in numbers else self._number(text, word.point)
                for word in split(name)
                for text in (word.text.lower(),)
            ]
        )
        self._words_of.append(words)
        for word in dict.fromkeys(words):
            self._bearers[word].append(number)

    def find(self, query: str, limit: int = LIMIT) -> tuple[Found, ...]:
        """Return the names most like ``query`` (a name or part of one, in any script), likeliest first.

        Every word of the query should be found in some spelling; where no name has them all, those that have some
        follow. A query without letters finds nothing.
        """
        asked = self._asked(query)
        if not asked:
            return ()
        ranked = self._ranked([self._near(item, wide=False) for item in asked], limit)
        if not ranked or ranked[0][0] > _DOUBTFUL:
            ranked = self._ranked([self._near(item, wide=True) for item in asked], limit)
        found = [
            Found(self._ids[n], self._names[n], compare_names(query, self._names[n]), cost)
            for cost, n in ranked
        ]
        return tuple(sorted(found, key=lambda f: (-f.comparison.score, f.cost, f.name, f.id)))

    def _number(self, word: str, point: bool) -> int:
        """Give a new word its number."""
        number = self._numbers[word] = len(self._bearers)
        self._bearers.append(array("I"))
        item = token(word, point=point)
        if item is not None:
            self._file(item, number)
        return number

    def _file(self, item: Token, number: int) -> None:
        for row in item.rows:
            for key in row_keys(row):
                self._rows.setdefault(key, {}).setdefault(spread(row), []).append(number)
        for name in item.given.forms:
            self._of_class.setdefault(name, {})[number] = _CLASS
        for name in item.given.weak:
            self._of_class.setdefault(name, {}).setdefault(number, _SHORT)

    def _asked(self, query: str) -> list[Token]:
        """Return the words of the question that tell something."""
        words = split(query)
        small = listed("titles") | listed("particles")
        telling = [word for word in words if word.text.lower() not in small] or list(words)
        read = [token(word.text.lower(), point=word.point) for word in telling]
        return [item for item in read if item is not None and not item.initial]

    def _near(self, item: Token, *, wide: bool) -> Near:
        """Return the words that may be ``item`` in another spelling, and what each costs."""
        near: Near = {}
        for name in item.given.forms:
            near.update(self._of_class.get(name, {}))
        for name in item.given.weak:
            for number in self._of_class.get(name, {}):
                near.setdefault(number, _SHORT)
        for row, mark in zip(item.rows[:_ROWS], item.spreads, strict=False):
            keys = set(row_keys(row))
            for key in sorted(keys.union(*map(mistyped, keys)) if wide else keys):
                self._compare(mark, key, near)
        own = self._numbers.get(item.text)
        if own is not None:
            near[own] = 0.0
        best = sorted(near.items(), key=lambda pair: (pair[1], pair[0]))
        return dict(best[:_NEAR_WORDS])

    def _compare(self, mark: str, key: str, near: Near) -> None:
        """Add the words under ``key`` that are near to the sounds ``mark``, in compiled code."""
        rows = self._rows.get(key)
        if not rows:
            return
        unit = whole()
        most = int(min(_FARTHEST * unit, len(mark) / 3))
        found = process.extract(
            mark,
            rows.keys(),
            scorer=Levenshtein.distance,
            processor=None,
            score_cutoff=most,
            limit=_NEAR_WORDS,
        )
        for row, distance, _ in found:
            for number in rows[row]:
                near[number] = min(near.get(number, _LACKING), distance / unit)

    def _ranked(self, near: list[Near], limit: int) -> list[tuple[float, int]]:
        """Return the likeliest names by the cost of their words, with that cost."""
        by_count = sorted(near, key=self._count)
        rare = self._gathered(by_count[0])
        if len(by_count) > 1:
            both = rare if len(rare) <= _FEW else rare & self._gathered(by_count[1])
            rare = both or rare
            if not rare:
                rare = self._gathered(by_count[1])
        costs = ((self._cost(number, near), number) for number in sorted(rare)[:_MOST])
        return nsmallest(limit, costs)

    def _count(self, near: Near) -> tuple[bool, int]:
        """How many names have one of these words; words that nobody has come last."""
        count = sum([len(self._bearers[word]) for word in near])
        return count == 0, count

    def _gathered(self, near: Near) -> set[int]:
        """Return the names that have one of these words, those with the nearest words first, not too many."""
        found: set[int] = set()
        for word in near:
            found.update(self._bearers[word])
            if len(found) > _MOST:
                break
        return found

    def _cost(self, number: int, near: list[Near]) -> float:
        words = self._words_of[number]
        return sum([min([costs.get(word, _LACKING) for word in words]) for costs in near])
