"""What a web page states about itself in its markup: title, dates, links, encoding.

A date is taken only from markup whose meaning is “published”: the strongest kind that states exactly one day
wins; a kind that states several different days (a list of articles) is passed over, because it does not say which
is this page's. Sources: Open Graph protocol, schema.org, Dublin Core, HTML and microformats vocabularies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from habeas.sources.limits import MAX_LINK, MAX_LINKS
from habeas.sources.stated import Stated, StatedDate, dated, parse_stated, tidy_title

_CHARSET = re.compile(rb"charset[ \t]{0,5}=[ \t]{0,5}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9_:.-]{1,40})")
_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_EDITED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)
_PUBLISHED_CLASSES = frozenset(("dt-published", "published", "entry-date"))
_ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BlogPosting",
        "Report",
        "SocialMediaPosting",
        "LiveBlogPosting",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "WebPage",
        "DiscussionForumPosting",
    ]
)
_MAX_JSON = 1_000_000


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares in its first 4096 bytes, as written there, or None."""
    head = data[:4096]
    match = _CHARSET.search(head) or _XML.search(head)
    return match[1].decode("ascii") if match else None


def read_stated(page: LexborHTMLParser) -> Stated:
    """Return title and dates as the page states them."""
    published, where = _first_clear(_published(page))
    edited, _ = _first_clear(_edited(page))
    title = page.head.css_first("title") if page.head else None
    return Stated(
        title=tidy_title(title.text() if title else None),
        published=published.day if published else None,
        published_at=published.moment if published else None,
        edited=(edited.moment or edited.day) if edited else None,
        notes=dated(published, where),
    )


def read_links(page: LexborHTMLParser) -> tuple[str, ...]:
    """Return the web addresses that the page links to, as written, each once, in order."""
    found: dict[str, None] = {}
    for node in page.css("a[href]"):
        address = (node.attributes.get("href") or "").strip()
        if len(address) <= MAX_LINK and address.lower().startswith(("http://", "https://")):
            found.setdefault(address)
        if len(found) >= MAX_LINKS:
            break
    return tuple(found)


_Kind = tuple[str, list[str]]


def _published(page: LexborHTMLParser) -> Iterator[_Kind]:
    metas = _metas(page)
    yield "meta article:published_time", metas.get(_PUBLISHED_META[0], [])
    yield "JSON-LD datePublished", list(_json_ld(page, "datePublished"))
    yield "itemprop datePublished", _itemprop(page, "datePublished")
    for name in _PUBLISHED_META[1:]:
        yield f"meta {name}", metas.get(name, [])
    yield "time element", _times(page)


def _edited(page: LexborHTMLParser) -> Iterator[_Kind]:
    metas = _metas(page)
    for name in _EDITED_META:
        yield f"meta {name}", metas.get(name, [])
    yield "JSON-LD dateModified", list(_json_ld(page, "dateModified"))
    yield "itemprop dateModified", _itemprop(page, "dateModified")


def _first_clear(kinds: Iterator[_Kind]) -> tuple[StatedDate | None, str]:
    for where, written in kinds:
        dates = [date for text in written if (date := parse_stated(text))]
        if dates and len({date.day for date in dates}) == 1:
            return max(dates, key=lambda date: date.moment is not None), where
    return None, ""


def _metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
        content = attributes.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _itemprop(page: LexborHTMLParser, name: str) -> list[str]:
    nodes = page.css(f'[itemprop="{name}"]')
    values = [node.attributes.get("datetime") or node.attributes.get("content") or "" for node in nodes]
    return [value for value in values if value]


def _times(page: LexborHTMLParser) -> list[str]:
    values = []
    for node in page.css("time[datetime]"):
        attributes = node.attributes
        classes = frozenset((attributes.get("class") or "").split())
        if "pubdate" in attributes or classes & _PUBLISHED_CLASSES:
            values.append(attributes.get("datetime") or "")
    return values


def _json_ld(page: LexborHTMLParser, key: str) -> Iterator[str]:
    for node in page.css('script[type="application/ld+json"]'):
        text = node.text()
        if key not in text or len(text) > _MAX_JSON:
            continue
        try:
            waiting = [json.loads(text)]
        except (ValueError, RecursionError):
            continue  # not JSON, or nested to do harm: it states nothing
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                yield from _of_article(item, key)
                waiting.extend(value for value in item.values() if isinstance(value, list | dict))


def _of_article(item: dict[str, object], key: str) -> Iterator[str]:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    value = item.get(key)
    if isinstance(value, str) and any(isinstance(name, str) and name in _ARTICLES for name in names):
        yield value
