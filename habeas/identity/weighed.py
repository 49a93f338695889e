"""Pairs of mentions that can be one by their names, weighed by what is said of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from habeas.identity.context import Mention, with_context
from habeas.identity.parts import Parts
from habeas.identity.spellings import Link, Namesakes
from habeas.model.judgement import Comparison

NEIGHBOURS = (
    60  # mentions of one spelling that are weighed with one of another, and of one person with anybody
)

Weighed = tuple[Mention, Mention, Comparison]


def weigh(links: Sequence[Link], parts: Parts) -> list[Weighed]:
    """Return all pairs of mentions that can be one and are not yet, with how likely it is; likeliest first.

    Of mentions that are one person already and of which the same is said, the first speaks for all.
    """
    speakers: dict[int, list[Mention]] = {}
    for left, right, _ in links:
        for row in (left, right):
            if id(row) not in speakers:
                speakers[id(row)] = _speakers(row, parts)
    found: list[Weighed] = []
    for left, right, names in links:
        known: dict[tuple[object, object], Comparison] = {}
        for a, b in _near(speakers[id(left)], speakers[id(right)]):
            if parts.together(a, b):
                continue
            told = (a.facts, b.facts)
            comparison = known.get(told)
            if comparison is None:
                comparison = known[told] = with_context(names, a, b)
            found.append((a, b, comparison))
    return sorted(found, key=lambda pair: (-pair[2].score, pair[0].id, pair[1].id))


def _speakers(row: Namesakes, parts: Parts) -> list[Mention]:
    """Return one mention for all of one person of which the same is said; of each person as many as are weighed."""
    first: dict[tuple[int, object], Mention] = {}
    of_one = Counter[int]()
    for node in row.nodes:
        part = id(parts.of(node))
        if (part, node.facts) not in first and of_one[part] < NEIGHBOURS:
            of_one[part] += 1
            first[part, node.facts] = node
    return list(first.values())


def _near(left: list[Mention], right: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pair every mention with the first ones of the other spelling: enough to join all that are one."""
    if left is right:
        for i, a in enumerate(left):
            for b in left[i + 1 : i + 1 + NEIGHBOURS]:
                yield a, b
        return
    for a in left:
        for b in right[:NEIGHBOURS]:
            yield a, b
    for b in right[NEIGHBOURS:]:
        for a in left[:NEIGHBOURS]:
            yield a, b
