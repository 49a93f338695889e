"""Scores a file of pairs of names, line by line: what ``habeas match --pairs`` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from habeas.identity.compare.names import compare_names


class PairError(ValueError):
    """A line is no pair of names; the message names the line and what it should look like."""


def score_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield for each line ``{"a": name, "b": name, ...}`` a ``{"score", "judgement", "reasons"}``, in order.

    Empty lines are skipped. Raises PairError, with the line's number, for a line that is no such object.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        a, b = _pair(line, number)
        found = compare_names(a, b)
        yield {
            "score": round(found.score, 6),
            "judgement": found.judgement.value,
            "reasons": [reason.words for reason in found.reasons],
        }


def _pair(line: str, number: int) -> tuple[str, str]:
    wanted = 'write one object a line, such as {"a": "Яўген Рубашка", "b": "Evgeny Rubashko"}'
    try:
        pair = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PairError(f"line {number} is no JSON ({error}); {wanted}.") from error
    names = (pair.get("a"), pair.get("b")) if isinstance(pair, dict) else (None, None)
    if not isinstance(names[0], str) or not isinstance(names[1], str):
        raise PairError(f"line {number} lacks the names; {wanted}.")
    return names[0], names[1]
