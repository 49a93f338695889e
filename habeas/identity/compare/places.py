"""Whether two phrases mean one place: the answer, its score, and the reasons in words.

A town and its district are not one place, but one lies in the other; two places of one name are told apart only by
what stands beside them. What no list knows is compared by its sounds alone, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from habeas.model.judgement import Comparison, Judgement
from habeas.model.reason import Reason
from habeas.text.folding import fold
from habeas.text.places.gazetteer import area, region_words, town
from habeas.text.places.keys import name_keys
from habeas.text.places.reading import Place, PlaceReading, lies_in, parse_place

_LEADS = 10  # times as many people as the next place of its name: the one that is meant unless something else is said
_ORDER = ("town", "district", "region", "country")


class PlaceRelation(StrEnum):
    """How the first place relates to the second. ``unknown``: no list knows one of them, and they do not sound alike."""

    SAME = "same"
    WITHIN = "within"
    AROUND = "around"
    MAYBE = "maybe"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """The relation of two phrases, with its reason."""

    relation: PlaceRelation
    reasons: tuple[Reason, ...]


_JUDGED = {
    PlaceRelation.SAME: (0.99, Judgement.SAME),
    PlaceRelation.WITHIN: (0.2, Judgement.DIFFERENT),
    PlaceRelation.AROUND: (0.2, Judgement.DIFFERENT),
    PlaceRelation.MAYBE: (0.5, Judgement.UNSURE),
    PlaceRelation.DIFFERENT: (0.01, Judgement.DIFFERENT),
    PlaceRelation.UNKNOWN: (0.0, Judgement.UNSURE),
}
_TURNED = {PlaceRelation.WITHIN: PlaceRelation.AROUND, PlaceRelation.AROUND: PlaceRelation.WITHIN}


def compare_places(a: str, b: str) -> Comparison:
    """Compare two phrases about places, in any script and case of be, ru, uk, pl, lt and English.

    Symmetric and deterministic; never raises. Score 0 with “cannot tell” means that nothing could be compared.
    """
    return judged(relate_places(a, b))


def judged(answer: PlaceAnswer) -> Comparison:
    """Return the answer in the terms of all comparisons. A place inside another is not the same place."""
    score, judgement = _JUDGED[answer.relation]
    return Comparison(score, judgement, answer.reasons)


@lru_cache(maxsize=50_000)
def relate_places(a: str, b: str) -> PlaceAnswer:
    """Return how the place ``a`` relates to ``b``; turned round, within and around change places and nothing else."""
    if a > b:
        answer = _relate(parse_place(b), parse_place(a))
        return PlaceAnswer(turned(answer.relation), answer.reasons)
    return _relate(parse_place(a), parse_place(b))


def turned(relation: PlaceRelation) -> PlaceRelation:
    """Return the relation seen from the other side."""
    return _TURNED.get(relation, relation)


def said(rule: str, words: str, a: str, b: str) -> Reason:
    """Return a reason about two phrases."""
    return Reason(f"place.{rule}", words, (("one", a), ("other", b)))


def _relate(one: PlaceReading, other: PlaceReading) -> PlaceAnswer:
    a, b = one.text.strip(), other.text.strip()
    if not one.kind or not other.kind:
        if a and fold(a) == fold(b):
            return PlaceAnswer(PlaceRelation.SAME, (said("same-words", f"both say {a}", a, b),))
        return PlaceAnswer(
            PlaceRelation.UNKNOWN, (said("nothing", "one of them names no place that we know", a, b),)
        )
    if one.many or other.many:
        shared = {p.id for p in one.places} & {p.id for p in other.places}
        if shared or fold(a) == fold(b):
            return PlaceAnswer(
                PlaceRelation.MAYBE, (said("several", "one of them names several places", a, b),)
            )
    if not one.places or not other.places:
        return _unlisted(one, other, a, b)
    if one.kind != other.kind:
        return _nested(one, other, a, b)
    return _alike(one, other, a, b)


def _unlisted(one: PlaceReading, other: PlaceReading, a: str, b: str) -> PlaceAnswer:
    """Compare names of which no list knows at least one: by their sounds."""
    alike = bool(one.sounds & other.keys or one.keys & other.sounds)
    if not alike or one.places or other.places:
        if fold(a) == fold(b):
            return PlaceAnswer(PlaceRelation.SAME, (said("same-words", f"both say {a}", a, b),))
        return PlaceAnswer(
            PlaceRelation.UNKNOWN, (said("unlisted", "our list of places does not have one of them", a, b),)
        )
    note = "no list of ours has it, but it sounds the same"
    if one.kind != other.kind:
        small, large = (a, b) if _ORDER.index(one.kind) < _ORDER.index(other.kind) else (b, a)
        relation = PlaceRelation.WITHIN if small == a else PlaceRelation.AROUND
        return PlaceAnswer(relation, (said("within", f"{small} lies in {large} ({note})", a, b),))
    return _spots(one, other, said("sounds", f"{a} = {b} ({note})", a, b), a, b)


def _alike(one: PlaceReading, other: PlaceReading, a: str, b: str) -> PlaceAnswer:
    """Compare two places of one kind."""
    shared = [p for p in one.places if p.id in {q.id for q in other.places}]
    if not shared:
        first, second = one.places[0], other.places[0]
        words = f"{a} is {told(first)}, {b} is {told(second)}"
        return PlaceAnswer(PlaceRelation.DIFFERENT, (said("different", words, a, b),))
    first, second = one.places[0], other.places[0]
    if first.id == second.id and leads(one, shared) and leads(other, shared):
        several = len(one.places) > 1 or len(other.places) > 1
        best = ", the largest of that name" if several else ""
        return _spots(one, other, said("same", f"{a} = {b}: {told(first)}{best}", a, b), a, b)
    names = "; ".join(told(place) for place in shared[:3])
    words = f"several places are called so ({names}{'; ...' if len(shared) > 3 else ''})"
    return PlaceAnswer(PlaceRelation.MAYBE, (said("several-so-called", words, a, b),))


def leads(reading: PlaceReading, shared: Iterable[Place]) -> bool:
    """Whether the first place is the one that is meant unless something else is said: much the largest of those that
    have its name, or that the other phrase can mean too.
    """
    first = reading.places[0]
    wanted = {place.id for place in shared}
    rivals = [p for p in reading.places[1:] if p.id in wanted or _namesakes(first.id, p.id)]
    return first.population >= _LEADS * max((p.population for p in rivals), default=0)


@lru_cache(maxsize=20_000)
def _namesakes(a: str, b: str) -> bool:
    """Whether two towns (or the seats of two districts) have a name in common."""
    one, other = town(a.partition(":")[2]), town(b.partition(":")[2])
    return bool(one and other and not _keys_of(one.names).isdisjoint(_keys_of(other.names)))


def _keys_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key in name_keys(name)[:1])


def told(place: Place) -> str:
    """Return a place in words: “Mazyr (Homyel' region, Беларусь)”."""
    if place.kind == "country":
        return place.name
    if place.kind == "region":
        return region_words(place.country, place.region)
    where = region_words(place.country, place.region)
    return f"{place.name} ({where})" if place.kind == "town" else f"the district of {place.name} ({where})"


def _spots(one: PlaceReading, other: PlaceReading, same: Reason, a: str, b: str) -> PlaceAnswer:
    """Two phrases about one place: one may name a street or building in it."""
    if one.spot == other.spot:
        return PlaceAnswer(PlaceRelation.SAME, (same,))
    if one.spot and other.spot:
        words = f"both are in one place, at “{one.spot}” and “{other.spot}”"
        return PlaceAnswer(PlaceRelation.MAYBE, (same, said("spots", words, a, b)))
    inner = a if one.spot else b
    relation = PlaceRelation.WITHIN if one.spot else PlaceRelation.AROUND
    return PlaceAnswer(relation, (same, said("spot", f"{inner} says more exactly where", a, b)))


def _nested(one: PlaceReading, other: PlaceReading, a: str, b: str) -> PlaceAnswer:
    """Compare a finer place with a coarser one."""
    first_is_fine = _ORDER.index(one.kind) < _ORDER.index(other.kind)
    fine, coarse = (one, other) if first_is_fine else (other, one)
    inner, outer = (a, b) if first_is_fine else (b, a)
    inside = [p for p in fine.places if any(lies_in(p, q) for q in coarse.places)]
    if inside and (inside[0] == fine.places[0] or len(fine.places) == 1):
        relation = PlaceRelation.WITHIN if first_is_fine else PlaceRelation.AROUND
        where = told(coarse.places[0])
        return PlaceAnswer(relation, (said("within", f"{inner} lies in {outer}: {where}", a, b),))
    if inside or any(_could_lie(p, q) for p in fine.places[:1] for q in coarse.places[:1]):
        words = f"{inner} may lie in {outer}; our list does not tell"
        return PlaceAnswer(PlaceRelation.MAYBE, (said("may-lie", words, a, b),))
    words = f"{inner} is {told(fine.places[0])}, {outer} is {told(coarse.places[0])}"
    return PlaceAnswer(PlaceRelation.DIFFERENT, (said("different", words, a, b),))


def _could_lie(fine: Place, coarse: Place) -> bool:
    """Whether ``fine`` could be said to lie in ``coarse`` though the list does not say so.

    A town may lie in the district of another town of its region. A capital is a region of its own, but stands in
    the middle of the region that is called after it.
    """
    if coarse.kind == "district":
        return (fine.country, fine.region) == (coarse.country, coarse.region)
    if coarse.kind != "region":
        return False
    known = area(coarse.id.partition(":")[2])
    return known is not None and known.seat is not None and known.seat == fine.id.partition(":")[2]
