"""Saved searches as they are kept: desk state of whoever saved them. No lane holds one, and erasing a person takes hers along."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from habeas.store.workspace import Workspace
from habeas.text.names import skeleton

if TYPE_CHECKING:
    from habeas.store.search_models import SearchRow

MOST: Final = 40  # of one of us


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One saved search, as :class:`habeas.store.search_models.SearchRow` keeps it."""

    number: str
    by: str
    since: int
    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


def searches(workspace: Workspace, by: str) -> tuple[SavedSearch, ...]:
    """Return what the role code ``by`` saved, in the order in which it was saved."""
    from habeas.store.search_models import SearchRow
    from habeas.store.transactions import reading

    with reading(workspace.alias):
        rows = SearchRow.objects.using(workspace.alias).filter(by=by).order_by("since", "pk")
        return tuple(_search(row) for row in rows)


def search(workspace: Workspace, number: str) -> SavedSearch | None:
    """Return one saved search by its number, or None."""
    from habeas.store.search_models import SearchRow

    found = SearchRow.objects.using(workspace.alias).filter(number=number).first()
    return None if found is None else _search(found)


def save(workspace: Workspace, one: SavedSearch) -> SavedSearch | None:
    """Keep a search, new or changed; return it, or the one with the same words and filters; None where there are too many."""
    from habeas.store.search_models import SearchRow
    from habeas.store.transactions import writing

    chosen = json.dumps(dict(one.chosen), sort_keys=True)
    values = {
        "by": one.by,
        "words": one.words,
        "chosen": chosen,
        "seen": json.dumps(dict(one.seen), sort_keys=True),
        "since": one.since,
    }
    with writing(workspace.alias):
        rows = SearchRow.objects.using(workspace.alias)
        same = rows.filter(by=one.by, words=one.words, chosen=chosen).exclude(number=one.number).first()
        if same is not None:
            return _search(same)
        if not rows.filter(number=one.number).exists() and rows.filter(by=one.by).count() >= MOST:
            return None
        rows.update_or_create(number=one.number, defaults=values)
    return one


def drop(workspace: Workspace, number: str, by: str) -> bool:
    """Remove a saved search of ``by``; return whether there was one."""
    from habeas.store.search_models import SearchRow
    from habeas.store.transactions import writing

    with writing(workspace.alias):
        return bool(SearchRow.objects.using(workspace.alias).filter(number=number, by=by).delete()[0])


def forget(workspace: Workspace, persons: Collection[str], names: Iterable[str]) -> int:
    """Destroy the searches whose words may be one of ``names``, and what all others remember of ``persons``.

    Return how many rows were touched. What the database keeps of them on the disk is destroyed too, as after an erasure.
    """
    from habeas.store.erasure import note_waiting
    from habeas.store.search_models import SearchRow
    from habeas.store.transactions import writing

    hers = [set(skeleton(name).split()) for name in names]
    touched = 0
    with writing(workspace.alias):
        for row in SearchRow.objects.using(workspace.alias).all():
            asked = set(skeleton(row.words).split())
            before = json.loads(row.seen)
            seen = {one: told for one, told in before.items() if one not in persons}
            if row.words in persons or any(asked & name for name in hers):
                row.delete()
                touched += 1
            elif len(seen) != len(before):
                row.seen = json.dumps(seen, sort_keys=True)
                row.save(using=workspace.alias)
                touched += 1
        if touched:
            note_waiting(workspace.alias, ())
    if touched:
        workspace.clean_up()
    return touched


def _search(row: SearchRow) -> SavedSearch:
    return SavedSearch(row.number, row.by, row.since, row.words, json.loads(row.chosen), json.loads(row.seen))
