"""What a field's value may look like: small checks that answer with a sentence, and the lists built of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from habeas.record.cbor import CborValue, is_map


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is not what its field holds. ``newer``: it may be right in a later version of Habeas."""

    words: str
    newer: bool = False


type Check = Callable[[CborValue], Fault | None]


def text(value: CborValue) -> Fault | None:
    """Check for a text that is not empty."""
    return None if isinstance(value, str) and value else Fault("must be a text that is not empty")


def any_text(value: CborValue) -> Fault | None:
    """Check for a text, which may be empty."""
    return None if isinstance(value, str) else Fault("must be a text")


def count(value: CborValue) -> Fault | None:
    """Check for a whole number from 0: a size, an offset, unix seconds, a place in a chain."""
    right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if right else Fault("must be a whole number, not below 0")


def octets(size: int) -> Check:
    """Return the check for a byte string of ``size`` bytes."""

    def check(value: CborValue) -> Fault | None:
        right = isinstance(value, bytes) and len(value) == size
        return None if right else Fault(f"must be {size} bytes")

    return check


def word(*terms: str) -> Check:
    """Return the check for one of ``terms``. Another word is of a newer version."""

    def check(value: CborValue) -> Fault | None:
        if value in terms:
            return None
        return Fault(f"must be one of: {', '.join(terms)}", newer=isinstance(value, str))

    return check


def either(*checks: Check) -> Check:
    """Return the check that one of ``checks`` passes."""

    def check(value: CborValue) -> Fault | None:
        faults = [one(value) for one in checks]
        if None in faults:
            return None
        return Fault(", or ".join(fault.words for fault in faults if fault))

    return check


def listed(item: Check, least: int = 1) -> Check:
    """Return the check for a list of at least ``least`` values that each pass ``item``."""

    def check(value: CborValue) -> Fault | None:
        if not isinstance(value, list | tuple) or len(value) < least:
            return Fault(f"must be a list of at least {least}; leave the field out where there is nothing")
        return next((fault for one in value if (fault := item(one))), None)

    return check


def row(*columns: Check) -> Check:
    """Return the check for a list of exactly these columns."""

    def check(value: CborValue) -> Fault | None:
        if not isinstance(value, list | tuple) or len(value) != len(columns):
            return Fault(f"must be lists of {len(columns)} values")
        found = zip(columns, value, strict=True)
        return next((fault for column, one in found if (fault := column(one))), None)

    return check


def table(must: Mapping[str, Check], may: Mapping[str, Check], never: frozenset[str] = frozenset()) -> Check:
    """Return the check for a map: keys that it must have, may have, and (in this lane) never has.

    A key that stands in none of the three is of a newer version.
    """

    def check(value: CborValue) -> Fault | None:
        if not is_map(value):
            return Fault("must hold maps")
        for key, item in value.items():
            if key in never:
                return Fault(f"holds “{key}”, which stays in the private lane")
            rule = must.get(key) or may.get(key)
            if rule is None:
                return Fault(f"holds “{key}”, which this version does not know", newer=True)
            fault = rule(item)
            if fault:
                return Fault(f"“{key}” {fault.words}", fault.newer)
        missing = [key for key in must if key not in value]
        return Fault(f"lacks “{missing[0]}”") if missing else None

    return check
