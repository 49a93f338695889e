"""The two answers to “moved, or a second device?”, and what a restored backup needs too: to be a device of its own.

A new device has its own signing key, certified by the root, and its own private and public chains for the same
audiences. The chains it found are closed where they stand: only the device that began them may go on with them.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.record.chain import Position
from habeas.record.header import log_id
from habeas.record.heads import decode_head, encode_head, public_key, sign_head
from habeas.record.keys import GoodHead, certified_key, revoked_key, start_chain
from habeas.record.lanes import Scope
from habeas.store import binding, setup
from habeas.store.errors import StoreError
from habeas.store.keys import SIZE, Keys, read_keys, write_keys
from habeas.store.layout import Layout, Marker, read_marker
from habeas.store.opening import attach, unlocked
from habeas.store.vault import Ask

if TYPE_CHECKING:
    from habeas.store.models import Chain
    from habeas.store.paper import AskSheets


def adopt_moved(folder: Path, ask: Ask | None = None) -> None:
    """Say that the workspace was moved to ``folder``, and that no other copy of it is in use.

    ``ask`` is called for the secret of a sealed one, here and below.
    """
    layout = Layout(folder)
    layout = unlocked(layout, read_marker(layout), ask)
    binding.bind(layout, read_keys(layout).device)


def new_device(
    folder: Path,
    ask: Ask | None = None,
    sheets: AskSheets | None = None,
    *,
    for_us_alone: bool = False,
    clock: Callable[[], int] = lambda: int(time.time()),
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Say that the workspace in ``folder`` is a copy: make it a device of its own. What it holds stays.

    ``sheets`` is called for two sheets of the root key where that is on paper. ``for_us_alone``: it writes the private lane
    only, and the device that wrote for others goes on doing so; else this one takes that over.
    """
    marker = read_marker(Layout(folder))
    layout = unlocked(Layout(folder), marker, ask)
    keys = fresh_device(read_keys(layout), random)
    root = root_of(keys, sheets)
    _begin_here(layout, marker, keys, root, clock=clock, random=random, for_us_alone=for_us_alone)


def replace_taken_key(
    folder: Path,
    ask: Ask | None = None,
    sheets: AskSheets | None = None,
    *,
    clock: Callable[[], int] = lambda: int(time.time()),
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Say that somebody else may have this device's signing key: it ends, with the last entries that are ours, and another begins.

    The chains it wrote are closed where they stand here, signed anew, and new ones begun: whatever the other writes behind them
    counts for nobody who has learned of it.
    """
    marker = read_marker(Layout(folder))
    layout = unlocked(Layout(folder), marker, ask)
    old = read_keys(layout)
    binding.check(layout, old.device)
    keys = fresh_device(old, random)
    root = root_of(keys, sheets)
    _begin_here(layout, marker, keys, root, clock=clock, random=random, taken=old.writer)


def _begin_here(
    layout: Layout,
    marker: Marker,
    keys: Keys,
    root: bytes,
    *,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
    taken: bytes | None = None,
    for_us_alone: bool = False,
) -> None:
    """Begin chains with ``keys`` in the workspace at ``layout``, and tell this computer that it is their device."""
    alias = attach(layout, marker.database)
    try:
        setup.migrate(alias)
        begin_chains(
            alias,
            keys,
            root,
            ts=clock(),
            random=random,
            before_commit=lambda: write_keys(layout, keys, marker.mode),
            taken=taken,
            for_us_alone=for_us_alone,
        )
        binding.bind(layout, keys.device)
    finally:
        setup.detach(alias)


def _good_heads(alias: str, key: bytes) -> list[GoodHead]:
    """Return how far each chain has come that the device with the raw ``key`` writes."""
    from habeas.store.append import position
    from habeas.store.models import Chain

    wider = [Scope.PARTNERS.value, Scope.PUBLIC.value]
    chains = (
        Chain.objects.using(alias).select_related("log").filter(log__ours=True, writer=key, scope__in=wider)
    )
    ends = [position(chain) for chain in chains]
    return [GoodHead(end.lane, end.seq, end.head) for end in ends]


def _sign_anew(alias: str, key: bytes, seed: bytes) -> None:
    """Sign with ``seed`` what the raw ``key`` has signed of ours, so that it stands on a key that nobody else has."""
    from habeas.store.models import HeadRow

    rows = HeadRow.objects.using(alias).filter(chain__log__ours=True)
    for row in rows.exclude(chain__scope=Scope.KEYS.value).iterator():
        head = decode_head(bytes(row.signed))
        if head.key == key:
            at = Position(head.log, head.lane, head.seq, head.head)
            row.signed = encode_head(sign_head(at, seed))
            row.save(using=alias, update_fields=["signed"])


def fresh_device(keys: Keys, random: Callable[[int], bytes]) -> Keys:
    """Return the keys of a further device of the same group."""
    fresh = replace(keys, signing=random(SIZE), device=random(SIZE))
    return replace(fresh, next_signing=None, next_receiving=None)


def root_of(keys: Keys, sheets: AskSheets | None) -> bytes:
    """Return the root key (32 bytes), asking for two ``sheets`` where it is on paper; StoreError where it cannot be had."""
    if keys.root is not None:
        return keys.root
    if sheets is None:
        raise StoreError(
            "The root key of this workspace is on paper, and two of its sheets are needed here.",
            "Run this in a terminal, where they can be typed.",
        )
    from habeas.store.paper import root_from

    return root_from(sheets(), keys.identity)


def begin_chains(
    alias: str,
    keys: Keys,
    root: bytes,
    *,
    ts: int,
    random: Callable[[int], bytes],
    before_commit: Callable[[], None] = lambda: None,
    taken: bytes | None = None,
    for_us_alone: bool = False,
) -> None:
    """Certify the new signing key by the ``root`` key, close the chains that are there, and begin new ones for the same audiences.

    ``taken`` is the raw key of this device that somebody else may have: it is revoked, and what it signed is signed anew.
    ``for_us_alone`` begins a private chain only, and closes only private ones.
    ``before_commit`` writes the key files: if the transaction fails after it, the number of the device is one
    that nobody knows, and the question is asked again.
    """
    from habeas.store.append import append, begin, position
    from habeas.store.models import Chain, Device
    from habeas.store.partner_lanes import partner_logs
    from habeas.store.transactions import writing

    def salt() -> bytes:
        return random(16)

    writer = public_key(keys.signing)
    certificates = [certified_key("signing", writer, ts=ts, replaces=taken)]
    with writing(alias):
        open_chains = list(
            Chain.objects.using(alias)
            .select_related("log")
            .filter(log__ours=True, closed=None)
            .order_by("id")
        )
        keys_chain = next((chain for chain in open_chains if chain.scope == Scope.KEYS), None)
        if keys_chain is None or bytes(keys_chain.log.log) != log_id(public_key(root)):
            raise StoreError(
                "The root key does not belong to this log, so no new device can be certified.",
                "Restore a backup that holds the root key of this group.",
            )
        if taken is not None:
            certificates.append(revoked_key(taken, _good_heads(alias, taken), ts=ts))
            _sign_anew(alias, taken, keys.signing)
        append(alias, bytes(keys_chain.lane), certificates, root, ts=ts, salt=salt)
        if for_us_alone:
            open_chains = [one for one in open_chains if one.scope in (Scope.KEYS, Scope.PRIVATE)]
        for chain in open_chains:
            if chain is not keys_chain:
                Chain.objects.using(alias).filter(pk=chain.pk).update(closed=position(chain).seq)
        for chain in _one_an_audience(open_chains):
            log, mode, scope = bytes(chain.log.log), chain.mode, Scope(chain.scope)
            audience = bytes(chain.audience)
            to = partner_logs(alias, chain) if scope is Scope.PARTNERS else ()
            started = start_chain(log, scope, mode, keys.signing, ts=ts, salt=salt, audience=audience, to=to)
            begin(alias, chain.log, started, mode=mode, received=ts)
        Device.objects.using(alias).create(key=writer, since=ts)
        before_commit()


def _one_an_audience(chains: list[Chain]) -> list[Chain]:
    """Return one chain for each audience (a log has one private and one public, and one for each set of partners)."""
    found: dict[bytes, Chain] = {}
    for chain in chains:
        if chain.scope != Scope.KEYS:
            found.setdefault(bytes(chain.audience), chain)
    return list(found.values())
