"""New keys for a device in the place of those whose time ends, certified by the root key; nothing else changes.

Three steps, each whole: the new keys are written beside the old, their certificates are signed, the new take the
place of the old. Whatever cuts a renewal off, the next opening (:mod:`habeas.store.settling`) finishes it or takes it back.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from habeas.record.heads import public_key
from habeas.record.keys import certified_key, receiving_key
from habeas.record.lanes import Scope
from habeas.store import binding, opening, setup
from habeas.store.device import root_of
from habeas.store.keys import SIZE, Keys, read_keys, write_keys
from habeas.store.layout import Layout, read_marker
from habeas.store.paper import AskSheets
from habeas.store.settling import renewed, settle
from habeas.store.vault import Ask


def renew(
    folder: Path,
    ask: Ask | None = None,
    sheets: AskSheets | None = None,
    *,
    clock: Callable[[], int] = lambda: int(time.time()),
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Give this device a new signing and a new receiving key.

    ``ask`` is called for the secret of a sealed workspace, ``sheets`` for two sheets of a root key that is on paper.
    Raises StoreError, and then nothing is changed.
    """
    marker = read_marker(Layout(folder))
    layout = opening.unlocked(Layout(folder), marker, ask)
    keys = read_keys(layout)
    binding.check(layout, keys.device)
    alias = opening.attach(layout, marker.database)
    try:
        setup.migrate(alias)
        keys = settle(layout, alias, keys, marker.mode, clock())
        root = root_of(keys, sheets)
        both = replace(keys, next_signing=random(SIZE), next_receiving=random(SIZE))
        write_keys(layout, both, marker.mode)
        _certify(alias, both, root, clock(), lambda: random(16))
        write_keys(layout, renewed(both), marker.mode)
    finally:
        setup.detach(alias)


def _certify(alias: str, keys: Keys, root: bytes, ts: int, salt: Callable[[], bytes]) -> None:
    """Sign the certificates of the new keys and hand our chains on to them, in one transaction."""
    from habeas.store.append import append
    from habeas.store.models import Chain, Device
    from habeas.store.transactions import writing

    assert keys.next_signing is not None and keys.next_receiving is not None
    signing, receiving = public_key(keys.next_signing), receiving_key(keys.next_receiving)
    drafts = [
        certified_key("signing", signing, ts=ts, replaces=keys.writer),
        certified_key("receiving", receiving, ts=ts, replaces=receiving_key(keys.receiving)),
    ]
    with writing(alias):
        ours = Chain.objects.using(alias).filter(log__ours=True)
        keys_chain = ours.get(scope=Scope.KEYS.value)
        append(alias, bytes(keys_chain.lane), drafts, root, ts=ts, salt=salt)
        ours.filter(writer=keys.writer).exclude(scope=Scope.KEYS.value).update(writer=signing)
        Device.objects.using(alias).filter(key=keys.writer).update(until=ts)
        Device.objects.using(alias).create(key=signing, since=ts)
