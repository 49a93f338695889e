"""The do-not-register list: who asked not to be kept, as keyed hashes of her name and year; a later report about her proposes nothing.

Whoever has the workspace key can ask the list about a name; without it nobody can. The consonants of given name and surname are
hashed, as they sound, so that the same name in another script or spelling is known again. People of one name are told apart by the year of birth only where
both are known: better one too many left out than one kept who asked not to be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from habeas.model.statement import Statement
from habeas.store.workspace import Workspace
from habeas.text.names import Role, parse_name

LIST: Final = "do not register"
_ROLES: Final = (Role.GIVEN, Role.SURNAME)
_VOWELS: Final = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class NotKept:
    """The list, open for asking: ``rows`` are (hash of the name, year of birth as another hash or None)."""

    key: bytes
    rows: frozenset[tuple[str, str | None]]

    def lists(self, name: str, year: str | None = None) -> bool:
        """Whether somebody of that name (and year, where both are known) asked not to be kept."""
        asked = _hash(self.key, name)
        if asked is None:
            return False
        born = _year(self.key, asked, year)
        return any(row == asked and (told is None or born is None or told == born) for row, told in self.rows)

    def nodes(self, statements: Iterable[Statement]) -> frozenset[str]:
        """Return the people among proposals, as they carry them, who asked not to be kept."""
        if not self.rows:
            return frozenset()
        named: dict[str, set[str]] = {}
        years: dict[str, str] = {}
        for one in statements:
            for node, names in one.names.items():
                named.setdefault(node, set()).update(names)
            for born in one.fields.get("born", ()):
                years.update(dict.fromkeys(one.subjects, born.value[:4]))
        return frozenset(
            node for node, names in named.items() if any(self.lists(name, years.get(node)) for name in names)
        )


def not_kept(workspace: Workspace) -> NotKept:
    """Return the list of a workspace."""
    rows = workspace.setting(LIST, [])
    return NotKept(_list_key(workspace), frozenset((row["name"], row.get("year")) for row in rows))


def put_on_list(workspace: Workspace, names: Iterable[str], year: str | None) -> None:
    """Put a person on the list, under every form of her name; within the caller's transaction."""
    key, rows = _list_key(workspace), workspace.setting(LIST, [])
    for name in sorted(set(names)):
        hashed = _hash(key, name)
        if hashed is not None:
            row = {"name": hashed, "year": _year(key, hashed, year)}
            rows += [] if row in rows else [row]
    workspace.set_setting(LIST, sorted(rows, key=lambda row: (row["name"], row["year"] or "")))


def take_off_list(workspace: Workspace, names: Iterable[str]) -> int:
    """Take a name off again, because she asked for it; return how many rows that were."""
    key, rows = _list_key(workspace), workspace.setting(LIST, [])
    gone = {_hash(key, name) for name in names}
    left = [row for row in rows if row["name"] not in gone]
    workspace.set_setting(LIST, left or None)
    return len(rows) - len(left)


def _list_key(workspace: Workspace) -> bytes:
    return hashlib.blake2b(key=workspace.key, person=b"not kept", digest_size=32).digest()


def sounds(name: str) -> str | None:
    """Return how a name is known again: the consonants of given name and surname, in whichever order; None for less than two words."""
    rows = (part.token.row for part in parse_name(name).parts if part.role in _ROLES and not part.initial)
    heard = sorted("".join(sound for sound in row if sound not in _VOWELS) for row in rows)
    return " ".join(heard) if len(heard) > 1 and all(heard) else None


def _hash(key: bytes, name: str) -> str | None:
    heard = sounds(name)
    return None if heard is None else hashlib.blake2b(heard.encode(), key=key, digest_size=32).hexdigest()


def _year(key: bytes, name: str, year: str | None) -> str | None:
    if not year or not year.isdigit():
        return None
    return hashlib.blake2b(f"{name} {year}".encode(), key=key, digest_size=32).hexdigest()
