"""A person's page for machines: schema.org Person and Claim as JSON-LD. It says who says what, and gives no verdicts."""

from __future__ import annotations

from functools import lru_cache
from json import JSONEncoder
from typing import Any

from markupsafe import Markup

from habeas.model.record import Record
from habeas.publish.edition import Edition
from habeas.publish.facts import field_of
from habeas.publish.links import is_wikidata, wikidata_address
from habeas.publish.names import Named
from habeas.publish.pages.person import PersonPage
from habeas.publish.plain import plain, readable
from habeas.publish.words import Words

MOST = 12
_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BEFORE = b'<script type="application/ld+json">{"@context":"https://schema.org","@graph":['
_AFTER = b"]}</script>"


def linked_person(edition: Edition, record: Record, name: Named, words: Words) -> str:
    """Return who the page is about, as one item of the graph."""
    address = _address(edition, record, words)
    person: dict[str, Any] = {"@type": "Person", "@id": f"{address}#person"}
    if name.first:
        person["name"] = readable(name.first.name)
    if name.others:
        person["alternateName"] = [readable(form.name) for form in name.others]
    if address:
        person["url"] = address
    same = [b.value for b in record.beliefs if is_wikidata(b.value) and field_of(b) == "wikidata"]
    if same:
        person["sameAs"] = [wikidata_address(one) for one in same]
    return _written(person)


def linked_claims(edition: Edition, record: Record, page: PersonPage, words: Words) -> str:
    """Return what is said of her: the other items of the graph, a comma before each."""
    about = {"@id": f"{_address(edition, record, words)}#person"}
    claims = []
    for fact in (*page.events, *page.recognition)[:MOST]:
        appears = []
        for quote in fact.quotes[:3]:
            work: dict[str, Any] = {"@type": "CreativeWork"}
            if quote.card.publisher:
                work["publisher"] = {
                    "@type": "Organization",
                    "name": readable(quote.card.publisher.words.unescape()),
                }
            if quote.card.link:
                work["url"] = quote.card.link
            appears.append(work)
        claim: dict[str, Any] = {"@type": "Claim", "name": plain(fact.title), "about": about}
        if appears:
            claim["appearance"] = appears
        claims.append(claim)
    return f",{_written(claims)[1:-1]}" if claims else ""


def linked(person: str, claims: bytes) -> bytes:
    """Return the block of linked data for the head of a page; ``claims`` are UTF-8 already."""
    return b"".join((_BEFORE, person.encode(), claims, _AFTER))


@lru_cache(maxsize=1 << 12)
def inside(words: bytes) -> bytes:
    """Return words of a page as they stand inside a text of the block."""
    return _written(plain(Markup(words.decode())))[1:-1].encode()  # noqa: S704 - markup of ours


def _written(thing: Any) -> str:
    """JSON in which “<” is written so that no text in it can end the block."""
    text = _JSON.encode(thing)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _address(edition: Edition, record: Record, words: Words) -> str:
    base = edition.settings.base
    return f"{base}{words.lang}/people/{record.id}.html" if base else ""
