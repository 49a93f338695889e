"""“Both” takes up two people, never a crowd told of before them: “30 were held. A was beaten, B saw it. Both are free.”"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from habeas.claims.focus import Focus
from habeas.claims.grammar.counts import Count
from habeas.claims.one_of_a_list import listed_lately
from habeas.claims.sentences import Mark, Sentence

PAIR = 2


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
    return tuple(named) if len(named) == PAIR else people


def end_of_both(sentence: Sentence, mark: Mark) -> int:
    """Return where a word for several ends; behind “both” a word for people belongs to it: «оба арестованных»."""
    noun = sentence.at("held_people", mark.last) or sentence.at("persons", mark.last)
    return noun.last if noun is not None and sentence.at("both", mark.first) is not None else mark.last
