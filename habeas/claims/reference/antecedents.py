"""Whom a word for one person can mean: the one named before it in its sentence, else the one the text is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.people.doers import acts_on
from habeas.claims.people.participants import Participant, is_source
from habeas.claims.people.people import LETTERS_OF_WORD, Person
from habeas.claims.people.roles import LAWYER, NO_ROLE, Role
from habeas.claims.reference.focus import Focus, one_of_sex
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence

BESIDE_SAYING = 1  # tokens between a name and its verb of saying: “X has said”


class Antecedents:
    """Finds the one person whom a pronoun or a general word stands for; nobody where two fit.

    ``by_id`` holds the people of the document and grows by those without a name.
    """

    def __init__(self, focus: Focus, by_id: Mapping[str, Person]) -> None:
        self._focus, self.by_id = focus, by_id

    def of_word(
        self, sentence: Sentence, mark: Mark, known: Sequence[Participant], start: int
    ) -> Person | None:
        """Return whom “the teacher”, beginning at ``start``, means: the one so called before, else the one of its sex.

        Nobody where that one is only there by office.
        """
        person = self._called(sentence, mark) or self._meant(sentence, mark, known, start)
        return None if person is not None and self._is_by_office(person) else person

    def one(self, known: Sequence[Participant], before: int, sex: str) -> Person | None:
        """Return the one person whom a singular word at ``before`` can mean: named before it among ``known``, else in focus."""
        named = [
            p
            for p in known
            if p.last <= before and not p.role.hard and p.sort != "open"
            and (p.sort != "group" or p.people[0] in self.by_id)
        ]  # fmt: skip
        earlier = [self.by_id[one] for p in named if not p.role.name for one in p.people if one in self.by_id]
        if (person := one_of_sex(earlier, sex)) is not None:
            return person
        if any(one.sex == sex or not one.sex for one in earlier):
            told = [one for one in earlier if one.id in self._focus.last_told()]
            return one_of_sex(told, sex)
        for bystanders in (False, True):  # “he” is a relative or a lawyer only where nobody else fits
            kin = [self.by_id[one] for p in named if bystanders for one in p.people if one in self.by_id]
            if (person := one_of_sex([one for one in kin if one.sex == sex], sex)) is not None:
                return person
            for people in self._focus.recent():
                known_ones = [self.by_id[one] for one in people if one in self.by_id]
                listed = [one for one in known_ones if self._is_bystander(one) == bystanders]
                person = one_of_sex(listed, sex)
                if person is not None:
                    return person
                if any(one.sex == sex for one in listed):
                    return None
        here = one_of_sex([self.by_id[one] for p in named for one in p.people if one in self.by_id], sex)
        return here or self._only_one(known, sex)

    def only_says(self, sentence: Sentence, one: Participant) -> bool:
        """Whether a name stands beside its verb of saying, and nothing was told of that one before: “X said the teacher was detained”."""
        said = any(
            0 <= mark.first - one.last <= BESIDE_SAYING or mark.last == one.first
            for mark in sentence.marks("voices.say")
        )
        return one.sort == "name" and said and self._focus.claimed.isdisjoint(one.people)

    def office_of(self, people: Sequence[str]) -> Role:
        """Return the role of the one for whom a pronoun stands, where he is only there by it: “she visited X. He, she says, ...”."""
        person = self.by_id.get(people[0]) if len(people) == 1 else None
        return person.roles[0] if person is not None and self._is_by_office(person) else NO_ROLE

    def _called(self, sentence: Sentence, mark: Mark) -> Person | None:
        """Return the only person whom the text called by the same word: «краеведа X», later «краеведу»."""
        word = sentence.word(mark.last - 1)[:LETTERS_OF_WORD]
        sex = sex_of_word(sentence, mark)
        found = [
            one
            for one in self.by_id.values()
            if word in one.called and one.id in self._focus.ever and not (sex and one.sex and sex != one.sex)
        ]
        return found[0] if len(found) == 1 else None

    def _meant(
        self, sentence: Sentence, mark: Mark, known: Sequence[Participant], start: int
    ) -> Person | None:
        """Return the one person whom a word for one can mean, and who is neither its source nor the one who does it."""
        acting = [one for one in known if acts_on(sentence, one, start)]
        if acting and not sentence.pack.has_articles:
            return None  # «X попросил вызвать врача»: nothing says that the doctor is known
        others = [
            one
            for one in known
            if one not in acting and not is_source(sentence, one) and not self.only_says(sentence, one)
        ]
        meant = self.one(others, start, sex_of_word(sentence, mark))
        if acting and meant is not None and meant.id not in self._focus.claimed:
            return None  # “X protested against the conviction of the priest”: of him something must have been told
        return self._focus.more_than_a_voice(meant)

    def _is_by_office(self, person: Person) -> bool:
        """Whether somebody is only named as a lawyer or judge: no “doctor” or “man” further down is he."""
        known = bool(person.roles) and all(one.hard or one.name == LAWYER for one in person.roles)
        return known and person.id not in self._focus.claimed

    def _only_one(self, known: Sequence[Participant], sex: str) -> Person | None:
        """Return the one person of a sex of whom the whole text has told so far, bystanders and officials apart."""
        if not sex or any(p.sort == "open" for p in known):
            return None
        told = [self.by_id[one] for one in self._focus.ever if one in self.by_id]
        fitting = [one for one in told if one.sex == sex and not self._is_bystander(one)]
        unclear = [one for one in told if not one.sex and not self._is_bystander(one)]
        return fitting[0] if len(fitting) == 1 and not unclear else None

    def _is_bystander(self, person: Person) -> bool:
        """Whether a person is told of only by a role or a given name: a relative, a lawyer, a child."""
        told = any(person.id in people for people in self._focus.told)
        return not told and (not person.surnames or all(role.name for role in person.roles))
