"""The sample story as nouns: what its pack says of people, reports, statements and what is shown.

The pack (``packs/sample/story.yml``) explains itself to readers; this file only gives its parts names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from habeas.packs.loader import Pack, load, read_bytes

FILE = "sample/story.yml"


@dataclass(frozen=True, slots=True)
class Words:
    """A value and the words of the report that say it (None: not marked)."""

    value: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as a careful reader corrects it. ``key`` is ``report/statement``; ``line`` its line in the pack."""

    key: str
    type: str
    subjects: tuple[str, ...]
    quote: str
    nth: int
    fields: Mapping[str, tuple[Words, ...]]
    said_by: Words | None
    modality: str | None
    certainty: str
    decision: str
    why: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """A report or a note. ``decided`` is the day on which it was read, None while it waits; ``mentions``: person key
    to the names as they stand in it; ``voice`` and ``use_for`` belong to notes.
    """

    key: str
    name: str
    data: bytes
    day: str
    decided: str | None
    mentions: Mapping[str, tuple[str, ...]]
    statements: tuple[Told, ...]
    lang: str
    publisher: str | None = None
    url: str | None = None
    voice: str | None = None
    use_for: str = "only us"


@cache
def story() -> Pack:
    """Return the pack."""
    return load(FILE)


def today() -> str:
    """Return the day on which the demonstration is set."""
    return str(story().data["today"])


def people() -> Mapping[str, Any]:
    """Return the people of the story by key."""
    found: Mapping[str, Any] = story().data["people"]
    return found


def groups() -> Mapping[str, Any]:
    """Return the groups of the story by key."""
    found: Mapping[str, Any] = story().data["groups"]
    return found


def sources() -> Iterator[Source]:
    """Yield reports and notes in the order of their days."""
    found = [_report(number, row) for number, row in enumerate(story().data["reports"])]
    found += [_note(number, row) for number, row in enumerate(story().data["notes"])]
    yield from sorted(found, key=lambda source: (source.day, source.key))


def rows(part: str) -> list[dict[str, Any]]:
    """Return the rows of ``same``, ``different``, ``consents``, ``allow`` or ``widen``."""
    return list(story().data.get(part, []))


def _report(number: int, row: dict[str, Any]) -> Source:
    return Source(
        key=str(row["key"]),
        name=str(row["file"]),
        data=read_bytes(f"sample/reports/{row['file']}"),
        day=str(row["published"]),
        decided=str(row["decided"]) if row["decided"] else None,
        mentions=_mentions(row),
        statements=tuple(_statements(row, "reports", number)),
        lang=str(row["language"]),
        publisher=row.get("publisher"),
        url=row.get("url"),
    )


def _note(number: int, row: dict[str, Any]) -> Source:
    text = str(row["text"]).strip()
    return Source(
        key=str(row["key"]),
        name=str(row["key"]),
        data=text.encode("utf-8"),
        day=str(row["got"]),
        decided=str(row["got"]),
        mentions=_mentions(row),
        statements=tuple(_statements(row, "notes", number)),
        lang=str(row["language"]),
        voice=str(row["voice"]),
        use_for=str(row["use_for"]),
    )


def _mentions(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        str(person): tuple(str(name) for name in names) for person, names in row.get("mentions", {}).items()
    }


def _statements(row: dict[str, Any], part: str, number: int) -> Iterator[Told]:
    for index, told in enumerate(row.get("statements", [])):
        fields = {
            str(name): tuple(_words(one) for one in (value if isinstance(value, list) else [value]))
            for name, value in told.get("fields", {}).items()
        }
        yield Told(
            key=f"{row['key']}/{told['id']}",
            type=str(told["type"]),
            subjects=tuple(told["subjects"]),
            quote=str(told["quote"]),
            nth=int(told.get("nth", 1)),
            fields=fields,
            said_by=_words(told["said_by"]) if told.get("said_by") else None,
            modality=told.get("modality"),
            certainty=str(told.get("certainty", "plain")),
            decision=str(told["decision"]),
            why=told.get("why"),
            line=story().lines.get((part, str(number), "statements", str(index)), 0),
        )


def _words(row: dict[str, Any]) -> Words:
    return Words(str(row["value"]), str(row["words"]) if row.get("words") else None)
