"""What describes the data for machines: Frictionless, DCAT, JSON Schema, a citation file, the licence; for robots, a map."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.etree import ElementTree

from habeas.packs.loader import read_bytes
from habeas.publish.edition import Edition
from habeas.publish.outputs.tables import BYTE_ORDER_MARK, PEOPLE, STATEMENTS
from habeas.publish.pieces import Piece, Read, Turn, digest, ready
from habeas.publish.plain import plain, readable
from habeas.publish.words import words_of

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FILES = {
    "data/habeas.json": "application/json",
    "data/people.csv": "text/csv",
    "data/statements.csv": "text/csv",
    "data/people.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "data/entities.ftm.json": "application/x-ndjson",
}
_SINGLE = ("index", "search", "statistics", "changes", "help", "about", "groups", "work", "recognition")


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the descriptions."""
    ground = digest("describe", edition.ground(), edition.today)
    yield ready("data/habeas.schema.json", read_bytes("site/dataset.schema.json"))
    yield Piece("data/datapackage.json", edition.whole("frictionless"), partial(_package, edition), Turn.LAST)
    yield Piece("data/dcat.jsonld", ground, partial(_catalogue, edition))
    yield Piece("CITATION.cff", ground, partial(_citation, edition))
    yield Piece("LICENCE.txt", ground, partial(_licence, edition))
    yield Piece("robots.txt", ground, partial(_robots, edition))
    if edition.settings.base and edition.mode == "real":
        people = tuple(record.id for record in edition.register.people)
        yield Piece("sitemap.xml", digest("sitemap", ground, people), partial(_sitemap, edition))


def _title(edition: Edition) -> str:
    words = words_of(edition.languages[0])
    mode = "" if edition.mode == "real" else f" — {plain(words.text('site.mode.' + edition.mode))}"
    return readable(edition.site_title(words) + mode)


def _told(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _package(edition: Edition, read: Read) -> bytes:
    """The tables as a Frictionless Data Package (version 1): every column is text, as its notation is EDTF and the like."""
    resources = []
    for name, columns in (("people", PEOPLE), ("statements", STATEMENTS)):
        data = read(f"data/{name}.csv")
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig" if data.startswith(BYTE_ORDER_MARK.encode()) else "utf-8",
                "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "header": True},
                "bytes": len(data),
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "schema": {
                    "fields": [{"name": column, "type": "string"} for column in columns],
                    "missingValues": [""],
                },
            }
        )
    made: dict[str, Any] = {
        "name": "habeas",
        "title": _title(edition),
        "profile": "tabular-data-package",
        "version": edition.today.isoformat(),
        "resources": resources,
    }
    if edition.settings.licence:
        made["licenses"] = [{"name": "other", "title": readable(edition.settings.licence)}]
    if edition.settings.publisher:
        made["contributors"] = [{"title": readable(edition.settings.publisher), "role": "publisher"}]
    return _told(made)


def _catalogue(edition: Edition, _read: Read) -> bytes:
    """The dataset in DCAT (W3C, version 3) as JSON-LD. Without an address of the site, paths are relative to this file."""
    base = edition.settings.base
    made: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Dataset",
        "dct:title": [
            {"@value": readable(edition.site_title(words_of(lang))), "@language": lang}
            for lang in edition.languages
        ],
        "dct:modified": edition.today.isoformat(),
        "dct:language": list(edition.languages),
        "dcat:version": edition.today.isoformat(),
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": f"{base}{path}" if base else path.removeprefix("data/")},
                "dcat:mediaType": kind,
            }
            for path, kind in _FILES.items()
        ],
    }
    if base:
        made["@id"] = f"{base}data/dcat.jsonld#dataset"
        made["dcat:landingPage"] = {"@id": base}
    if edition.settings.publisher:
        made["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": readable(edition.settings.publisher)}
    if edition.settings.licence:
        made["dct:license"] = readable(edition.settings.licence)
    if edition.mode != "real":
        made["dct:description"] = _title(edition)
    return _told(made)


def _citation(edition: Edition, _read: Read) -> bytes:
    """How to cite the data (Citation File Format 1.2). JSON strings are strings of YAML too, so nothing can break out."""
    author = readable(edition.settings.publisher) or _title(edition)
    lines = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": _title(edition),
        "title": _title(edition),
        "version": edition.today.isoformat(),
        "date-released": edition.today.isoformat(),
    }
    if edition.settings.base:
        lines["url"] = edition.settings.base
    text = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in lines.items())
    return f"{text}authors:\n  - name: {json.dumps(author, ensure_ascii=False)}\n".encode()


def _licence(edition: Edition, _read: Read) -> bytes:
    """The licence in the group's own words; where it says none, that is said in each language by the page about the data."""
    told = readable(edition.settings.licence) or "—"
    return f"{_title(edition)}\n\n{told}\n".encode()


def _robots(edition: Edition, _read: Read) -> bytes:
    if edition.mode != "real":
        return b"User-agent: *\nDisallow: /\n"
    base = edition.settings.base
    return (
        f"User-agent: *\nAllow: /\n{f'Sitemap: {base}sitemap.xml' if base else ''}".strip().encode() + b"\n"
    )


def _sitemap(edition: Edition, _read: Read) -> bytes:
    """The map for search engines: people in every language, each page with its other languages."""
    ElementTree.register_namespace("", SITEMAP)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    pages = [f"{name}.html" for name in _SINGLE]
    pages += [f"people/{record.id}.html" for record in edition.register.people]
    for lang in edition.languages:
        for path in pages:
            place = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(place, f"{{{SITEMAP}}}loc").text = f"{edition.settings.base}{lang}/{path}"
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
