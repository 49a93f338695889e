"""Many pairs of names at once, answered exactly as ``names.compare_names`` answers each.

Words are read once and each pair of words is compared once; what they weigh is added up in columns. The readings of two
names are tried in the same order as for one pair (``alignment.ways``), and the same functions say what everything weighs.
Reasons are put in words only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from habeas.identity.compare.columns import Numbers
from habeas.identity.compare.many_names import NONE, NameRows, Names, Reading
from habeas.identity.compare.many_said import Table, pairs_of, parted
from habeas.identity.compare.names import answers, compare_names, judged, score_of
from habeas.identity.compare.weighing import HOPELESS, weights
from habeas.model.judgement import Judgement
from habeas.model.reason import Reason
from habeas.text.names.widespread import is_common

_REMEMBERED = 20_000  # answers to pairs that are compared one by one
JUDGEMENTS = (Judgement.DIFFERENT, Judgement.UNSURE, Judgement.SAME)


class Best(NamedTuple):
    """What many pairs of readings weigh, and whether something seen leads to a question.

    ``surnames``, ``given``: the numbers of the kinds of comparisons of both (see ``many_said.WordsSaid``).
    """

    weight: Numbers
    asked: Numbers
    surnames: Numbers
    given: Numbers
    one: Reading
    other: Reading

    def of(self, places: Numbers) -> Best:
        """Return the rows at ``places``."""
        weight, asked, surnames, given = (column[places] for column in self[:4])
        return Best(weight, asked, surnames, given, self.one.of(places), self.other.of(places))

    def put(self, places: Numbers, more: Best) -> None:
        """Put other rows at ``places``."""
        for column, new in zip(self[:4], more[:4], strict=True):
            column[places] = new
        self.one.put(places, more.one)
        self.other.put(places, more.other)


class Answers(NamedTuple):
    """Columns of the answers for plain names, and by which readings; ``turned``: they were weighed in the other order.

    ``judgement`` is a place in ``JUDGEMENTS``; ``hopeless``: no word of one begins like a word of the other; ``common``: very many
    people have the surname.
    """

    score: Numbers
    judgement: Numbers
    best: Best
    turned: Numbers
    hopeless: Numbers
    common: Numbers


class Compared(NamedTuple):
    """Pairs of names with their scores and answers; reasons are told when they are asked for."""

    pairs: Sequence[tuple[str, str]]
    scores: list[float]
    judgements: list[Judgement]

    def reasons(self, place: int) -> tuple[Reason, ...]:
        """Return the reasons of one answer."""
        return compare_names(*self.pairs[place]).reasons


def compare_many(pairs: Sequence[tuple[str, str]], columns: Columns | None = None) -> Compared:
    """Compare pairs of names: the answers of ``compare_names`` to each, for much less time.

    ``columns`` holds what was read and compared for earlier pairs, if any.
    """
    columns = columns or Columns()
    numbers, plain = columns.numbers(pairs)
    found = columns.answer(numbers)
    scores, judgements = np.empty(len(pairs)), np.empty(len(pairs), dtype=object)
    scores[plain] = found.score
    judgements[plain] = np.array(JUDGEMENTS, dtype=object)[found.judgement]
    for place in np.flatnonzero(~plain).tolist():
        scores[place], judgements[place] = columns.alone(*pairs[place])
    return Compared(pairs, scores.tolist(), judgements.tolist())


class Columns:
    """Compares names in columns; keeps what it read and compared for the next ones, within bounds."""

    def __init__(self) -> None:
        self.rows = NameRows()
        self.table = Table(self.rows.words)
        self.alone = lru_cache(maxsize=_REMEMBERED)(judged)

    def full(self) -> bool:
        """Whether it holds so much that another one should be begun."""
        return self.rows.full()

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> tuple[Numbers, Numbers]:
        """Return the numbers of the names of all pairs that are plain (see ``many_names``), and which pairs are."""
        found = self.rows.numbers(chain.from_iterable(pairs)).reshape(-1, 2)
        plain = (found != NONE).all(axis=1)
        return found[plain], plain

    def answer(self, numbers: Numbers) -> Answers:
        """Answer for pairs of plain names, given by their numbers."""
        ones, others = numbers.T
        turned = self.rows.around(ones, others)
        apart = self.rows.apart(ones, others)
        one = self.rows.columns(np.where(turned, others, ones))
        other = self.rows.columns(np.where(turned, ones, others))
        best = self._likeliest(one, other, apart)
        weights_seen, places = np.unique(best.weight, return_inverse=True)
        score = np.array([score_of(weight) for weight in weights_seen.tolist()])[places]
        common = self._common(best)
        judgement = _judged(score, best.asked | common)
        return Answers(score, judgement, best, turned, apart & one.full & other.full, common)

    def _likeliest(self, one: Names, other: Names, apart: Numbers) -> Best:
        """Return the likeliest readings, as ``weighing.likeliest`` does."""
        hopeless = apart & one.full & other.full
        left, right = one.first.copy(), other.first.copy()
        asked, kinds = np.zeros(len(apart), dtype=bool), np.zeros(len(apart), dtype=np.int64)
        best = Best(np.full(len(apart), HOPELESS), asked, kinds, kinds.copy(), left, right)
        places = np.flatnonzero(~hopeless)
        best.put(places, self._weigh(left.of(places), right.of(places)))
        bias, of = weights()
        for way in _WAYS:
            places = np.flatnonzero(~apart & (best.weight < bias))
            fits, unlikely = _fits(way, one.of(places), other.of(places))
            places, unlikely = places[fits], unlikely[fits]
            a = (one.second if way[0] else one.first).of(places)
            b = (other.second if way[1] else other.first).of(places)
            near = self._near(a, b)
            places, unlikely = places[near], unlikely[near]
            found = self._weigh(a.of(near), b.of(near))
            found.weight[unlikely] += of["unlikely"]
            better = found.weight > best.weight[places]
            best.put(places[better], found.of(better))
        return best

    def _weigh(self, one: Reading, other: Reading) -> Best:
        """Weigh readings side by side, as ``weighing`` weighs plain names."""
        surname = self.table.surnames.of(one.surname, other.surname)
        given = self.table.given.of(one.given, other.given)
        weight = weights()[0] + surname.weight + given.weight
        asked = surname.asked | given.asked
        places = np.flatnonzero(surname.whole | given.whole)
        more, doubt = self.table.together(surname.numbers[places], given.numbers[places])
        weight[places] += more
        asked[places] |= doubt
        places = np.flatnonzero((one.father != NONE) & (other.father != NONE))
        more, doubt, _ = self.table.fathers(one.father[places], other.father[places])
        weight[places] += more
        asked[places] |= doubt
        return Best(weight, asked, surname.numbers, given.numbers, one, other)

    def _near(self, one: Reading, other: Reading) -> Numbers:
        """Tell of which readings the surnames or the given names begin alike."""
        return self._alike(one.surname, other.surname) | self._alike(one.given, other.given)

    def _alike(self, one: Numbers, other: Numbers) -> Numbers:
        """Tell which words begin alike. Thousands of words begin in some hundred ways: each two ways are compared once."""
        heads = self.rows.heads
        kinds = np.array(self.rows.heads_of, dtype=np.int64)
        keys, places = pairs_of(kinds[one], kinds[other])
        alike = [not heads[a].isdisjoint(heads[b]) for a, b in parted(keys)]
        return np.array(alike, dtype=bool)[places]

    def _common(self, best: Best) -> Numbers:
        """Tell where a surname is a very common one, and no by-name tells its bearers apart or together."""
        both = np.concatenate((best.one.surname, best.other.surname))
        distinct, places = np.unique(both, return_inverse=True)
        words = self.rows.words
        common = np.array([is_common(words[number]) for number in distinct.tolist()], dtype=bool)[places]
        found = common[: len(both) // 2] | common[len(both) // 2 :]
        at = np.flatnonzero(found & (best.one.father != NONE) & (best.other.father != NONE))
        found[at] = ~self.table.fathers(best.one.father[at], best.other.father[at])[2]
        return found


_WAYS = ((False, True), (True, False), (True, True))  # which sides are read the other way, in this order


def _fits(way: tuple[bool, bool], one: Names, other: Names) -> tuple[Numbers, Numbers]:
    """Tell which names ``alignment.ways`` lays side by side this way, and of which the words speak against the order."""
    turn_one = np.where(one.two & other.two, ~one.told & other.told, ~other.two)
    exists = (one.two | (not way[0])) & (other.two | (not way[1]))
    swaps, swaps_other = one.swapped & way[0], other.swapped & way[1]
    turns = np.where(turn_one, swaps_other, swaps)
    long = one.long | other.long
    short = np.zeros_like(long) if all(way) else turn_one if way[0] else ~turn_one
    fits = exists & np.where(long, ~turns | (swaps & swaps_other), short)
    told = np.where(long, (swaps & one.told) | (swaps_other & other.told), one.told if way[0] else other.told)
    return fits, told


def _judged(score: Numbers, doubted: Numbers) -> Numbers:
    """Return the answers to plain names: the place in ``JUDGEMENTS`` of each."""
    same, different = answers()
    return np.where(score >= same, np.where(doubted, 1, 2), np.where(score >= different, 1, 0))
