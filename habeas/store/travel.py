"""A workspace for a journey: a device of this group that holds nothing of it but its public lane, and collects.

Whoever takes it finds what was collected on the way, and what everybody may know; no partner, no private claim of before, no key that
opens what partners send, no root key. At home its backup is taken over (:mod:`habeas.store.merging`), and the folder destroyed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.record.heads import public_key
from habeas.record.keys import certified_key, start_chain
from habeas.record.lanes import Scope
from habeas.store import opening, setup
from habeas.store.database import Database
from habeas.store.desk_values import set_setting
from habeas.store.keys import SIZE, Keys
from habeas.store.layout import Layout, Marker
from habeas.store.opening import Opened
from habeas.store.vault import Secret

if TYPE_CHECKING:
    from habeas.store.paper import AskSheets


def pack_for_travel(
    home: Opened,
    folder: Path,
    *,
    now: int,
    secret: Secret | None = None,
    sheets: AskSheets | None = None,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> None:
    """Make the workspace in ``folder`` (empty or absent), sealed where a ``secret`` is given; raise StoreError.

    ``sheets`` is called for two sheets of the root key where that is on paper: the new device's key is certified here, at home.
    """
    from habeas.store.append import append, begin
    from habeas.store.device import root_of
    from habeas.store.merging import TRAVEL, bring_chains
    from habeas.store.models import Chain, Device, Log
    from habeas.store.transactions import writing

    def salt() -> bytes:
        return random(16)

    root = root_of(home.keys, sheets)
    fresh = {name: random(SIZE) for name in ("signing", "receiving", "workspace", "device")}
    keys = Keys(**fresh, group=home.keys.identity)
    layout, locks = opening.sealed_layout(Layout(folder), secret, random)
    with opening.making(layout, keys, Database(), home.mode, served=False, locks=locks) as alias:
        with writing(home.alias):
            chain = Chain.objects.using(home.alias).get(log__ours=True, scope=Scope.KEYS.value)
            certificate = certified_key("signing", public_key(keys.signing), ts=now)
            append(home.alias, bytes(chain.lane), [certificate], root, ts=now, salt=salt)
            Device.objects.using(home.alias).create(key=keys.writer, since=now)
        with writing(alias):
            log = Log.objects.using(alias).create(log=home.log, root=keys.identity, ours=True)
        bring_chains(alias, home.alias, now, keys.writer, (Scope.KEYS.value, Scope.PUBLIC.value))
        audience = home.private.audience
        started = start_chain(
            home.log, Scope.PRIVATE, home.mode, keys.signing, ts=now, salt=salt, audience=audience
        )
        begin(alias, log, started, mode=home.mode, received=now)
        set_setting(alias, TRAVEL, True)
        marker = Marker(random(8).hex(), home.mode, Database(), sealed=locks is not None)
        opening.opened(layout, marker, alias, keys)
        opening.finish(layout, marker, keys)
        setup.detach(alias)
