"""Husband and wife by their surname alone: «супругов Зиминых», „małżeństwo Kowalskich”, «подружжя Ковбасюків»."""

from __future__ import annotations

from habeas.claims.sentences import Sentence


def is_couple_behind(sentence: Sentence, index: int) -> bool:
    """Whether the word at ``index`` stands behind a word for a couple, is a surname in the plural, and no names follow it."""
    tokens = sentence.tokens
    if index >= len(tokens) or not tokens[index].capital:
        return False
    if not sentence.ends("couples", index):
        return False
    names = sentence.pack.names
    behind = tokens[index + 1 : index + 3]
    listed = bool(behind) and behind[0].text in ",:(—–" and behind[-1].capital
    named = listed or bool(behind and behind[0].capital) or bool(names.given_forms(tokens[index].text))
    return not named and bool(names.family_forms(tokens[index].text))
