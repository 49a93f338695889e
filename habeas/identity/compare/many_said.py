"""What many pairs of words say, each pair once: weights as columns of numbers.

Two words compare in one of some thousand ways (``words.Match``), and what such a way weighs is told by the same function as
for one pair of names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from habeas.identity.compare.columns import Numbers
from habeas.identity.compare.fathers import match_fathers
from habeas.identity.compare.many_words import Matches, WordColumns, match_given_many, match_many
from habeas.identity.compare.name_reasons import tells
from habeas.identity.compare.weighing import Said, said, said_of_fathers, said_together
from habeas.identity.compare.words import Match
from habeas.text.names.token import Token

_MOST = 4_000_000  # pairs of words that are kept
_SHIFT = 32  # two numbers of words make one
_HALF = (1 << _SHIFT) - 1
_NO_PAIR = -1  # no two words make it


def pairs_of(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct pairs of two columns of numbers as one number each, and the place of each row among them."""
    keys, places = np.unique((one << _SHIFT) | other, return_inverse=True)
    return keys, places


def parted(keys: Numbers) -> list[tuple[int, int]]:
    """Return the two numbers of each key."""
    return list(zip((keys >> _SHIFT).tolist(), (keys & _HALF).tolist(), strict=True))


class SaidColumns(NamedTuple):
    """What one pair of words a row says: ``numbers`` name the kind of the comparison (see ``WordsSaid.kinds``)."""

    numbers: Numbers
    weight: Numbers
    asked: Numbers
    whole: Numbers


class WordsSaid:
    """What pairs of surnames, or of given names, say; each pair of words is compared once.

    ``kinds`` are the kinds of comparisons seen so far, ``looks`` for each the first kind that says the same together with other words
    (``observations.see_both``).
    """

    def __init__(
        self, part: str, matcher: Callable[[WordColumns, Numbers, Numbers], Matches], words: WordColumns
    ) -> None:
        self.kinds: list[Said] = []
        self.looks: list[int] = []
        self._part = part
        self._matcher = matcher
        self._words = words
        self._kind: dict[Match, int] = {}
        self._keys: Numbers = np.empty(0, dtype=np.int64)  # pairs of words that were compared, in order
        self._numbers: Numbers = np.empty(0, dtype=np.int64)  # the kind of each
        self._alike: dict[tuple[object, ...], int] = {}

    def of(self, one: Numbers, other: Numbers) -> SaidColumns:
        """Return what the words with the numbers ``one`` and ``other`` say."""
        keys, places = pairs_of(one, other)
        numbers = self._known(keys)[places]
        kinds = self.kinds
        return SaidColumns(
            numbers,
            np.array([kind.weight for kind in kinds], dtype=float)[numbers],
            np.array([kind.asked for kind in kinds], dtype=bool)[numbers],
            np.array([kind.whole for kind in kinds], dtype=bool)[numbers],
        )

    def _known(self, keys: Numbers) -> Numbers:
        """Return the kind of each pair of words; ``keys`` stand in order."""
        if len(self._keys) > _MOST:
            self._keys, self._numbers = self._keys[:0], self._numbers[:0]
        at = np.searchsorted(self._keys, keys)
        new = np.append(self._keys, _NO_PAIR)[at] != keys
        if new.any():
            one, other = keys[new] >> _SHIFT, keys[new] & _HALF
            answers, places, _ = self._matcher(self._words, one, other)
            kinds = np.array([self._number(answer) for answer in answers], dtype=np.int64)
            self._numbers = np.insert(self._numbers, at[new], kinds[places])
            self._keys = np.insert(self._keys, at[new], keys[new])
            at = np.searchsorted(self._keys, keys)
        return self._numbers[at]

    def _number(self, match: Match) -> int:
        found = self._kind.get(match)
        if found is None:
            found = self._kind[match] = len(self.kinds)
            self.kinds.append(said(self._part, match))
            alike = (match.far, match.bent, match.twofold, match.woman, match.initial)
            self.looks.append(self._alike.setdefault(alike, found))
        return found


class Table:
    """All that was said of words so far, to be asked for many names at once."""

    def __init__(self, words: list[Token]) -> None:
        columns = WordColumns(words)
        self.surnames = WordsSaid("surname", match_many, columns)
        self.given = WordsSaid("given", match_given_many, columns)
        self._words = words

    def together(self, surnames: Numbers, given: Numbers) -> tuple[Numbers, Numbers]:
        """Return what surnames and given names (numbers of kinds) say only together: weights, and whether they lead to a question."""
        looks = np.array(self.surnames.looks, dtype=np.int64), np.array(self.given.looks, dtype=np.int64)
        keys, places = pairs_of(looks[0][surnames], looks[1][given])
        of_surname, of_given = self.surnames.kinds, self.given.kinds
        more = [said_together(of_surname[a], of_given[b]) for a, b in parted(keys)]
        return np.array([weight for weight, _ in more], dtype=float)[places], np.array(
            [asked for _, asked in more], dtype=bool
        )[places]

    def fathers(self, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return what by-names say: weights, whether they lead to a question, and whether they tell the bearers of a
        common surname together.
        """
        keys, places = pairs_of(one, other)
        words = self._words
        pairs = [(words[a], words[b]) for a, b in parted(keys)]
        more = [said_of_fathers(a, b) for a, b in pairs]
        columns = (
            np.array([weight for weight, _ in more], dtype=float),
            np.array([asked for _, asked in more], dtype=bool),
            np.array([tells(match_fathers(a, b)) for a, b in pairs], dtype=bool),
        )
        weight, asked, telling = (column[places] for column in columns)
        return weight, asked, telling
