"""How a word is folded so that its spellings meet: case, stress marks, apostrophes, look-alike letters.

A folded word is a key for looking words up; it is never shown and never stored as what a text says.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = "'’ʼ‘`´ʹ"
_FLAT = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"ё": "е", "‑": "-", "‐": "-", "\u00ad": None})
_STRESS = "\u0301\u0300"

# Latin letters that look like Cyrillic ones: typed by mistake, or to slip past a filter.
_TO_CYRILLIC = str.maketrans("aceiopxykmthbё", "асеіорхукмтнвё")
_TO_LATIN = str.maketrans("асеіорхукмтнв", "aceiopxykmthb")
_LOOK_LATIN = frozenset("aceiopxykmthb")
_LOOK_CYRILLIC = frozenset("асеіорхукмтнв")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the key of one word: NFC, lower case, plain apostrophes, no stress marks, one script.

    ``ё`` folds to ``е`` (printed texts drop its dots); ``й``, ``ў``, ``ї`` stay. A word whose letters are
    all of one script but for look-alikes of the other is brought into that one script.
    """
    key = word.casefold().translate(_FLAT)
    if key.isascii():
        return key
    decomposed = unicodedata.normalize("NFD", key)
    if any(mark in decomposed for mark in _STRESS):
        key = _without_stress(decomposed)
    return _one_script(unicodedata.normalize("NFC", key)).translate(_FLAT)


def _without_stress(decomposed: str) -> str:
    """Drop accents that stand on a Cyrillic vowel (a stress mark), keep those of Latin letters (ć, ó)."""
    kept: list[str] = []
    for char in decomposed:
        if char in _STRESS and kept and "\u0400" <= kept[-1] <= "\u04ff":
            continue
        kept.append(char)
    return "".join(kept)


def _one_script(key: str) -> str:
    latin = [char for char in key if "a" <= char <= "z" or "\u00c0" <= char <= "\u024f"]
    cyrillic = [char for char in key if "\u0400" <= char <= "\u04ff"]
    if not latin or not cyrillic:
        return key
    if len(cyrillic) >= len(latin) and _LOOK_LATIN.issuperset(latin):
        return key.translate(_TO_CYRILLIC)
    if _LOOK_CYRILLIC.issuperset(cyrillic):
        return key.translate(_TO_LATIN)
    return key
