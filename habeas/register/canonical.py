"""One text for one derived thing, so that two devices can compare what they derived by a digest."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any


def canonical(thing: Any) -> bytes:
    """Return the bytes of a noun (or tuple of nouns): JSON, keys in the order of the noun's fields, UTF-8."""
    return json.dumps(_plain(thing), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _plain(thing: Any) -> Any:
    if thing is None or (isinstance(thing, str | int | float) and not isinstance(thing, Enum)):
        return thing
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, tuple | list):
        return [_plain(one) for one in thing]
    if is_dataclass(thing):
        return [_plain(getattr(thing, field.name)) for field in fields(thing)]
    if isinstance(thing, dict):
        return [[_plain(key), _plain(value)] for key, value in sorted(thing.items())]
    raise TypeError(f"{type(thing).__name__} has no canonical text")
