"""Reads “all (but X)” and “each” in front of an event as the people told of last, without those excepted; “all four” as those four."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from habeas.claims.events.no_events import is_present
from habeas.claims.grammar.counts import Count
from habeas.claims.grammar.numbers import number_at
from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.reference.focus import Focus
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

SHORTEST_EACH = 3  # letters: «по» is no “each” that could be somebody
TAKEN_UP = 2  # sentences since a group was told of, over which “the detainees” are that group


def everybody(sentence: Sentence, known: Sequence[Participant], told: Sequence[str]) -> Iterator[Participant]:
    """Yield each “all” or “each” of the sentence that stands for the people, or the group, ``told`` of last.

    ``known`` are those named in the sentence.
    """
    for first, mark in sorted({**sentence.starts("everybody"), **_each(sentence)}.items()):
        if sentence.link("other", mark.last) is not None or number_at(sentence, mark.last) is not None:
            continue  # «усё яшчэ за кратамі»; «всех троих» is told by its number
        if any(one.first < first < one.last for one in sentence.marks("counts")):
            continue  # “almost all” are a part
        excepts = [one for one in sentence.links("except") if -1 <= one.first - mark.last <= 1]
        if excepts and number_at(sentence, excepts[0].last) is not None:
            continue  # “all but four” is a number
        follows = any(mark.last <= event.first <= mark.last + 1 for event in sentence.marks("events"))
        taken = any(one.first < mark.last and first < one.last for one in known)
        if not (excepts or follows) or taken:
            continue
        left = {
            person
            for one in known
            if one.sort == "name" and excepts and 0 <= one.first - excepts[0].last <= 2
            for person in one.people
        }
        people = tuple(one for one in told if one not in left)
        if len(people) > 1 or (people and people[0].startswith("g")):
            yield Participant("anaphor", first, mark.last, people)


def _each(sentence: Sentence) -> dict[int, Mark]:
    """Return the words for “each” that no value stands in front of: “each got a year”, not “six years each”."""
    return {
        mark.first: mark
        for mark in sentence.links("each")
        if len(sentence.word(mark.first)) >= SHORTEST_EACH
        and not sentence.ends("units", mark.first)
        and not _has_its_people(sentence, mark.first)
    }


def _has_its_people(sentence: Sentence, each: int) -> bool:
    """Whether those of whom each is meant stand in front of it, in a language in which they do: “the other three were each given”."""
    if not sentence.pack.has_articles or each == 0:
        return False
    people = any(sentence.ends(name, each) for name in ("persons", "peoples", "held_people"))
    number = sentence.tokens[each - 1].kind == WORD and number_at(sentence, each - 1) is not None
    return people or number or sentence.link_ends("passive", each)


def as_many_as(sentence: Sentence, count: Count, focus: Focus) -> tuple[str, ...]:
    """Return the people told of just before whom a number counts: «усім чотирьом обрали варту», “all four men” behind four names."""
    number = count.exact
    every = count.part == "all" or sentence.ends("everybody", count.first)
    if number is None or number < 2 or count.part not in ("", "all"):
        return ()
    if count.noun is not None and not every:
        return _named_just_before(sentence, count, number, focus)
    if sentence.link("other", count.first - 1) is not None or sentence.link("other", count.first) is not None:
        return ()
    if sentence.pack.has_articles and sentence.at("further", count.last) is not None:
        return ()  # “two more” are others
    lately = (focus.last_told(), focus.unit, *([focus.all_lately(), focus.so_many(number)] if every else []))
    return _so_many(number, lately, ())


def _named_just_before(sentence: Sentence, count: Count, number: float, focus: Focus) -> tuple[str, ...]:
    """Return the list that the sentence before named where the next one begins with its number: “A, B and C came to Poland. The three activists were freed”."""
    named = focus.fresh[-1] if focus.fresh else []  # no judges, nobody who only spoke
    same = sentence.block == focus.block and len(named) == number and set(named) == set(focus.unit)
    begins = (
        sentence.link_ends("article_the", count.first) if sentence.pack.has_articles else count.first == 0
    )
    inside = range(count.first, count.last)
    apart = any(sentence.at(name, at) is not None for name in ("further", "another") for at in inside)
    apart = apart or any(sentence.link("other", at) is not None for at in inside)
    return tuple(named) if same and begins and not apart else ()


def as_many(sentence: Sentence, mark: Mark, people: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
    """Return those told of lately who are as many as a word for several says: «усі троє»; ``people`` where it gives no number or nobody fits."""
    numbers = [number_at(sentence, at) for at in range(mark.first, mark.last)]
    number = next((one.whole for one in numbers if one is not None), None)
    if number is None or len(people) == number:
        return people
    lately = (focus.last_told(), focus.unit, focus.all_lately(), focus.so_many(number))
    return _so_many(number, lately, people)


def _so_many(number: float, lately: Sequence[Sequence[str]], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first of several lists of people that holds just so many, or ``otherwise``."""
    return next((tuple(one) for one in lately if len(one) == number), otherwise)


def taken_up(sentence: Sentence, count: Count, focus: Focus) -> tuple[str, ...]:
    """Return the people or the group told of just before whom a bare «задержанных» takes up.

    “The prisoners” take up the people of the sentence before where they open this one and something befalls them at once.
    """
    among = any(sentence.link_ends(name, count.first) for name in ("including", "of"))
    if not count.bare or among:
        return ()
    if sentence.at("events", count.first) is None:
        here = focus.told_age == 0 and sentence.block == focus.told_block and count.first == 0
        event = sentence.at("events", count.last)
        # «зняволеных збіваюць» tells of whoever is held
        befell = event is not None and not is_present(sentence, event)
        told = focus.last_told() if here and befell else []
        return tuple(told) if len(told) > 1 else ()
    told = focus.last_told()
    return group_lately(focus) or (tuple(told) if len(told) > 1 else ())


def group_lately(focus: Focus) -> tuple[str, ...]:
    """Return the group told of shortly before, which “all of them” can be."""
    return (focus.group,) if focus.group is not None and focus.group_age <= TAKEN_UP else ()


def of_its_sex(
    sentence: Sentence, mark: Mark, people: Sequence[str], known: Mapping[str, Person]
) -> tuple[str, ...]:
    """Return the people for whom a word for several stands, nobody where one of them is of the other sex: „dziennikarki”."""
    sexes = {known[one].sex for one in people if one in known}
    mixed = sex_of_word(sentence, mark) == "f" and "m" in sexes
    return () if mixed else tuple(people)
