"""What a group says of itself on its site: title, publisher, contact, licence. Set by people, never derived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from habeas.publish.links import web_address

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The texts of a site that are the group's own; all of them are public.

    ``title`` by language (``en``, ``be`` ...), the program's own words where a language is missing; ``publisher``,
    ``licence`` (of the data) and ``contact`` (an http(s) address or an e-mail address) as they shall stand;
    ``about``: a paragraph of the group's own by language; ``address``: where the site will stand on the web, if it is
    known (feeds, the site map and shared links name it; without it the site works from anywhere all the same).
    """

    title: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    publisher: str = ""
    contact: str = ""
    licence: str = ""
    about: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    address: str = ""

    @property
    def base(self) -> str:
        """The address of the site with a slash at its end, or "" where none is known."""
        address = web_address(self.address)
        return f"{address.split('#')[0].split('?')[0].rstrip('/')}/" if address else ""

    @property
    def contact_link(self) -> str | None:
        """The address behind “write to us”: http(s) or mailto, or None where ``contact`` is neither."""
        if web_address(self.contact):
            return self.contact.strip()
        name, _, host = self.contact.strip().partition("@")
        plain = all(c.isalnum() or c in "._+-" for c in name + host)
        return f"mailto:{name}@{host}" if name and "." in host and plain else None
