"""The register kept up to date: after an append only the component that the new entries touch is derived again.

Holds one lane's entries (accepted state; proposals are derived on top of it). A full rebuild of the same entries
gives the same register and the same digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from habeas.identity.judgements import Order
from habeas.model.record import GroupRecord, Record, Register
from habeas.model.statement import Statement
from habeas.record.entry import Entry
from habeas.record.erasure import apply
from habeas.record.order import OrderKey
from habeas.record.standing import standing
from habeas.register.components import GLOBAL, Components, keys_of, sources_of
from habeas.register.derive import derive_all, in_name_order, support_of, whole_digest
from habeas.register.statements import NOWHERE, of_standing

_EVERYTHING = b"all"


@dataclass(slots=True)
class _Part:
    """One component: its entries, the sources that they point to, and what was derived from it."""

    entries: list[bytes] = field(default_factory=list)
    sources: set[bytes] = field(default_factory=set)
    people: tuple[Record, ...] = ()
    groups: tuple[GroupRecord, ...] = ()
    support: tuple[Statement, ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)


class Live:
    """One lane's register, kept up to date. ``today`` decides only whether a term is over."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._entries: dict[bytes, Entry] = {}
        self._keys: dict[bytes, OrderKey] = {}
        self._chain: dict[bytes, tuple[int, int]] = {}
        self._openings: list[bytes] = []
        self._components = Components()
        self._parts: dict[bytes, _Part] = {}
        self._citing: dict[bytes, set[bytes]] = {}
        self._erasing: dict[bytes, list[bytes]] = {}
        self._global: list[bytes] = []

    def append(self, entries: Iterable[Entry], received: Mapping[bytes, int] | None = None) -> frozenset[str]:
        """Take new entries (each chain in the order of its numbers); return the addresses that may have changed.

        ``received`` gives the unix seconds at which entries of other devices reached us.
        """
        touched: set[bytes] = set()
        for entry in entries:
            if entry.id not in self._entries:
                self._keys[entry.id] = self._place(entry, received or {})
                self._entries[entry.id] = entry
                touched |= self._take(entry)
        if self._global:
            touched = set(self._parts)
        changed: set[str] = set()
        for head in {self._components.find(key) for key in touched}:
            changed |= self._derive(head)
        return frozenset(changed)

    def register(self) -> Register:
        """Return the whole register as it now is."""
        parts = list(self._parts.values())
        return Register(
            people=in_name_order(record for part in parts for record in part.people),
            groups=tuple(sorted((g for part in parts for g in part.groups), key=lambda g: g.id)),
            support=support_of(s for part in parts for s in part.support),
            digest=whole_digest(line for part in parts for line in part.lines.values()),
        )

    def _place(self, entry: Entry, received: Mapping[bytes, int]) -> OrderKey:
        """The Order of record.order, one entry at a time."""
        greatest, moment = self._chain.get(entry.lane, (entry.ts, 0))
        high = max(entry.ts, greatest)
        now = max(min(high, received.get(entry.id, high)), moment)
        self._chain[entry.lane] = (high, now)
        return (now, entry.lane, entry.seq)

    def _take(self, entry: Entry) -> set[bytes]:
        """File one entry; return keys of the components that it touches."""
        if entry.kind in ("open", "key"):
            self._openings.append(entry.id)
            return set()
        if entry.kind == "erase":
            return self._erase(entry)
        keys = keys_of(entry)
        if entry.kind == "withdraw" or entry.text("act") in GLOBAL or self._on_global(keys):
            self._global.append(entry.id)
            return {_EVERYTHING}
        head = self._join(keys)
        part = self._parts[head]
        part.entries.append(entry.id)
        for source in sources_of(entry) if entry.kind == "claim" else ():
            part.sources.add(source)
            self._citing.setdefault(source, set()).add(head)
        touched = {head}
        for key in keys:
            if key[:1] == b"x":
                touched |= self._citing.get(key, set())
        return touched

    def _on_global(self, keys: Iterable[bytes]) -> bool:
        """Whether an entry names one that bears on everything (it lifts a quarantine, for example)."""
        return bool(self._global) and any(key[1:] in self._global for key in keys if key[:1] == b"e")

    def _join(self, keys: Iterable[bytes]) -> bytes:
        head, others = self._components.join(keys)
        part = self._parts.setdefault(head, _Part())
        for other in others:
            gone = self._parts.pop(other, None)
            if gone is not None:
                part.entries.extend(gone.entries)
                part.sources |= gone.sources
                part.people += gone.people
                part.groups += gone.groups
                part.support += gone.support
                part.lines = {**part.lines, **gone.lines}
        return head

    def _erase(self, entry: Entry) -> set[bytes]:
        touched: set[bytes] = set()
        for row in entry.items("of"):
            named = row[0] if isinstance(row, tuple) and row else None
            if not isinstance(named, bytes):
                continue
            self._erasing.setdefault(named, []).append(entry.id)
            known = self._entries.get(named)
            if known is not None:
                before = keys_of(known)
                self._entries[named] = apply([known, entry])[0]
                touched.add(self._components.find(b"e" + named))
                for key in before:
                    if key[:1] == b"x":
                        touched |= self._citing.get(key, set())
        return touched

    def _gathered(self, part: _Part) -> list[Entry]:
        """Return every entry that can have a bearing on a component, in Order."""
        ids = dict.fromkeys([*self._openings, *self._global, *part.entries])
        for source in part.sources:
            other = self._parts.get(self._components.find(source))
            ids.update(dict.fromkeys(other.entries if other else ()))
        for one in list(ids):
            ids.update(dict.fromkeys(self._erasing.get(one, ())))
        return sorted((self._entries[one] for one in ids), key=lambda e: self._keys[e.id])

    def _derive(self, head: bytes) -> set[str]:
        part = self._parts.get(head)
        if part is None:
            return set()
        before = {r.id: r for r in part.people} | {g.id: g for g in part.groups}
        found = standing(self._gathered(part))
        held = of_standing(found, (), self._order)
        own = tuple(s for s in held.statements if self._components.find(b"e" + bytes.fromhex(s.id)) == head)
        derived = derive_all(own, held.links, today=self.today)
        part.people, part.groups = tuple(derived.register.people), tuple(derived.register.groups)
        part.support = tuple(s for s in own if s.type == "support")
        part.lines = derived.lines
        after = {r.id: r for r in part.people} | {g.id: g for g in part.groups}
        return {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}

    def _order(self, entry: bytes) -> Order:
        key = self._keys.get(entry)
        return (key[0], key[1].hex(), key[2]) if key else NOWHERE
