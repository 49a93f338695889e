"""Whether a word is a given name in any language and spelling, though the text's own language pack has it not.

The name engine and its lists are loaded only when first asked: most reports name people whom the pack knows.
"""

from __future__ import annotations

from functools import lru_cache

from habeas.text.folding import fold


@lru_cache(maxsize=8192)
def sex_of_given(word: str) -> str | None:
    """Return the sex (``m``, ``f``) of a given name in the nominative, or None if no list has it."""
    from habeas.text.names.given import classes, sex
    from habeas.text.translit import readings

    found = {sex(name) for row in readings(fold(word)) for name in classes(row).forms | classes(row).weak}
    return {"w": "f"}.get(min(found), min(found)) if found else None


@lru_cache(maxsize=8192)
def is_short_for(word: str, full: str) -> bool:
    """Whether ``word`` is a short or other form of the given name ``full`` (Kastuś of Konstanty), in any spelling."""
    from habeas.text.names.given import classes
    from habeas.text.translit import readings

    def known(name: str) -> set[str]:
        return {one for row in readings(fold(name)) for one in classes(row).forms | classes(row).weak}

    def in_full(name: str) -> set[str]:
        return {one for row in readings(fold(name)) for one in classes(row).forms}

    if in_full(word) and in_full(full):
        return False  # Marharyta is not Małgorzata in one text, though the names are one
    return bool(known(word) & known(full))
