"""Scores a file of pairs of names, line by line: what ``habeas match --pairs`` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from habeas.identity.compare.names import compare_names, score_names

_WANTED = 'write one object a line, such as {"a": "Яўген Рубашка", "b": "Evgeny Rubashko"}'
_decode = json.JSONDecoder().decode


class PairError(ValueError):
    """A line is no pair of names; the message names the line and what it should look like."""


def answer_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield for each line ``{"a": name, "b": name, ...}`` the answer as one line of JSON, in order: an object with
    ``score`` (six digits), ``judgement`` and ``reasons`` (words).

    Empty lines are skipped. Raises PairError, with the line's number, for a line that is no such object.
    """
    for number, line in enumerate(lines, start=1):
        if not line or line.isspace():
            continue
        found = compare_names(*_pair(line, number))
        reasons = ", ".join([_quoted(reason.words) for reason in found.reasons])
        yield f'{{"score": {round(found.score, 6)}, "judgement": "{found.judgement}", "reasons": [{reasons}]}}'


@lru_cache(maxsize=200_000)
def _quoted(words: str) -> str:
    """Return a sentence as JSON; most sentences come again."""
    return json.dumps(words, ensure_ascii=False)


def score_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the same as :func:`answer_lines`, each as a dictionary."""
    yield from map(json.loads, answer_lines(lines))


def score_pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[float]:
    """Yield the score of each pair of names, in order, without answers and reasons."""
    for a, b in pairs:
        yield score_names(a, b)


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
