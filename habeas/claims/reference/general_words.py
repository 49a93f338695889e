"""Whom general words stand for: “the activist”, “both”, “these comrades”, “all”: people told of before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from habeas.claims.found import Found
from habeas.claims.grammar.counts import Count
from habeas.claims.people.appositions import is_listed_behind
from habeas.claims.people.described import (
    begins_described,
    beside_name,
    described_together,
    describes,
    sort_of,
    stands_for,
)
from habeas.claims.people.participants import Participant, taken
from habeas.claims.reference.antecedents import Antecedents
from habeas.claims.reference.both import as_two, end_of_both, she_and_another
from habeas.claims.reference.everybody import as_many, everybody, group_lately, of_its_sex, taken_up
from habeas.claims.reference.focus import Focus
from habeas.claims.reference.relations import is_of_an_owner
from habeas.claims.reference.several_told import several_told
from habeas.claims.sentences import ENDS, Mark, Sentence


class GeneralWords:
    """Reads the words for people of one document.

    ``group_of`` gives the id of the group that a count stands for, ``whole_before`` of which one a group can be a part.
    """

    def __init__(
        self,
        antecedents: Antecedents,
        focus: Focus,
        group_of: Callable[[Sentence, Count], str],
        whole_before: Callable[[str], str],
    ) -> None:
        self._antecedents, self._focus = antecedents, focus
        self._group_of, self._whole_before = group_of, whole_before

    def found(
        self, sentence: Sentence, known: Sequence[Participant], counts: Sequence[Count], busy: Sequence[Found]
    ) -> list[Participant]:
        """Return the general words that stand for people, beside those ``known``; words of a name that is ``busy`` stand for nobody."""
        several = self._several(sentence, known, counts)
        definite = [
            one
            for one in self._definite(sentence, known, counts, busy)
            if not taken(several, one[0], one[1].last)
        ]
        several += everybody(sentence, known, self._all_told())
        two = self._focus.last_told() or (self._focus.named[-1] if self._focus.named else [])
        both = described_together(sentence, definite, two)
        if both is not None:
            return [*several, both]
        if sentence.opens_line and sentence.tokens[-1].text not in ENDS:
            return several  # a heading's “the librarian” is named only below it
        for start, mark in definite:
            person = self._antecedents.of_word(sentence, mark, known, start)
            if person is not None:
                several.append(stands_for(sentence, start, mark.last, person.id, self._focus.claimed))
        return several

    def _several(
        self, sentence: Sentence, known: Sequence[Participant], counts: Sequence[Count]
    ) -> list[Participant]:
        """Return the words for several: “both”, “these comrades”."""
        found: list[Participant] = []
        for first, mark in sorted(sentence.starts("plural_anaphora").items()):
            if taken(known, first, mark.last) or taken(found, first, mark.last):
                continue
            if any(
                one.sort == "name" and (one.first == mark.last or describes(sentence, mark.last, one.first))
                for one in known
            ):
                continue  # «брати Айдер та Сервер», «журналистам газеты X»
            if _is_of_an_event(sentence, mark):
                continue
            if any(
                count.first < first < count.last or count.last > mark.last > count.first for count in counts
            ):
                continue  # “three of the men” is the three, not the men
            if is_listed_behind(sentence, mark.last):
                continue  # „przetrzymywani są obrońcy praw, w tym Aleś B.”: those are named here
            if two := she_and_another(sentence, mark, known, self._antecedents.one):
                found.append(Participant("anaphor", first, mark.last, two))
                continue
            several = several_told(known, first, self._focus, self._antecedents.by_id)
            several = as_many(sentence, mark, several, self._focus)
            pair = as_two(sentence, mark, several, counts, self._focus, self._group_of)
            people = of_its_sex(sentence, mark, pair, self._antecedents.by_id)
            if people:
                last = end_of_both(sentence, mark)
                found.append(Participant(sort_of(sentence, first, last), first, last, people))
        return found

    def _definite(
        self, sentence: Sentence, known: Sequence[Participant], counts: Sequence[Count], busy: Sequence[Found]
    ) -> list[tuple[int, Mark]]:
        """Return the words for one person told of before, each with the token at which its description begins."""
        return [
            (start, mark)
            for first, mark in sorted(sentence.starts("persons").items())
            if (start := begins_described(sentence, first)) is not None
            and not taken(known, start, mark.last)
            and not beside_name(sentence, known, start, mark.last)
            and not any(value.overlaps(first, mark.last) for value in busy)
            and not any(self._is_counted(sentence, count, first) for count in counts)
            and not is_of_an_owner(sentence, mark, known)
            and not _is_of_an_event(sentence, mark)
            and not _describes_kin(sentence, start)
        ]

    def _all_told(self) -> tuple[str, ...]:
        """Return the people, or the group, whom “all” or “each” takes up."""
        newer = self._focus.group is not None and self._focus.group_age < self._focus.told_age
        told = (
            (() if newer else self._focus.all_lately())  # «Задержали пятерых. Вечером всех отпустили»
            or several_told([], 0, self._focus, self._antecedents.by_id)
            or group_lately(self._focus)
        )
        of_group = self._focus.group is not None and told == (self._focus.group,)
        return (self._whole_before(told[0]),) if of_group else told

    def _is_counted(self, sentence: Sentence, count: Count, index: int) -> bool:
        """Whether a word for one person is part of a number of them («двоє журналістів») or takes up a group («затриманим»)."""
        if not count.first <= index < count.last:
            return False
        newer = self._focus.group is not None and self._focus.group_age <= self._focus.told_age
        return not count.bare or (newer and bool(taken_up(sentence, count, self._focus)))


def _is_of_an_event(sentence: Sentence, mark: Mark) -> bool:
    """Whether a word for people ends the words of an event: „została zatrzymana”, “zostali zatrzymani”."""
    return any(
        event.first < mark.first and mark.last <= event.last and mark.first not in event.skipped
        for event in sentence.marks("events")
    )


def _describes_kin(sentence: Sentence, first: int) -> bool:
    """Whether a comma and a word or two lead back to a relative, of whom the word tells: «её коллегу, тоже учителя, держат в СИЗО»."""
    comma = next((at for at in range(first - 1, max(first - 3, 0), -1) if sentence.tokens[at].text == ","), 0)
    return comma > 0 and sentence.ends("relatives", comma)
