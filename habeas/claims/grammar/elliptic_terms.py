"""Terms whose unit is left out: “Rezanovich 19”, “da 13”, “prosecutors had sought 16”, «дала мне яшчэ 15», «дала пять с половиной»."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.before_dashes import over_dash
from habeas.claims.grammar.numbers import Numeral, number_at
from habeas.claims.grammar.terms import LIFE, term_of
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, NUMBER

TO_NUMBER = 3  # a comma, a dash and one word between a name and its number
FOR_WHOM = 3  # words between “for” and a name: “for the poet X”
LONGEST_NUMBER = 4  # words of “four and a half”
TO_WHOM = 3  # words between “gave” and the number: “gave me another 15”
MOST_WITHOUT_UNIT = 25  # a greater number behind a name and a dash can be an age
SMALL_UNITS = frozenset({"D", "W"})


def elliptic_terms(
    sentence: Sentence,
    terms: list[Found],
    names: Mapping[int, int],
    taken: list[Found],
    before_sentence: Found | None = None,
    counted: Set[int] = frozenset(),
) -> list[Found]:
    """Return terms whose unit is left out: a bare number after a name, once a term with its unit has stood.

    ``names`` tells where each name begins and where it ends; one word may stand behind it (“да 13”), and so may a dash. ``before_sentence`` is the last term of an earlier sentence: it lends its unit to
    a number behind words that need a term (“prosecutors had sought 16”). ``counted`` are the dashes behind counted people («двоим — по 10»).
    """
    asked = {
        mark.last: mark.payload.event.type
        for mark in sentence.marks("events")
        if mark.payload.event is not None and "term" in mark.payload.event.needs
    }
    asked |= {_behind_whom(sentence, end, names): kind for end, kind in asked.items()}
    ends_of_names = set(names.values()) | counted
    if not terms and not asked and before_sentence is None:
        return []
    added: list[Found] = _changed_to(sentence, terms, taken)
    ends_of_names |= _ends_of_kin(sentence)
    instead = {
        one.last
        for one in terms
        if any(0 <= one.first - mark.last <= 1 for mark in sentence.marks("instead_of"))
    }
    ends_of_names |= {
        end for end in instead if over_dash(sentence, end) > end
    }  # «замест чатырох гадоў — сем»
    added += _for_whom(sentence, [*terms, *added], names, taken)
    for end in sorted(ends_of_names | set(asked)):
        before = [term for term in (*terms, *added) if term.last <= end]
        if before and _fined_since(sentence, before[-1], end, taken):
            continue
        if not before and before_sentence is not None and (end in asked or _is_all_said(sentence, end)):
            before = [before_sentence]
        years = asked.get(end) == "sentence_requested"  # no prosecutor asks for days
        if not before and end in asked:
            before = _told_behind(sentence, end, terms, names)
        if not before and not years:
            continue
        at = over_dash(sentence, end) + _in_bracket(sentence, end)
        while at < len(sentence.tokens) and (
            sentence.at("term_after", at) is not None or sentence.link("each", at) or _in_row(sentence, at)
        ) and at - end < TO_NUMBER:  # fmt: skip
            at += 1
        number = None if sentence.at("ages", at) is not None else _number(sentence, at)
        if number is None or _busy(sentence, number, [*terms, *added, *taken]):
            continue  # nor has «на 10 суток арестовали 19-летнего студента» a second term
        if end not in ends_of_names and not _ends_here(sentence, number.last):
            continue
        unit, kind = (before[-1].get("unit") or "Y", before[-1].get("kind") or "") if before else ("Y", "")
        if unit == LIFE or (years and unit in SMALL_UNITS):  # who gets no life sentence gets years
            unit, kind = "Y", ""
        for one in (number, *_and_more(sentence, number, [*terms, *added, *taken])):
            term = term_of(one, one.first, one.last, unit, [], kind)
            if term is not None:
                added.append(_left_out(term))
    return added


def _fined_since(sentence: Sentence, term: Found, end: int, taken: list[Found]) -> bool:
    """Whether somebody else was fined since the term was told: «12 сутак, B — штраф у 800 рублёў, C — 500», not “five years and a fine of 800, C – four”."""
    fines = [one for one in taken if one.kind == "fine" and term.last <= one.first < end]
    return any(token.capital for fine in fines for token in sentence.tokens[term.last : fine.first])


def _ends_of_kin(sentence: Sentence) -> set[int]:
    """Return where unnamed relatives end whom a new clause opens with: «..., а брату четырнадцать», “, and his son two”."""
    ends = set()
    for kin in sentence.marks("relatives"):
        whose = next((mark.first for mark in sentence.marks("pronouns") if mark.last == kin.first), kin.first)
        if any(sentence.link_ends(name, whose) for name in ("and", "but")):
            ends.add(kin.last)
    return ends


def _is_all_said(sentence: Sentence, index: int) -> bool:
    """Whether nothing but a dash and a number follows: «А — шэсць гадоў калоніі. Б — пяць з паловай.»"""
    at = over_dash(sentence, index)
    number = _number(sentence, at) if at > index else None
    if number is None or number.value > MOST_WITHOUT_UNIT:
        return False
    return all(token.kind == MARK for token in sentence.tokens[number.last :])


def _left_out(term: Found) -> Found:
    return Found("term", term.value, term.first, term.last, "term.unit-left-out", term.detail)


def _and_more(sentence: Sentence, number: Numeral, taken: list[Found]) -> list[Numeral]:
    """Return the numbers that a row goes on with for the others of a list: «братам A та B — 15 і 13 відповідно»."""
    row = [number]
    while (joint := _joint(sentence, row[-1].last)) is not None:
        following = _number(sentence, joint)
        if following is None or _busy(sentence, following, taken) or not _ends_here(sentence, following.last):
            break
        row.append(following)
    return row[1:] if len(row) > 1 and sentence.link("and", row[-2].last) is not None else []


def _joint(sentence: Sentence, index: int) -> int | None:
    """Return what follows a comma or an “and” at ``index``."""
    link = sentence.link("and", index)
    if link is not None:
        return link.last
    return index + 1 if index < len(sentence.tokens) and sentence.tokens[index].text == "," else None


def _told_behind(sentence: Sentence, end: int, terms: list[Found], names: Mapping[int, int]) -> list[Found]:
    """Return the term that lends its unit to a number in front of it, with somebody else between: “A got 15, B 14 and C 18 years”."""
    number = _number(sentence, end + (sentence.at("term_after", end) is not None))
    if number is None or _joint(sentence, number.last) is None:
        return []
    behind = [term for term in terms if number.last < term.first]
    others = [first for first in names if behind and number.last < first < behind[0].first]
    return behind[:1] if others else []


def _in_bracket(sentence: Sentence, index: int) -> bool:
    """Whether a bracket holds nothing but a number: “A (five years) and B (four)”."""
    number = number_at(sentence, index + 1) if sentence.tokens[index : index + 1] else None
    if number is None or sentence.tokens[index].text != "(" or number.last >= len(sentence.tokens):
        return False
    return sentence.tokens[number.last].text == ")"


def _changed_to(sentence: Sentence, terms: list[Found], taken: list[Found]) -> list[Found]:
    """Return the new terms of “cut A's sentence from six years to five, B's from three to two”: the unit is the one told in front."""
    found: list[Found] = []
    for to in sentence.marks("changed_to") if sentence.has("changed") else ():
        unit = _unit_in_front(sentence, terms, to)
        number = _number(sentence, to.last) if unit is not None else None
        if unit is None or number is None or _busy(sentence, number, [*terms, *taken]):
            continue
        term = term_of(number, number.first, number.last, unit, [], "")
        if term is not None and _ends_here(sentence, number.last):
            found.append(_left_out(term))
    return found


def _for_whom(
    sentence: Sentence, terms: list[Found], names: Mapping[int, int], taken: list[Found]
) -> list[Found]:
    """Return the numbers of “five years for A, four for B”, „pięć lat dla A, cztery dla B”."""
    given = [term for term in terms if sentence.at("term_for", term.last) is not None]
    found = []
    for mark in sentence.marks("term_for") if given else ():
        leads = any(mark.last <= first <= mark.last + FOR_WHOM for first in names)
        ends = (number_at(sentence, at) for at in range(max(0, mark.first - LONGEST_NUMBER), mark.first))
        number = next((one for one in ends if one is not None and one.last == mark.first), None)
        before = [term for term in given if number is not None and term.last < number.first]
        if number is None or not leads or not before or _busy(sentence, number, [*terms, *taken]):
            continue
        unit, kind = before[-1].get("unit") or "Y", before[-1].get("kind") or ""
        term = term_of(number, number.first, number.last, unit, [], kind) if unit != LIFE else None
        if term is not None:
            found.append(_left_out(term))
    return found


def _unit_in_front(sentence: Sentence, terms: list[Found], to: Mark) -> str | None:
    """Return the unit of the old term where “to” leads on from it, or from the verb of changing: “from three | to two”, “was reduced | to four”.

    Where neither has one they are years: «скоротив строк — із шести | до п'яти».
    """
    units = [term.get("unit") for term in terms if term.first < to.first]
    leads = {mark.last for mark in sentence.marks("changed")} | {term.last for term in terms}
    for mark in sentence.marks("changed_from"):
        bare = number_at(sentence, mark.last)
        leads |= {bare.last} if bare is not None else set()
        if bare is not None and bare.last == to.first and bare.value <= MOST_WITHOUT_UNIT and not units:
            return "Y"
    return units[-1] if units and to.first in leads and units[-1] != LIFE else None


def _in_row(sentence: Sentence, index: int) -> bool:
    """Whether a comma leads to the number in a row parted by semicolons: “A, 12 days; B, five; C and D, eight each.”"""
    if sentence.tokens[index].text != "," or not any(token.text == ";" for token in sentence.tokens):
        return False
    number = number_at(sentence, index + 1)
    if number is None or number.last >= len(sentence.tokens):
        return False
    return sentence.tokens[number.last].text in ";." or sentence.link("each", number.last) is not None


def _behind_whom(sentence: Sentence, index: int, names: Mapping[int, int]) -> int:
    """Return where the number can begin behind words for who got it, and “another”: «дала мне яшчэ 15»."""
    at = index
    while at - index < TO_WHOM:
        who = sentence.at("pronouns", at) or sentence.at("first_person", at) or sentence.at("further", at)
        if at not in names and who is None:
            break
        at = names.get(at, who.last if who is not None else at)
    return at


def _number(sentence: Sentence, index: int) -> Numeral | None:
    """Return the number that begins there, with the half behind it: “five and a half”."""
    number = number_at(sentence, index)
    half = sentence.link("half", number.last) if number is not None else None
    if number is None or number.whole is None or half is None:
        return number if number is not None and (2 * number.value).is_integer() else None
    return replace(number, value=number.value + 0.5, last=half.last)


def _ends_here(sentence: Sentence, index: int) -> bool:
    """Whether nothing is counted by a number that ends at ``index``: a mark, a link or the end follows."""
    return (
        index >= len(sentence.tokens)
        or sentence.tokens[index].kind == MARK
        or bool(sentence.link_senses(index))
        or sentence.at("penalties", index) is not None
    )


def _is_of_them(sentence: Sentence, index: int) -> bool:
    """Whether “of them” or “of which” follows: “17 years, the first three of them in prison” gives nobody three."""
    of = sentence.link("of", index) or sentence.link("from", index)
    if of is None or of.last >= len(sentence.tokens):
        return False
    them = sentence.at("pronouns", of.last)
    return (them is not None and them.payload.sense == "p") or sentence.link("who", of.last) is not None


def _busy(sentence: Sentence, number: Numeral, taken: list[Found]) -> bool:
    """Whether the number already means something: a value, a count of people, part of 361-1."""
    if any(value.overlaps(number.first, number.last) for value in taken):
        return True
    follow = sentence.tokens[number.last] if number.last < len(sentence.tokens) else None
    if _is_of_them(sentence, number.last):
        return True
    if follow is None:
        return False
    glued_number = follow.glued and follow.text in "-–./" and number.last + 1 < len(sentence.tokens)
    if glued_number and sentence.tokens[number.last + 1].kind == NUMBER:
        return True
    return (
        sentence.at("peoples", number.last) is not None or sentence.at("currencies", number.last) is not None
    )
