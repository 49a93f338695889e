"""Whose law a case is under: told by the articles it names, else by its fines and the language of its reports.

A question of fact, so it comes with its reason; where nothing tells, the law is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.law.country import country
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.register.legal_facts import vocabulary

COUNTRIES = ("by", "ru", "ua")
UNKNOWN = Reason("law.no-country", "Whose law applies cannot be told: no article, fine or report says it.")


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
    spoken = _only(left, (one for one in left if languages & set(vocabulary()["languages"].get(one, ()))))
    if spoken:
        words = "No article or fine tells whose law applies; reports about the case are in this country’s own language."
        return spoken, Reason("law.by-language", words, (("country", spoken),))
    return None, UNKNOWN


def _articles(code: str) -> frozenset[str]:
    return frozenset(row.article for row in country(code).penalties)


def _names_money(code: str, fines: Iterable[str]) -> bool:
    words = vocabulary()["money"].get(code, ())
    return any(str(one) in fine for fine in fines for one in words)


def _only(among: list[str], found: Iterable[str]) -> str | None:
    rows = list(dict.fromkeys(found))
    return rows[0] if len(rows) == 1 and rows[0] in among else None
