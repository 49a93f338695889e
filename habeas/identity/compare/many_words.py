"""Many pairs of words beside each other at once: the steps of ``words.match``, their distances counted together.

Which reading, which stem, what a difference means is decided by the same functions as for one pair. Only the counting is done here for
all pairs in compiled code, so an answer is the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

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
from habeas.text.names.sounds import consonant_marks, whole
from habeas.text.names.token import Token, stems_of

Pair = tuple[Token, Token]
Nearest = tuple[float, int, int]
_PLACES = 4096  # more than pairs of readings or stems that two words have


def match_many(pairs: Sequence[Pair]) -> list[Match]:
    """Return for each pair of words what ``words.match`` returns."""
    found = [match_plainly(one, other) for one, other in pairs]
    rest = [place for place, answer in enumerate(found) if answer is None]
    rows = _nearest([(pairs[i][0].spreads, pairs[i][1].spreads) for i in rest], FARTHEST)
    close: list[int] = []
    kept: list[Nearest] = []
    for place, row in zip(rest, rows, strict=True):
        if row[0] >= FARTHEST:
            found[place] = unlike(*pairs[place])
        else:
            close.append(place)
            kept.append(row)
    for place, answer in zip(close, _near([pairs[i] for i in close], kept), strict=True):
        found[place] = answer
    return [answer for answer in found if answer is not None]


def match_given_many(pairs: Sequence[Pair]) -> list[Match]:
    """Return for each pair of words what ``words.match_given`` returns."""
    plain = match_many(pairs)
    return [as_given(one, other, found) for (one, other), found in zip(pairs, plain, strict=True)]


def _near(pairs: list[Pair], rows: list[Nearest]) -> list[Match]:
    """Return the answers for pairs whose nearest readings are ``rows``, none of them farther than ``FARTHEST``."""
    bending = [may_bend(one, other, row[0]) for (one, other), row in zip(pairs, rows, strict=True)]
    stems = iter(
        _nearest(
            [
                (stems_of(one)[1], stems_of(other)[1])
                for (one, other), bends in zip(pairs, bending, strict=True)
                if bends
            ],
            BENT_MOST,
        )
    )
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


def _nearest(sides: list[tuple[tuple[str, ...], tuple[str, ...]]], most: float) -> list[Nearest]:
    """Return for each two groups of rows what ``sounds.nearest`` returns."""
    if not sides:
        return []
    unit = whole()
    limit = int(most * unit)
    far = process.cpdist(
        [one for some, others in sides for one in some for _ in others],
        [other for some, others in sides for _ in some for other in others],
        scorer=Levenshtein.distance,
        score_cutoff=limit,
        dtype=np.int32,
    ).astype(np.int64)
    sizes = np.array([len(some) * len(others) for some, others in sides])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    places = np.arange(len(far)) - np.repeat(starts, sizes)
    least = np.minimum.reduceat(far * _PLACES + places, starts)
    widths = np.array([len(others) for _, others in sides])
    at, to = np.divmod(least % _PLACES, widths)
    return list(
        zip(np.minimum(least // _PLACES / unit, most).tolist(), at.tolist(), to.tolist(), strict=True)
    )


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
