"""Which endings can stand behind which letters: what no name sounds like is no nominative of one."""

from __future__ import annotations

VOWELS = "аеёиоуыэюяіїєaeiouyąęó"
HUSHING = "жшчщ"  # behind which no surname of a man ends in ь


def sounds_right(base: str) -> bool:
    """Whether a nominative made from an unknown given name can be one: й behind a vowel, ь behind a consonant, no -о, no -у."""
    last, before = base[-1:], base[-2:-1]
    if last in ("й", "j"):
        return before in VOWELS
    if last == "а" and before in VOWELS:
        return False  # «Айсулуу», «Чоу»: no Айсулуа
    return not (last == "ь" and before in VOWELS) and last not in "оo" and not is_oblique(base)


def is_oblique(word: str) -> bool:
    """Whether a word in Cyrillic ends in -у or -ю, in which hardly any name stands in the nominative."""
    return word[-1:] in ("у", "ю")


def after_stem(stem: str, nominative: str, ending: str) -> str | None:
    """Return the nominative's ending behind a stem; None where a fleeting vowel would stand behind another vowel.

    „Raka” is no „Raek”, „Kujca” is „Kujec”.
    """
    soft = bool(ending) and ending != nominative and nominative in ("ь", "й")
    behind_vowel, hushing = stem[-1:] in VOWELS, nominative == "ь" and stem[-1:] in HUSHING
    if soft and (behind_vowel != (nominative == "й") or hushing):
        return None  # «Мамаю» is no Мамаь, «Ковалю» no Ковалй
    fleeting = len(nominative) > 1 and nominative[0] in VOWELS and ending[:1] not in VOWELS and bool(ending)
    if fleeting and stem[-1:] in VOWELS:
        return None
    return nominative[1:] if fleeting and stem[-1:] == "j" and nominative[:2] == "ie" else nominative
