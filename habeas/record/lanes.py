"""The door: what a reader of one audience holds, as three types that share nothing.

A function takes the one class that it may see; there is no common base, on purpose. Only ``store`` makes
them, each from one audience's entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from habeas.record.entry import Entry

type Mode = Literal["trial", "demo", "real"]
type Received = Mapping[bytes, int]

_NONE_RECEIVED: Received = MappingProxyType({})


class Scope(StrEnum):
    """For whom a chain is written: fixed by its ``open`` entry, for ever."""

    KEYS = "keys"
    PRIVATE = "private"
    PARTNERS = "partners"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class PrivateLane:
    """All that we hold for ourselves: the union of our devices' private chains.

    ``log`` 32 bytes, ``audience`` 16; ``entries`` in Order (``habeas.record.order``); ``received`` gives the unix
    seconds at which an entry of another device reached us.
    """

    log: bytes
    audience: bytes
    mode: Mode
    entries: tuple[Entry, ...]
    received: Received = field(default=_NONE_RECEIVED, repr=False)


@dataclass(frozen=True, slots=True)
class PartnerLane:
    """What one named set of partners may know: entries written for them, complete in themselves."""

    log: bytes
    audience: bytes
    mode: Mode
    entries: tuple[Entry, ...]
    received: Received = field(default=_NONE_RECEIVED, repr=False)


@dataclass(frozen=True, slots=True)
class PublicLane:
    """What everybody may know: entries written for the public, complete in themselves."""

    log: bytes
    audience: bytes
    mode: Mode
    entries: tuple[Entry, ...]
    received: Received = field(default=_NONE_RECEIVED, repr=False)
