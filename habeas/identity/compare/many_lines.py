"""The answers to many pairs of names as lines of JSON: each sentence is put in words once.

The sentences are those of ``name_reasons``; a test holds that the lines are the same as those of pair after pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any

import numpy as np

from habeas.identity.compare.fathers import match_fathers
from habeas.identity.compare.many import JUDGEMENTS, Answers, Columns
from habeas.identity.compare.many_names import Reading
from habeas.identity.compare.name_reasons import (
    APART,
    SAME_NAME,
    common_surname,
    fathers_reason,
    part_of,
)
from habeas.identity.compare.weighing import Said
from habeas.model.reason import Reason
from habeas.text.names.token import Token

Numbers = Any
_MOST = 500_000  # sentences of one kind that are kept
_SHIFT = 32  # two numbers of words, and the order, make one key


class Lines:
    """Answers to pairs of names; what was read, compared and put in words is kept for the next ones, within bounds."""

    def __init__(self) -> None:
        self._columns = Columns()
        self._known: dict[str, dict[int, str]] = defaultdict(dict)

    def answer(self, pairs: Sequence[tuple[str, str]]) -> list[str | None]:
        """Return for each pair its answer as one line of JSON (see ``pairs.answer_lines``); None where a name is not plain."""
        if self._columns.full() or max(map(len, self._known.values()), default=0) > _MOST:
            self._columns, self._known = Columns(), defaultdict(dict)
        numbers, plain = self._columns.numbers(pairs)
        made = self._lines(self._columns.answer(numbers))
        return [next(made) if fit else None for fit in plain]

    def _lines(self, answers: Answers) -> Iterator[str]:
        """Yield the answers to plain names."""
        apart, told = encode_basestring(APART), self._told(answers)
        heads: dict[tuple[float, int], str] = {}
        for score, judgement in set(zip(answers.score, answers.judgement, strict=True)):
            heads[score, judgement] = (
                f'{{"score": {round(score, 6)}, "judgement": "{JUDGEMENTS[judgement]}", "reasons": ['
            )
        rows = zip(zip(answers.score, answers.judgement, strict=True), answers.hopeless, strict=True)
        return (f"{heads[head]}{apart if hopeless else next(told)}]}}" for head, hopeless in rows)

    def _told(self, answers: Answers) -> Iterator[str]:
        """Yield the reasons for the pairs that are not hopeless."""
        places = np.flatnonzero(~np.array(answers.hopeless, dtype=bool))
        one, other = answers.best.one.of(places), answers.best.other.of(places)
        around = np.array(answers.turned, dtype=bool)[places]
        common = np.array(answers.common, dtype=bool)[places]
        table = self._columns.table
        surnames = table.surnames.of(one.surname, other.surname).numbers
        given = table.given.of(one.given, other.given).numbers
        near = np.array(
            [kind.match.far < SAME_NAME for kind in table.surnames.kinds if kind.match], dtype=bool
        )
        told = zip(
            self._part("surname", one.surname, other.surname, around, surnames, table.surnames.kinds),
            self._part("given name", one.given, other.given, around, given, table.given.kinds),
            self._fathers(one, other, around),
            self._common(one, other, around, common & near[surnames]),
            strict=True,
        )
        return (f"{surname}, {name}{father}{asked}" for surname, name, father, asked in told)

    def _part(
        self, label: str, one: Numbers, other: Numbers, around: Numbers, numbers: Numbers, kinds: list[Said]
    ) -> list[str]:
        """Return what the words of one part say."""

        def told(a: Token | None, b: Token | None, turned: bool, number: int) -> str:
            return _quoted(part_of(label, _texts(a, b, turned), kinds[number].match))

        return self._once(label, one, other, around, numbers, told)

    def _fathers(self, one: Reading, other: Reading, around: Numbers) -> list[str]:
        """Return what the by-names say, with a comma before it."""

        def told(a: Token | None, b: Token | None, turned: bool, _: int) -> str:
            fathers = match_fathers(a, b) if a and b else None
            found = fathers_reason(_texts(a, b, turned), fathers)
            return ", " + _quoted(found) if found else ""

        return self._once("father", one.father, other.father, around, around, told)

    def _common(self, one: Reading, other: Reading, around: Numbers, common: Numbers) -> list[str]:
        """Return, with a comma before it, that very many people have a surname, where they have (``common``)."""

        def told(a: Token | None, b: Token | None, turned: bool, _: int) -> str:
            return ", " + _quoted(common_surname(_texts(a, b, turned)[0]))

        found = [""] * len(common)
        at = np.flatnonzero(common)
        made = self._once("common", one.surname[at], other.surname[at], around[at], at, told)
        for place, words in zip(at.tolist(), made, strict=True):
            found[place] = words
        return found

    def _once(
        self,
        label: str,
        one: Numbers,
        other: Numbers,
        around: Numbers,
        numbers: Numbers,
        told: Callable[[Token | None, Token | None, bool, int], str],
    ) -> list[str]:
        """Return a sentence for each pair of words, put in words once."""
        known, words = self._known[label], [*self._columns.rows.words, None]  # NONE is the place of the last
        keys, first, places = np.unique(
            ((one + 1) << _SHIFT) | ((other + 1) << 1) | around, return_index=True, return_inverse=True
        )
        listed = keys.tolist()
        for key, place in zip(listed, first.tolist(), strict=True):
            if key not in known:
                a, b, number = (int(column[place]) for column in (one, other, numbers))
                known[key] = told(words[a], words[b], bool(around[place]), number)
        sentences = np.array([known[key] for key in listed], dtype=object)
        return list(sentences[places])


def _texts(one: Token | None, other: Token | None, turned: bool) -> tuple[str, str]:
    texts = one.text if one else "", other.text if other else ""
    return texts[::-1] if turned else texts


def _quoted(reason: Reason | None) -> str:
    return encode_basestring(reason.words) if reason else ""
