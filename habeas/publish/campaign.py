"""What stands on the papers of a day of action: the list of people, and the picture that announces the day. Public facts only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from habeas.model.record import Record
from habeas.publish.cards import mark_of, site_of
from habeas.publish.dates import date_words, day_words
from habeas.publish.edition import Edition, PublishError
from habeas.publish.names import named, sort_key
from habeas.publish.pages.person import lede
from habeas.publish.words import Words


def on_the_day(edition: Edition, words: Words) -> tuple[Record, ...]:
    """Return whom a day of action is about: everyone held whose name is public, in the order of the alphabet."""
    found = [
        (sort_key(first.name, words), record.id, record)
        for record in edition.register.people
        if record.held is True and (first := named(record, edition, words).first)
    ]
    return tuple(record for *_, record in sorted(found, key=lambda row: row[:2]))


def people_list(
    edition: Edition, people: Sequence[Record], day: Mapping[str, str], words: Words
) -> Mapping[str, Any]:
    """Return every word of the list; ``day`` has the ``name`` of the day of action and its ``date`` (EDTF).

    PublishError for somebody whose name is not public: a list would name nobody.
    """
    base = edition.settings.base
    return {
        **_around(edition, day, words),
        "count": words.count("pages.browse.people", len(people)).striptags(),
        "as_of": words.text("site.index.day", date=day_words(edition.today, words)).striptags(),
        "note": words.text("pages.campaign.note").striptags(),
        "publisher": edition.settings.publisher,
        "rows": [
            {
                **_names(edition, record, words),
                "told": " ".join(one.striptags() for one in lede(edition.alone(record), record, words)),
                "page": f"{base}{words.lang}/people/{record.id}.html" if base else "",
            }
            for record in people
        ],
    }


def day_card(edition: Edition, people: int, day: Mapping[str, str], words: Words) -> Mapping[str, Any]:
    """Return the words of the picture that announces the day: its name, its date, how many people it is about."""
    around = _around(edition, day, words)
    count = words.count("site.index.held", people).striptags()
    return {**around, "name": around["title"], "sentences": [f"{around['date']}.", count], "bar": None}


def _around(edition: Edition, day: Mapping[str, str], words: Words) -> dict[str, Any]:
    return {
        "lang": words.lang,
        "title": day["name"],
        "date": date_words(day["date"], words).striptags(),
        "site": edition.site_title(words),
        "address": site_of(edition),
        "mode": mark_of(edition, words),
    }


def _names(edition: Edition, record: Record, words: Words) -> dict[str, Any]:
    name = named(record, edition, words)
    if name.first is None:
        raise PublishError(
            "No name of one of these people is public, so a list would name nobody; nothing was written. "
            "Leave this person out, or widen a statement with the name first, if the person agreed to it."
        )
    return {"name": name.first.name, "spellings": [other.name for other in name.others[:2]]}
