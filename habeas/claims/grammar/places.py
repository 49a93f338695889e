"""Places of events: a listed place, or a capitalised name after a word like “in”."""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.grammar.institutions import may_name_place
from habeas.claims.sentences import Sentence


def find_places(sentence: Sentence, taken: list[Found], names: list[tuple[int, int]]) -> list[Found]:
    """Return places in order, outside of ``taken`` values and people's ``names``.

    A place counts only after a word that puts things in places; “Belarus” in “the state of Belarus” is none.
    """
    found: list[Found] = []
    starts = sorted({mark.last for mark in sentence.links("in")})
    for start in starts:
        place = _place_at(sentence, start)
        if place is None or any(value.overlaps(place.first, place.last) for value in [*taken, *found]):
            continue
        if any(first < place.last and place.first < last for first, last in names):
            continue
        found.append(place)
    return found


def _place_at(sentence: Sentence, index: int) -> Found | None:
    the = sentence.link("article_the", index)
    if the is not None:
        index = the.last
    if index >= len(sentence.tokens):
        return None
    listed = sentence.at("places", index)
    if listed is not None:
        last = _place_words(sentence, listed.last)
        value = listed.payload.sense if last == listed.last else sentence.words(index, last)
        return Found("place", value, index, last, "place.listed")
    last = index
    while last < len(sentence.tokens) and last - index < 4 and may_name_place(sentence, last):
        last += 1
    own = sentence.at("place_words", last)
    if own is not None:
        return Found("place", sentence.words(index, own.last), index, own.last, "place.described")
    if last == index or last - index > 3:
        return None
    return Found("place", sentence.words(index, last), index, last, "place.capitalised")


def _place_words(sentence: Sentence, index: int) -> int:
    mark = sentence.at("place_words", index)
    return mark.last if mark is not None else index
