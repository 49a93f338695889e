"""Addresses that may stand behind a link: http and https, nothing that a browser would run or open elsewhere."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=1 << 14)
def web_address(text: str | None) -> str | None:
    """Return ``text`` if it is an http(s) address with a host and without a user name, else None."""
    if not text:
        return None
    address = text.strip()
    if any(ord(c) <= 32 or ord(c) == 127 for c in address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or parts.username is not None:
        return None
    return address


def is_wikidata(text: str) -> bool:
    """Whether ``text`` is the number of an item of Wikidata (Q42)."""
    return (
        text[:1] == "Q" and text[1:].isascii() and text[1:].isdigit() and text[1] != "0" and len(text) <= 13
    )


def wikidata_address(text: str) -> str:
    """Return the address that names an item of Wikidata."""
    return f"https://www.wikidata.org/entity/{text}"


def host_of(address: str) -> str:
    """Return the host of an http(s) address, as a reader sees where a link leads."""
    return urlsplit(address).hostname or ""
