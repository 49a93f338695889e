"""What a renewal of keys left behind: one that was cut off is finished or taken back, and an old key is let go of in time."""

from __future__ import annotations

from dataclasses import replace

from habeas.record.heads import public_key
from habeas.record.keys import OLD_RECEIVING, certificates, receiving_key
from habeas.record.lanes import Scope
from habeas.store.keys import Keys, write_keys
from habeas.store.layout import Layout


def settle(layout: Layout, alias: str, keys: Keys, mode: str, now: int) -> Keys:
    """Finish or take back a renewal that was cut off, and let go of an old receiving key whose weeks are over."""
    from habeas.store.models import Device

    found = keys
    if keys.next_signing is not None:
        certified = Device.objects.using(alias).filter(key=public_key(keys.next_signing)).exists()
        found = renewed(keys) if certified else replace(keys, next_signing=None, next_receiving=None)
    if found.older is not None and _over(alias, found, now):
        found = replace(found, older=None)
    if found != keys:
        write_keys(layout, found, mode)
    return found


def renewed(keys: Keys) -> Keys:
    """Return the keys with the new ones in their places. Doing it again to what was written half changes nothing more."""
    assert keys.next_signing is not None and keys.next_receiving is not None
    older = keys.older if keys.receiving == keys.next_receiving else keys.receiving
    taken = replace(keys, signing=keys.next_signing, receiving=keys.next_receiving, older=older)
    return replace(taken, next_signing=None, next_receiving=None)


def _over(alias: str, keys: Keys, now: int) -> bool:
    from habeas.store.lanes import LaneReader

    stated = certificates(LaneReader(alias).entries(Scope.KEYS)[0])
    one = stated.get(receiving_key(keys.receiving))
    return one is not None and now >= one.since + OLD_RECEIVING
