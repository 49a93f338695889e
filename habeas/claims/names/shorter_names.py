"""Which full names are one person's, and parts of a long name by which a text goes on: “Khaled Abu Shady”, then “Abu Shady”; “Arturo Cruz Sequeira”, then “Cruz”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from habeas.claims.names.mention import Mention

LONG = 3  # words of a name that has parts


class Bearer(Protocol):
    """Somebody whose mentions are known."""

    mentions: list[Mention]


def agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether given name and surname agree; an initial agrees with a name that begins with it."""
    if one[1] != other[1]:
        return False
    first, second = one[0], other[0]
    if "." in first or "." in second:
        return first[:1] == second[:1]
    return first == second


def of_the_same_words[B: Bearer](mention: Mention, bearers: Iterable[B]) -> list[B]:
    """Return the one whose long name holds the words of ``mention`` behind the first, or the other way round; else nobody."""
    words = mention.span.text.split()
    found = [
        one for one in bearers if any(_is_part(words, other.span.text.split()) for other in one.mentions)
    ]
    return found if len(found) == 1 else []


def in_whole(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that are no part of a longer one among them."""
    words = [one.span.text.split() for one in mentions]
    return [
        one
        for one, own in zip(mentions, words, strict=True)
        if not any(len(own) < len(other) and _is_part(own, other) for other in words)
    ]


def _is_part(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the shorter of two names is some of the later words of the longer."""
    short, long = sorted((one, other), key=len)
    if len(long) < LONG or len(short) >= len(long):
        return False
    starts = range(1, len(long) - len(short) + 1)
    return any(list(long[at : at + len(short)]) == list(short) for at in starts)
