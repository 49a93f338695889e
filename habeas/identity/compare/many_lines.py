"""The answers to many pairs of names as lines of JSON: each word and each kind of answer is written once.

The sentences are those of ``name_reasons``; a test holds that the lines are the same as those of pair after pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from json.encoder import encode_basestring

import numpy as np

from habeas.identity.compare.columns import Numbers
from habeas.identity.compare.fathers import match_fathers
from habeas.identity.compare.many import JUDGEMENTS, Answers, Columns
from habeas.identity.compare.many_names import NONE, Reading
from habeas.identity.compare.many_said import pairs_of, parted
from habeas.identity.compare.name_reasons import (
    APART,
    SAME_NAME,
    Told,
    common_surname,
    fathers_reason,
    told_of,
)
from habeas.identity.compare.weighing import Said
from habeas.text.names.token import Token

_MOST = 500_000  # sentences of one kind that are kept


class Lines:
    """Answers to pairs of names; what was read, compared and put in words is kept for the next ones, within bounds."""

    def __init__(self) -> None:
        self._columns = Columns()
        self._words: list[str] = []
        self._known: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)

    def answer(self, pairs: Sequence[tuple[str, str]]) -> list[str | None]:
        """Return for each pair its answer as one line of JSON (see ``pairs.answer_lines``); None where a name is not plain."""
        if self._columns.full() or max(map(len, self._known.values()), default=0) > _MOST:
            self._columns, self._words, self._known = Columns(), [], defaultdict(dict)
        numbers, plain = self._columns.numbers(pairs)
        found = np.full(len(pairs), None, dtype=object)
        found[plain] = self._lines(self._columns.answer(numbers))
        return list(found)

    def _lines(self, answers: Answers) -> Numbers:
        """Return the answers to plain names."""
        lines = np.empty(len(answers.score), dtype=object)
        heads = _heads(answers)
        lines[answers.hopeless] = heads[answers.hopeless] + (encode_basestring(APART) + "]}")
        places = np.flatnonzero(~answers.hopeless)
        lines[places] = self._told(answers, places, heads[places])
        return lines

    def _told(self, answers: Answers, places: Numbers, heads: Numbers) -> list[str]:
        """Return the answers with their reasons for the pairs at ``places``, which are not hopeless."""
        best, around, table = answers.best.of(places), answers.turned[places], self._columns.table
        one, other = best.one.instead(best.other, around), best.other.instead(best.one, around)
        near = np.array(
            [kind.match.far < SAME_NAME for kind in table.surnames.kinds if kind.match], dtype=bool
        )
        more = self._more(one, other, answers.common[places] & near[best.surnames])
        words = self._written()
        rows = zip(
            heads.tolist(),
            words[one.surname].tolist(),
            _told(table.surnames.kinds, lambda told: told.between)[best.surnames].tolist(),
            words[other.surname].tolist(),
            _told(table.surnames.kinds, lambda told: told.after + '", "given name: ')[best.surnames].tolist(),
            words[one.given].tolist(),
            _told(table.given.kinds, lambda told: told.between)[best.given].tolist(),
            words[other.given].tolist(),
            _told(table.given.kinds, lambda told: told.after + '"')[best.given].tolist(),
            more,
            strict=True,
        )
        return [f'{a}"surname: {b}{c}{d}{e}{f}{g}{h}{i}{j}]}}' for a, b, c, d, e, f, g, h, i, j in rows]

    def _written(self) -> Numbers:
        """Return all words as they stand inside of a text of JSON."""
        self._words += [
            encode_basestring(word.text)[1:-1] for word in self._columns.rows.words[len(self._words) :]
        ]
        return np.array(self._words, dtype=object)

    def _more(self, one: Reading, other: Reading, common: Numbers) -> list[str]:
        """Return, each with a comma before it, what the by-names say and that very many people have a surname (where ``common``)."""
        more = np.full(len(common), "", dtype=object)
        at = np.flatnonzero((one.father != NONE) | (other.father != NONE))
        more[at] = self._once("father", one.father[at], other.father[at], _fathers)
        at = np.flatnonzero(common)
        more[at] += self._once("common", one.surname[at], other.surname[at], _common)
        return list(more)

    def _once(
        self, label: str, one: Numbers, other: Numbers, told: Callable[[Token | None, Token | None], str]
    ) -> Numbers:
        """Return a sentence for each pair of words, put in words once."""
        known, words = self._known[label], [*self._columns.rows.words, None]  # NONE is the place of the last
        keys, places = pairs_of(one - NONE, other - NONE)
        sentences = []
        for a, b in parted(keys):
            if (a, b) not in known:
                known[a, b] = told(words[a + NONE], words[b + NONE])
            sentences.append(known[a, b])
        return np.array(sentences, dtype=object)[places]


def _heads(answers: Answers) -> Numbers:
    """Return how each answer begins: its score, its judgement, and the reasons opened."""
    scores, of_score = np.unique(answers.score, return_inverse=True)
    kinds, places = np.unique(of_score * len(JUDGEMENTS) + answers.judgement, return_inverse=True)
    heads = [
        f'{{"score": {round(scores[kind // len(JUDGEMENTS)].item(), 6)}, '
        f'"judgement": "{JUDGEMENTS[kind % len(JUDGEMENTS)]}", "reasons": ['
        for kind in kinds.tolist()
    ]
    return np.array(heads, dtype=object)[places]


def _told(kinds: list[Said], part: Callable[[Told], str]) -> Numbers:
    """Return for each kind of comparison one part of how it is told."""
    return np.array([part(told_of(kind.match)) for kind in kinds if kind.match], dtype=object)


def _fathers(one: Token | None, other: Token | None) -> str:
    fathers = match_fathers(one, other) if one and other else None
    reason = fathers_reason((one.text if one else "", other.text if other else ""), fathers)
    return ", " + encode_basestring(reason.words) if reason else ""


def _common(one: Token | None, _other: Token | None) -> str:
    return ", " + encode_basestring(common_surname(one.text if one else "").words)
