"""Two words of names beside each other: how far apart they are, and why they may be one."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from habeas.identity.compare.changes import change
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
_BENT_MOST = 0.7  # stems farther apart than this are no case forms of one name
_BENT_GAIN = 0.15  # an ending is taken off only if it brings the words nearer by more than this
_BENT_COST = 0.1  # what taking an ending off costs
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


_EQUAL, _EQUAL_IN_SCRIPT = Match(0.0), Match(0.0, script=True)


@lru_cache(maxsize=50_000)
def match(one: Token, other: Token) -> Match:
    """Compare two words as surnames are compared: by sounds, then by stems."""
    if one.initial or other.initial:
        return _initials(one, other)
    script = one.script == other.script
    if not one.row_set.isdisjoint(other.rows):
        return _EQUAL_IN_SCRIPT if script else _EQUAL
    far, i, j = nearest(one.spreads, other.spreads, FARTHEST)
    if far >= FARTHEST:
        return _unlike(one, other)
    a, b = one.rows[i], other.rows[j]
    sexes = bool(one.men & other.women or one.women & other.men)
    bent = False
    if not sexes and not one.heads.isdisjoint(other.heads):
        stem, x, y = _nearest_stems(one, other)
        if stem <= _BENT_MOST and stem + _BENT_GAIN < far:
            far, bent, a, b = stem, True, x, y
    odd = not only_natural(a, b)
    return Match(
        far,
        _share(far, a, b),
        min(far, max(0.0, far - consonant_distance(a, b, FARTHEST))),
        bent=bent,
        woman=bent and one.woman_or_case != other.woman_or_case,
        sexes=sexes,
        clash=bool(one.given.forms and other.given.forms),
        head=_heads_differ(a, b),
        script=script,
        letters=_letters(one, other),
        odd=odd,
        exchanged=odd and len(a) == len(b),
        change="" if bent or sexes or not odd else change(a, b, one, other, script=script),
    )


@lru_cache(maxsize=50_000)
def match_given(one: Token, other: Token) -> Match:
    """Compare two words as given names are compared: first by what is known of them, then as any word."""
    if one.initial or other.initial:
        return _initials(one, other)
    plain = match(one, other)
    script = plain.script
    a, b = one.given, other.given
    if a.forms & b.forms or (a and b and plain.far == 0):
        return Match(0.0, known=True, script=script)
    if (b.forms and one.given_bent.forms & b.forms) or (a.forms and a.forms & other.given_bent.forms):
        # Аляксандра is Аляксандр in another case, or another person
        twofold = bool(a.forms and b.forms)
        return Match(0.0, bent=True, known=True, twofold=twofold, script=script)
    if a and b and (a.forms & b.weak or a.weak & b.forms or a.weak & b.weak):
        return Match(0.3, 0.1, weak=True, script=script)
    if a and b:
        return Match(max(plain.far, 1.0), max(plain.share, 0.4), clash=True, script=script)
    if plain.bent and _with_a(one, other):
        # a case of a man's name that is not known, or the woman's name made from it
        return plain._replace(twofold=True)
    if 0 < plain.far < FARTHEST and not plain.bent and _shortened(one, other):
        return Match(0.3, 0.1, weak=True, script=script)
    return plain


def _unlike(one: Token, other: Token) -> Match:
    """Return the answer for words that have nothing in common; how they differ matters no more."""
    return Match(
        FARTHEST,
        min(1.0, FARTHEST / max(one.size, other.size, 1.0)),
        clash=bool(one.given.forms and other.given.forms),
        head=True,
        script=one.script == other.script,
        letters=1.0 if one.script == other.script else 0.0,
    )


def _share(far: float, a: str, b: str) -> float:
    """Return the distance as a share of the longer row, an ending that hundreds of surnames have not counted."""
    longer = max(length(a), length(b)) - length(shared_ending(a, b))
    return min(1.0, far / max(longer, 1.0))


def _heads_differ(a: str, b: str) -> bool:
    return coarse(a)[:1] != coarse(b)[:1]


def _letters(one: Token, other: Token) -> float:
    """Return the share of letters that differ between two words of one script; 0 for words of two."""
    if one.script != other.script:
        return 0.0
    return float(Levenshtein.normalized_distance(one.letters, other.letters))


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


def _nearest_stems(one: Token, other: Token) -> tuple[float, str, str]:
    """Return how far apart the words are without their case endings, and the two stems."""
    (a, a_marks), (b, b_marks) = stems_of(one), stems_of(other)
    if not a or not b:
        return FARTHEST, one.row, other.row
    far, i, j = nearest(a_marks, b_marks, _BENT_MOST)
    return _BENT_COST + far, a[i], b[j]
