"""Counted people in front of a dash that stands for a verb: “two others – 10 each”, «ещё двоим — по 10», „reszta – po 500”."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.found import Found
from habeas.claims.sentences import DASHES, Sentence

PEOPLE = ("peoples", "persons", "held_people", "relatives", "numbers", "pronouns")


def people_before_dashes(sentence: Sentence, taken: Sequence[Found]) -> set[int]:
    """Return the dashes, as tokens, right in front of which words for people or a number of them end.

    What a value of ``taken`` holds is no number of people: «10 суток — 15».
    """
    rest = {mark.last for mark in sentence.marks("counts") if mark.payload.sense == "rest"}
    return {
        at
        for at, token in enumerate(sentence.tokens)
        if at and token.text in DASHES and not token.glued
        and (at in rest or any(sentence.ends(category, at) for category in PEOPLE))
        and not any(value.overlaps(at - 1, at) for value in taken)
    }  # fmt: skip


def over_dash(sentence: Sentence, index: int) -> int:
    """Step over a dash that stands for a verb, and the comma in front of it that closes an apposition: «сябру, паэту X, — чатыры»."""
    texts = [token.text for token in sentence.tokens[index : index + 2]]
    if texts[:1] == [","] and texts[1:] and texts[1] in DASHES:
        return index + 2
    return index + (texts[:1] != [] and texts[0] in DASHES)
