"""What is to be appended to a lane, before it has a place, a time and salts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.record.cbor import CborValue


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be: its kind and its fields, one leaf a field.

    ``kind`` is open, key, capture, claim, decision, erase or withdraw. A value that is not known is left out,
    never None. ``habeas.record.shapes`` says which fields each kind may carry in which lane.
    """

    kind: str
    fields: Mapping[str, CborValue]
