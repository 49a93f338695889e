"""A feed (RSS, Atom): one document an entry, with its title over its words.

The longest form of an entry is read (its content before its summary), as the feed carries it; the page that it
links to may hold more and is not fetched.
"""

from __future__ import annotations

import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats.html import parse_page
from habeas.sources.limits import MAX_LINK, MAX_META
from habeas.sources.made import as_parts, make_document
from habeas.sources.page_says import read_links
from habeas.sources.stated import Stated, StatedDate, dated, parse_stated, tidy_title
from habeas.sources.visible import visible_text

_WAY_OUT = "Get the feed again, or add the pages that it lists."


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return a document for each entry with words; raise SourceError if there is none, or no feed."""
    del name
    if "<!ENTITY" in _decoded(data):
        raise SourceError("The feed defines its own XML, as no feed does. It was not read.", _WAY_OUT)
    feed = _parsed(data)
    publisher = tidy_title(feed.feed.get("title"))
    found = (_document(data, entry) for entry in feed.entries)
    documents = tuple(replace(one, publisher=publisher) for one in found if one is not None)
    if not documents:
        broken = "is broken and" if feed.get("bozo") else ""
        raise SourceError(" ".join(f"The feed {broken} holds no entry with words.".split()), _WAY_OUT)
    return as_parts(documents)


def _parsed(data: bytes) -> Any:
    import feedparser  # loaded on first use

    try:
        # as a stream: given as text it might be taken for an address
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:
        raise
    except Exception as error:
        # The parser trusts its input: broken feeds surface as a dozen kinds of exception.
        raise SourceError("The feed is broken inside.", _WAY_OUT) from error


def _document(data: bytes, entry: Any) -> Document | None:
    title = tidy_title(_plain(entry.get("title") or ""))
    longest = max([part.get("value") or "" for part in entry.get("content", ())], key=len, default="")
    markup = max(longest, entry.get("summary") or "", key=len)
    page = parse_page(f"<!doctype html><body>{markup}")
    words = visible_text(page.root) if page.root else ""
    text = "\n\n".join(part for part in (title, words.strip("\n")) if part and part.strip())
    if not text.strip():
        return None
    link = entry.get("link")
    links = (
        (link, *read_links(page))
        if isinstance(link, str) and link[:8].startswith("http")
        else read_links(page)
    )
    short = tuple(dict.fromkeys(one for one in links if len(one) <= MAX_LINK))
    return make_document(data, "feed/1", text, stated=_stated(entry, title), links=short)


def _plain(markup: str) -> str:
    page = parse_page(f"<!doctype html><body>{markup}")
    return visible_text(page.root) if page.root else ""


def _stated(entry: Any, title: str | None) -> Stated:
    # asked as a plain dict: the parser's own would give one date for the other
    published = _date(dict.get(entry, "published"))
    edited = _date(dict.get(entry, "updated"))
    if published is None:
        published, edited = edited, None
    changed = (edited.moment or edited.day) if edited and edited != published else None
    moment = published.moment if published else None
    day = published.day if published else None
    return Stated(title, day, moment, changed, dated(published, "the feed"))


def _date(written: object) -> StatedDate | None:
    """Return a date as Atom (RFC 3339) or RSS (RFC 5322) writes it: its day where it was written, its moment in UTC."""
    if not isinstance(written, str):
        return None
    found = parse_stated(written)
    if found is not None:
        return found
    try:
        moment = parsedate_to_datetime(written[:MAX_META])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return parse_stated(moment.isoformat())


def _prepare() -> None:
    _parsed(b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>x</title></item></channel></rss>')


def _decoded(data: bytes) -> str:
    """Return the marks of a feed as letters; its words may come out wrong, for only UTF-16 writes marks otherwise."""
    return data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "latin-1", "replace")


def _recognises(data: bytes) -> bool:
    head = _decoded(data[:4096]).lstrip("\xef\xbb\xbf \t\r\n").lower()
    return (
        head.startswith(("<?xml", "<rss", "<feed", "<rdf"))
        and any(sign in head for sign in ("<rss", "<feed", "<rdf:rdf"))
        and "<html" not in head
    )


FORMAT = Format(
    id="feed",
    called="a feed",
    media="application/xml",
    extensions=(".rss", ".atom", ".xml"),
    recognises=_recognises,
    read=read,
    isolated=True,
    sure=True,
    prepare=_prepare,
)
