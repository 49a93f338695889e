"""Many pairs of words beside each other at once: the steps of ``words.match``, their distances counted together.

Which reading, which stem, what a difference means is decided by the same functions as for one pair. Only the counting is done here for
all pairs in compiled code, so an answer is the same to the last digit. Words that have nothing in common, as most of two names under
one key, are told by their lengths alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from habeas.identity.compare.columns import Numbers
from habeas.identity.compare.words import (
    BENT_MOST,
    FARTHEST,
    Chosen,
    Match,
    as_given,
    choose,
    match_plainly,
    may_bend,
    near,
    unlike,
)
from habeas.text.names.given import Classes
from habeas.text.names.sounds import consonant_marks, whole
from habeas.text.names.token import Token, stems_of

Pair = tuple[Token, Token]
Row = tuple[float, int, int]  # how far two words are, and which of their readings, or stems, are nearest
Run = tuple[Numbers, Numbers]  # where rows begin, and how many they are
_PLACES = 4096  # more than pairs of readings or stems that two words have
_SCRIPTS = ("cyrillic", "latin", "other")


class Nearest(NamedTuple):
    """Columns of how far words are, in whole consonants, and which of the readings or stems of both are nearest."""

    far: Numbers
    one: Numbers
    other: Numbers

    def of(self, places: Numbers) -> Nearest:
        """Return the rows at ``places``."""
        return Nearest(self.far[places], self.one[places], self.other[places])

    def rows(self) -> list[Row]:
        """Return the same row by row."""
        return list(zip(self.far.tolist(), self.one.tolist(), self.other.tolist(), strict=True))


class Matches(NamedTuple):
    """How pairs of words compare: each distinct answer once, and the place of each pair's answer among them.

    The first ``unlike`` of the answers are those of words that have nothing in common.
    """

    answers: list[Match]
    places: Numbers
    unlike: int


class WordColumns:
    """Words by number, and in columns what is asked of them for many pairs at once.

    ``initial``: only a first letter; ``script``: the number of its script; ``forms``, ``known``: known as the full form of a given name,
    or at all; ``marks``: the length of the likeliest reading in marks; ``start``, ``count``: where its readings stand in ``spreads``.
    """

    def __init__(self, words: list[Token]) -> None:
        self.words = words
        self.spreads: list[str] = []
        self._columns: Numbers = np.empty((0, len(_COLUMNS)), dtype=np.int64)
        self._classes: dict[tuple[Classes, Classes], int] = {}
        self._class_of: dict[int, int] = {}

    def pairs(self, one: Numbers, other: Numbers) -> list[Pair]:
        """Return the words with these numbers."""
        words = self.words
        return [(words[a], words[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]

    def column(self, name: str) -> Numbers:
        """Return one column of all words."""
        if len(self._columns) < len(self.words):
            self._grow()
        return self._columns[:, _COLUMNS.index(name)]

    def classes(self, numbers: Numbers) -> Numbers:
        """Return for each word a number of what it is known to be as a given name, as it stands and without a case ending."""
        distinct, places = np.unique(numbers, return_inverse=True)
        return np.array([self._class(number) for number in distinct.tolist()], dtype=np.int64)[places]

    def _class(self, number: int) -> int:
        found = self._class_of.get(number)
        if found is None:
            told = self.words[number].given, self.words[number].given_bent
            found = self._class_of[number] = self._classes.setdefault(told, len(self._classes))
        return found

    def _grow(self) -> None:
        rows = []
        for word in self.words[len(self._columns) :]:
            spreads, known = word.spreads, word.given
            told = word.initial, _SCRIPTS.index(word.script), bool(known.forms), bool(known)
            rows.append((*told, len(spreads[0]), len(self.spreads), len(spreads)))
            self.spreads += spreads
        self._columns = np.concatenate((self._columns, np.array(rows, dtype=np.int64)))


_COLUMNS = ("initial", "script", "forms", "known", "marks", "start", "count")


def match_many(words: WordColumns, one: Numbers, other: Numbers) -> Matches:
    """Return for each pair of words, given by their numbers, what ``words.match`` returns."""
    initial = words.column("initial")
    near = _nearest(words, one, other)
    looked = (near.far < FARTHEST) | (initial[one] | initial[other]).astype(bool)
    answers, kinds = _unlike(words, one[~looked], other[~looked])
    places = np.empty(len(one), dtype=np.int64)
    places[~looked] = kinds
    places[looked] = np.arange(len(answers), len(answers) + looked.sum())
    alike = _alike(words.pairs(one[looked], other[looked]), near.of(looked))
    return Matches([*answers, *alike], places, len(answers))


def match_given_many(words: WordColumns, one: Numbers, other: Numbers) -> Matches:
    """Return for each pair of words what ``words.match_given`` returns."""
    answers, places, unlike_ones = match_many(words, one, other)
    forms, known = words.column("forms"), words.column("known")
    apart = places < unlike_ones
    telling = (forms[one] | forms[other] | (known[one] & known[other])).astype(bool)
    # of words that have nothing in common only what is known of both counts, and hundreds of names have the same said of them
    at = np.flatnonzero(apart & telling)
    keys = (words.classes(one[at]) << 40) | (words.classes(other[at]) << 20) | places[at]
    _, first, kinds = np.unique(keys, return_index=True, return_inverse=True)
    at, asked, kinds = (
        np.concatenate((at, np.flatnonzero(~apart))),
        np.concatenate((at[first], np.flatnonzero(~apart))),
        np.concatenate((kinds, np.arange(len(first), len(first) + (~apart).sum()))),
    )
    pairs = zip(words.pairs(one[asked], other[asked]), places[asked].tolist(), strict=True)
    found = [as_given(a, b, answers[place]) for (a, b), place in pairs]
    places[at] = kinds + len(answers)
    return Matches([*answers, *found], places, unlike_ones)


def _unlike(words: WordColumns, one: Numbers, other: Numbers) -> tuple[list[Match], Numbers]:
    """Return the answers for words that have nothing in common, and which is whose."""
    marks, script, forms = words.column("marks"), words.column("script"), words.column("forms")
    longer = np.maximum(marks[one], marks[other])
    keys = (longer << 2) | ((script[one] == script[other]) << 1) | (forms[one] & forms[other])
    _, first, kinds = np.unique(keys, return_index=True, return_inverse=True)
    return [unlike(a, b) for a, b in words.pairs(one[first], other[first])], kinds


def _alike(pairs: list[Pair], nearest: Nearest) -> list[Match]:
    """Return the answers for pairs of which one is an initial or the readings are not farther than ``FARTHEST``."""
    found = [match_plainly(one, other) for one, other in pairs]
    rest = [place for place, answer in enumerate(found) if answer is None]
    for place, answer in zip(rest, _near([pairs[i] for i in rest], nearest.of(rest).rows()), strict=True):
        found[place] = answer
    return [answer for answer in found if answer is not None]


def _near(pairs: list[Pair], rows: list[Row]) -> list[Match]:
    """Return the answers for pairs that share no reading, whose nearest readings are ``rows``."""
    bending = [may_bend(one, other, row[0]) for (one, other), row in zip(pairs, rows, strict=True)]
    bent = [pair for pair, bends in zip(pairs, bending, strict=True) if bends]
    stems = iter(_nearest_stems(bent).rows())
    chosen = [
        choose(one, other, row, next(stems) if bends else None)
        for (one, other), row, bends in zip(pairs, rows, bending, strict=True)
    ]
    return [
        near(one, other, best, consonants, letters)
        for (one, other), best, consonants, letters in zip(
            pairs, chosen, _consonants(chosen), _letters(pairs), strict=True
        )
    ]


def _nearest(words: WordColumns, one: Numbers, other: Numbers) -> Nearest:
    """Return the nearest readings of two words each."""
    start, count = words.column("start"), words.column("count")
    return _least(words.spreads, (start[one], count[one]), (start[other], count[other]), FARTHEST)


def _nearest_stems(pairs: list[Pair]) -> Nearest:
    """Return the nearest stems of two words each."""
    spreads: list[str] = []
    runs = []
    for word in (word for pair in pairs for word in pair):
        stems = stems_of(word)[1]
        runs.append((len(spreads), len(stems)))
        spreads += stems
    sides = np.array(runs, dtype=np.int64).reshape(-1, 2, 2)
    return _least(spreads, (sides[:, 0, 0], sides[:, 0, 1]), (sides[:, 1, 0], sides[:, 1, 1]), BENT_MOST)


def _least(spreads: list[str], some: Run, others: Run, most: float) -> Nearest:
    """Return for each two runs of rows (where they begin in ``spreads`` and how many they are) what ``sounds.nearest`` returns."""
    if not len(some[0]):
        return Nearest(np.empty(0), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    unit = whole()
    sizes = some[1] * others[1]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    places = np.arange(sizes.sum()) - np.repeat(starts, sizes)
    at, to = np.divmod(places, np.repeat(others[1], sizes))
    rows = np.array(spreads, dtype=object)
    far = process.cpdist(
        rows[np.repeat(some[0], sizes) + at].tolist(),
        rows[np.repeat(others[0], sizes) + to].tolist(),
        scorer=Levenshtein.distance,
        score_cutoff=int(most * unit),
        dtype=np.int32,
    ).astype(np.int64)
    least = np.minimum.reduceat(far * _PLACES + places, starts)
    at, to = np.divmod(least % _PLACES, others[1])
    return Nearest(np.minimum(least // _PLACES / unit, most), at, to)


def _consonants(chosen: list[Chosen]) -> list[float]:
    unit = whole()
    found = process.cpdist(
        [consonant_marks(best.one) for best in chosen],
        [consonant_marks(best.other) for best in chosen],
        scorer=Levenshtein.distance,
        score_cutoff=int(FARTHEST * unit),
        dtype=np.int32,
    )
    return [float(far) for far in (found / unit).tolist()]


def _letters(pairs: list[Pair]) -> list[float]:
    of_one_script = [one.script == other.script for one, other in pairs]
    found = process.cpdist(
        [one.letters if alike else "" for (one, _), alike in zip(pairs, of_one_script, strict=True)],
        [other.letters if alike else "" for (_, other), alike in zip(pairs, of_one_script, strict=True)],
        scorer=Levenshtein.normalized_distance,
        dtype=np.float64,
    )
    return [float(far) for far in found.tolist()]
