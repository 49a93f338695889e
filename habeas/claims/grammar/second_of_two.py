"""A relative who is the second of two of whom a participle tells: «Иван Зимин и его жена задержаны», „Jan Kos i jego żona skazani”."""

from __future__ import annotations

from habeas.claims.sentences import Sentence


def tells_of_two(sentence: Sentence, index: int) -> bool:
    """Whether the word at ``index`` stands behind “and his wife” and in no case that would say whose she is."""
    for kin in sentence.marks("relatives"):
        if kin.last == index:
            first = kin.first - (sentence.at("pronouns", kin.first - 1) is not None)
            keys = sentence.pack.keys
            oblique = (*keys.get("participle_endings", ()), *keys.get("of_several_endings", ()))
            return sentence.link_ends("and", first) and not sentence.tokens[index].key.endswith(oblique)
    return False
