"""Whom pronouns stand for: “he”, “they”, “her”, and “I” where the text names who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.people.doers import doers_before
from habeas.claims.people.participants import Participant, taken
from habeas.claims.people.pronouns import cases_of, names_another, reading_of
from habeas.claims.reference.antecedents import Antecedents
from habeas.claims.reference.focus import Focus
from habeas.claims.reference.kin_by_pronoun import KinByPronoun
from habeas.claims.reference.several_told import several_told
from habeas.claims.sentences import Sentence


class PersonalPronouns:
    """Reads the pronouns of one document."""

    def __init__(self, antecedents: Antecedents, focus: Focus, kin: KinByPronoun) -> None:
        self._antecedents, self._focus, self._kin = antecedents, focus, kin

    def found(self, sentence: Sentence, known: Sequence[Participant], speaker: str) -> list[Participant]:
        """Return the pronouns that stand for people beside those ``known``; ``speaker`` is who says “I”, or empty."""
        by_id = self._antecedents.by_id
        found: list[Participant] = []
        for first, mark in sorted(sentence.starts("pronouns").items()):
            if taken(known, first, mark.last) or names_another(sentence, mark, known):
                continue
            sex, own = reading_of(sentence, mark)
            several = sex == "m" and not own and self._may_be_several(sentence, first)
            if sex == "p" or several:
                people = several_told(known, first, self._focus, by_id)
            else:
                doers = () if own else doers_before(sentence, known, mark)
                lone = any(
                    one.sort == "group" and one.people[0] in by_id for one in known if one.last <= first
                )
                aside = [one for one in known if lone and self._antecedents.only_says(sentence, one)]
                person = self._antecedents.one(
                    [one for one in known if one not in (*doers, *aside)], first, sex
                )
                themselves = {one for doer in doers for one in doer.people}
                people = (person.id,) if person and person.id not in themselves else ()
                if not own and (person is None or person.sex != sex):
                    kin = self._kin.meant(sentence, first, sex)
                    people = (kin,) if kin is not None else people
            if people:
                cases = frozenset() if own else cases_of(sentence, mark)
                sort, role = "owner" if own else "pronoun", self._antecedents.office_of(people)
                found.append(Participant(sort, first, mark.last, people, role, cases=cases))
        for first, mark in sorted(sentence.starts("first_person").items()):
            if speaker and not taken([*known, *found], first, mark.last):
                cases = cases_of(sentence, mark)
                found.append(Participant("pronoun", first, mark.last, (speaker,), cases=cases))
        return found

    def _may_be_several(self, sentence: Sentence, first: int) -> bool:
        """Whether «им» is “them” here: the word is both, and the text has just told of several."""
        senses = {mark.payload.sense for mark in sentence.marks("pronouns") if mark.first == first}
        focus = self._focus
        counted = focus.group is not None and focus.group_age < focus.told_age
        return {"m", "p"} <= senses and (counted or len(focus.last_told()) > 1)
