"""Lays two names side by side: which word of one answers to which of the other, in every way they can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice, permutations, product
from typing import NamedTuple

from habeas.identity.compare.words import FARTHEST, Match, match, match_given
from habeas.text.names.parse import ParsedName
from habeas.text.names.roles import UNKNOWN, Role
from habeas.text.names.token import Token, token

_PLAIN = 2  # words of a plain name
_MOST_PARTS = 4  # of one role; what follows is ignored
_REMEMBERED = 50_000  # words laid side by side

Matcher = Callable[[Token, Token], Match]


class Pairing(NamedTuple):
    """The words of one role on both sides, how they match (None: one side has none), and how many are left over."""

    one: tuple[Token, ...]
    other: tuple[Token, ...]
    match: Match | None
    extra: int = 0

    @property
    def texts(self) -> tuple[str, str]:
        """Both sides as written."""
        return " ".join(p.text for p in self.one), " ".join(p.text for p in self.other)

    def turned(self) -> Pairing:
        """Return the same with the sides exchanged."""
        return Pairing(self.other, self.one, self.match, self.extra)


class Alignment(NamedTuple):
    """Two names laid side by side. ``former``: an earlier surname was used; ``unlikely``: on how many sides the
    order is one that the words speak against.
    """

    surname: Pairing
    given: Pairing
    father: Pairing
    former: bool = False
    unlikely: int = 0

    def turned(self) -> Alignment:
        """Return the same with the sides exchanged."""
        return Alignment(
            self.surname.turned(), self.given.turned(), self.father.turned(), self.former, self.unlikely
        )


def ways(one: ParsedName, other: ParsedName) -> Iterator[tuple[ParsedName, ParsedName, int]]:
    """Yield the readings of both names that can lie side by side, the likeliest first, and on how many sides the
    order is one that the words speak against (0 or 1).

    Only one side is read in the other order: both sides swapped would pair the same words under wrong labels (of
    two words; of more, other words come together).
    """
    yield one, other, 0
    turn_one = _turn_one(one, other)
    long = len(one.tokens) > _PLAIN or len(other.tokens) > _PLAIN
    if not long:  # one word for each part: all other ways leave one side as it is first read
        for a in one.readings if turn_one else ():
            yield a, other, int(one.order != UNKNOWN)
        for b in () if turn_one else other.readings:
            yield one, b, int(other.order != UNKNOWN)
        return
    for a, b in islice(product((one, *one.readings), (other, *other.readings)), 1, None):
        if (b if turn_one else a).swapped and not (a.swapped and b.swapped):
            continue
        against = (a.swapped and one.order != UNKNOWN) or (b.swapped and other.order != UNKNOWN)
        yield a, b, int(against)


def _turn_one(one: ParsedName, other: ParsedName) -> bool:
    """Whether the first name is the one to read in the other order: the side of which less is told."""
    if not one.twofold or not other.twofold:
        return not other.twofold
    return one.order == UNKNOWN and other.order != UNKNOWN


def lay(a: ParsedName, b: ParsedName, unlikely: int) -> Alignment:
    """Lay two readings side by side."""
    surname, former = _surname(a, b)
    return Alignment(
        surname,
        pair(a.words(Role.GIVEN), b.words(Role.GIVEN), match_given),
        pair(a.words(Role.PATRONYMIC)[:1], b.words(Role.PATRONYMIC)[:1], match),
        former,
        unlikely,
    )


def _surname(a: ParsedName, b: ParsedName) -> tuple[Pairing, bool]:
    """Pair the surnames; an earlier surname may answer instead."""
    best, used = pair(a.words(Role.SURNAME), b.words(Role.SURNAME), match), False
    if a.words(Role.PARTICLE) or b.words(Role.PARTICLE):
        whole = pair(_with_particles(a), _with_particles(b), match)
        if not whole.extra and _far(whole) < _far(best):
            best = whole
    for x, y in (
        (a.words(Role.FORMER), b.words(Role.SURNAME)),
        (a.words(Role.SURNAME), b.words(Role.FORMER)),
        (a.words(Role.FORMER), b.words(Role.FORMER)),
    ):
        if x and y:
            tried = pair(x, y, match)
            if _far(tried) < _far(best):
                best, used = tried, True
    return best, used


def _with_particles(name: ParsedName) -> tuple[Token, ...]:
    """Return the surname with the small words that belong to it (Ben Aharon, Ben-Aharon)."""
    return tuple(part.token for part in name.parts if part.role in (Role.PARTICLE, Role.SURNAME))


def _far(pairing: Pairing) -> float:
    return pairing.match.far if pairing.match else FARTHEST


@lru_cache(maxsize=_REMEMBERED)
def pair(one: tuple[Token, ...], other: tuple[Token, ...], matcher: Matcher) -> Pairing:
    """Pair the words of one role on both sides, in any order; ``matcher`` compares two words."""
    one, other = one[:_MOST_PARTS], other[:_MOST_PARTS]
    if not one or not other:
        return Pairing(one, other, None)
    if len(one) == 1 and len(other) == 1:
        return Pairing(one, other, matcher(one[0], other[0]))
    best, extra = _assigned(one, other, matcher), abs(len(one) - len(other))
    whole_one, whole_other = _together(one), _together(other)
    if whole_one and whole_other:
        together = matcher(whole_one, whole_other)
        if together.far <= best.far and (extra or together.far < best.far):
            return Pairing(one, other, together, 0)
    return Pairing(one, other, best, extra)


def _assigned(one: tuple[Token, ...], other: tuple[Token, ...], matcher: Matcher) -> Match:
    """Match each word of the shorter side with one of the longer; the worst of them speaks for all."""
    flipped = len(one) > len(other)
    few, many = (other, one) if flipped else (one, other)
    best: tuple[tuple[float, int], Match] | None = None
    for chosen in permutations(range(len(many)), len(few)):
        found = [
            matcher(many[j], word) if flipped else matcher(word, many[j])
            for word, j in zip(few, chosen, strict=True)
        ]
        total = (sum(m.far for m in found), sum(abs(i - j) for i, j in enumerate(chosen)))
        if best is None or total < best[0]:
            best = (total, max(found, key=lambda m: (m.far, m.clash, m.initial, m.weak, m.bent)))
    assert best is not None
    return best[1]


def _together(words: tuple[Token, ...]) -> Token | None:
    """Return the words written as one (Gal-On, Galon), unless one of them is an initial."""
    if any(word.initial for word in words):
        return None
    return words[0] if len(words) == 1 else token("".join(word.text for word in words))
