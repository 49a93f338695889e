"""Compares many pairs of names, and scores a file of pairs line by line: what ``habeas match --pairs`` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import batched, chain, islice
from json.encoder import encode_basestring
from typing import Any

from habeas.identity.compare.names import compare_names, score_names

_WANTED = 'write one object a line, such as {"a": "Яўген Рубашка", "b": "Evgeny Rubashko"}'
_TOGETHER = 50_000  # pairs that are answered together
_FEW = 200  # pairs for which it does not pay to load what answers many at once
_REMEMBERED = 20_000  # answers to pairs that are compared one by one, as long as the file is read
_decode = json.JSONDecoder().decode

Pair = tuple[str, str]


class PairError(ValueError):
    """A line is no pair of names; the message names the line and what it should look like."""


def answer_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield for each line ``{"a": name, "b": name, ...}`` the answer as one line of JSON, in order: an object with
    ``score`` (six digits), ``judgement`` and ``reasons`` (words).

    Empty lines are skipped. Raises PairError, with the line's number, for a line that is no such object.
    """
    pairs = _pairs(lines)
    head = list(islice(pairs, _FEW))
    if len(head) < _FEW:
        yield from map(_answer, head)
        return
    from habeas.identity.compare.many_lines import Lines

    made, alone = Lines(), lru_cache(maxsize=_REMEMBERED)(_answer)
    for some in batched(chain(head, pairs), _TOGETHER):
        for pair, answer in zip(some, made.answer(some), strict=True):
            yield answer or alone(pair)


def score_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the same as :func:`answer_lines`, each as a dictionary."""
    yield from map(json.loads, answer_lines(lines))


def score_pairs(pairs: Iterable[Pair]) -> Iterator[float]:
    """Yield the score of each pair of names, in order, without answers and reasons."""
    rest = iter(pairs)
    head = list(islice(rest, _FEW))
    if len(head) < _FEW:
        yield from (score_names(*pair) for pair in head)
        return
    from habeas.identity.compare.many import Columns, compare_many

    columns = Columns()
    for some in batched(chain(head, rest), _TOGETHER):
        columns = Columns() if columns.full() else columns
        yield from compare_many(some, columns).scores


def _answer(pair: Pair) -> str:
    found = compare_names(*pair)
    reasons = ", ".join([encode_basestring(reason.words) for reason in found.reasons])
    return f'{{"score": {round(found.score, 6)}, "judgement": "{found.judgement}", "reasons": [{reasons}]}}'


def _pairs(lines: Iterable[str]) -> Iterator[Pair]:
    """Yield the pairs of the lines that are not empty."""
    number = 0
    for some in batched(lines, _TOGETHER):
        yield from _pairs_together(some) or _pairs_alone(some, number)
        number += len(some)


def _pairs_together(lines: tuple[str, ...]) -> list[Pair] | None:
    """Return the pairs of lines, read as one text; None if any line should be looked at alone.

    Each line stands in brackets of its own, and lines do not end inside of a text: as many lists of one object each as there are
    lines can come of nothing but one object a line.
    """
    full = list(filter(str.strip, lines))
    try:
        found = json.loads("[[" + "],\n[".join(full) + "]]") if full else []
        pairs = [(one["a"], one["b"]) for (one,) in found]
    except (ValueError, RecursionError, TypeError, KeyError):
        return None
    return pairs if len(pairs) == len(full) and set(map(type, chain.from_iterable(pairs))) <= {str} else None


def _pairs_alone(lines: tuple[str, ...], before: int) -> Iterator[Pair]:
    """Yield the pairs of lines, each read alone; ``before``: how many lines came before them."""
    for number, line in enumerate(lines, start=before + 1):
        if line.strip():
            yield _pair(line, number)


def _pair(line: str, number: int) -> tuple[str, str]:
    try:
        pair = _decode(line)
    except (ValueError, RecursionError) as error:
        raise PairError(f"line {number} is no JSON ({error}); {_WANTED}.") from error
    if isinstance(pair, dict):
        a, b = pair.get("a"), pair.get("b")
        if isinstance(a, str) and isinstance(b, str):
            return a, b
    raise PairError(f"line {number} lacks the names; {_WANTED}.")
