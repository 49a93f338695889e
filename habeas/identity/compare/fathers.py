"""Two by-names from the father's name beside each other: Мікалаевіч, Николаевна, Mykołajowycz."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from habeas.text.names.endings import ByName
from habeas.text.names.given import Classes, classes_of_father
from habeas.text.names.sounds import consonants, distance
from habeas.text.names.token import Token


@dataclass(frozen=True, slots=True)
class Fathers:
    """``far``: 0 the same father's name, 1 surely another; ``sexes``: son's form against daughter's;
    ``initial``: only first letters could be compared.
    """

    far: float
    sexes: bool = False
    initial: bool = False


@lru_cache(maxsize=50_000)
def match_fathers(one: Token, other: Token) -> Fathers:
    """Compare two by-names (or a by-name and its initial)."""
    if one.initial or other.initial:
        same = {r[:1] for r in one.rows} & {r[:1] for r in other.rows}
        vowels = all(any(r[:1] in "aeiouj" for r in t.rows) for t in (one, other))
        return Fathers(0.0 if same or vowels else 1.0, initial=True)
    a = one.by_names or _plain(one)
    b = other.by_names or _plain(other)
    far = min(_far(x, y) for x in a for y in b)
    sexes = {x.sex for x in a if x.sex}, {y.sex for y in b if y.sex}
    return Fathers(far, sexes=all(sexes) and sexes[0].isdisjoint(sexes[1]))


def _plain(token: Token) -> tuple[ByName, ...]:
    """A father's name that stands bare before оглы or кызы."""
    return tuple(ByName(row, "") for row in token.rows)


def _far(one: ByName, other: ByName) -> float:
    if one.stem == other.stem:
        return 0.0
    known: tuple[Classes, Classes] = classes_of_father(one.stem), classes_of_father(other.stem)
    if known[0].forms & known[1].forms:
        return 0.0
    length = max(len(consonants(one.stem)), len(consonants(other.stem)), 1)
    far = min(1.0, distance(one.stem, other.stem) / length * 1.5)
    if known[0] and known[1]:
        return 1.0
    return far
