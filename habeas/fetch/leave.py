"""Whether we may go out at all: only where a person said so, and never past a proxy that the computer is set to use."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.request import getproxies

from habeas.fetch.proxy import TOR, Proxy
from habeas.sources.errors import SourceError


def refuse_past_a_proxy(proxy: Proxy | None, proxies: Mapping[str, str] | None, way_out: str) -> None:
    """Raise SourceError where a direct request would go past a proxy that the computer is set to use.

    ``proxies`` are those (by default what its environment says); ``way_out`` what else can be done.
    """
    known = getproxies() if proxies is None else proxies
    if proxy is None and any(known.get(kind) for kind in ("http", "https", "all", "socks")):
        raise SourceError(
            "This computer is set to use a proxy, and going past it would show your own address to the site.",
            f"Name it with --proxy, as in --proxy {TOR}{way_out}.",
        )
