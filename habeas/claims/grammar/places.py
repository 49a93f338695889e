"""Places of events: a listed place, or a capitalised name after a word like “in”."""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.grammar.institutions import may_name_place
from habeas.claims.sentences import ENDS, Sentence
from habeas.text.tokens import WORD

SHORT_LINE = 9  # tokens of a line that says no more than where and when


def find_places(sentence: Sentence, taken: list[Found], names: list[tuple[int, int]]) -> list[Found]:
    """Return places in order, outside of ``taken`` values and people's ``names``.

    A place counts only after a word that puts things in places; “Belarus” in “the state of Belarus” is none.
    """
    found: list[Found] = []
    starts = sorted({mark.last for mark in sentence.links("in")} | _head(sentence))
    for start in starts:
        place = place_at(sentence, start)
        if place is None or any(value.overlaps(place.first, place.last) for value in [*taken, *found]):
            continue
        if any(first < place.last and place.first < last for first, last in names):
            continue
        if place.last < len(sentence.tokens) and sentence.tokens[place.last].key in ("'s", "'"):
            continue  # “the death of Ukraine's civilians”
        if any(body.first <= place.first and place.last <= body.last for body in sentence.marks("bodies")):
            continue
        found.append(place)
    return found


def _head(sentence: Sentence) -> set[int]:
    """Return where a listed place opens a line and stands by itself: “Minsk. ...”, “Kazan: ...”, the line “Lida, last night”."""
    at = next((at for at, token in enumerate(sentence.tokens) if token.kind == WORD), None)
    mark = sentence.at("places", at) if at is not None and sentence.opens_line else None
    if mark is None:
        return set()
    short = len(sentence.tokens) <= SHORT_LINE and sentence.tokens[-1].text not in ENDS
    apart = ".:→|," if short else ".:→|"
    ends = mark.last >= len(sentence.tokens) or sentence.tokens[mark.last].text in apart
    return {mark.first} if ends else set()


def place_at(sentence: Sentence, index: int) -> Found | None:
    """Return the place whose words begin at ``index``, or None."""
    the = sentence.link("article_the", index)
    if the is not None:
        index = the.last
    first = _one_place(sentence, index)
    if first is None:
        return None
    link = sentence.link("in", first.last)
    second = _one_place(sentence, link.last) if link is not None else None
    # “на рынку ў Пінску”, “in Pinsk at the market”: one place
    if second is not None and "place.spot" in (first.rule, second.rule) and first.rule != second.rule:
        return Found("place", sentence.words(index, second.last), index, second.last, "place.spot-in-place")
    return first


def _one_place(sentence: Sentence, index: int) -> Found | None:
    if index >= len(sentence.tokens):
        return None
    listed = sentence.at("places", index)
    if listed is not None:
        last = _place_words(sentence, listed.last)
        value = listed.payload.sense if last == listed.last else sentence.words(index, last)
        return Found("place", value, index, last, "place.listed")
    spot = sentence.at("spots", index)
    if spot is not None:
        return Found("place", sentence.words(index, spot.last), index, spot.last, "place.spot")
    kind = sentence.at("place_words", index)
    last = begin = kind.last if kind is not None else index
    while last < len(sentence.tokens) and last - begin < 4 and may_name_place(sentence, last):
        last += 1
    own = sentence.at("spots", last) or sentence.at("place_words", last)
    if last > begin and own is not None:
        return Found("place", sentence.words(index, own.last), index, own.last, "place.described")
    if last == begin or last - begin > 3:
        return None
    if kind is None and _is_adjective(sentence, last - 1):
        return None  # «у Беларускім саюзе мастакоў»
    rule = "place.described" if kind is not None else "place.capitalised"
    return Found("place", sentence.words(index, last), index, last, rule)


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether the word ends as an adjective made of a place's name does."""
    endings = sentence.pack.keys.get("region_endings", frozenset())
    return any(sentence.word(index).endswith(ending) for ending in endings)


def _place_words(sentence: Sentence, index: int) -> int:
    """Step over “district”, “border crossing” behind a place's name."""
    mark = sentence.at("place_words", index) or sentence.at("spots", index)
    return mark.last if mark is not None else index
