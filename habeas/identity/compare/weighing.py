"""Weighs two names against each other: every way to read them, what is seen in each, and the likeliest one.

Most names have one surname, one given name and perhaps a by-name. For those, what each pair of words weighs is
remembered, so that a word seen before costs a look-up and no comparison. Other names are laid side by side part by part.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from habeas.identity.compare.alignment import Alignment, Matcher, lay, pair, ways
from habeas.identity.compare.fathers import Fathers, match_fathers
from habeas.identity.compare.observations import (
    Seen,
    observe,
    see_both,
    see_extra,
    see_fathers,
    see_part,
)
from habeas.identity.compare.words import Match, match, match_given
from habeas.packs.loader import load
from habeas.text.names.parse import ParsedName
from habeas.text.names.roles import Role
from habeas.text.names.token import Token

WEIGHTS = "vocabulary/name_weights.yml"
HOPELESS = -7.0  # log-odds of two names none of whose words begin alike
_REMEMBERED = 200_000  # pairs of words


class Weighed(NamedTuple):
    """One way to read two names side by side, what it weighs in log-odds, and whether something seen leads to a
    question however high the score.

    ``hopeless``: no word of one begins like a word of the other, and nothing more was compared.
    """

    one: ParsedName
    other: ParsedName
    unlikely: int
    weight: float
    asked: bool = False
    hopeless: bool = False
    laid: Alignment | None = None

    @property
    def alignment(self) -> Alignment:
        """The two readings laid side by side."""
        return self.laid or lay(self.one, self.other, self.unlikely)

    @property
    def observed(self) -> Seen:
        """What is seen in them."""
        alignment = self.alignment
        return observe(alignment, fathers_of(alignment))


class Said(NamedTuple):
    """What one pair of words says: its weight, whether it leads to a question, and whether it says more together
    with the other words of the names (``whole``).
    """

    match: Match | None
    weight: float
    asked: bool
    whole: bool


@cache
def weights() -> tuple[float, dict[str, float]]:
    """Return the bias and the weights of the pack."""
    data = load(WEIGHTS).data
    return float(data["bias"]), {name: float(weight) for name, weight in data["weights"].items()}


@cache
def ask() -> frozenset[str]:
    """Return what, once seen, always leads to a question."""
    return frozenset(load(WEIGHTS).data["ask"])


def fathers_of(alignment: Alignment) -> Fathers | None:
    """Compare the by-names of an alignment, if both sides have one."""
    one, other = alignment.father.one, alignment.father.other
    return match_fathers(one[0], other[0]) if one and other else None


def likeliest(one: ParsedName, other: ParsedName) -> Weighed | None:
    """Return the likeliest way to read the names side by side, by the pack's weights; None if one has no words."""
    if not one.tokens or not other.tokens:
        return None
    apart = one.signs.isdisjoint(other.signs)  # then no other way to read them will bring them together
    if apart and _full(one) and _full(other):
        return Weighed(one, other, 0, HOPELESS, hopeless=True)
    best = _way(one, other, 0)  # as both are read first: the first of the ways
    if apart or best.weight >= weights()[0]:
        return best  # no other way to read them brings them nearer
    for a, b, unlikely in islice(ways(one, other), 1, None):
        if a.plain and b.plain and _apart(a.plain, b.plain):
            continue  # no nearer than what was found
        weighed = _way(a, b, unlikely)
        if weighed.weight > best.weight:
            best = weighed
        if best.weight >= weights()[0]:
            break
    return best


def _way(a: ParsedName, b: ParsedName, unlikely: int) -> Weighed:
    """Weigh two readings side by side."""
    if a.plain is None or b.plain is None:
        if a.small or b.small:
            return _whole(a, b, unlikely, *weights())
        weight, asked = _many(a, b)
    else:
        weight, asked = _plain(a.plain, b.plain)
    if unlikely:
        weight += unlikely * weights()[1]["unlikely"]
    return Weighed(a, b, unlikely, weight, asked)


def likeliest_by(one: ParsedName, other: ParsedName, bias: float, own: dict[str, float]) -> Weighed | None:
    """Return the same as :func:`likeliest`, by other weights than the pack's (for fitting them)."""
    if not one.parts or not other.parts:
        return None
    return max((_whole(a, b, u, bias, own) for a, b, u in ways(one, other)), key=lambda w: w.weight)


def _apart(one: tuple[Token, Token, Token | None], other: tuple[Token, Token, Token | None]) -> bool:
    """Whether the surnames begin differently and so do the given names."""
    return one[0].heads.isdisjoint(other[0].heads) and one[1].heads.isdisjoint(other[1].heads)


def _full(name: ParsedName) -> bool:
    """Whether the name has a given name and a surname, and every word is written out."""
    if name.plain is None:
        return bool(name.surname and name.given) and not name.initials
    return not name.plain[0].initial and not name.plain[1].initial


def _plain(
    one: tuple[Token, Token, Token | None], other: tuple[Token, Token, Token | None]
) -> tuple[float, bool]:
    surname, given = said_of_surnames(one[0], other[0]), _said_of_given(one[1], other[1])
    bias = weights()[0]
    weight = bias + surname.weight + given.weight
    asked = surname.asked or given.asked
    if surname.whole or given.whole:
        more, doubt = said_together(surname, given)
        weight, asked = weight + more, asked or doubt
    if one[2] and other[2]:
        more, doubt = said_of_fathers(one[2], other[2])
        weight, asked = weight + more, asked or doubt
    return weight, asked


def _many(a: ParsedName, b: ParsedName) -> tuple[float, bool]:
    """Weigh two names without small words and earlier surnames, with any number of words for each part."""
    surname, more_surnames = _said_of_words(a.words(Role.SURNAME), b.words(Role.SURNAME), match)
    given, more_given = _said_of_words(a.words(Role.GIVEN), b.words(Role.GIVEN), match_given)
    weight = weights()[0] + surname.weight + given.weight
    asked = surname.asked or given.asked
    if surname.whole or given.whole:
        more, doubt = said_together(surname, given)
        weight, asked = weight + more, asked or doubt
    if more_surnames and more_given:
        more, doubt = _weighed({"both_extra": 1.0})
        weight, asked = weight + more, asked or doubt
    one, other = a.words(Role.PATRONYMIC), b.words(Role.PATRONYMIC)
    if one and other:
        more, doubt = said_of_fathers(one[0], other[0])
        weight, asked = weight + more, asked or doubt
    return weight, asked


def _whole(a: ParsedName, b: ParsedName, unlikely: int, bias: float, own: dict[str, float]) -> Weighed:
    alignment = lay(a, b, unlikely)
    seen = observe(alignment, fathers_of(alignment))
    weight = bias + sum([own[name] * value for name, value in seen.items()])
    return Weighed(a, b, unlikely, weight, not ask().isdisjoint(seen), laid=alignment)


def _weighed(seen: Seen) -> tuple[float, bool]:
    of = weights()[1]
    return sum([of[name] * value for name, value in seen.items()]), not ask().isdisjoint(seen)


@lru_cache(maxsize=_REMEMBERED)
def said_of_surnames(one: Token, other: Token) -> Said:
    """Return what two surnames say."""
    return said("surname", match(one, other))


@lru_cache(maxsize=_REMEMBERED)
def _said_of_given(one: Token, other: Token) -> Said:
    return said("given", match_given(one, other))


def said_together(surname: Said, given: Said) -> tuple[float, bool]:
    """Return what surname and given name say only together."""
    if surname.match is None or given.match is None:
        return 0.0, False
    seen: Seen = {}
    see_both(seen, surname.match, given.match)
    return _weighed(seen) if seen else (0.0, False)


@lru_cache(maxsize=_REMEMBERED)
def _said_of_words(one: tuple[Token, ...], other: tuple[Token, ...], matcher: Matcher) -> tuple[Said, int]:
    """Return what the words of one part say together, and how many of them only one side has."""
    part = "surname" if matcher is match else "given"
    pairing = pair(one, other, matcher)
    return said(part, pairing.match, pairing.extra), pairing.extra


def said(part: str, found: Match | None, extra: int = 0) -> Said:
    """Return what words of one part, ``surname`` or ``given``, that compare as ``found`` say."""
    seen: Seen = {}
    see_part(seen, part, found)
    see_extra(seen, part, extra)
    weight, asked = _weighed(seen)
    return Said(found, weight, asked, found is not None and bool(found.far or found.bent or found.twofold))


@lru_cache(maxsize=_REMEMBERED)
def said_of_fathers(one: Token, other: Token) -> tuple[float, bool]:
    """Return what two by-names weigh, and whether they lead to a question."""
    seen: Seen = {}
    see_fathers(seen, match_fathers(one, other))
    return _weighed(seen)
