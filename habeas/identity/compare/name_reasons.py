"""Says in words what a comparison of two names found."""

from __future__ import annotations

from habeas.identity.compare.alignment import Alignment, Pairing
from habeas.identity.compare.fathers import Fathers
from habeas.model.reason import Reason
from habeas.text.names.widespread import is_common

_SAME = 0.35  # distance below which two words are told as one in two spellings
SAME_FATHER = 0.3


def reasons_of(a: str, b: str, alignment: Alignment | None, fathers: Fathers | None) -> tuple[Reason, ...]:
    """Return the reasons, one a part of the name; ``a`` and ``b`` as they were given."""
    if alignment is None:
        return (Reason("name.nothing-to-compare", "one of the names has no words", (("a", a), ("b", b))),)
    found = [_part("surname", alignment.surname), _part("given name", alignment.given)]
    if alignment.former:
        found.append(Reason("name.former", "an earlier surname was compared"))
    found.append(_father(alignment.father, fathers))
    match = alignment.surname.match
    if match is not None and match.far < _SAME and is_common_pair(alignment, fathers):
        words = "very many people have this surname"
        found.append(Reason("name.common", words, (("surname", alignment.surname.texts[0]),)))
    if alignment.surname.extra or alignment.given.extra:
        found.append(Reason("name.extra", "one name has a word more"))
    return tuple(reason for reason in found if reason is not None)


def is_common_pair(alignment: Alignment, fathers: Fathers | None) -> bool:
    """Whether their surname is a very common one, and no by-name from the father's name tells them apart or together."""
    if fathers is not None and fathers.far < SAME_FATHER and not fathers.initial:
        return False
    parts = (*alignment.surname.one, *alignment.surname.other)
    return any(is_common(part.token) for part in parts)


def _part(label: str, pairing: Pairing) -> Reason | None:
    one, other = pairing.texts
    facts = (("one", one), ("other", other))
    rule = "name." + label.replace(" ", "-")
    match = pairing.match
    if match is None:
        if not one and not other:
            return None
        return Reason(f"{rule}.missing", f"{label} only on one side: {one or other}", facts)
    if match.initial:
        sign = "may be" if not match.far else "is not"
        return Reason(f"{rule}.initial", f"{label}: {one} {sign} {other} (first letter)", facts)
    if match.clash:
        return Reason(f"{rule}.other", f"{label}: {one} and {other} are two names", facts)
    if match.weak:
        return Reason(f"{rule}.short", f"{label}: {one} and {other} may be long and short form", facts)
    if match.known and one != other:
        return Reason(f"{rule}.known", f"{label}: {one} = {other}", facts)
    ending = " (another case ending)" if match.bent else ""
    if match.far < _SAME:
        return Reason(f"{rule}.same", f"{label}: {one} = {other}{ending}", facts)
    if match.far < 1:
        return Reason(f"{rule}.near", f"{label}: {one} is near {other}{ending}", facts)
    return Reason(f"{rule}.other", f"{label}: {one} differs from {other}", facts)


def _father(pairing: Pairing, fathers: Fathers | None) -> Reason | None:
    one, other = pairing.texts
    facts = (("one", one), ("other", other))
    if fathers is None:
        if one or other:
            return Reason("name.patronymic.one-side", f"patronymic only on one side: {one or other}", facts)
        return None
    if fathers.sexes:
        return Reason("name.patronymic.sex", f"patronymic: {one} is a son's, {other} a daughter's", facts)
    if fathers.far >= SAME_FATHER:
        return Reason("name.patronymic.other", f"patronymic: {one} and {other} have different fathers", facts)
    sign = "may be" if fathers.initial else "="
    return Reason("name.patronymic.same", f"patronymic: {one} {sign} {other}", facts)
