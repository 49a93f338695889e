"""A rough key of a name's word, in which its spellings within one document meet.

Reports spell one name in two ways (Alaksandar, Aliaksandr; Kavaliou, Kavaloŭ) and typists drop diacritics.
The key is for joining mentions inside one document only; comparing people is the work of ``text/names``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from habeas.text.folding import fold

_SAME = str.maketrans({"ё": "е", "ł": "l", "ŭ": "u", "ø": "o", "đ": "d", "'": None, "`": None})

_GLIDE = re.compile(r"([aeiou])y([aeiou])")  # Gaziyev, Gaziev
_ADJECTIVE = re.compile(r"sk(?:iy|yi|yy|ij|y)$")  # Bialiatsky, Bialiatski


_ARTICLE = re.compile(r"^(?:al|el|ash|аль|эль|ель)-(?=..)")


def without_article(key: str) -> str:
    """Return the key of an Arabic surname without its article, by which texts go on: al-Khawaja, then Mr Khawaja."""
    return _ARTICLE.sub("", key)


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """Return the key: folded, without diacritics on Latin letters, double letters made single."""
    folded = fold(word).translate(_SAME)
    if not folded.isascii() and not any("\u0400" <= char <= "\u04ff" for char in folded):
        decomposed = unicodedata.normalize("NFD", folded)
        folded = "".join(char for char in decomposed if not unicodedata.combining(char))
    if folded.isascii():
        folded = _GLIDE.sub(r"\1\2", folded)
        folded = _ADJECTIVE.sub("ski", folded)
    return "".join(
        char for at, char in enumerate(folded) if at == 0 or folded[at - 1] != char or not char.isalpha()
    )
