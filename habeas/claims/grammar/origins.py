"""Where somebody without a name is from: «жителя Херсона», «учительницу из Гомеля», „mieszkańca Wielkiej Łepetychy”.

Who is told of by a trade and a place, and by no name, is one of whom the text begins to tell.
"""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

LONGEST = 4  # words of a place's name, its “village” among them


def behind_origin(sentence: Sentence, index: int) -> int | None:
    """Return where the place ends that a word for a person, ending before ``index``, is followed by; None where none is."""
    tokens = sentence.tokens
    if index >= len(tokens):
        return None
    lives = sentence.ends("dwellers", index)
    from_there = sentence.link("hails", index)
    if not lives and from_there is None:
        return None
    begin = from_there.last if from_there is not None else index
    if (town := sentence.at("settlements", begin)) is not None:
        begin = town.last
    place = sentence.at("places", begin)
    if place is not None:
        return place.last
    end = begin
    while end < len(tokens) and end - begin < LONGEST and tokens[end].kind == WORD and tokens[end].capital:
        if sentence.pack.names.given_forms(tokens[end].text) or sentence.at("agencies", end) is not None:
            return None
        end += 1
    return end if end > begin else None
