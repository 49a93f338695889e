"""A cold start without a new process: what was computed for earlier input is forgotten, tables of packs stay."""

from __future__ import annotations

import sys
from weakref import WeakKeyDictionary


def forget(*rooms: str) -> None:
    """Empty what these rooms' modules remember of single texts and entries: their bounded caches (unbounded ones hold the
    packs), and what is remembered as long as somebody holds a thing.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(rooms):
            for thing in vars(module).values():
                if isinstance(thing, WeakKeyDictionary):
                    thing.clear()
                    continue
                bounded = getattr(thing, "cache_parameters", lambda: {"maxsize": None})()["maxsize"]
                if bounded is not None:
                    thing.cache_clear()
