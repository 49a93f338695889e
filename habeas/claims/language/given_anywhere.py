"""Whether a word is a given name in any language and spelling, though the text's own language pack has it not.

The name engine and its lists are loaded only when first asked: most reports name people whom the pack knows.
"""

from __future__ import annotations

from functools import lru_cache

from habeas.text.folding import fold


@lru_cache(maxsize=8192)
def sex_of_given(word: str) -> str | None:
    """Return the sex (``m``, ``f``) of a given name in the nominative, or None if no list has it."""
    from habeas.text.names.given import sex

    found = {sex(name) for name in frozenset().union(*_classes(word))}
    return {"w": "f"}.get(min(found), min(found)) if found else None


@lru_cache(maxsize=8192)
def is_short_for(word: str, full: str) -> bool:
    """Whether ``word`` is a short or other form of the given name ``full`` (Kastuś of Konstanty), in any spelling."""
    full_of_word, short_of_word = _classes(word)
    full_of_full, short_of_full = _classes(full)
    if full_of_word and full_of_full:
        return False  # Marharyta is not Małgorzata in one text, though the names are one
    return bool((full_of_word | short_of_word) & (full_of_full | short_of_full))


@lru_cache(maxsize=8192)
def _classes(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that a word is in full, and those that it is short for, in any spelling."""
    from habeas.text.names.given import classes
    from habeas.text.translit import readings

    told = [classes(row) for row in readings(fold(word))]
    return frozenset().union(*(one.forms for one in told)), frozenset().union(*(one.weak for one in told))
