"""A person's page for machines: schema.org Person and Claim as JSON-LD. It says who says what, and gives no verdicts."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from habeas.model.record import Record
from habeas.publish.edition import Edition
from habeas.publish.pages.person import PersonPage
from habeas.publish.plain import plain, readable
from habeas.publish.words import Words

MOST = 12


def linked(edition: Edition, record: Record, page: PersonPage, words: Words) -> Markup:
    """Return the block of linked data; “<” is written so that no text in it can end the block."""
    address = f"{edition.settings.base}{words.lang}/people/{record.id}.html" if edition.settings.base else ""
    person: dict[str, Any] = {"@type": "Person", "@id": f"{address}#person"}
    if page.name.first:
        person["name"] = readable(page.name.first.name)
    if page.name.others:
        person["alternateName"] = [readable(form.name) for form in page.name.others]
    if address:
        person["url"] = address
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
        claim: dict[str, Any] = {"@type": "Claim", "name": plain(fact.title), "about": {"@id": person["@id"]}}
        if appears:
            claim["appearance"] = appears
        claims.append(claim)
    whole = {"@context": "https://schema.org", "@graph": [person, *claims]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - escaped above
