"""A surname by itself, and what makes it somebody's: what is told right beside it, the list of names that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.names.mention import Mention
from habeas.claims.sentences import Sentence

PLURAL = "s"  # “Cyclists were sentenced”


def is_punished(sentence: Sentence, name: Mention) -> bool:
    """Whether a word for a term or a prison and the words of a sentence or of custody right beside a lone name say that it is a person's."""
    if not is_lone(sentence, name):
        return False
    told = told_beside(sentence, name)
    if "custody" in told and sentence.pack.has_articles and sentence.marks("facilities"):
        return True
    return "sentence" in told and bool(sentence.marks("units"))


def is_lone(sentence: Sentence, name: Mention) -> bool:
    """Whether a name is one word that can be somebody's surname: no abbreviation, nor several people."""
    lone = name.last - name.first == 1 and name.kind == "surname"
    return lone and not sentence.tokens[name.first].upper and not sentence.word(name.first).endswith(PLURAL)


def told_beside(sentence: Sentence, name: Mention) -> set[str]:
    """Return what is told right behind a name, and right in front of it where word order is free."""
    return {
        mark.payload.sense
        for mark in sentence.marks("events")
        if mark.first == name.last or (mark.last == name.first and not sentence.pack.has_articles)
    }


def is_listed(sentence: Sentence, name: Mention, kept: Sequence[Mention]) -> bool:
    """Whether only a comma or “and” parts a lone surname from a name that counts: «Калеснікаву, Роднянкова і Краўцова»."""
    if not is_lone(sentence, name) or not sentence.marks("events"):
        return False
    sides = [(one.last, name.first) for one in kept if one.backed] + [
        (name.last, one.first) for one in kept if one.backed
    ]
    return any(
        begin == end - 1 and (sentence.tokens[begin].text == "," or sentence.link("and", begin) is not None)
        for begin, end in sides
    )
