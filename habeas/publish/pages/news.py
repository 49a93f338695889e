"""One change in words: a title, a sentence or two, where it leads. For feeds and for the page of changes alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from habeas.publish.changes import Change
from habeas.publish.dates import date_words
from habeas.publish.edition import Edition
from habeas.publish.facts import Teller
from habeas.publish.names import named
from habeas.publish.pages.person import lede, value_markup
from habeas.publish.words import Words

_FEW = 3


@dataclass(frozen=True, slots=True)
class News:
    """``path`` is the page's address inside the language's folder; ``what`` is in the voice of who says it."""

    change: Change
    date: Markup
    name: Markup
    lang: str
    what: Markup
    said: Markup
    path: str


def grouped(edition: Edition, changes: Iterable[Change], words: Words) -> list[list[News]]:
    """Return changes as a page shows them: what became public of one person on one day stands together."""
    found: dict[tuple[str, str], list[News]] = {}
    for change in changes:
        found.setdefault((change.day, change.record.id), []).append(news_of(edition, change, words))
    for group in found.values():
        group.sort(key=lambda item: (item.change.kind != "new", _moment(item.change)))
    return list(found.values())


def _moment(change: Change) -> tuple[str, str]:
    return change.episode.sort_key if change.episode else ("", "")


def news_of(edition: Edition, change: Change, words: Words) -> News:
    """Return ``change`` in words."""
    name = named(change.record, edition, words).first
    what, said, anchor = _told(edition, change, words)
    return News(
        change=change,
        date=date_words(change.day, words),
        name=escape(name.name) if name else words.text("site.person.unnamed"),
        lang=name.lang if name else "und",
        what=what,
        said=said,
        path=f"people/{change.record.id}.html{anchor}",
    )


def _told(edition: Edition, change: Change, words: Words) -> tuple[Markup, Markup, str]:
    if change.episode is not None:
        fact = Teller(edition, words).episode(change.episode)
        values = [line for line in fact.lines if line.field != change.episode.type and not line.choices]
        said = Markup("; ").join(
            Markup("{}: {}").format(line.label, value_markup(line.value)) for line in values[:_FEW]
        )
        return fact.title, said, f"#{fact.anchor}"
    if change.correction is not None:
        told = [change.correction.words] if change.correction.words else []
        what = words.term("claim_types", change.correction.statement.type)
        said = Markup(" ").join([words.text("site.corrections.error"), *told])
        return words.text("pages.changes.back", what=what), said, "#corrections"
    return words.text("pages.changes.new"), Markup(" ").join(lede(edition, change.record, words)), ""
