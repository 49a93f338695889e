"""What kind of difference two surnames show: one that spellings make, or one that makes another name.

Transliteration puts vowels for vowels and a consonant for a related one (Герцог, Herzog); it does not put an unrelated
consonant in the place of another (Волков, Волнов), and within one alphabet it seldom changes several sounds at once.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from habeas.text.names.sounds import distance, spelled_alike
from habeas.text.names.token import Token

REPLACED, LETTER, SEVERAL = "replaced", "letter", "several"
_UNRELATED = (
    0.85  # sounds at least so far apart (in whole consonants) are never put for each other across alphabets
)
_IN_SCRIPT = 0.75  # the same within one alphabet, where fewer are


def change(a: str, b: str, one: Token, other: Token, *, script: bool) -> str:
    """Return how the rows of sounds ``a`` and ``b`` of two words differ, or nothing where it says nothing.

    ``replaced``: by one consonant put for an unrelated one; ``letter``: in one script, all other letters
    being equal, by one vowel (in Cyrillic, one sound) that no language puts for the other; ``several``: in one script, by several such differences.
    """
    a, b = a.removeprefix("j"), b.removeprefix("j")  # Ярмолік, Ермолик
    odd: list[tuple[str, str]] = []
    for op in Levenshtein.editops(a, b):
        x = "" if op.tag == "insert" else a[op.src_pos]
        y = "" if op.tag == "delete" else b[op.dest_pos]
        if not (x and y and spelled_alike(x, y)):
            odd.append((x, y))
    if len(odd) > 1:
        return SEVERAL if script else ""
    if not odd or not all(odd[0]):
        return ""
    far = distance(*odd[0])
    if far >= (_IN_SCRIPT if script else _UNRELATED):
        return REPLACED
    one_system = (
        odd[0][0] in "aeiou" or one.script == "cyrillic"
    )  # Latin has s for z in German: Rosenko, Rozenko
    if script and one_system and Levenshtein.distance(one.letters, other.letters) == 1:
        return LETTER
    return ""
