"""Which entries can have a bearing on each other: components, found by the ids and fingerprints that entries share.

People are linked by claims that name both, by groups, by decisions about both; claims by the decisions that name
them and by a common fingerprint. What is known of a report stands apart: a claim only points to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.record.entry import Entry

_ID_FIELDS = ("f.of", "f.equals", "f.includes")
GLOBAL = frozenset({"quarantine"})


class Components:
    """Keys joined into components (union-find). A key is bytes; a component is known by one of its keys."""

    def __init__(self) -> None:
        self._above: dict[bytes, bytes] = {}
        self._size: dict[bytes, int] = {}

    def find(self, key: bytes) -> bytes:
        """Return the key by which the component of ``key`` is now known."""
        above = self._above.setdefault(key, key)
        while above != key:
            self._above[key] = self._above[above]
            key = above
            above = self._above[key]
        return key

    def join(self, keys: Iterable[bytes]) -> tuple[bytes, tuple[bytes, ...]]:
        """Join ``keys``; return the component's key and the keys of the components that went into it."""
        heads = list(dict.fromkeys(self.find(key) for key in keys))
        home = max(heads, key=lambda one: self._size.get(one, 1))
        others = tuple(one for one in heads if one != home)
        for one in others:
            self._above[one] = home
            self._size[home] = self._size.get(home, 1) + self._size.get(one, 1)
        return home, others


def keys_of(entry: Entry) -> tuple[bytes, ...]:
    """Return the keys of an entry: it bears on everything that shares one."""
    keys = [b"e" + entry.id, *(b"e" + one for one in entry.ids("replaces"))]
    if entry.kind == "claim":
        keys += [b"s" + one for one in entry.ids("subjects")]
        keys += [b"e" + one for one in (entry.octets("restates"),) if one]
        keys += [b"c" + one for one in (entry.octets("from"),) if one]
        keys += [b"s" + one for name in _ID_FIELDS for one in _ids(entry, name)]
    elif entry.kind == "decision":
        keys += _decision_keys(entry)
    elif entry.kind == "capture":
        keys += [b"x" + one for name in ("sha256", "id") for one in (entry.octets(name),) if one]
    return tuple(dict.fromkeys(keys))


def sources_of(entry: Entry) -> tuple[bytes, ...]:
    """Return the keys of the reports or source cards that a claim points to."""
    found = [row.get(name) for row in entry.maps("evidence") for name in ("capture", "source")]
    return tuple(b"x" + one for one in found if isinstance(one, bytes))


def _decision_keys(entry: Entry) -> list[bytes]:
    act, sort = entry.text("act"), entry.text("sort")
    pair = [one for one in (entry.octets("a"), entry.octets("b")) if one]
    match act:
        case "subject":
            subject = entry.octets("id")
            return [*(b"m" + one for one in entry.ids("mentions")), *([b"s" + subject] if subject else [])]
        case "same" | "different" | "split":
            mark = {"claim": b"e", "mention": b"m"}.get(sort or "", b"s")
            return [mark + one for one in pair]
        case "choose" | "dispute" | "retract":
            return [b"e" + one for name in ("claims", "over") for one in entry.ids(name)]
        case "reject":
            fingerprint = entry.octets("fingerprint")
            return [b"c" + fingerprint] if fingerprint else []
        case "copies":
            return [b"x" + one for one in entry.ids("captures")]
        case "allow" | "consent":
            subject = entry.octets("subject")
            return [b"s" + subject] if subject else []
    return []


def _ids(entry: Entry, name: str) -> list[bytes]:
    found = []
    for row in entry.maps(name):
        value = row.get("value")
        if isinstance(value, str) and len(value) == 32:
            try:
                found.append(bytes.fromhex(value))
            except ValueError:
                continue
    return found
