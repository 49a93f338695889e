"""Whether two values name one article of law: “342 1”, “342-1”, “205.5 2”.

A hyphen or a full stop may belong to the article's own number (361-4) or stand before a part (342-1 for part 1 of 342).
The codes that we hold tell which: a number that one of them has is an article of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from habeas.packs.loader import load, names

CODES = ("criminal_code.yml", "administrative_code.yml")
_TOKEN = re.compile(r"\d{1,5}(?:[-.]\d{1,4}){0,3}")
_MOST = 8  # numbers of one value that are looked at
Numbers = tuple[str, ...]


@cache
def _known() -> frozenset[Numbers]:
    """Return the numbers of the articles of every code that we hold, each as its parts: 361-4 is (361, 4)."""
    found: set[Numbers] = set()
    for country in names("countries"):
        for code in CODES:
            if code in names(f"countries/{country}"):
                found |= {
                    _numbers(str(row["article"]))
                    for row in load(f"countries/{country}/{code}").data["articles"]
                }
    return frozenset(found)


def _numbers(text: str) -> Numbers:
    return tuple(re.split(r"[-.]", text))


@lru_cache(maxsize=20_000)
def article_readings(value: str) -> tuple[tuple[Numbers, Numbers], ...]:
    """Return what a value can mean: the article's number and its part and point, the likeliest first."""
    tokens = _TOKEN.findall(value)[:_MOST]
    if not tokens:
        return ()
    article, parts = _numbers(tokens[0]), tuple(n for token in tokens[1:] for n in _numbers(token))
    found = [(article, parts)]
    if len(article) > 1 and not parts and article not in _known():
        split = (article[:-1], article[-1:])
        # a code that has the article before the hyphen and not the whole number: the rest is its part
        found = [split] if article[:-1] in _known() else [*found, split]
    return tuple(found)


def same_article(a: str, b: str) -> bool:
    """Whether both name one article with the same part and point."""
    return bool(set(article_readings(a)) & set(article_readings(b)))


def one_within(a: str, b: str) -> bool:
    """Whether both name one article, and one of them says less of the part or point."""
    return any(
        x[0] == y[0] and (x[1] == y[1][: len(x[1])] or y[1] == x[1][: len(y[1])])
        for x in article_readings(a)
        for y in article_readings(b)
    )
