"""What kind of difference two surnames show: one that spellings make, or one that makes another name.

Transliteration puts vowels for vowels and a consonant for a related one (Герцог, Herzog); it does not put an unrelated
consonant in the place of another (Волков, Волнов), and within one alphabet it seldom changes several sounds at once.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from habeas.text.names.sounds import sounds_apart, spelled_alike
from habeas.text.names.token import Token

REPLACED, LETTER, SEVERAL, DERIVED = "replaced", "letter", "several", "derived"
_VOWELS = frozenset("aeiouj")
_UNRELATED = (
    0.85  # sounds at least so far apart (in whole consonants) are never put for each other across alphabets
)
_ENDING = 1.0  # what such an ending differs by at least, read as vowels alone
_IN_SCRIPT = 0.75  # the same within one alphabet, where fewer are


def change(a: str, b: str, one: Token, other: Token, *, script: bool) -> str:
    """Return how the rows of sounds ``a`` and ``b`` of two words differ, or nothing where it says nothing.

    ``replaced``: by a consonant put for an unrelated one; ``letter``: in one script, all other letters
    being equal, by one vowel (in Cyrillic, one sound) that no language puts for the other; ``several``: in one script, by several such differences.
    """
    # without the glide at the beginning (Ярмолік, Ермолик), and in one order, since there may be several shortest ways from one to the other
    odd = _odd(*sorted((a.removeprefix("j"), b.removeprefix("j"))))
    if _replaced(odd, _IN_SCRIPT if script else _UNRELATED):
        return REPLACED
    if len(odd) > 1:
        return SEVERAL if script else ""
    if not odd or not all(odd[0]):
        return ""
    one_system = (
        odd[0][0] in _VOWELS or one.script == "cyrillic"
    )  # Latin has s for z in German: Rosenko, Rozenko
    if script and one_system and Levenshtein.distance(one.letters, other.letters) == 1:
        return LETTER
    return ""


def _odd(a: str, b: str) -> list[tuple[str, str]]:
    """Return what stands for what where no language puts one for the other; nothing for a sound that one side lacks."""
    odd: list[tuple[str, str]] = []
    for op in Levenshtein.editops(a, b):
        x = "" if op.tag == "insert" else a[op.src_pos]
        y = "" if op.tag == "delete" else b[op.dest_pos]
        if not (x and y and spelled_alike(x, y)):
            odd.append((x, y))
    return odd


def _replaced(odd: list[tuple[str, str]], far: float) -> bool:
    """Whether an unrelated consonant is put for another. Where a vowel stands for a consonant, the two rows do not run side by
    side (Хедлос, Hédlosse), and what stands for what is not known.
    """
    both = [(x, y) for x, y in odd if x and y]
    return all((x in _VOWELS) == (y in _VOWELS) for x, y in both) and any(
        x not in _VOWELS and sounds_apart(x, y) >= far for x, y in both
    )


def derived(one: Token, other: Token, far: float) -> bool:
    """Whether one of two surnames that are ``far`` apart is made from the other by an ending that makes surnames (Гончар, Гончаров;
    Мельник, Мельничук), or both from one word (Ковальчук, Коваленко). A vowel more makes none (Abu, Abou).
    """
    return far >= _ENDING and not (
        one.roots.isdisjoint(other.plain)
        and other.roots.isdisjoint(one.plain)
        and one.roots.isdisjoint(other.roots)
    )
