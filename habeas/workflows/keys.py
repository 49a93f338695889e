"""Verb: what keys there are, and until when: for the list, for the warnings, for the twelve words of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.exchange.words import fingerprint, spoken
from habeas.packs.loader import load
from habeas.store.workspace import Workspace

if TYPE_CHECKING:
    from habeas.store.own_keys import OwnKey

SPOKEN = "vocabulary/spoken.yml"


@dataclass(frozen=True, slots=True)
class KeysShown:
    """The group's own twelve ``words``, where its root key is, whether the paper was read back, this device's ``keys``."""

    words: tuple[str, ...]
    on_paper: bool
    waits_for_paper: bool
    keys: tuple[OwnKey, ...]


def shown(workspace: Workspace, lang: str) -> KeysShown:
    """Return what may be shown of the keys, the words in the letters of ``lang``.

    The words are of our key alone; those that two groups compare are of both keys (``habeas partner verify``).
    """
    own = workspace.own_keys
    words = spoken(fingerprint(own.identity, own.identity), load(SPOKEN).data[lang])
    return KeysShown(words, own.on_paper, own.waits_for_paper, own.held())


def warnings(workspace: Workspace) -> tuple[str, ...]:
    """Return a sentence for each key whose time is over or ends soon, and for sheets that were never read back."""
    told = [_warning(one) for one in workspace.own_keys.held() if one.soon]
    if workspace.own_keys.waits_for_paper:
        told.insert(
            0,
            "The sheets with the root key were never read back. Until then nothing can be published or sent: "
            "type two of them into `habeas keys check-paper`.",
        )
    return tuple(told)


def _warning(key: OwnKey) -> str:
    what = {
        "signing": "The signing key of this device",
        "receiving": "The key with which partners seal for us",
    }[key.use]
    if key.days_left < 0:
        return f"{what} ran out {_days(-key.days_left)} ago. Renew it: `habeas keys renew`."
    when = f"in {_days(key.days_left)}" if key.days_left else "today"
    return f"{what} ends {when}. Renew it: `habeas keys renew`."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
