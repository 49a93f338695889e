"""A list as a feed for news readers: Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree

from habeas.publish.plain import readable

ATOM = "http://www.w3.org/2005/Atom"


class Entry(NamedTuple):
    """One entry: its day (ISO), what it is known by, its title, and the page that tells more."""

    day: str
    id: str
    title: str
    address: str


def atom(identity: str, title: str, lang: str, entries: Iterable[Entry], today: date) -> bytes:
    """Return the feed, entries as they come; of an empty one ``today`` is the day."""
    rows = list(entries)
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    _add(root, "title", title)
    _add(root, "id", identity)
    _add(root, "updated", _moment(max((one.day for one in rows), default=today.isoformat())))
    _add(_add(root, "author"), "name", "Habeas")
    for one in rows:
        entry = _add(root, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", one.id)
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", type="text/html", href=one.address)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, text: str = "", /, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = readable(text) or None
    return element


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
