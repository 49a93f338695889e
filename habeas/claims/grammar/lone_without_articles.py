"""One person without a name in a language without articles: «другого мужчину оштрафовали», „18-letniego studenta aresztowano”.

Nothing says there whether “the man” is one told of before. He is not where “another” stands in front, where he is counted in one breath
with others without a name, where his age is told (whose age that is, the text may have said: `habeas.claims.reference.by_age` asks first), or
where the town that he is from, or a clause behind that tells of him («Парень, которого вчера забрали, ...»).
"""

from __future__ import annotations

from typing import NamedTuple

from habeas.claims.grammar.clauses_behind import befalls_in, clause_behind
from habeas.claims.grammar.numbers import number_at
from habeas.claims.grammar.origins import behind_origin
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

ADJECTIVES = 3  # words of «украинского независимого журналиста»
OF_A_TERM = 7  # words of «к пяти с половиной годам колонии строгого режима»
OF_A_PLACE = 7  # words of «3 мая в городе Керчи»
WHERE_AND_WHEN = ("places", "place_words", "months", "weekdays", "relative", "year_words")
FOLLOWS = 6  # words between the noun and what happened: «из посёлка Х в субботу»
NOBODY = ("roles", "bystanders", "captors", "rulers", "held_people")
BEFALLS = frozenset(
    {"detention", "release", "fine", "sentence", "charge", "arrest_order", "custody", "hearing"}
)
OF_ANYBODY = frozenset({"fine"})


def lone_described(sentence: Sentence, index: int) -> tuple[int, Mark] | None:
    """Return where «другого мужчину» that begins at ``index`` ends, and its noun, or None."""
    if sentence.pack.has_articles:
        return None
    noun = _noun(sentence, index)
    if noun is None or any(sentence.opens(at, NOBODY) for at in range(index, noun.last)):
        return None
    behind = behind_origin(sentence, noun.last) or noun.last
    if _is_named(sentence, behind) or not (
        befalls_there(sentence, index, behind)
        or _befalls_by_clause(sentence, noun.first, behind)
        or _of_a_list(sentence, index, noun.last)
    ):
        return None
    return noun.last, noun


def befalls_there(sentence: Sentence, first: int, last: int) -> bool:
    """Whether something befalls those for whom the words from ``first`` to ``last`` stand: right in front, or behind in the same clause."""
    return _is_object(sentence, first) or _befalls(sentence, last)


class Bare(NamedTuple):
    """Somebody without a name: the first token of the words for her, and the noun."""

    first: int
    noun: Mark


def lone_bare(sentence: Sentence, index: int) -> Bare | None:
    """Return a word for a person at ``index`` with its adjectives, of which the rest of the text must say that it is new: «задержали студента».

    A driver may be fined, and a trainer: of a fine alone nobody new is told.
    """
    noun = sentence.at("persons", index)
    if sentence.pack.has_articles or noun is None or sentence.opens(index, ("relatives",)):
        return None
    if sentence.opens(index, ("peoples",)) and sentence.link("who_one", noun.last + 1) is None:
        return None  # «женщины» may be several, «женщины, которую» are one
    owned = any(
        mark.last == index and mark.payload.sense.endswith("own") for mark in sentence.marks("pronouns")
    )
    owned = owned or any(sentence.ends(name, index) for name in ("relatives", "those_of"))
    if owned or _goes_on(sentence, noun) or any(sentence.opens(at, NOBODY) for at in range(index, noun.last)):
        return None
    first = _behind_verb(sentence, index)
    happens = _is_object(sentence, first, of_anybody=False) or _befalls(sentence, noun.last, of_anybody=False)
    happens = happens or _befalls_by_clause(sentence, noun.first, noun.last, of_anybody=False)
    return Bare(first, noun) if happens and not _is_named(sentence, noun.last) else None


def _behind_verb(sentence: Sentence, index: int) -> int:
    """Return where the adjectives in front of a word for a person begin, if they stand right behind an event: «похитили местного жителя»."""
    for first in range(index, max(index - ADJECTIVES, 0), -1):
        if any(
            mark.last == first or _only_where_and_when(sentence, mark.last, first)
            for mark in sentence.marks("events")
        ):
            return first
        token = sentence.tokens[first - 1]
        if token.kind != WORD or token.capital or sentence.link_senses(first - 1) - {"former"}:
            break
    return index


def _noun(sentence: Sentence, index: int) -> Mark | None:
    """Return the word for a person that “another”, an age, or a number of others beside it makes a new one."""
    other, age = sentence.at("another", index), sentence.at("ages", index)
    start = other.last if other is not None else age.last if age is not None else index
    for at in range(start, min(start + ADJECTIVES + 1, len(sentence.tokens))):
        noun = sentence.at("persons", at)
        if noun is not None:
            new = other is not None or age is not None or _beside_others(sentence, index, noun.last)
            behind = behind_origin(sentence, noun.last)
            new = new or (behind is not None and not _is_name_of_place(sentence, at))
            new = new or _is_told_by_clause(sentence, noun, behind or noun.last)
            kin = other is None and sentence.at("relatives", at) is not None  # «інший чоловік» is no husband
            return noun if new and not kin and not _goes_on(sentence, noun) else None
        token = sentence.tokens[at]
        if (
            token.kind != WORD
            or token.capital
            or sentence.link_senses(at) - {"former"}
            or _happens(sentence, at)
        ):
            break
    return age if age is not None and age.last - age.first <= 3 and _stands_for_one(sentence, age) else None


def _is_name_of_place(sentence: Sentence, index: int) -> bool:
    """Whether the word is rather a country: «з Білорусі»."""
    return index > 0 and sentence.tokens[index].capital


def told_by_origin(sentence: Sentence, index: int, last: int) -> bool:
    """Whether nothing but a town says that one who stands from ``index`` to ``last`` is new."""
    if sentence.at("another", index) is not None or sentence.at("ages", index) is not None:
        return False
    return behind_origin(sentence, last) is not None and not _beside_others(sentence, index, last)


def told_by_clause(sentence: Sentence, index: int, noun: Mark) -> bool:
    """Whether nothing but a clause behind the noun says that one whose words begin at ``index`` is new."""
    new = sentence.at("another", index) or sentence.at("ages", index)
    return (
        new is None
        and _is_told_by_clause(sentence, noun, noun.last)
        and not _beside_others(sentence, index, noun.last)
    )


def _is_told_by_clause(sentence: Sentence, noun: Mark, last: int) -> bool:
    """Whether a clause about one person ends the words for her: «женщину, которую увезли», not «женщины, которые».

    Of a cellmate the clause tells that she was freed.
    """
    if not _opens_clause(sentence, noun.first) or sentence.opens(noun.first, ("cellmates",)):
        return False
    several = sentence.opens(noun.first, ("peoples",)) and sentence.link("who_one", noun.last + 1) is None
    return not several and clause_behind(sentence, last) is not None


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Whether a word for a person and what describes it open the sentence or follow an event: not “X, a deputy, whom”, «снял фильм о журналисте, которого»."""
    for first in range(index, max(index - ADJECTIVES, 0) - 1, -1):
        if first == 0 or _only_where_and_when(sentence, 0, first) or _is_object(sentence, first):
            return True
        token = sentence.tokens[first - 1]
        if token.kind != WORD or token.capital or sentence.link_senses(first - 1) - {"former"}:
            break
    return False


def _befalls_by_clause(sentence: Sentence, first: int, last: int, *, of_anybody: bool = True) -> bool:
    """Whether it happens in a clause about her, or behind that clause: «Парень, которого вчера забрали, ...»."""
    clause = clause_behind(sentence, last)
    if clause is None or not _opens_clause(sentence, first):
        return False
    told = any(_is_of_prisoners(mark, of_anybody=of_anybody) for mark in befalls_in(sentence, clause))
    return told or _befalls(sentence, clause.last + 1, of_anybody=of_anybody)


def _stands_for_one(sentence: Sentence, age: Mark) -> bool:
    """Whether an age is a noun by itself: „18-latka zatrzymano”."""
    return sentence.tokens[age.last - 1].key.startswith("lat") and _befalls(sentence, age.last)


def _goes_on(sentence: Sentence, noun: Mark) -> bool:
    return sentence.at("persons", noun.last) is not None


def _happens(sentence: Sentence, index: int) -> bool:
    return sentence.opens(index, ("events", "voices.say", "modality", "units"))


def _beside_others(sentence: Sentence, first: int, last: int) -> bool:
    """Whether “and” joins a number of people without names: «учительницу и двух студентов»."""
    link = sentence.link("and", last)
    if link is not None:
        further = sentence.at("further", link.last)
        number = number_at(sentence, further.last if further is not None else link.last)
        return (
            number is not None
            and number.whole is not None
            and number.whole > 1
            and _of_people(sentence, number.last)
        )
    before = next((mark for mark in sentence.links("and") if mark.last == first), None)
    if before is None:
        return False
    people = next((mark for mark in sentence.marks("peoples") if mark.last == before.first), None)
    return people is not None and number_at(sentence, people.first - 1) is not None


def _of_people(sentence: Sentence, index: int) -> bool:
    return any(sentence.at("peoples", at) is not None for at in range(index, index + 2))


def _of_a_list(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what befell them stands beside the whole list: «задержали двух студентов и учительницу»."""
    return _beside_others(sentence, first, last) and any(
        mark.payload.sense in BEFALLS for mark in sentence.marks("events")
    )


def _is_named(sentence: Sentence, last: int) -> bool:
    """Whether a name follows, with a word or two between."""
    given = sentence.pack.names.given_forms
    for at in range(last, min(last + ADJECTIVES, len(sentence.tokens))):
        token = sentence.tokens[at]
        if token.capital and (given(token.text) or at == last):
            return True
        if token.kind == MARK and token.text != ",":
            return False
    return False


def _is_object(sentence: Sentence, index: int, *, of_anybody: bool = True) -> bool:
    """Whether words that look behind them for their people stand right in front: «задержали другого мужчину», «дали пять лет колонии учителю»."""
    return any(
        (
            mark.last == index
            or _only_where_and_when(sentence, mark.last, index)
            or ((not of_anybody or sentence.at("ages", index)) and _only_term(sentence, mark.last, index))
        )
        and mark.payload.event is not None
        and mark.payload.event.who in ("after", "any")
        and _is_of_prisoners(mark, of_anybody=of_anybody)
        for mark in sentence.marks("events")
    )


def _only_where_and_when(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but a place and a day stands between: «задержали 3 мая в Керчи журналиста», „o zatrzymaniu w Grodnie kobiety”."""
    at = first
    while at < last and at - first < OF_A_PLACE:
        known = [mark.last for name in WHERE_AND_WHEN if (mark := sentence.at(name, at)) is not None]
        inside = sentence.link("in", at)
        if known:
            at = max(known)
        elif inside is not None:
            at = inside.last
        elif sentence.tokens[at].kind == NUMBER or (
            sentence.tokens[at].capital and sentence.link_ends("in", at)
        ):
            at += 1
        else:
            return False
    return first < at == last


def _is_of_prisoners(event: Mark, *, of_anybody: bool) -> bool:
    return event.payload.sense in BEFALLS and (of_anybody or event.payload.sense not in OF_ANYBODY)


def _only_term(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but a term stands between: «приговорил к пяти годам колонии журналиста»."""
    if not 0 < last - first <= OF_A_TERM:
        return False
    apart = ("peoples", "persons", "pronouns", "relatives", "roles", "events", "voices.say")
    counted = any(sentence.opens(at, ("units",)) for at in range(first, last))
    return counted and not any(
        sentence.tokens[at].kind == MARK or sentence.opens(at, apart) for at in range(first, last)
    )


def _befalls(sentence: Sentence, last: int, *, of_anybody: bool = True) -> bool:
    """Whether what happened follows in the same clause, with nobody else between."""
    for at in range(last, min(last + FOLLOWS, len(sentence.tokens))):
        event = sentence.at("events", at)
        if event is not None and event.payload.event is not None:
            return event.payload.event.who != "after" and _is_of_prisoners(event, of_anybody=of_anybody)
        if sentence.tokens[at].kind == MARK or sentence.opens(
            at, ("peoples", "persons", "pronouns", "relatives")
        ):
            return False
    return False
