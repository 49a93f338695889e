"""What changed, for news readers: Atom (RFC 4287) and JSON Feed 1.1, one pair a language and a filter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from xml.etree import ElementTree

from habeas.publish.changes import Change, newest, urn_of
from habeas.publish.edition import Edition
from habeas.publish.pages.news import News, news_of
from habeas.publish.pieces import Piece, Read
from habeas.publish.plain import plain, readable
from habeas.publish.words import Words, words_of

ATOM = "http://www.w3.org/2005/Atom"
Tell = Callable[[], list[News]]


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the feeds of every language."""
    rests = edition.whole("feeds")
    found = edition.once("news", lambda: newest(edition))
    for lang in edition.languages:
        words = words_of(lang)
        told: dict[str, News] = {}
        for feed, changes in found.items():
            tell = partial(_told, edition, words, changes, told)
            yield Piece(f"{lang}/feeds/{feed}.xml", rests, partial(_atom, edition, words, feed, tell))
            yield Piece(f"{lang}/feeds/{feed}.json", rests, partial(_json_feed, edition, words, feed, tell))


def _told(edition: Edition, words: Words, changes: list[Change], told: dict[str, News]) -> list[News]:
    """The changes in words; ``told`` keeps them, for each stands in several feeds."""
    for change in changes:
        if change.urn not in told:
            told[change.urn] = news_of(edition, change, words)
    return [told[change.urn] for change in changes]


def title_of(edition: Edition, words: Words, feed: str) -> str:
    """Return the title of a feed, with what kind of register this is where it is no real one."""
    parts = [edition.site_title(words), plain(words.text("pages.feeds." + feed))]
    if edition.mode != "real":
        parts.append(plain(words.text("site.mode." + edition.mode)))
    return readable(" — ".join(parts))


def _updated(edition: Edition, news: list[News]) -> str:
    """The newest day of what is told; an empty feed has the day of the edition."""
    return f"{news[0].change.day if news else edition.today.isoformat()}T00:00:00Z"


def _identity(edition: Edition, words: Words, feed: str) -> str:
    return urn_of("feed", f"{edition.settings.base}|{edition.settings.publisher}|{words.lang}|{feed}")


def _atom(edition: Edition, words: Words, feed: str, tell: Tell, _read: Read) -> bytes:
    news = tell()
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": words.lang})
    _add(root, "title", title_of(edition, words, feed))
    _add(root, "id", _identity(edition, words, feed))
    _add(root, "updated", _updated(edition, news))
    _add(_add(root, "author"), "name", readable(edition.settings.publisher) or edition.site_title(words))
    base = edition.settings.base
    if base:
        _add(
            root, "link", rel="self", type="application/atom+xml", href=f"{base}{words.lang}/feeds/{feed}.xml"
        )
    _add(root, "link", rel="alternate", type="text/html", href=f"{_here(edition)}{words.lang}/changes.html")
    if edition.settings.licence:
        _add(root, "rights", readable(edition.settings.licence))
    for item in news:
        entry = _add(root, "entry")
        _add(entry, "title", _title(item, words))
        _add(entry, "id", item.change.urn)
        _add(entry, "updated", f"{item.change.day}T00:00:00Z")
        _add(
            entry, "link", rel="alternate", type="text/html", href=f"{_here(edition)}{words.lang}/{item.path}"
        )
        _add(entry, "category", term=item.change.kind)
        _add(entry, "summary", plain(item.said) or _title(item, words))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _here(edition: Edition) -> str:
    """What stands before an address inside the site: the site's own, or the way up from a feed."""
    return edition.settings.base or "../../"


def _title(item: News, words: Words) -> str:
    return plain(words.text("pages.calendars.event", name=item.name, what=item.what))


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text
    return child


def _json_feed(edition: Edition, words: Words, feed: str, tell: Tell, _read: Read) -> bytes:
    news = tell()
    base = edition.settings.base
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(edition, words, feed),
        "language": words.lang,
        "home_page_url": f"{_here(edition)}{words.lang}/changes.html",
    }
    if base:
        made["feed_url"] = f"{base}{words.lang}/feeds/{feed}.json"
    made["authors"] = [{"name": readable(edition.settings.publisher) or edition.site_title(words)}]
    made["items"] = [
        {
            "id": item.change.urn,
            "url": f"{_here(edition)}{words.lang}/{item.path}",
            "title": _title(item, words),
            "content_text": plain(item.said) or plain(item.what),
            "date_published": f"{item.change.day}T00:00:00Z",
            "tags": [item.change.kind],
        }
        for item in news
    ]
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
