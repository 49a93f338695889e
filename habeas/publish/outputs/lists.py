"""The pages that lead to people: the index, letters, places, articles, institutions, groups, numbers, changes, search."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from habeas.model.record import Record
from habeas.publish.changes import FEEDS, Change
from habeas.publish.dates import day_words
from habeas.publish.edition import Edition
from habeas.publish.glance import Glance
from habeas.publish.html import SEARCH_POLICY, dated, page, script
from habeas.publish.outputs.calendars import CALENDARS
from habeas.publish.outputs.search import parts_of
from habeas.publish.pages.lists import FACETS, PART, Under, facets_of, letters_of
from habeas.publish.pages.news import grouped
from habeas.publish.pages.people import Lines, group_lines, supporters, wholes_first
from habeas.publish.pages.statistics import statistics_page, unnamed_least
from habeas.publish.pieces import Piece, Read, digest
from habeas.publish.words import Words

Values = dict[str, Any]
News = Mapping[str, list[Change]]
TOLD = {"work": 6, "recognition": 3, "help": 6}
DATED = ("index", "groups", "statistics", "changes")
FEW_NEWS, ROWS = 5, 200


def list_pieces(
    edition: Edition, words: Words, values: Values, seen: tuple[Glance, ...], news: News, whole: bytes
) -> Iterator[Piece]:
    """Return all of these pages in one language; ``seen`` is everyone at a glance, ``news`` what changed."""
    values = {**values, "browse": _browse(words), "feeds": _named(words, "feeds", FEEDS)}
    values["calendars"] = _named(words, "calendars", CALENDARS)
    letters = letters_of(edition, words)
    lines = Lines(edition, words)
    single = {
        "index": partial(_index, edition, words, letters, lines, news),
        "groups": partial(_groups, edition, words),
        "statistics": partial(statistics_page, edition, seen, words),
        "changes": partial(_changes, edition, words, news),
        "search": partial(_search, edition, words),
    }
    for name, view in single.items():
        own = {**values, **dated(edition, words)} if name in DATED else values
        make = partial(_single, name, own, view, f"{name}.html")
        yield Piece(f"{words.lang}/{name}.html", whole, make)
    for name, many in TOLD.items():
        view = partial(_told, words, seen, name, many)
        yield Piece(f"{words.lang}/{name}.html", whole, partial(_single, name, values, view, "told.html"))
    up = ("../index.html", words.text("site.index.title"))
    if len(edition.register.people) > PART:
        for under in letters:
            yield from _under(edition, lines, values, under, up, letters)
    for facet in FACETS:
        found = facets_of(edition, words)[facet]
        yield from _facets(words, values, facet, found, whole)
        up = (f"../{facet}.html", words.text("pages." + facet + ".title"))
        for under in found:
            yield from _under(edition, lines, values, under, up, ())


def _browse(words: Words) -> list[tuple[str, Markup]]:
    return [(f"{facet}.html", words.text("pages.browse." + facet)) for facet in FACETS]


def _named(words: Words, group: str, names: Any) -> list[tuple[str, Markup]]:
    return [(name, words.text(f"pages.{group}." + name)) for name in names]


def _single(name: str, values: Values, view: Any, template: str, _read: Read) -> bytes:
    more: Values = {"page": view(), "place": name, "path": f"{name}.html"}
    if name == "search":
        more |= {"policy": SEARCH_POLICY, "script": script()[0]}
    return page(template, {**values, **more})


def _index(edition: Edition, words: Words, letters: tuple[Under, ...], lines: Lines, news: News) -> Values:
    people = edition.register.people
    inline = len(people) <= PART
    held = sum(record.held is True for record in people)
    groups = edition.register.groups
    unnamed = unnamed_least(groups)
    return {
        "count": words.count("site.index.count", len(people)),
        "held": words.count("site.index.held", held),
        "day": words.text("site.index.day", date=day_words(edition.today, words)),
        "inline": inline,
        "letters": [
            {
                "letter": under.title,
                "path": f"#l-{number}" if inline else f"{under.path}.html",
                "people": lines.of(under.people, "") if inline else "",
            }
            for number, under in enumerate(letters, 1)
        ],
        "news": grouped(edition, news["all"], words)[:FEW_NEWS],
        "groups": (words.count("site.groups.least", unnamed) if unnamed else words.text("site.groups.link"))
        if groups
        else None,
        "support": supporters(edition, words),
    }


def _groups(edition: Edition, words: Words) -> Any:
    return [group_lines(edition, group, words) for group in wholes_first(edition.register.groups)]


def _changes(edition: Edition, words: Words, news: News) -> Values:
    told = [change for change in news["all"] if change.kind != "correction"]
    return {
        "news": grouped(edition, told, words),
        "corrections": grouped(edition, news["corrections"], words),
    }


def _search(edition: Edition, words: Words) -> Values:
    forms = {
        form: str(words.text(f"pages.search.found.{form}", n="{n}").unescape())
        for form in ("one", "few", "many", "other")
        if words.knows("pages.search.found", form)
    }
    said = {
        "found": forms,
        "none": words.text("pages.search.none").unescape(),
        "more": words.text("pages.search.more", n="{n}").unescape(),
    }
    return {"parts": " ".join(sorted(parts_of(edition))), "words": json.dumps(said, ensure_ascii=False)}


def _told(words: Words, seen: tuple[Glance, ...], name: str, many: int) -> Values:
    bodies = (
        Counter(body for glance in seen for body in glance.bodies) if name == "recognition" else Counter()
    )
    return {
        "title": words.text(f"pages.{name}.title"),
        "parts": [words.text(f"pages.{name}.parts.{number}") for number in range(1, many + 1)],
        "bodies": sorted(bodies.items()),
        "contact": name == "help",
    }


def _facets(
    words: Words, values: Values, facet: str, found: tuple[Under, ...], whole: bytes
) -> Iterator[Piece]:
    """The page that lists all places, articles or institutions; a long one in parts."""
    names = [f"{facet}.html"] + [
        f"{facet}-{number}.html" for number in range(2, (max(len(found), 1) - 1) // ROWS + 2)
    ]
    for number, name in enumerate(names):
        rows = found[number * ROWS : (number + 1) * ROWS]
        yield Piece(
            f"{words.lang}/{name}", whole, partial(_facet_page, words, values, facet, rows, names, number)
        )


def _facet_page(
    words: Words,
    values: Values,
    facet: str,
    rows: tuple[Under, ...],
    names: list[str],
    number: int,
    _read: Read,
) -> bytes:
    sections = [
        (
            kind,
            [(u.title, f"{u.path}.html", words.count("pages.browse.people", len(u.people))) for u in under],
        )
        for kind, under in groupby(rows, key=lambda u: u.kind)
    ]
    parts = [(name, name == names[number]) for name in names] if len(names) > 1 else []
    more = {
        "page": sections,
        "facet": facet,
        "next": parts,
        "path": names[number] if number == 0 else f"{facet}.html",
        "alternates": number == 0,
    }
    return page("facets.html", {**values, **more})


def _under(
    edition: Edition,
    lines: Lines,
    values: Values,
    under: Under,
    up: tuple[str, Markup],
    letters: tuple[Under, ...],
) -> Iterator[Piece]:
    """The people under one heading, each part a page that rests on its people only."""
    words = lines.words
    parts = list(under.parts())
    nav = [(f"{one.path}.html", one.title) for one in letters]
    for number, (path, people) in enumerate(parts):
        rests = digest(
            "list", edition.ground(), words.lang, path, under.title.unescape(), up[0], len(under.people),
            tuple(name for name, _ in nav), tuple(edition.rests_on(record) for record in people),
        )  # fmt: skip
        more = {
            "path": path,
            "alternates": not letters and number == 0,
            "up": up,
            "nav": nav,
            "parts": [(name, name == path) for name, _ in parts],
        }
        make = partial(_under_page, lines, values, under, people, more)
        yield Piece(f"{words.lang}/{path}", rests, make)


def _under_page(
    lines: Lines,
    values: Values,
    under: Under,
    people: tuple[Record, ...],
    more: Values,
    _read: Read,
) -> bytes:
    view = {
        "title": under.title,
        "up": more["up"][0],
        "up_label": more["up"][1],
        "count": lines.words.count("pages.browse.people", len(under.people)),
        "letters": more["nav"],
        "people": lines.of(people, "../"),
        "parts": more["parts"],
        "feed": "" if more["nav"] else f"../feeds/{under.path}",
    }
    inside = {"page": view, "root": "../../", "path": more["path"], "alternates": more["alternates"]}
    return page("people.html", {**values, **inside})
