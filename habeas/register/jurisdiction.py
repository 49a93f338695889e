"""Whose law a case is under: told by the articles it names, else by its fines, its courts and places, its reports' language.

A question of fact, so it comes with its reason; where nothing tells, the law is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.law.country import country
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.register.legal_facts import vocabulary
from habeas.text.places.institutions import parse_court
from habeas.text.places.reading import Place, parse_place

COUNTRIES = ("by", "ru", "ua")
UNKNOWN = Reason(
    "law.no-country", "Whose law applies cannot be told: no article, fine, court, place or report says it."
)
_OF_COURTS = ("court", "place", "facility")  # what tells where a case is judged, the surest first


def jurisdiction(record: Record) -> tuple[str | None, Reason]:
    """Return the country whose law applies (by, ru, ua), or None, and why."""
    articles = {b.value.split()[0] for b in record.beliefs if b.property == "article" and b.value}
    fines = [b.value for b in record.beliefs if b.property == "fine"]
    languages = {e.lang for b in record.beliefs for e in b.evidence}
    by_article = [one for one in COUNTRIES if articles and articles <= _articles(one)]
    if len(by_article) == 1:
        words = (
            f"The articles of the case ({', '.join(sorted(articles))}) are articles of this country’s codes."
        )
        return by_article[0], Reason("law.by-article", words, (("country", by_article[0]),))
    left = by_article or list(COUNTRIES)
    money = _only(left, (one for one in left if _names_money(one, fines)))
    if money:
        words = "A fine of the case is in this country’s money."
        return money, Reason("law.by-fine", words, (("country", money),))
    for name in _OF_COURTS:
        told = {b.value: _country(name, b.value) for b in record.beliefs if b.property == name}
        judged = _only(left, filter(None, told.values()))
        if judged:
            where = ", ".join(sorted(value for value, one in told.items() if one))
            words = (
                f"No article or fine tells whose law applies; the case is in this country’s places ({where})."
            )
            return judged, Reason("law.by-place", words, (("country", judged), ("where", where)))
    spoken = _only(left, (one for one in left if languages & set(vocabulary()["languages"].get(one, ()))))
    if spoken:
        words = "No article, fine or place tells whose law applies; reports about the case are in this country’s own language."
        return spoken, Reason("law.by-language", words, (("country", spoken),))
    return None, UNKNOWN


def _articles(code: str) -> frozenset[str]:
    return frozenset(row.article for row in country(code).penalties)


def _country(name: str, value: str) -> str:
    """Return the country in which a court, place or facility surely lies, and whose law alone is applied there; else empty."""
    named = [" ".join(where), *where] if name == "court" and (where := parse_court(value).where) else [value]
    readings = (parse_place(text).places for text in named)
    return next((found[0].country for found in readings if found and _tells(found[0], found[1:])), "")


def _tells(place: Place, others: Iterable[Place]) -> bool:
    rules = vocabulary()
    region = f"{place.country}-{place.region}" if place.region else place.id.removeprefix("region:")
    if region in rules["regions_under_two_laws"]:
        return False
    if place.kind != "town":
        return all(other.country == place.country for other in others)
    least = rules["towns"]["people"]
    if place.population < least:
        return False
    rivals = (other for other in others if other.country != place.country and other.sure)
    return all(other.population * rules["towns"]["one_in"] < place.population for other in rivals)


def _names_money(code: str, fines: Iterable[str]) -> bool:
    words = vocabulary()["money"].get(code, ())
    return any(str(one) in fine for fine in fines for one in words)


def _only(among: list[str], found: Iterable[str]) -> str | None:
    rows = list(dict.fromkeys(found))
    return rows[0] if len(rows) == 1 and rows[0] in among else None
