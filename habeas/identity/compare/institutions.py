"""Whether two phrases mean one place of detention, one court, one agency: in any language, with the reason."""

from __future__ import annotations

from functools import lru_cache

from habeas.identity.compare.places import (
    PlaceAnswer,
    PlaceRelation,
    judged,
    relate_places,
)
from habeas.model.judgement import Comparison
from habeas.model.reason import Reason
from habeas.text.folding import fold
from habeas.text.places.institutions import (
    CourtReading,
    FacilityReading,
    agency,
    is_broad,
    listed,
    parse_court,
    parse_facility,
    place_keys,
)
from habeas.text.places.lookup import find_towns

_GENERAL = frozenset({"prison", "temporary", "arrest-house", "pretrial"})  # words that are said of each other


def compare_facilities(a: str, b: str) -> Comparison:
    """Compare two phrases about places of detention. Symmetric, deterministic, never raises."""
    return judged(relate_facilities(a, b))


def compare_courts(a: str, b: str) -> Comparison:
    """Compare two phrases about courts. Symmetric, deterministic, never raises."""
    return judged(relate_courts(a, b))


def compare_agencies(a: str, b: str) -> Comparison:
    """Compare two phrases about agencies. Symmetric, deterministic, never raises."""
    return judged(relate_agencies(a, b))


@lru_cache(maxsize=50_000)
def relate_facilities(a: str, b: str) -> PlaceAnswer:
    """Return how two places of detention relate."""
    a, b = sorted((a, b))
    if fold(a.strip()) == fold(b.strip()):
        return _answer(PlaceRelation.SAME, "same-words", f"both say {a}", a, b)
    one, other = parse_facility(a), parse_facility(b)
    if one.named and other.named:
        if one.named == other.named:
            return _answer(PlaceRelation.SAME, "named", f"{a} = {b} (names of one place)", a, b)
        if not one.named & other.named:
            return _answer(PlaceRelation.DIFFERENT, "named", f"{a} and {b} are names of two places", a, b)
    if one.kind != other.kind:
        return _other_kind(one, other, a, b)
    if not one.kind:
        return _answer(PlaceRelation.UNKNOWN, "nothing", "we cannot tell which places these are", a, b)
    if one.number and other.number and one.number != other.number:
        words = f"{a} and {b} have different numbers"
        return _answer(PlaceRelation.DIFFERENT, "number", words, a, b)
    return _one_kind(one, other, a, b)


def _one_kind(one: FacilityReading, other: FacilityReading, a: str, b: str) -> PlaceAnswer:
    """Two of one kind whose numbers do not differ: by number, by name, by where they stand."""
    sites = _sites(one), _sites(other)
    where = [relate_places(x, y).relation for x in sites[0] for y in sites[1]]
    apart = bool(where) and all(relation is PlaceRelation.DIFFERENT for relation in where)
    together = any(r in (PlaceRelation.SAME, PlaceRelation.WITHIN, PlaceRelation.AROUND) for r in where)
    together = together or any(_one_place(x, y) for x in one.where.split() for y in other.where.split())
    if apart and not together and not (one.named & other.named):
        return _answer(PlaceRelation.DIFFERENT, "elsewhere", f"{a} and {b} stand in different places", a, b)
    if one.number and one.number == other.number:
        numbered = f"both are number {one.number} of one kind"
        if len(listed(one.kind, one.number)) > 1 and bool(one.named) is not bool(other.named):
            return _answer(PlaceRelation.MAYBE, "moved", f"{numbered}, which had more than one house", a, b)
        if together or one.where == other.where:
            return _answer(PlaceRelation.SAME, "number", f"{a} = {b}: {numbered}", a, b)
        return _answer(PlaceRelation.MAYBE, "number", f"{numbered}; where they stand is not clear", a, b)
    if together and not one.number and not other.number:
        return _answer(
            PlaceRelation.SAME, "place", f"{a} = {b}: of one kind and in one place, without a number", a, b
        )
    return _answer(PlaceRelation.MAYBE, "open", "one of them says too little to tell", a, b)


def _other_kind(one: FacilityReading, other: FacilityReading, a: str, b: str) -> PlaceAnswer:
    if one.named & other.named:
        return _answer(PlaceRelation.MAYBE, "named", "one name, but another kind of place", a, b)
    if not one.kind or not other.kind:
        sites = [relate_places(x, y).relation for x in _sites(one) for y in _sites(other)]
        if any(r in (PlaceRelation.SAME, PlaceRelation.WITHIN, PlaceRelation.AROUND) for r in sites):
            return _answer(PlaceRelation.MAYBE, "place", "both are in one place; one says no kind", a, b)
        return _answer(PlaceRelation.UNKNOWN, "nothing", "one of them is no kind of place that we know", a, b)
    if {one.kind, other.kind} <= _GENERAL and not (one.number and other.number):
        sites = [relate_places(x, y).relation for x in _sites(one) for y in _sites(other)]
        if not sites or not all(r is PlaceRelation.DIFFERENT for r in sites):
            return _answer(PlaceRelation.MAYBE, "kind", "their words are often said of each other", a, b)
    return _answer(PlaceRelation.DIFFERENT, "kind", f"{a} and {b} are two kinds of places", a, b)


def _sites(reading: FacilityReading) -> tuple[str, ...]:
    """Return where it stands, as far as the phrase or our cards tell."""
    cards = [c for c in listed(reading.kind, reading.number) if not reading.named or c.id in reading.named]
    return (reading.where,) if reading.where and not reading.named else tuple(c.place for c in cards)


@lru_cache(maxsize=50_000)
def relate_courts(a: str, b: str) -> PlaceAnswer:
    """Return how two courts relate."""
    a, b = sorted((a, b))
    if fold(a.strip()) == fold(b.strip()):
        return _answer(PlaceRelation.SAME, "same-words", f"both say {a}", a, b)
    one, other = parse_court(a), parse_court(b)
    if one.level and other.level and one.level != other.level:
        words = f"one is a {one.level} court, the other a {other.level} court"
        return _answer(PlaceRelation.DIFFERENT, "level", words, a, b)
    missing = len(one.where) + len(other.where) - 2 * _paired(one, other)
    both_left = _paired(one, other) < min(len(one.where), len(other.where))
    if both_left:
        return _answer(PlaceRelation.DIFFERENT, "elsewhere", f"{a} and {b} are courts of two places", a, b)
    if missing or one.level != other.level or not (one.where or one.level == "supreme"):
        return _answer(PlaceRelation.MAYBE, "open", "one of them says less of which court it is", a, b)
    return _answer(PlaceRelation.SAME, "court", f"{a} = {b}: one level and one place", a, b)


def _paired(one: CourtReading, other: CourtReading) -> int:
    """Return how many words about where find each other."""
    free = list(other.where)
    found = 0
    for word in one.where:
        match = next((w for w in free if _one_place(word, w)), None)
        if match is not None:
            free.remove(match)
            found += 1
    return found


def _one_place(a: str, b: str) -> bool:
    own_a, all_a = place_keys(a)
    own_b, all_b = place_keys(b)
    if own_a & all_b or all_a & own_b:
        return True
    first, second = find_towns(a, adjective=True), find_towns(b, adjective=True)
    return bool(first and second and first[0].town.id == second[0].town.id)


@lru_cache(maxsize=50_000)
def relate_agencies(a: str, b: str) -> PlaceAnswer:
    """Return how two agencies relate."""
    a, b = sorted((a, b))
    if fold(a.strip()) == fold(b.strip()):
        return _answer(PlaceRelation.SAME, "same-words", f"both say {a}", a, b)
    one, other = agency(a), agency(b)
    if not one or not other:
        return _answer(PlaceRelation.UNKNOWN, "nothing", "our list of agencies lacks one of them", a, b)
    if one == other:
        return _answer(PlaceRelation.SAME, "agency", f"{a} = {b}: one agency in two languages", a, b)
    if is_broad(one) or is_broad(other):
        return _answer(PlaceRelation.MAYBE, "agency-broad", "one of them is said of several agencies", a, b)
    return _answer(PlaceRelation.DIFFERENT, "agency", f"{a} and {b} are two agencies", a, b)


def _answer(relation: PlaceRelation, rule: str, words: str, a: str, b: str) -> PlaceAnswer:
    return PlaceAnswer(relation, (Reason(f"institution.{rule}", words, (("one", a), ("other", b))),))


__all__ = [
    "compare_agencies",
    "compare_courts",
    "compare_facilities",
    "relate_agencies",
    "relate_courts",
    "relate_facilities",
]
