"""What stands on a poster of one person: name, what became of her, where she is, the address of her page. Public facts only.

A poster hangs where anybody reads it, so it is made from an `Edition`, which holds nothing but the public lane; no
date that only the law implies stands on it, and no photograph.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from habeas.model.record import Record
from habeas.publish.cards import mark_of
from habeas.publish.dates import day_words
from habeas.publish.edition import Edition, PublishError
from habeas.publish.held import holding
from habeas.publish.pages.person import person_page, status_of
from habeas.publish.words import Words


def poster(edition: Edition, record: Record, words: Words) -> Mapping[str, Any]:
    """Return every word of the poster of ``record`` in one language; PublishError where her name is not public."""
    part = edition.alone(record)
    made = person_page(part, record, words)
    if made.name.first is None:
        raise PublishError(
            "No name of this person is public, so a poster would name nobody; nothing was written. "
            "Widen a statement with the name first, if the person agreed to it."
        )
    status = [sentence.striptags() for sentence in status_of(record, words, holding(record))]
    sentences = [sentence.striptags() for sentence in made.lede]
    base = edition.settings.base
    return {
        "lang": words.lang,
        "status": " ".join(status),
        "name": made.name.first.name,
        "spellings": [other.name for other in made.name.others[:2]],
        "sentences": [one for one in sentences if one not in status],
        "newest": made.newest.striptags() if made.newest else "",
        "write": words.text("pages.poster.write").striptags() if base else "",
        "page": f"{base}{words.lang}/people/{record.id}.html" if base else "",
        "site": edition.site_title(words),
        "publisher": edition.settings.publisher,
        "day": day_words(edition.today, words).striptags(),
        "mode": mark_of(edition, words),
    }
