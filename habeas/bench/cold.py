"""A cold start without a new process: what was computed for earlier input is forgotten, tables of packs stay."""

from __future__ import annotations

import sys


def forget(*rooms: str) -> None:
    """Empty the bounded caches of these rooms' modules (unbounded ones hold the packs)."""
    for name, module in list(sys.modules.items()):
        if name.startswith(rooms):
            for thing in vars(module).values():
                bounded = getattr(thing, "cache_parameters", lambda: {"maxsize": None})()["maxsize"]
                if bounded is not None:
                    thing.cache_clear()
