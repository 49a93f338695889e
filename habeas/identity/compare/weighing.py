"""Weighs two names against each other: every way to read them, what is seen in each, and the likeliest one.

Most names have one surname, one given name and perhaps a by-name. For those, what each pair of words weighs is
remembered, so that a word seen before costs a look-up and no comparison. Other names are laid side by side part by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.identity.compare.alignment import Alignment, lay, ways
from habeas.identity.compare.fathers import Fathers, match_fathers
from habeas.identity.compare.observations import Seen, observe, see_both, see_fathers, see_part
from habeas.identity.compare.words import Match, match, match_given
from habeas.packs.loader import load
from habeas.text.names.parse import ParsedName
from habeas.text.names.token import Token

WEIGHTS = "vocabulary/name_weights.yml"
HOPELESS = -7.0  # log-odds of two names none of whose words begin alike
_REMEMBERED = 200_000  # pairs of words


@dataclass(frozen=True, slots=True)
class Weighed:
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


@dataclass(frozen=True, slots=True)
class _Said:
    """What one pair of words says: its weight, and whether it leads to a question."""

    match: Match
    weight: float
    asked: bool


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
    return match_fathers(one[0].token, other[0].token) if one and other else None


@lru_cache(maxsize=10_000)
def likeliest(one: ParsedName, other: ParsedName) -> Weighed | None:
    """Return the likeliest way to read the names side by side, by the pack's weights; None if one has no words."""
    if not one.parts or not other.parts:
        return None
    apart = one.signs.isdisjoint(other.signs)  # then no other way to read them will bring them together
    if apart and _full(one) and _full(other):
        return Weighed(one, other, 0, HOPELESS, hopeless=True)
    best: Weighed | None = None
    bias = weights()[0]
    for a, b, unlikely in ways(one, other):
        plain_a, plain_b = a.plain, b.plain
        if plain_a and plain_b:
            if best is not None and _apart(plain_a, plain_b):
                continue  # no nearer than what was found
            weight, asked = _plain(plain_a, plain_b)
            weight += unlikely * weights()[1]["unlikely"]
            if best is None or weight > best.weight:
                best = Weighed(a, b, unlikely, weight, asked)
        else:
            weighed = _whole(a, b, unlikely, *weights())
            if best is None or weighed.weight > best.weight:
                best = weighed
        if apart or (best is not None and best.weight >= bias):
            break  # no other way to read them brings them nearer
    return best


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
    bias, of = weights()
    weight = bias + surname.weight + given.weight
    asked = surname.asked or given.asked
    a, b = surname.match, given.match
    if a.far or b.far or a.bent or b.twofold:
        seen: Seen = {}
        see_both(seen, a, b)
        weight += sum([of[name] * value for name, value in seen.items()])
        asked = asked or not ask().isdisjoint(seen)
    if one[2] and other[2]:
        more, doubt = _said_of_fathers(one[2], other[2])
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
def said_of_surnames(one: Token, other: Token) -> _Said:
    """Return what two surnames say."""
    found = match(one, other)
    seen: Seen = {}
    see_part(seen, "surname", found)
    return _Said(found, *_weighed(seen))


@lru_cache(maxsize=_REMEMBERED)
def _said_of_given(one: Token, other: Token) -> _Said:
    found = match_given(one, other)
    seen: Seen = {}
    see_part(seen, "given", found)
    return _Said(found, *_weighed(seen))


@lru_cache(maxsize=_REMEMBERED)
def _said_of_fathers(one: Token, other: Token) -> tuple[float, bool]:
    seen: Seen = {}
    see_fathers(seen, match_fathers(one, other))
    return _weighed(seen)
