"""Keys of Lacinka typed without its marks: čałaviek and calaviek, Aliaksiej and Alaksiej meet in one key.

Many people type on keyboards that have no č, š, ž, ł, ŭ. A text without a single one of them is looked up by these keys,
words of the language pack as well as of the text. Keys are for looking up, never to be shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OWN = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "ø": "o"})
LATIN = re.compile(r"[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_MARKED = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_SOFT_L = re.compile("(?<=l)i(?=[aeou])")
_IO = re.compile("(?<=[ijl])o")


def without_marks(word: str) -> str:
    """Return the word as it is typed without marks on letters; capitals stay."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_OWN))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def plain_key(key: str) -> str:
    """Return the key of a folded word in Latin letters: no marks, no softness of l, io as ie and lo as le (as ё is folded to е)."""
    key = _IO.sub("e", _SOFT_L.sub("", without_marks(key)))
    return "sudd" + key[6:] if key.startswith("sudzdz") else key


def has_marks(text: str) -> bool:
    """Whether any Latin letter of the text bears a mark."""
    return _MARKED.search(text) is not None
