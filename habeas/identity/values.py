"""How two values of one property relate: the same, fitting (one is only less precise), or in conflict."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import lru_cache

from habeas.identity.articles import article_readings, one_within, same_article
from habeas.identity.compare.institutions import relate_agencies, relate_courts, relate_facilities
from habeas.identity.compare.places import PlaceAnswer, PlaceRelation, relate_places
from habeas.identity.properties import field_property
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason

_DURATION = re.compile(r"P(?=\d)(?:(\d{1,4}(?:[.,]\d)?)Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{1,12}")


_PLACES = {
    "place": relate_places,
    "court": relate_courts,
    "facility": relate_facilities,
    "agency": relate_agencies,
}
# a place in another fits it: one report only says more exactly where
_FITTING = frozenset({PlaceRelation.WITHIN, PlaceRelation.AROUND, PlaceRelation.MAYBE})


class Relation(StrEnum):
    """``same``: equal but for spelling; ``fits``: both can be true of one event; ``conflict``: they cannot."""

    SAME = "same"
    FITS = "fits"
    CONFLICT = "conflict"


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the words of ``text`` for comparison: NFKC, no case, no punctuation, single spaces."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Return the same words in a list. Of whole passages ask this: nothing of them is kept."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=16_384)
def parse_date(text: str) -> Edtf | None:
    """Return the date, or None where the text is none."""
    try:
        return Edtf.parse(text)
    except EdtfError:
        return None


@lru_cache(maxsize=16_384)
def parse_term(text: str) -> tuple[tuple[int, int], tuple[int, int], str] | None:
    """Return the least and the greatest length as (months, days), and the kind in words; None if it is no term."""
    found = [match for match in _DURATION.finditer(text) if any(match.groups())]
    if not found:
        return None
    lengths = [_length(match) for match in found[:2]]
    if ".." not in text:
        lengths = lengths[:1]
    last = found[len(lengths) - 1]
    return lengths[0], lengths[-1], fold(text[last.end() :])


def _length(match: re.Match[str]) -> tuple[int, int]:
    years, months, weeks, days = (group or "0" for group in match.groups())
    whole = round(float(years.replace(",", ".")) * 12)  # P1.5Y is eighteen months
    return whole + int(months), int(weeks) * 7 + int(days)


def relate(field: str, a: str, b: str) -> Relation:
    """Say how the values ``a`` and ``b`` of ``field`` relate."""
    if a == b:
        return Relation.SAME
    kind = field_property(field).compare
    if kind == "date":
        return _relate_dates(a, b)
    if kind == "term":
        return _relate_terms(a, b)
    if kind == "article":
        return _relate_articles(a, b)
    if kind == "number":
        return Relation.SAME if _NUMBER.findall(a) == _NUMBER.findall(b) else Relation.CONFLICT
    left, right = fold(a), fold(b)
    if left == right:
        return Relation.SAME
    if kind in _PLACES:
        found = _PLACES[kind](a, b).relation
        if found is PlaceRelation.UNKNOWN:
            return _relate_words(left.split(), right.split())
        if found is PlaceRelation.SAME:
            return Relation.SAME
        return Relation.FITS if found in _FITTING else Relation.CONFLICT
    if kind == "name":
        return _relate_words(left.split(), right.split())
    return Relation.CONFLICT


def why_same(field: str, a: str, b: str) -> tuple[Reason, ...]:
    """Return why two values of ``field`` that are written differently are taken as one, or as fitting; else nothing."""
    kind = field_property(field).compare
    if kind in ("term", "article") and a != b and relate(field, a, b) is Relation.SAME:
        words = f"{a} = {b}: " + ("one length" if kind == "term" else "one article and part")
        return (Reason(f"value.same-{kind}", words, (("one", a), ("other", b))),)
    compare = _PLACES.get(kind)
    if compare is None or fold(a) == fold(b):
        return ()
    answer: PlaceAnswer = compare(a, b)
    if answer.relation in (PlaceRelation.DIFFERENT, PlaceRelation.UNKNOWN):
        return ()
    return answer.reasons


@lru_cache(maxsize=50_000)
def _relate_dates(a: str, b: str) -> Relation:
    left, right = parse_date(a), parse_date(b)
    if left is None or right is None:
        return Relation.SAME if fold(a) == fold(b) else Relation.CONFLICT
    if left.text.rstrip("?~%") == right.text.rstrip("?~%"):
        return Relation.SAME
    return Relation.FITS if left.overlaps(right) else Relation.CONFLICT


def _relate_terms(a: str, b: str) -> Relation:
    left, right = parse_term(a), parse_term(b)
    if left is None or right is None:
        return Relation.SAME if fold(a) == fold(b) else Relation.CONFLICT
    if left[2] and right[2] and left[2] != right[2] and _days(left[0]) != _days(right[0]):
        return Relation.CONFLICT
    if left[:2] == right[:2]:
        return Relation.SAME if left[2] == right[2] else Relation.FITS
    if _days(left[0]) <= _days(right[1]) and _days(right[0]) <= _days(left[1]):
        return Relation.FITS
    return Relation.CONFLICT


def _days(length: tuple[int, int]) -> float:
    """Compare lengths by their mean number of days; never used to count a term."""
    return length[0] * 30.4375 + length[1]


def _relate_articles(a: str, b: str) -> Relation:
    unnumbered = not article_readings(a) and not article_readings(b)
    if same_article(a, b) or (unnumbered and fold(a) == fold(b)):
        return Relation.SAME
    return Relation.FITS if one_within(a, b) else Relation.CONFLICT


def _relate_words(left: list[str], right: list[str]) -> Relation:
    if set(left) <= set(right) or set(right) <= set(left):
        return Relation.FITS
    return Relation.CONFLICT


def precision(field: str, value: str) -> tuple[int, int, str]:
    """Return a key under which the more precise of two fitting values sorts first."""
    kind = field_property(field).compare
    if kind == "date":
        found = parse_date(value)
        if found is None:
            return (9, 0, value)
        if not found.is_resolved:
            return (5, {"day": 0, "interval": 1, "month": 2, "year": 3}[found.precision], value)
        first, last = found.earliest or date.min, found.latest or date.max
        return (0, (last - first).days, value)
    if kind == "term":
        term = parse_term(value)
        if term is None:
            return (9, 0, value)
        return (0, int(_days(term[1]) - _days(term[0])) * 2 + (not term[2]), value)
    return (0, -len(value), value)
