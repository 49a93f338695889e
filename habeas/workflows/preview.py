"""Verb: what the next edition would change, before it is written: people and facts that come, change or go, and pages to purge.

The edition that is public now is read from its own data files, so that the difference is to what others really see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from habeas.publish.edition import Edition
from habeas.publish.names import named
from habeas.publish.outputs.dataset import person_bytes
from habeas.publish.words import words_of
from habeas.store.workspace import Workspace
from habeas.workflows.publish import LANGUAGES, notes_of, pieces_for, shown_edition
from habeas.workflows.sign_off import SignOff, sign_off_of

Kind = Literal["new", "changed", "gone"]
_PLACES = "data/people"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement as everyone sees it: its type, and what it says by field."""

    type: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What becomes of one person's page. ``added`` and ``gone`` are statements; with neither, what is derived of them changed."""

    id: str
    name: str
    kind: Kind
    added: tuple[Fact, ...]
    gone: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The next edition beside the one in ``folder`` (``first``: there is none yet); ``pages`` are the addresses that change."""

    folder: Path
    first: bool
    people: tuple[PersonChange, ...]
    pages: tuple[str, ...]
    sign_off: SignOff


def preview(
    workspace: Workspace, folder: Path, *, today: date, languages: Sequence[str] = LANGUAGES
) -> Preview:
    """Return what publishing into ``folder`` would change once everything waiting is signed off; nothing is written."""
    edition = shown_edition(workspace, today=today, languages=languages)
    before = {file.stem: file for file in (folder / _PLACES).glob("*.json")}
    people = [one for one in _changes(edition, before) if one is not None]
    return Preview(
        folder,
        not before,
        tuple(people),
        _pages(workspace, edition, folder),
        sign_off_of(workspace, today=today),
    )


def _changes(edition: Edition, before: Mapping[str, Path]) -> Iterable[PersonChange | None]:
    words = words_of(edition.languages[0])
    shown = set()
    for record in edition.register.people:
        shown.add(record.id)
        data = person_bytes(edition, record)
        earlier = before.get(record.id)
        old = _read(earlier) if earlier else None
        if old is not None and old == data:
            continue
        name = named(record, edition, words).first
        yield _person(record.id, name.name if name else "", _statements(old), _statements(data), old is None)
    for identity, file in before.items():
        if identity not in shown:
            old = _read(file)
            yield PersonChange(identity, _name(old), "gone", (), tuple(_statements(old).values()))


def _person(
    identity: str, name: str, old: Mapping[str, Fact], now: Mapping[str, Fact], new: bool
) -> PersonChange:
    added = tuple(fact for one, fact in now.items() if old.get(one) != fact)
    gone = tuple(fact for one, fact in old.items() if now.get(one) != fact)
    return PersonChange(identity, name, "new" if new else "changed", added, gone)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _loaded(data: bytes | None) -> dict[str, Any]:
    """The file of one person; a damaged one says nothing, and all of hers is new then."""
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _name(data: bytes | None) -> str:
    person = _loaded(data).get("person")
    return str(person.get("name", "")) if isinstance(person, dict) else ""


def _statements(data: bytes | None) -> dict[str, Fact]:
    try:
        return {
            str(row["id"]): Fact(
                str(row["type"]),
                tuple((str(name), str(v["value"])) for name, vs in row["fields"].items() for v in vs),
            )
            for row in _loaded(data).get("statements", ())
        }
    except (KeyError, TypeError, AttributeError):
        return {}


def _pages(workspace: Workspace, edition: Edition, folder: Path) -> tuple[str, ...]:
    """The addresses whose ground is another one, or gone: at least those that will be on the list to purge."""
    notes = notes_of(workspace, folder)
    now = {piece.path: piece.rests_on.hex() for piece in pieces_for(edition)}
    return tuple(
        sorted(
            path
            for path in {*notes, *now}
            if path not in notes or path not in now or notes[path].rests_on != now[path]
        )
    )
