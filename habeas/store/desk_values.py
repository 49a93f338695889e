"""Settings, and the cache of what readers propose: desk and derived state that single rows hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from habeas.model.reading import Reading
from habeas.store.models import ReadingRow, Setting, TextRow
from habeas.store.nouns import NounError, dump, load
from habeas.store.transactions import reading as reading_rows
from habeas.store.transactions import writing


def setting(alias: str, name: str, default: Any) -> Any:
    """Return a setting, as JSON has it, or ``default`` where it was never set."""
    with reading_rows(alias):
        row = Setting.objects.using(alias).filter(name=name).first()
    return default if row is None else json.loads(row.value)


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
    if row is None:
        return None
    try:
        return load(Reading, row.reading)
    except NounError:
        return None  # written by another version of the program: read the text again


def keep_readings(alias: str, readings: Iterable[Reading]) -> None:
    """Remember readings of texts that we hold. One of a text that was erased meanwhile is not kept."""
    rows = [(bytes.fromhex(one.text_sha256), one, dump(one)) for one in readings]
    with writing(alias):
        for text, one, written in rows:
            if TextRow.objects.using(alias).filter(sha256=text).exists():
                ReadingRow.objects.using(alias).update_or_create(
                    text=text,
                    reader=one.reader,
                    published=one.published or "",
                    defaults={"reading": written},
                )
