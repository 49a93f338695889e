"""Two words of names beside each other: how far apart they are, and why they may be one."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from habeas.identity.compare.changes import DERIVED, change, derived
from habeas.text.names.by_ear import UNLIKELY, unlikeliness
from habeas.text.names.endings import shared_ending
from habeas.text.names.given import first_sounds
from habeas.text.names.sounds import (
    coarse,
    consonant_distance,
    length,
    nearest,
    only_natural,
    sure,
)
from habeas.text.names.token import Token, stems_of

FARTHEST = 3.0
BENT_MOST = 0.7  # stems farther apart than this are no case forms of one name
_BENT_GAIN = 0.15  # an ending is taken off only if it brings the words nearer by more than this
BENT_COST = 0.1  # what taking an ending off costs
_HEARD = 0.2  # how far the likeliest spelling by ear is, where no table of spellings brings two words nearer
_LESS_LIKELY = 0.1  # how much farther one that is e times less likely is
_HEARD_GAIN = 0.3  # how much nearer it must be than by the tables, since it is always asked
_SHORT_LEAST = 3  # sounds that the short form of a name has at least (Theo, Theodor)
_VOWELS = frozenset("aeiouj")


class Match(NamedTuple):
    """Two words compared (a tuple, since millions are made).

    ``far`` is their distance in whole consonants (0 to 3), ``vowels`` how much of it are vowels, ``share`` the
    distance as a share of their length (0 to 1). ``bent``: a case ending had to be taken off one of them;
    ``initial``: only a first letter could be compared; ``known``: known to be one given name; ``clash``: known to
    be two; ``weak``: one may be a short form of the other; ``sexes``: a man's and a woman's form of one surname;
    ``twofold``: one word is a case form of the other's name, or a name of its own (Аляксандра).
    ``woman``: the case form may also be a woman's surname (Іванова).
    ``head``: the first consonants differ. ``script``: both in one script;
    ``letters``: then, the share of their letters that differ. ``odd``: they
    differ by more than the languages' vowels do; ``exchanged``: by a sound put for
    another in its place. ``change``: of surnames, the kind of the difference (``changes``).
    ``heard``: only by ear is one the other (``text.names.by_ear``).
    """

    far: float
    share: float = 0.0
    vowels: float = 0.0
    bent: bool = False
    initial: bool = False
    known: bool = False
    clash: bool = False
    weak: bool = False
    sexes: bool = False
    twofold: bool = False
    woman: bool = False
    head: bool = False
    script: bool = False
    letters: float = 0.0
    odd: bool = False
    exchanged: bool = False
    change: str = ""
    heard: bool = False


_EQUAL, _EQUAL_IN_SCRIPT = Match(0.0), Match(0.0, script=True)


@lru_cache(maxsize=50_000)
def match(one: Token, other: Token) -> Match:
    """Compare two words as surnames are compared: by sounds, then by stems."""
    found = match_plainly(one, other)
    if found is not None:
        return found
    rows = nearest(one.spreads, other.spreads, FARTHEST)
    if rows[0] >= FARTHEST:
        return unlike(one, other)
    stems = (
        nearest(stems_of(one)[1], stems_of(other)[1], BENT_MOST) if may_bend(one, other, rows[0]) else None
    )
    chosen = choose(one, other, rows, stems)
    letters = (one.letters, other.letters) if one.script == other.script else ("", "")
    return near(
        one,
        other,
        chosen,
        consonant_distance(chosen.one, chosen.other, FARTHEST),
        float(Levenshtein.normalized_distance(*letters)),
    )


# The steps of ``match``, for ``columns`` too, which counts the distances of many pairs of words at once.


def match_plainly(one: Token, other: Token) -> Match | None:
    """Return the answer where no distance has to be counted: for initials, and words that share a reading."""
    if one.initial or other.initial:
        return _initials(one, other)
    if one.row_set.isdisjoint(other.rows):
        return None
    return _EQUAL_IN_SCRIPT if one.script == other.script else _EQUAL


def may_bend(one: Token, other: Token, far: float) -> bool:
    """Whether two words that are ``far`` apart may come nearer without their case endings."""
    return (
        far > BENT_COST + _BENT_GAIN
        and not one.heads.isdisjoint(other.heads)
        and not _sexes(one, other)
        and not derived(one, other, far)
        and bool(stems_of(one)[0] and stems_of(other)[0])
    )


class Chosen(NamedTuple):
    """The readings of two words that are nearest, or their stems (``bent``), and how far apart they are."""

    far: float
    one: str
    other: str
    bent: bool


def choose(
    one: Token, other: Token, rows: tuple[float, int, int], stems: tuple[float, int, int] | None
) -> Chosen:
    """Choose readings or stems, given the nearest of each (distance and places); ``stems`` None: they may not bend."""
    far, i, j = rows
    if stems is not None and BENT_COST + stems[0] <= BENT_MOST and BENT_COST + stems[0] + _BENT_GAIN < far:
        return Chosen(
            BENT_COST + stems[0], stems_of(one)[0][stems[1]], stems_of(other)[0][stems[2]], bent=True
        )
    return Chosen(far, one.rows[i], other.rows[j], bent=False)


def near(one: Token, other: Token, chosen: Chosen, consonants: float, letters: float) -> Match:
    """Return the answer for words that are near, given how far the consonants of the chosen rows are apart and, for
    words of one script, the share of their letters that differ.
    """
    far, a, b, bent = chosen
    sexes = _sexes(one, other)
    odd = not only_natural(a, b)
    script = one.script == other.script
    found = Match(
        far,
        _share(far, a, b),
        min(far, max(0.0, far - consonants)),
        bent=bent,
        woman=bent and one.woman_or_case != other.woman_or_case,
        sexes=sexes,
        clash=bool(one.given.forms and other.given.forms),
        head=_heads_differ(a, b),
        script=script,
        letters=letters,
        odd=odd,
        exchanged=odd and len(a) == len(b),
        change="" if bent or sexes or not odd else _change(far, a, b, one, other),
    )
    return _by_ear(one, other, found) if odd else found


def _by_ear(one: Token, other: Token, found: Match) -> Match:
    """Return ``found``, or, where one of two words sounds like the other nearer than that, the nearer answer."""
    if one.script == other.script or "other" in (one.script, other.script):
        return found
    gain = 0.0 if found.change else _HEARD_GAIN
    most = (found.far - gain - _HEARD) / _LESS_LIKELY  # what is less likely brings them no nearer
    if most <= 0:
        return found
    latin, cyrillic = (one, other) if one.script == "latin" else (other, one)
    less = unlikeliness(latin.text, cyrillic.text, min(most, UNLIKELY))
    far = FARTHEST if less is None else _HEARD + _LESS_LIKELY * less
    if far + gain >= found.far:
        return found
    share = min(1.0, far / max(one.size, other.size, 1.0))
    return Match(far, share, vowels=far, sexes=found.sexes, clash=found.clash, heard=True)


def _change(far: float, a: str, b: str, one: Token, other: Token) -> str:
    return (
        DERIVED if derived(one, other, far) else change(a, b, one, other, script=one.script == other.script)
    )


def _sexes(one: Token, other: Token) -> bool:
    men, women = one.sexed
    men_of_other, women_of_other = other.sexed
    return not (men.isdisjoint(women_of_other) and women.isdisjoint(men_of_other))


@lru_cache(maxsize=50_000)
def match_given(one: Token, other: Token) -> Match:
    """Compare two words as given names are compared: first by what is known of them, then as any word."""
    return as_given(one, other, match(one, other))


def as_given(one: Token, other: Token, plain: Match) -> Match:
    """Return what two words that compare as ``plain`` are to each other as given names."""
    if plain.initial:
        return plain
    script = plain.script
    a, b = one.given, other.given
    both = bool(a and b)
    if not a.forms.isdisjoint(b.forms) or (both and plain.far == 0):
        return _known(script, bent=False, twofold=False)
    if (b.forms and not b.forms.isdisjoint(one.given_bent.forms)) or (
        a.forms and not a.forms.isdisjoint(other.given_bent.forms)
    ):
        # Аляксандра is Аляксандр in another case, or another person
        return _known(script, bent=True, twofold=bool(a.forms and b.forms))
    if both:
        if a.forms.isdisjoint(b.weak) and a.weak.isdisjoint(b.forms) and a.weak.isdisjoint(b.weak):
            return _two_names(plain.far, plain.share, script)
        return _short(script)
    if plain.bent and _with_a(one, other):
        # a case of a man's name that is not known, or the woman's name made from it
        return plain._replace(twofold=True)
    if 0 < plain.far < FARTHEST and not plain.bent and _shortened(one, other):
        return _short(script)
    return plain


# what is known of given names says the same of all of them


@cache
def _known(script: bool, *, bent: bool, twofold: bool) -> Match:
    return Match(0.0, bent=bent, known=True, twofold=twofold, script=script)


@cache
def _short(script: bool) -> Match:
    return Match(0.3, 0.1, weak=True, script=script)


@lru_cache(maxsize=10_000)
def _two_names(far: float, share: float, script: bool) -> Match:
    return Match(max(far, 1.0), max(share, 0.4), clash=True, script=script)


def unlike(one: Token, other: Token) -> Match:
    """Return the answer for words that have nothing in common; how they differ matters no more."""
    known = bool(one.given.forms and other.given.forms)
    return _unlike(max(one.size, other.size, 1.0), known, one.script == other.script)


@lru_cache(maxsize=1_000)
def _unlike(size: float, known: bool, script: bool) -> Match:
    return Match(
        FARTHEST,
        min(1.0, FARTHEST / size),
        clash=known,
        head=True,
        script=script,
        letters=1.0 if script else 0.0,
    )


def _share(far: float, a: str, b: str) -> float:
    """Return the distance as a share of the longer row, an ending that hundreds of surnames have not counted."""
    longer = max(length(a), length(b)) - length(shared_ending(a, b))
    return min(1.0, far / max(longer, 1.0))


def _heads_differ(a: str, b: str) -> bool:
    return coarse(a)[:1] != coarse(b)[:1]


def _shortened(one: Token, other: Token) -> bool:
    """Whether one word is the beginning of the other, closing vowels aside (Chris, Christopher; Magda, Magdalena)."""
    for a in one.rows:
        for b in other.rows:
            short, long = sorted((a.rstrip("aeiou"), b), key=len)
            if len(short) >= _SHORT_LEAST and long.startswith(short):
                return True
            short, long = sorted((b.rstrip("aeiou"), a), key=len)
            if len(short) >= _SHORT_LEAST and long.startswith(short):
                return True
    return False


def _with_a(one: Token, other: Token) -> bool:
    """Whether one word is the other with -a (Богуслава, Богуслав)."""
    return any(a + "a" == b or b + "a" == a for a in one.rows for b in other.rows)


def _initials(one: Token, other: Token) -> Match:
    """Compare a first letter with a word or a first letter, in sounds; what is known of a name lends its forms."""
    firsts = [_firsts(one), _firsts(other)]
    if firsts[0] & firsts[1] or (firsts[0] & _VOWELS and firsts[1] & _VOWELS):
        return Match(0.0, initial=True)
    return Match(FARTHEST, 1.0, initial=True)


def _firsts(token: Token) -> frozenset[str]:
    own = frozenset(sure(row[:1]) for row in token.rows)
    return own if token.initial else own.union(*map(first_sounds, token.given.forms | token.given.weak))
