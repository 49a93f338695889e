"""How far the name of a place of detention reaches: its name in quotation marks, its street, its town, the building it is a part of.

“отделе «Япеева»”, “тюрьме на Кирова”, “remand prison on Valadarski Street”, “Бобруйск, ИК-2”, “the basement of the
police station”: one place each. An agency's name behind “to” or “in” is where somebody is taken, not who took her.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER, WORD

QUOTED_WITHIN, STREET_WITHIN, WHOLE_WITHIN = 6, 3, 3
OPENING, CLOSING = "«„“", "»”“"
NO_STREET = (
    "months",
    "weekdays",
    "relative",
    "events",
    "persons",
    "roles",
    "places",
    "units",
    "ago",
    "later",
)
POLICE = "police"
CELL = "cell"
HAVING_A_WHOLE = frozenset({"temporary", "hospital", CELL})  # kinds that can be a part of another place


def told_in_full(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """Return the facilities with all that names them; a part and the whole behind it are one."""
    parts = {value.last for value in found if value.get("kind") in HAVING_A_WHOLE}
    wide = [
        _widened(sentence, value)
        for value in found
        if value.first in parts or not _is_only_an_office(sentence, value)  # „z piwnicy komisariatu”
    ]
    kept: list[Found] = []
    for value in sorted(wide, key=lambda one: (one.first, -one.last)):
        within = bool(kept) and value.first < kept[-1].last
        if within and not (kept[-1].get("kind") in HAVING_A_WHOLE and value.last > kept[-1].last):
            continue
        if within or (kept and (_is_part_of(sentence, kept[-1], value) or _is_told_twice(kept[-1], value))):
            kept[-1] = _reaching(sentence, kept[-1], kept[-1].first, value.last)
        else:
            kept.append(value)
    return kept


def taken_to(sentence: Sentence, agency: Found) -> Found | None:
    """Return the agency as the place where somebody is taken: “to the KGB”, «в Следственный комитет»; or None."""
    if not sentence.ends("inside", agency.first):
        return None
    value = sentence.words(agency.first, agency.last)
    return Found("facility", value, agency.first, agency.last, "facility.agency", (("kind", POLICE),))


def _reaching(sentence: Sentence, value: Found, first: int, last: int) -> Found:
    return replace(value, value=sentence.words(first, last), first=first, last=last)


def _is_only_an_office(sentence: Sentence, value: Found) -> bool:
    """Whether it is the bare word for a department, and nobody is said to be in it: «начальник отдела»."""
    if value.get("kind") != POLICE or value.last - value.first > 1 or sentence.tokens[value.first].upper:
        return False
    inside = any(mark.last == value.first for mark in [*sentence.marks("inside"), *sentence.links("from")])
    described = value.first > 0 and sentence.at("facility_words", value.first - 1) is not None
    return not inside and not described and behind_quotes(sentence, value.last) == value.last


def _widened(sentence: Sentence, value: Found) -> Found:
    last = behind_quotes(sentence, value.last)
    last = _on_a_street(sentence, _named_for(sentence, last))
    first = _behind_its_town(sentence, value.first) if last == value.last else value.first
    return _reaching(sentence, value, first, last) if (first, last) != (value.first, value.last) else value


def behind_quotes(sentence: Sentence, last: int) -> int:
    """Step over a name in quotation marks that begins at ``last``: «заводе «Азот»», „kolonii „Wiasna””."""
    tokens = sentence.tokens
    if last >= len(tokens) or tokens[last].text not in OPENING:
        return last
    ends = [
        at for at in range(last + 1, min(last + QUOTED_WITHIN, len(tokens))) if tokens[at].text in CLOSING
    ]
    return ends[0] + 1 if ends else last


def _on_a_street(sentence: Sentence, last: int) -> int:
    """Step over the street by which people know it: «на Кирова», “on Valadarski Street”, „przy ulicy Gorkiego”."""
    mark = sentence.at("on_street", last)
    told = sentence.ends("streets", last)  # „areszcie przy ulicy” is one word for a prison
    if (mark is None and not told) or last >= len(sentence.tokens) - 1:
        return last
    street = sentence.at("streets", mark.last) if mark is not None else None
    at = begin = street.last if street is not None else mark.last if mark is not None else last
    if sentence.tokens[at].text == ".":
        at = begin = at + 1  # „przy ul. Wilczej”
    while at < min(begin + STREET_WITHIN, len(sentence.tokens)) and _names_a_street(sentence, at):
        at += 1
    if at == begin and street is not None and at < len(sentence.tokens) and sentence.tokens[at].kind == WORD:
        return at + 1  # in a text without capitals
    return _in_a_town(sentence, at) if at > begin else last


def _in_a_town(sentence: Sentence, last: int) -> int:
    """Step over the town that a street is in: „areszcie przy ul. Wołodarskiego w Mińsku”."""
    link = sentence.link("in", last)
    town = sentence.at("places", link.last) if link is not None else None
    return town.last if town is not None else last


def _named_for(sentence: Sentence, last: int) -> int:
    """Step over whose name it bears: «имени Кащенко», „im. Babińskiego”."""
    mark = sentence.at("bears_name", last)
    if mark is None:
        return last
    at = mark.last
    tokens = sentence.tokens
    while at < min(mark.last + STREET_WITHIN, len(tokens)) and (tokens[at].capital or tokens[at].text == "."):
        at += 1
    at -= at > mark.last and tokens[at - 1].text == "."
    return at if at > mark.last else last


def _names_a_street(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    named = token.capital or sentence.at("place_words", index) is not None
    return token.kind == WORD and named and all(sentence.at(name, index) is None for name in NO_STREET)


def _behind_its_town(sentence: Sentence, first: int) -> int:
    """Step back over a town and a comma in front of a prison's number: «Бобруйськ, ВК-2»."""
    if first < 2 or sentence.tokens[first - 1].text != "," or not sentence.tokens[first].upper:
        return first
    towns = [mark for mark in sentence.marks("places") if mark.last == first - 1]
    alone = [mark for mark in towns if mark.first == 0 or _opens(sentence, mark.first)]
    return alone[0].first if alone else first


def _opens(sentence: Sentence, first: int) -> bool:
    """Whether a mark or “in” stands in front: the town is told by itself."""
    before = sentence.tokens[first - 1]
    return before.kind not in (WORD, NUMBER) or sentence.link("in", first - 1) is not None


def _is_told_twice(one: Found, other: Found) -> bool:
    """Whether one place is told by its kind and at once by its number: “strict-regime colony IK-10”."""
    return one.last == other.first and one.get("kind") == other.get("kind")


def _is_part_of(sentence: Sentence, part: Found, whole: Found) -> bool:
    """Whether one place is inside the other, told right behind it: “the basement of the seized police station”."""
    between = range(part.last, whole.first)
    if len(between) == 1 and sentence.at("on_street", part.last) is not None:
        return True  # „areszcie przy komendzie”
    if len(between) == 1 and part.get("kind") == CELL and sentence.link("in", part.last) is not None:
        return True  # “SHIZO at Colony No. 15”
    if part.get("kind") not in HAVING_A_WHOLE or part.last - part.first > 1 or len(between) > WHOLE_WITHIN:
        return False
    return all(sentence.tokens[at].kind == WORD and not _parts(sentence, at) for at in between)


def _parts(sentence: Sentence, index: int) -> bool:
    """Whether a word between two places tells that they are two: “in”, “and”, an event's."""
    if sentence.link("of", index) is not None:
        return False
    apart = any(sentence.link(name, index) is not None for name in ("in", "from", "and"))
    return apart or sentence.at("events", index) is not None
