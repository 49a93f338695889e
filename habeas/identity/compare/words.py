"""Two words of names beside each other: how far apart they are, and why they may be one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from habeas.text.names.endings import stems
from habeas.text.names.sounds import distance
from habeas.text.names.token import Token

FARTHEST = 3.0
_BENT_MOST = 0.7  # stems farther apart than this are no case forms of one name


@dataclass(frozen=True, slots=True)
class Match:
    """Two words compared. ``far`` is their distance in whole consonants (0 to 3), ``share`` the same as a share
    of their length; ``bent`` whether a case ending had to be taken off one of them; ``initial`` whether only a
    first letter could be compared. ``known``: known to be one given name; ``clash``: known to be two;
    ``weak``: one may be a short form of the other.
    """

    far: float
    share: float
    bent: bool = False
    initial: bool = False
    known: bool = False
    clash: bool = False
    weak: bool = False


@lru_cache(maxsize=400_000)
def match(one: Token, other: Token) -> Match:
    """Compare two words as surnames are compared: by sounds, then by stems."""
    if one.initial or other.initial:
        return _initials(one, other)
    far = _nearest(one.rows, other.rows)
    bent = False
    if far > 0:
        stem = _nearest_stems(one, other)
        if stem <= _BENT_MOST and stem + 0.15 < far:
            far, bent = stem, True
    return Match(far, _share(far, one, other), bent=bent)


@lru_cache(maxsize=400_000)
def match_given(one: Token, other: Token) -> Match:
    """Compare two words as given names are compared: first by what is known of them, then as any word."""
    if one.initial or other.initial:
        return _initials(one, other)
    if one.given and other.given:
        if one.given.forms & other.given.forms:
            return Match(0.0, 0.0, known=True)
        plain = _nearest(one.rows, other.rows)
        if plain == 0:
            return Match(0.0, 0.0, known=True)
    bent = _bent_classes(one, other)
    if bent is not None:
        return bent
    if one.given and other.given:
        if _linked(one, other):
            return Match(0.3, 0.1, weak=True)
        return Match(*_clashing(one, other), clash=True)
    return match(one, other)


def _linked(one: Token, other: Token) -> bool:
    """Whether one word is a short form of the other's name, or both of one."""
    a, b = one.given, other.given
    return bool(a.forms & b.weak or a.weak & b.forms or a.weak & b.weak)


def _bent_classes(one: Token, other: Token) -> Match | None:
    a, b = one.given, other.given
    if (one.given_bent.forms & b.forms) or (a.forms & other.given_bent.forms):
        return Match(0.0, 0.0, bent=True, known=True)
    return None


def _clashing(one: Token, other: Token) -> tuple[float, float]:
    far = max(_nearest(one.rows, other.rows), 1.0)
    return far, max(_share(far, one, other), 0.4)


def _initials(one: Token, other: Token) -> Match:
    """Compare a first letter with a word or a first letter, in sounds; what is known of a name lends its forms."""
    firsts = [{row[:1] for row in token.rows if row} for token in (one, other)]
    if firsts[0] & firsts[1] or _near_first(firsts[0], firsts[1]):
        return Match(0.0, 0.0, initial=True)
    return Match(FARTHEST, 1.0, initial=True)


def _near_first(one: set[str], other: set[str]) -> bool:
    """Whether first sounds agree but for what the languages vary (Я. of Яўген and E. of Evgeny, А. and О.)."""
    vowels = set("aeiouj")
    return bool(one & vowels) and bool(other & vowels)


def _nearest(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not set(one).isdisjoint(other):
        return 0.0
    return min(FARTHEST, min(distance(a, b, FARTHEST) for a in one for b in other))


def _nearest_stems(one: Token, other: Token) -> float:
    a = {stem for row in one.rows for stem in stems(row)}
    b = {stem for row in other.rows for stem in stems(row)}
    if not a.isdisjoint(b):
        return 0.1
    return 0.1 + min((distance(x, y, _BENT_MOST) for x in a for y in b), default=FARTHEST)


def _share(far: float, one: Token, other: Token) -> float:
    if not far:
        return 0.0
    length = (len(one.row) + len(other.row)) / 2
    return min(1.0, far / max(length * 0.6, 1.0))
