"""Where somebody is, said without a verb: «Абодва ў мінскім СІЗА», «Сам мужчина пока в ИВС», «В СИЗО № 2 он с 9 августа», «она там с 2020 года».

Every word of the clause has to belong to it: who, “in”, the prison, since when or how long. So «писала мужу в СИЗО» tells of no custody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.people.participants import ABOUT, Unit
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import WORD

IS_THERE = EventWords(type="custody", number=-16, case="nom", implicit=True)
NAMED_IN_FRONT = replace(IS_THERE, who="before")
HOLDING = frozenset({"colony", "prison", "jail", "pretrial", "temporary", "police", "open", "cell"})
BY_THE_WAY = frozenset({"date", "term", "place"})  # values that say since when, how long, in which town
ENDS = DASHES | frozenset(',;:.!?…()«»“”„"')
JOINS = ("reported", "who", "and", "but")  # links that open a clause
BEFORE_NAMES = ("persons", "roles", "relatives", "peoples", "movements", "ages")
THERE = "facility.there"
WHO = frozenset({"name", "group", "pronoun", "anaphor", "relative"})


def located(
    sentence: Sentence,
    values: Sequence[Found],
    units: Sequence[Unit],
    triggers: Sequence[Trigger],
    *,
    told_before: bool,
) -> list[Trigger]:
    """Return the events, in order, with the custody that clauses without a verb tell; it takes the place of weak words for the same.

    ``told_before``: the sentence before named a prison, which “there” can mean.
    """
    told = list(triggers)
    named = [one for one in values if one.kind == "facility" and one.get("kind") in HOLDING]
    for prison in [*named, *_meant_by_there(sentence, named, told_before)]:
        clause = _Clause(sentence, prison, values)
        stretch = clause.stay(units)
        if stretch is None:
            continue
        here = [one for one in told if one.first < stretch[1] and stretch[0] < one.last]
        if all(one.type == "custody" and clause.holds(one) for one in here):
            told = [one for one in told if one not in here]
            words = NAMED_IN_FRONT if stretch[0] < clause.first() else IS_THERE
            told.append(Trigger(clause.first(), prison.last, "custody", words))
    return sorted(told, key=lambda one: one.first)


def _meant_by_there(sentence: Sentence, named: Sequence[Found], told_before: bool) -> list[Found]:
    """Return each “there” that means a prison named before; where every clause has a verb, that tells of it."""
    if sentence.pack.has_articles:
        return []
    return [
        Found("facility", "", mark.first, mark.last, THERE)
        for mark in sentence.marks("there")
        if any(one.last <= mark.first for one in named) or (told_before and sentence.at("still", mark.first))
    ]


class _Clause:
    """The words around a prison; ``inside`` is where “in” stands in front of it, -1 for nowhere."""

    def __init__(self, sentence: Sentence, prison: Found, values: Sequence[Found]) -> None:
        self.sentence, self.prison = sentence, prison
        leads = [mark for mark in sentence.marks("inside") if sentence.link("in", mark.first) is not None]
        leads += sentence.marks("on_street")  # “to Colony No. 9” is no place where somebody is yet
        self.inside = next((one.first for one in leads if one.last == prison.first), -1)
        if prison.rule == THERE:
            self.inside = prison.first
        self.still = {at for one in sentence.marks("still") for at in range(one.first, one.last)}
        times = [one for one in values if one.kind in BY_THE_WAY]
        self.said = self.still | {at for one in times for at in range(one.first, one.last)}
        self.said |= {at for one in sentence.marks("since") for at in range(one.first, one.last)}

    def first(self) -> int:
        """Return where “still in” begins."""
        at = self.inside
        while at - 1 in self.still:
            at -= 1
        return at

    def holds(self, trigger: Trigger) -> bool:
        """Whether the words of a trigger are weak, or no more than “still in”: such words give way."""
        bare = all(at in self.said or at >= self.inside for at in range(trigger.first, trigger.last))
        verb = self.sentence.pack.has_articles  # “is still in” has one
        return trigger.words.weak or (bare and trigger.last <= self.prison.last and not verb)

    def stay(self, units: Sequence[Unit]) -> tuple[int, int] | None:
        """Return the stretch that tells that somebody is there, or None."""
        if self.inside < 0:
            return None
        begin, behind = self._begin(), self._behind(self.prison.last)
        if self.prison.rule != THERE and self._goes_on(begin) and self._closed(behind):
            return begin, behind
        for unit in units:
            if not _can_be_there(unit):
                continue
            if unit.last <= self.inside and self._only_said(unit.last, self.inside):
                known = self.prison.rule != THERE or (unit.last == self.inside and behind > self.prison.last)
                opened = self._opened(unit.first) or self._is_apart(unit.last, behind)
                return (unit.first, behind) if known and opened and self._closed(behind) else None
            if self.prison.last <= unit.first and self._only_said(self.prison.last, unit.first):
                last = self._behind(unit.last)
                timed = self.said & {*range(begin, self.inside), *range(self.prison.last, last)}
                plain = self._only_said(begin, self.inside) and self._closed(last)
                return (self.inside, last) if timed and plain else None
        return None

    def _is_apart(self, index: int, behind: int) -> bool:
        """Whether a dash, or a comma before and behind, parts where somebody is from her name: “X, in Colony No. 2 since May, ...”."""
        tokens = self.sentence.tokens
        if tokens[index].text in DASHES:
            return True
        return tokens[index].text == "," and behind < len(tokens) and tokens[behind].text in ",).;"

    def _goes_on(self, begin: int) -> bool:
        """Whether the clause goes on behind a comma with “still in”: «X, якому далі шість років, досі в СІЗО»."""
        tokens = self.sentence.tokens
        if begin > 1 and tokens[begin - 1].text in DASHES and begin - 2 in self.said:
            dash, begin = begin - 1, begin - 2  # «спачатку была на «хіміі», а з восені — у калоніі»
            while begin > 0 and begin - 1 in self.said:
                begin -= 1
            return begin > 0 and dash == self.inside - 1 and self._closed(begin - 1)
        behind = begin > 0 and tokens[begin - 1].text == ","
        return behind and begin in self.still and all(at in self.said for at in range(begin, self.inside))

    def _only_said(self, first: int, last: int) -> bool:
        """Whether nothing but a time, a town or “still” stands between, and commas or a dash."""
        return all(
            at in self.said
            or self.sentence.tokens[at].text in ",—–"
            or (at + 1 in self.said and self.sentence.link("in", at) is not None)
            for at in range(first, last)
        )

    def _behind(self, index: int) -> int:
        """Step over the words of a time or town behind ``index``."""
        while index < len(self.sentence.tokens) and index in self.said:
            index += 1
        return index

    def _closed(self, index: int) -> bool:
        """Whether the clause ends there: at a mark, “and” or the end of the sentence."""
        if index >= len(self.sentence.tokens) or self.sentence.tokens[index].text in ENDS:
            return True
        return any(self.sentence.link(name, index) is not None for name in JOINS)

    def _begin(self) -> int:
        """Return where the clause around “in” begins."""
        at = self.inside
        while at > 0 and not self._closed(at - 1):
            at -= 1
        return at

    def _opened(self, first: int) -> bool:
        """Whether the clause begins with who is there: in front stands only a trade, an adjective, a time."""
        sentence = self.sentence
        described = {
            at
            for category in BEFORE_NAMES
            for one in sentence.marks(category)
            for at in range(one.first, one.last)
        }
        endings = tuple(sentence.pack.keys.get("adjective_endings", ()))
        at = first
        while at > 0 and not self._closed(at - 1):
            at -= 1
            token = sentence.tokens[at]
            adjective = token.kind == WORD and bool(endings) and token.key.endswith(endings)
            if at not in self.said and at not in described and not adjective:
                return False
        return True


def _can_be_there(unit: Unit) -> bool:
    """Whether the unit can be the subject: nobody's lawyer or judge, and in the nominative where its cases are known."""
    return all(
        one.sort in WHO and one.against < ABOUT and (not one.cases or "nom" in one.cases)
        for one in unit.members
    )
