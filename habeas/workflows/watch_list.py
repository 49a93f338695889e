"""What a workspace watches, as its people write it in ``habeas.toml``:

    [watch]
    proxy = "socks5://127.0.0.1:9050"      # Tor; or direct = true, and then every site sees this computer's address

    [[watch.source]]
    name = "Chronicle"
    feed = "https://example.org/feed.xml"  # or page = "https://...", folder = "/home/us/incoming", list = "https://..."
    every = "6h"
    silent_after = "14d"

Without a proxy nothing is asked of any site unless ``direct = true`` says that the group knows what that shows to whom.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from habeas.exchange.lists.snapshot import SAYS
from habeas.fetch.page import is_address
from habeas.fetch.proxy import TOR, Proxy
from habeas.sources.errors import SourceError
from habeas.workflows.refused import Refused

KINDS: Final = ("feed", "page", "folder", "list")
_OF_ALL: Final = ("name", "every", "silent_after", "publisher", "pages")
_OF_LISTS: Final = ("says", "mapping", "leave_out")
_TIME: Final = re.compile(r"([0-9]{1,4})(min|h|d)")
_SECONDS: Final = {"min": 60, "h": 3_600, "d": 86_400}
_LEAST_WAIT: Final = 600  # a site is asked no more often than every ten minutes
_EVERY, _SILENT_AFTER = 6 * 3_600, 14 * 86_400


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that is watched: ``kind`` is feed, page or folder, ``place`` its address or path; times in seconds.

    ``pages`` says of a feed that the pages which it lists are taken in rather than its own words. Of a list, ``says``
    is what its rows say, ``mapping`` the file that says which column is what, ``leave_out`` headers that do not count.
    """

    name: str
    kind: str
    place: str
    every: int = _EVERY
    silent_after: int = _SILENT_AFTER
    publisher: str | None = None
    pages: bool = True
    says: str = SAYS[0]
    mapping: str | None = None
    leave_out: tuple[str, ...] = ()

    @property
    def asks_a_site(self) -> bool:
        """Whether a look at it goes out to the network."""
        return self.kind != "folder" and is_address(self.place)


@dataclass(frozen=True, slots=True)
class WatchList:
    """All that is watched, and the way to the sites: through ``proxy``, or ``direct``."""

    sources: tuple[Source, ...] = ()
    proxy: Proxy | None = None
    direct: bool = False


def read_watch_list(file: Path) -> WatchList:
    """Return the watch list in ``habeas.toml``; raise Refused, naming what is wrong in it and how it is written."""
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8")).get("watch", {})
    except (OSError, ValueError) as error:
        raise Refused(
            f"{file} cannot be read ({error}). Nothing was asked. Mend it and run this again."
        ) from error
    if not isinstance(written, dict):
        raise _wrong("watch is a section, as in [watch]")
    proxy, direct = written.get("proxy"), written.get("direct", False)
    if not isinstance(direct, bool) or not isinstance(proxy, str | None):
        raise _wrong("proxy is a text and direct is true or false")
    try:
        way = Proxy.parse(proxy) if proxy else None
    except SourceError as error:
        raise _wrong(str(error)) from error
    rows = written.get("source", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong("every source is a section of its own, as in [[watch.source]]")
    found = WatchList(tuple(_source(row) for row in rows), way, direct)
    if way is None and not direct and any(one.asks_a_site for one in found.sources):
        raise Refused(
            "Nothing was asked: no way to the sites is set. Write proxy = "
            f'"{TOR}" under [watch] in habeas.toml and start Tor; or direct = true, and then every site that is '
            "watched sees this computer's address and when it asks, and so does your provider."
        )
    return found


def _source(row: dict[str, Any]) -> Source:
    kinds = [kind for kind in KINDS if kind in row]
    if len(kinds) != 1 or not isinstance(row[kinds[0]], str):
        raise _wrong("every source has one of feed, page, folder and list, with its address or path")
    kind, place = kinds[0], row[kinds[0]].strip()
    if kind != "list" and (kind != "folder") != is_address(place):
        raise _wrong(f"“{place[:100]}” is no place of a {kind}")
    unknown = set(row) - {*KINDS, *_OF_ALL, *(_OF_LISTS if kind == "list" else ())}
    if unknown:
        raise _wrong(f"a source has no “{min(unknown)}”")
    every = _seconds(row.get("every", "6h"), "every")
    return Source(
        name=str(row.get("name") or place)[:200],
        kind=kind,
        place=place,
        every=max(every, _LEAST_WAIT) if is_address(place) else every,
        silent_after=_seconds(row.get("silent_after", "14d"), "silent_after"),
        publisher=str(row["publisher"])[:200] if "publisher" in row else None,
        pages=row.get("pages", True) is True,
        says=_says(row.get("says", SAYS[0])),
        mapping=str(row["mapping"]) if "mapping" in row else None,
        leave_out=_texts(row.get("leave_out", [])),
    )


def _says(written: object) -> str:
    if written not in SAYS:
        raise _wrong(f"says is one of {', '.join(SAYS)}")
    return str(written)


def _texts(written: object) -> tuple[str, ...]:
    if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
        raise _wrong('leave_out is a list of headers, as in ["updated"]')
    return tuple(written)


def _seconds(written: object, name: str) -> int:
    match = _TIME.fullmatch(written.strip()) if isinstance(written, str) else None
    if match is None or int(match[1]) == 0:
        raise _wrong(f"{name} is a time like 30min, 6h or 14d")
    return int(match[1]) * _SECONDS[match[2]]


def _wrong(why: str) -> Refused:
    return Refused(
        f"The watch list in habeas.toml cannot be read: {why}. Nothing was asked. docs/watch.md shows one."
    )
