"""What kind of thing each property is: how its values are compared, how sensitive it is.

Read from ``packs/vocabulary/properties.yml``. What has no line there is never shown to anybody wider, and is
compared as plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from habeas.packs.loader import load

FILE = "vocabulary/properties.yml"


@dataclass(frozen=True, slots=True)
class Property:
    """One line of the pack: ``public`` is ``ask`` or ``never``, ``coarsen`` None, ``year``, ``drop`` or ``note``.

    ``many``: different values stand beside each other and are no rivals. ``compare`` names the comparison.
    ``trait``: no event. ``once``: a person's life seldom holds two events of this type at one time. ``note``: the words that stand
    for the whole claim where it is coarsened to a note.
    """

    key: str
    public: str = "never"
    consent: bool = False
    coarsen: str | None = None
    many: bool = True
    compare: str = "text"
    once: bool = False
    note: str | None = None
    trait: bool = False
    listed: bool = True


@cache
def field_property(name: str) -> Property:
    """Return what the pack says of the field ``name`` (a field without a line is never public)."""
    return _property("fields", name)


@cache
def type_property(name: str) -> Property:
    """Return what the pack says of a whole type of claim (a type without a line is never public)."""
    return _property("types", name)


@cache
def coarse_voices() -> dict[str, str]:
    """Return the coarser word of each private voice, by its folded form."""
    return {str(key): str(word) for key, word in load(FILE).data["voices"]["coarse"].items()}


def _property(part: str, name: str) -> Property:
    pack = load(FILE)
    row: dict[str, Any] | None = pack.data[part].get(name)
    if row is None:
        return Property(key=name, listed=False)
    public = row.get("public", "never")
    if public not in ("ask", "never"):
        raise pack.error((part, name), f"`public: {public}` is unknown.", "write `ask` or `never`.")
    return Property(
        key=name,
        public=public,
        consent=bool(row.get("consent", False)),
        coarsen=row.get("coarsen"),
        many=row.get("values", "many") == "many",
        compare=str(row.get("compare", "text")),
        once=bool(row.get("once", False)),
        note=row.get("note"),
        trait=bool(row.get("trait", False)),
    )
