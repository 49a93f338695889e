"""“Both” takes up two people, never a crowd told of before them: “30 were held. A was beaten, B saw it. Both are free.”"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from habeas.claims.grammar.counts import Count
from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.people.pronouns import reading_of
from habeas.claims.reference.focus import Focus
from habeas.claims.reference.one_of_a_list import listed_lately
from habeas.claims.sentences import Mark, Sentence

PAIR = 2
TRADE = 2  # words between “and” and the name: “he and the singer X”


def as_two(
    sentence: Sentence,
    mark: Mark,
    people: tuple[str, ...],
    counts: Sequence[Count],
    focus: Focus,
    group_of: Callable[[Sentence, Count], str],
) -> tuple[str, ...]:
    """Return the two whom “both” means, where it is that word: two counted in front of it, else the two named just before.

    ``people`` are those whom any word for several would take up; they stay where no two are found. ``group_of`` gives the id of a
    counted group.
    """
    if sentence.at("both", mark.first) is None or len(people) == PAIR:
        return people
    counted = [one for one in counts if one.last <= mark.first and one.noun is not None]
    if counted and counted[-1].exact == PAIR:
        return (group_of(sentence, counted[-1]),)
    named = listed_lately(focus)
    return tuple(named) if len(named) == PAIR else _one_by_one(focus) or people


def _one_by_one(focus: Focus) -> tuple[str, ...]:
    """Return the two of whom the last two sentences told, each of one: «X — у СІЗО. Його колега Y під підпискою. Обом ...»."""
    told = tuple(dict.fromkeys(one for people in focus.told[-PAIR:] for one in people))
    near = focus.told_age <= 1 and all(len(people) == 1 for people in focus.told[-PAIR:])
    return told if near and len(told) == PAIR else ()


def end_of_both(sentence: Sentence, mark: Mark) -> int:
    """Return where a word for several ends; behind “both” a word for people belongs to it: «оба арестованных»."""
    noun = sentence.at("held_people", mark.last) or sentence.at("persons", mark.last)
    return noun.last if noun is not None and sentence.at("both", mark.first) is not None else mark.last


def she_and_another(
    sentence: Sentence,
    mark: Mark,
    known: Sequence[Participant],
    meant: Callable[[Sequence[Participant], int, str], Person | None],
) -> tuple[str, ...] | None:
    """Return the two whom a pronoun and a name in front of “both” bring in: «её и X держат в СИЗО: обеих забрали»; None where no such two stand there.

    ``meant`` says whom a pronoun of a sex means that stands behind some participants; one of whom it says nobody is left out.
    """
    if sentence.at("both", mark.first) is None:
        return None
    for link in sentence.links("and"):
        pronoun = next((one for one in sentence.marks("pronouns") if one.last == link.first), None)
        if pronoun is None or link.last >= mark.first:
            continue
        named = (one for one in known if one.sort == "name" and 0 <= one.first - link.last <= TRADE)
        name = next((one for one in named if one.last <= mark.first), None)
        sex, _ = reading_of(sentence, pronoun)
        if name is not None and sex != "p":
            person = meant(known, pronoun.first, sex)
            return (*((person.id,) if person is not None else ()), *name.people)
    return None
