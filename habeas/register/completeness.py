"""How much of the United Nations' minimum register is known of a person: “7 of 11 known”."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from habeas.model.claim import Modality
from habeas.model.statement import Statement
from habeas.packs.loader import load

FILE = "vocabulary/minimum_register.yml"


def completeness(statements: Iterable[Statement], status: str) -> tuple[tuple[str, bool], ...]:
    """Return (item, known) for every item that is asked of somebody with this ``status``."""
    known: set[str] = set()
    for statement in statements:
        if statement.modality in (Modality.DENIED, Modality.EXPECTED):
            continue
        known |= _told(statement.type, tuple(statement.fields))
    return tuple([(key, not known.isdisjoint(ways)) for key, ways in _asked(status)])


@lru_cache(maxsize=4_096)
def _told(type_name: str, fields: tuple[str, ...]) -> frozenset[str]:
    """Return what is known where a statement of this type gives these fields."""
    return frozenset([type_name, *(f"{type_name}.{name}" for name in fields)])


@cache
def _asked(status: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the items that are asked of somebody with this status, each with what makes it known."""
    return tuple(
        (str(item["key"]), frozenset(item["any"]))
        for item in load(FILE).data["items"]
        if status in item.get("applies", (status,))
    )


def item_words(key: str) -> str:
    """Return the English words of an item."""
    return next(str(item["words"]) for item in load(FILE).data["items"] if item["key"] == key)
