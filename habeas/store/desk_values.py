"""Settings, and the cache of what readers propose: desk and derived state that single rows hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import batched
from typing import Any, Final

from habeas.model.reading import Reading
from habeas.store.models import ReadingRow, Setting, TextRow
from habeas.store.nouns import NounError, dump, load
from habeas.store.transactions import reading as reading_rows
from habeas.store.transactions import writing

# One write transaction holds up every other writer: it stays well under a quarter of a second.
DERIVED: Final = "derived:"  # what names of settings begin with that an erasure throws away

_READINGS_AT_ONCE: Final = 200
_ASKED_AT_ONCE: Final = 500


def setting(alias: str, name: str, default: Any) -> Any:
    """Return a setting, as JSON has it, or ``default`` where it was never set."""
    with reading_rows(alias):
        row = Setting.objects.using(alias).filter(name=name).first()
    return default if row is None else json.loads(row.value)


def drop_derived(alias: str) -> None:
    """Throw away what was derived from the record and is kept as a setting, in the transaction of an erasure."""
    Setting.objects.using(alias).filter(name__startswith=DERIVED).delete()


def set_setting(alias: str, name: str, value: Any) -> None:
    """Set a setting to anything that JSON can say; None removes it."""
    with writing(alias):
        rows = Setting.objects.using(alias)
        if value is None:
            rows.filter(name=name).delete()
        else:
            rows.update_or_create(name=name, defaults={"value": json.dumps(value, sort_keys=True)})


def reading(alias: str, text_sha256: str, reader: str, published: str | None) -> Reading | None:
    """Return what that version of the reader made of the text with that published date, if it is still known."""
    with reading_rows(alias):
        row = (
            ReadingRow.objects.using(alias)
            .filter(text=bytes.fromhex(text_sha256), reader=reader, published=published or "")
            .first()
        )
    return None if row is None else reading_of(row.reading)


def readings(
    alias: str, reader: str, texts: Iterable[str] | None = None
) -> dict[tuple[str, str | None], str]:
    """Return what is known of what that version of the reader made of ``texts`` (hashes in hex; None: of all).

    As JSON, by text and published date.
    """
    found: dict[tuple[str, str | None], str] = {}
    rows = ReadingRow.objects.using(alias).filter(reader=reader)
    parts = [rows] if texts is None else [rows.filter(text__in=some) for some in _some(texts)]
    with reading_rows(alias) if parts else nullcontext():
        for part in parts:
            for text, published, written in part.values_list("text", "published", "reading"):
                found[bytes(text).hex(), published or None] = written
    return found


def _some(texts: Iterable[str]) -> Iterator[list[bytes]]:
    for some in batched(texts, _ASKED_AT_ONCE):
        yield [bytes.fromhex(text) for text in some]


def reading_of(written: str) -> Reading | None:
    """Return the reading that the JSON holds, or None where another version of the program wrote it: read the text again."""
    try:
        return load(Reading, written)
    except NounError:
        return None


def keep_readings(alias: str, readings: Iterable[Reading]) -> None:
    """Remember readings of texts that we hold. One of a text that was erased meanwhile is not kept."""
    rows = {
        (one.text_sha256, one.reader, one.published): ReadingRow(
            text=bytes.fromhex(one.text_sha256),
            reader=one.reader,
            published=one.published or "",
            reading=dump(one),
        )
        for one in readings
    }
    for some in batched(rows.values(), _READINGS_AT_ONCE):
        with writing(alias):
            held = TextRow.objects.using(alias).filter(sha256__in=[row.text for row in some])
            texts = {bytes(sha256) for sha256 in held.values_list("sha256", flat=True)}
            ReadingRow.objects.using(alias).bulk_create(
                [row for row in some if row.text in texts],
                update_conflicts=True,
                unique_fields=["text", "reader", "published"],
                update_fields=["reading"],
            )
