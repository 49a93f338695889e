"""What a site asks programs to leave alone (robots.txt, RFC 9309): asked of each site once, before pages that nobody named.

A page that a person names is got as her browser would get it; pages that only a feed lists are a program's choice. A site
without such a file, or whose file cannot be read, asks for nothing.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from habeas.fetch.page import fetch_page
from habeas.fetch.proxy import Proxy
from habeas.sources.errors import SourceError

_LONGEST: Final = 512_000  # bytes of robots.txt that are read; the standard asks for 500 KiB
_ANY: Final = "*"  # we have no name of our own there, as we have none in what we send


class Robots:
    """What sites ask, remembered for one round of pages; asked through ``proxy``, where there is one."""

    def __init__(self, proxy: Proxy | None) -> None:
        self._proxy = proxy
        self._known: dict[str, RobotFileParser] = {}

    def allow(self, address: str) -> bool:
        """Whether the site lets programs take the page."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._asked(site)
        return self._known[site].can_fetch(_ANY, address)

    def _asked(self, site: str) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            page = fetch_page(f"{site}/robots.txt", allow_network=True, proxy=self._proxy)
            rules.parse(page.data[:_LONGEST].decode("utf-8", "replace").splitlines())
        except SourceError:
            rules.parse(())
        return rules
