"""Says in words what a comparison of two names found."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from habeas.identity.compare.alignment import Pairing
from habeas.identity.compare.fathers import Fathers, match_fathers
from habeas.identity.compare.weighing import Weighed, fathers_of
from habeas.identity.compare.words import Match, match, match_given
from habeas.model.reason import Reason
from habeas.text.names.token import Token
from habeas.text.names.widespread import is_common

APART = "no word of one name begins like a word of the other"
SAME_NAME = 0.35  # distance below which two words are told as one in two spellings
SAME_FATHER = 0.3
_REMEMBERED = 100_000  # sentences


def reasons_of(a: str, b: str, best: Weighed | None, *, turned: bool) -> tuple[Reason, ...]:
    """Return the reasons, one a part of the name; ``a`` and ``b`` as they were given, ``turned`` if they were weighed
    in the other order.
    """
    if best is None:
        return (Reason("name.nothing-to-compare", "one of the names has no words", (("a", a), ("b", b))),)
    if best.hopeless:
        return (Reason("name.apart", APART, (("a", a), ("b", b))),)
    one, other = best.one.plain, best.other.plain
    if one and other:
        father = _plain_father(one[2], other[2], turned)
        found = [_plain_surname(one[0], other[0], turned), _plain_given(one[1], other[1], turned), father]
        if match(one[0], other[0]).far < SAME_NAME and common_names(best):
            found.append(common_surname(other[0].text if turned else one[0].text))
        return tuple([reason for reason in found if reason is not None])
    alignment = best.alignment.turned() if turned else best.alignment
    fathers = fathers_of(alignment)
    found = [_part("surname", alignment.surname), _part("given name", alignment.given)]
    if alignment.former:
        found.append(Reason("name.former", "an earlier surname was compared"))
    found.append(fathers_reason(alignment.father.texts, fathers))
    surnames = alignment.surname.match
    if surnames is not None and surnames.far < SAME_NAME and common_names(best):
        found.append(common_surname(alignment.surname.texts[0]))
    if alignment.surname.extra or alignment.given.extra:
        found.append(Reason("name.extra", "one name has a word more"))
    return tuple(reason for reason in found if reason is not None)


def common_names(best: Weighed) -> bool:
    """Whether a surname is a very common one, and no by-name tells its bearers apart or together."""
    one, other = best.one.plain, best.other.plain
    if one and other:
        return _common_pair(*one, *other)
    alignment = best.alignment
    if tells(fathers_of(alignment)):
        return False
    return any(is_common(word) for word in (*alignment.surname.one, *alignment.surname.other))


def _common_pair(
    one: Token, _a: Token, father: Token | None, other: Token, _b: Token, father_of_other: Token | None
) -> bool:
    if not is_common(one) and not is_common(other):
        return False
    return not (father and father_of_other and tells(match_fathers(father, father_of_other)))


def tells(fathers: Fathers | None) -> bool:
    """Whether by-names tell the bearers of a common surname together: both by-names are written out and equal."""
    return fathers is not None and fathers.far < SAME_FATHER and not fathers.initial


def common_surname(surname: str) -> Reason:
    """Return the reason for asking about a very common surname."""
    return Reason("name.common", "very many people have this surname", (("surname", surname),))


@lru_cache(maxsize=_REMEMBERED)
def _plain_surname(one: Token, other: Token, turned: bool) -> Reason | None:
    texts = (other.text, one.text) if turned else (one.text, other.text)
    return part_of("surname", texts, match(one, other))


@lru_cache(maxsize=_REMEMBERED)
def _plain_given(one: Token, other: Token, turned: bool) -> Reason | None:
    texts = (other.text, one.text) if turned else (one.text, other.text)
    return part_of("given name", texts, match_given(one, other))


@lru_cache(maxsize=_REMEMBERED)
def _plain_father(one: Token | None, other: Token | None, turned: bool) -> Reason | None:
    texts = (one.text if one else "", other.text if other else "")
    fathers = match_fathers(one, other) if one and other else None
    return fathers_reason(texts[::-1] if turned else texts, fathers)


def _part(label: str, pairing: Pairing) -> Reason | None:
    return part_of(label, pairing.texts, pairing.match)


def part_of(label: str, texts: tuple[str, str], match: Match | None) -> Reason | None:
    """Return what the words of one part, ``surname`` or ``given name``, say (None: neither side has any)."""
    one, other = texts
    facts = (("one", one), ("other", other))
    rule = "name." + label.replace(" ", "-")
    if match is None:
        if not one and not other:
            return None
        return Reason(f"{rule}.missing", f"{label} only on one side: {one or other}", facts)
    told = told_of(match)
    kind = "same" if told.kind == "known" and one == other else told.kind
    return Reason(f"{rule}.{kind}", f"{label}: {one}{told.between}{other}{told.after}", facts)


class Told(NamedTuple):
    """How two words that were compared are told: the kind of the reason, and what stands between and after the words."""

    kind: str
    between: str
    after: str = ""


def told_of(match: Match) -> Told:
    """Return how two words that compare as ``match`` are told."""
    if match.initial:
        return Told("initial", " may be " if not match.far else " is not ", " (first letter)")
    if match.clash:
        return Told("other", " and ", " are two names")
    if match.weak:
        return Told("short", " and ", " may be long and short form")
    if match.known:
        return Told("known", " = ")
    if match.heard:
        return Told("heard", " sounds like ")
    ending = " (another case ending)" if match.bent else ""
    if match.far < SAME_NAME:
        return Told("same", " = ", ending)
    if match.far < 1:
        return Told("near", " is near ", ending)
    return Told("other", " differs from ")


def fathers_reason(texts: tuple[str, str], fathers: Fathers | None) -> Reason | None:
    """Return what the by-names say (None: neither side has one)."""
    one, other = texts
    facts = (("one", one), ("other", other))
    if fathers is None:
        if one or other:
            return Reason("name.patronymic.one-side", f"patronymic only on one side: {one or other}", facts)
        return None
    if fathers.sexes:
        return Reason(
            "name.patronymic.sex",
            f"patronymic: of {one} and {other}, one is a son's and one a daughter's",
            facts,
        )
    if fathers.far >= SAME_FATHER:
        return Reason("name.patronymic.other", f"patronymic: {one} and {other} have different fathers", facts)
    sign = "may be" if fathers.initial else "="
    return Reason("name.patronymic.same", f"patronymic: {one} {sign} {other}", facts)
