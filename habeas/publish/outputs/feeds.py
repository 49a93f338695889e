"""What changed, for news readers: Atom (RFC 4287) and JSON Feed 1.1, one pair a language and a filter.

The filters are kinds of change, and each place, article and institution under which people are listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from habeas.publish.changes import Change, newest, newest_about, urn_of
from habeas.publish.edition import Edition
from habeas.publish.pages.lists import FACETS, facets_of
from habeas.publish.pages.news import News, news_of
from habeas.publish.pieces import Piece, Read, digest
from habeas.publish.plain import plain, readable
from habeas.publish.words import Words, words_of

_JSON = json.JSONEncoder(ensure_ascii=False)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={}>\n'


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its address inside the folder of feeds without an ending, its title, the page that it goes with."""

    name: str
    title: str
    page: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class _Teller:
    """The changes of one language in words, each written once: it stands in several feeds."""

    edition: Edition
    words: Words
    _told: dict[str, News] = field(default_factory=dict)
    _entries: dict[tuple[str, str], str] = field(default_factory=dict)
    _items: dict[tuple[str, str], str] = field(default_factory=dict)

    def news(self, change: Change) -> News:
        """Return the change in words."""
        if change.urn not in self._told:
            self._told[change.urn] = news_of(self.edition, change, self.words)
        return self._told[change.urn]

    def title(self, item: News) -> str:
        """Return the line that a reader of news shows."""
        return plain(self.words.text("pages.calendars.event", name=item.name, what=item.what))

    def entry(self, change: Change, here: str) -> str:
        """Return the change as an entry of Atom; ``here`` leads from the feed to the site's root."""
        found = self._entries.get((change.urn, here))
        if found is None:
            item = self.news(change)
            title = self.title(item)
            found = self._entries[change.urn, here] = (
                f"<entry>\n<title>{escape(title)}</title>\n<id>{change.urn}</id>\n"
                f"<updated>{change.day}T00:00:00Z</updated>\n"
                f'<link rel="alternate" type="text/html" href={quoteattr(self._page(item, here))}/>\n'
                f"<category term={quoteattr(readable(change.kind))}/>\n"
                f"<summary>{escape(plain(item.said) or title)}</summary>\n</entry>\n"
            )
        return found

    def item(self, change: Change, here: str) -> str:
        """Return the change as an item of JSON Feed, as it stands in the list of items."""
        found = self._items.get((change.urn, here))
        if found is None:
            found = self._items[change.urn, here] = self._item(change, here)
        return found

    def _item(self, change: Change, here: str) -> str:
        item = self.news(change)
        fields = {
            "id": change.urn,
            "url": self._page(item, here),
            "title": self.title(item),
            "content_text": plain(item.said) or plain(item.what),
            "date_published": f"{change.day}T00:00:00Z",
        }
        # indented by hand: the library does that in Python, and an item is one of thousands
        lines = [f'   "{name}": {_JSON.encode(text)},\n' for name, text in fields.items()]
        return f'  {{\n{"".join(lines)}   "tags": [\n    {_JSON.encode(change.kind)}\n   ]\n  }}'

    def _page(self, item: News, here: str) -> str:
        return f"{here}{self.words.lang}/{item.path}"


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the feeds of every language; each rests on its changes and the people whom they are about."""
    for lang in edition.languages:
        words = words_of(lang)
        teller = _Teller(edition, words)
        for feed in (*_kinds(edition, words), *_filters(edition, words)):
            rests = digest(
                "feed", edition.ground(), lang, feed.name, feed.title, "" if feed.changes else edition.today,
                tuple((one.urn, one.day, edition.rests_on(one.record)) for one in feed.changes),
            )  # fmt: skip
            yield Piece(f"{lang}/feeds/{feed.name}.xml", rests, partial(_atom, teller, feed))
            yield Piece(f"{lang}/feeds/{feed.name}.json", rests, partial(_json_feed, teller, feed))


def _kinds(edition: Edition, words: Words) -> Iterator[Feed]:
    for name, changes in edition.once("news", lambda: newest(edition)).items():
        yield Feed(name, plain(words.text("pages.feeds." + name)), "changes.html", changes)


def _filters(edition: Edition, words: Words) -> Iterator[Feed]:
    for facet in FACETS:
        for under in facets_of(edition, words)[facet]:
            people = {record.id for record in under.people}
            changes = edition.once(f"news of {under.path}", partial(newest_about, edition, people))
            yield Feed(under.path, plain(under.title), f"{under.path}.html", changes)


def title_of(teller: _Teller, feed: Feed) -> str:
    """Return the title of a feed, with what kind of register this is where it is no real one."""
    edition, words = teller.edition, teller.words
    parts = [edition.site_title(words), feed.title]
    if edition.mode != "real":
        parts.append(plain(words.text("site.mode." + edition.mode)))
    return readable(" — ".join(parts))


def _here(edition: Edition, feed: Feed) -> str:
    """What stands before an address inside the site: the site's own, or the way up from the feed."""
    return edition.settings.base or "../../" + "../" * feed.name.count("/")


def _author(teller: _Teller) -> str:
    return readable(teller.edition.settings.publisher) or teller.edition.site_title(teller.words)


def _identity(teller: _Teller, feed: Feed) -> str:
    settings = teller.edition.settings
    return urn_of("feed", f"{settings.base}|{settings.publisher}|{teller.words.lang}|{feed.name}")


def _atom(teller: _Teller, feed: Feed, _read: Read) -> bytes:
    edition, lang, here = teller.edition, teller.words.lang, _here(teller.edition, feed)
    # An empty feed has the day of the edition.
    day = feed.changes[0].day if feed.changes else edition.today.isoformat()
    lines = [
        _HEAD.format(quoteattr(lang)),
        f"<title>{escape(title_of(teller, feed))}</title>\n<id>{_identity(teller, feed)}</id>\n",
        f"<updated>{day}T00:00:00Z</updated>\n<author><name>{escape(_author(teller))}</name></author>\n",
    ]
    if edition.settings.base:
        own = quoteattr(f"{here}{lang}/feeds/{feed.name}.xml")
        lines.append(f'<link rel="self" type="application/atom+xml" href={own}/>\n')
    page = quoteattr(f"{here}{lang}/{feed.page}")
    lines.append(f'<link rel="alternate" type="text/html" href={page}/>\n')
    if edition.settings.licence:
        lines.append(f"<rights>{escape(readable(edition.settings.licence))}</rights>\n")
    lines += [teller.entry(change, here) for change in feed.changes]
    return "".join([*lines, "</feed>\n"]).encode()


def _json_feed(teller: _Teller, feed: Feed, _read: Read) -> bytes:
    base, lang, here = teller.edition.settings.base, teller.words.lang, _here(teller.edition, feed)
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(teller, feed),
        "language": lang,
        "home_page_url": f"{here}{lang}/{feed.page}",
    }
    if base:
        made["feed_url"] = f"{base}{lang}/feeds/{feed.name}.json"
    made["authors"] = [{"name": _author(teller)}]
    items = ",\n".join([teller.item(change, here) for change in feed.changes])
    told = f"[\n{items}\n ]" if items else "[]"
    head = json.dumps(made, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "items": {told}\n}}\n'.encode()
