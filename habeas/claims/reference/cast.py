"""Finds the participants of a sentence and whom its pronouns and general words stand for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from habeas.claims.found import Found
from habeas.claims.grammar.counts import Count
from habeas.claims.grammar.lone_without_articles import told_by_clause, told_by_origin
from habeas.claims.grammar.numbers import number_at
from habeas.claims.grammar.pairs import is_new_pair
from habeas.claims.groups.group_drafts import Groups
from habeas.claims.names.mention import Mention
from habeas.claims.people.described import not_named_behind
from habeas.claims.people.doers import does_it_to_them
from habeas.claims.people.one_of_them import is_said_of_a_name, one_of_them
from habeas.claims.people.participants import Participant, taken, weigh
from habeas.claims.people.people import People, Person
from habeas.claims.people.roles import NOT_MEANT
from habeas.claims.people.trades import called_by_trade
from habeas.claims.reference.antecedents import Antecedents
from habeas.claims.reference.by_age import Ages
from habeas.claims.reference.clients import clients
from habeas.claims.reference.everybody import as_many_as, taken_up
from habeas.claims.reference.focus import Focus
from habeas.claims.reference.general_words import GeneralWords
from habeas.claims.reference.kin_again import KinAgain
from habeas.claims.reference.kin_by_pronoun import KinByPronoun
from habeas.claims.reference.one_of_a_list import one_of_a_list
from habeas.claims.reference.personal_pronouns import PersonalPronouns
from habeas.claims.reference.relations import Relations, describes_kin, unnamed_relatives
from habeas.claims.reference.unnamed_kin import REACH, stem_of
from habeas.claims.reference.unnamed_ones import first_described, may_be, names_nobody, stand_in
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Sentence

PAIR = 2


class Cast:
    """Finds the participants of one sentence; needs the document's people and the focus so far.

    ``speaker`` is who says “I” in the sentence, where the text names it.
    """

    def __init__(
        self,
        people: People,
        focus: Focus,
        groups: Groups,
        told_by_name: Sequence[Person] = (),
        voices: Collection[str] = (),
    ) -> None:
        """``groups`` are those of the document, which grow as it is read;
        ``told_by_name`` are those of whom the document tells by their whole names, ``voices`` the ids of those it brings in as such.
        """
        self._told_by_name = told_by_name
        self._people, self._focus, self._group_of = people, focus, groups.id_of
        self.by_id = {person.id: person for person in people.all}
        self._antecedents = Antecedents(focus, self.by_id)
        self._words = GeneralWords(self._antecedents, focus, groups.id_of, groups.whole_before)
        self._kin_before = KinByPronoun(groups)
        self._pronouns = PersonalPronouns(self._antecedents, focus, self._kin_before)
        self._unnamed = names_nobody(people, voices)
        self._relations, self._kin_again, self._ages = Relations(), KinAgain(), Ages()
        self._kin: dict[str, int] = {}
        self._couple = -REACH - 1
        self.speaker = ""

    def participants(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        counts: Sequence[Count],
        values: Sequence[Found],
    ) -> list[Participant]:
        """Return the participants in order; words inside a court's or prison's name stand for nobody."""
        busy = [value for value in values if value.kind in ("court", "facility", "agency", "article", "code")]
        known = [self._named(mention) for mention in mentions if self._counts(mention)]
        known += [
            Participant("anaphor", one.first, one.last, tuple(person.id for person in family))
            for one in mentions if (family := self._people.family(one))
        ]  # fmt: skip
        counts = [count for count in counts if not self._may_be_two_told_of(sentence, count)]
        lone = self._lone(sentence, counts)
        known += [
            one
            for one in self._ages.described(sentence, known, busy, self._antecedents.one)
            if one.sort != "open" or not any(count.first <= one.first < count.last for count in lone)
        ]
        others = [one for one in counts if one in lone or not _may_be_told_before(sentence, one)]
        known += not_named_behind(sentence, self._words.found(sentence, known, others, busy), known)
        known += one_of_a_list(sentence, known, self._focus, self.by_id)
        known += called_by_trade(sentence, known, self._people.all, self._focus.ever)
        known += self._counted(sentence, known, [one for one in counts if not one.lone or one in lone])
        if self._unnamed and not (self._focus.told_ever or self._focus.ever):
            known += [self._group(sentence, one) for one in first_described(sentence, known)]
        known += self._unnamed_relatives(sentence, known)
        self._kin_before.note(sentence, known)
        known += clients(sentence, known, self._focus)
        known.sort(key=lambda participant: participant.first)
        known += self._pronouns.found(sentence, known, self.speaker)
        known.sort(key=lambda participant: participant.first)
        for participant in known:
            weigh(sentence, participant, known)
        return known

    def _lone(self, sentence: Sentence, counts: Sequence[Count]) -> list[Count]:
        """Return the descriptions of one person, “a teacher from X”, that bring in somebody new."""
        told = [self.by_id[one] for one in self._focus.told_ever if one in self.by_id]
        just_named = [
            self.by_id[one] for people in self._focus.fresh[-1:] for one in people if one in self.by_id
        ]
        return [
            count
            for count in counts
            if count.lone
            and self._ages.is_new(sentence, count.first, count.last, told)
            and not (
                count.noun is not None
                and told_by_origin(sentence, count.first, count.last)
                and any(may_be(sentence, count.noun, one) for one in told)
            )
            and not (
                count.noun is not None
                and _may_be_told_before(sentence, count)
                and any(may_be(sentence, count.noun, one) for one in [*told, *just_named])
            )
        ]

    def _counted(
        self, sentence: Sentence, known: Sequence[Participant], counts: Sequence[Count]
    ) -> list[Participant]:
        """Return whom the counts stand for: people told of before that are as many, else a group; nobody where a name is counted."""
        found: list[Participant] = []
        named = any(one.sort == "name" for one in known)
        for count in counts:
            if count.lone and not named and self._is_named_below(sentence, count):
                continue
            if does_it_to_them(sentence, count.last):
                continue
            if taken([*known, *found], count.first, count.last) or describes_kin(sentence, count):
                continue
            again = as_many_as(sentence, count, self._focus) or taken_up(sentence, count, self._focus)
            if again:
                found.append(Participant("anaphor", count.first, count.last, again))
                continue
            if count.exact == 1 and one_of_them(sentence, [*known, *found]) is not None:
                continue  # «Адна з іх — X»: she is named
            if not is_said_of_a_name(sentence, count, [*known, *found]):
                found.append(self._group(sentence, count))
        return found

    def _may_be_two_told_of(self, sentence: Sentence, count: Count) -> bool:
        """Whether two who are called by words alone, «отца и сына», may be people whom the text has named."""
        noun = count.noun
        pair = (
            count.exact == 2
            and noun is not None
            and noun.payload.category in ("couples", "relatives", "persons")
        )
        pair = pair and number_at(sentence, count.first) is None
        return pair and bool(self._focus.ever) and not is_new_pair(sentence, count.first, count.last)

    def _group(self, sentence: Sentence, count: Count) -> Participant:
        """Return a counted group; of one person alone the text can go on to tell as of people with names.

        “Another woman”, or a cellmate who tells of others, is hardly the one whom a text goes on about that names others.
        """
        group = self._group_of(sentence, count)
        another = any(sentence.at(name, count.first) for name in ("another", "further"))
        tells = count.noun is None or count.noun.payload.category == "cellmates"
        if count.lone and (self._unnamed or not (another or tells)) and group not in self.by_id:
            self.by_id[group] = stand_in(group, sentence, count)
        return Participant("group", count.first, count.last, (group,), count=count)

    def _is_named_below(self, sentence: Sentence, count: Count) -> bool:
        """Whether “a history teacher” is likely to be the one whom a text that named nobody yet names further down."""
        if sentence.at("another", count.first) is not None:
            return False
        sex = sex_of_word(sentence, count.noun) if count.noun is not None else ""
        told = [one for one in self._told_by_name if not (sex and one.sex and sex != one.sex)]
        return bool(self._focus.ahead) or (bool(told) and not self._focus.ever)

    def _unnamed_relatives(self, sentence: Sentence, known: Sequence[Participant]) -> list[Participant]:
        """Return “her father”, “his wife” without a name: nobody whom we know, or the one to whom she was told to be kin."""
        self._relations.note(sentence, known, self.by_id)
        found = list(self._relations.told_by_kin(sentence, known))
        self._kin_again.note(sentence, known)
        again = self._kin_again.found(sentence, known, self._focus, self.by_id, self._antecedents.one)
        found += [one for one in again if not taken(found, one.first, one.last)]
        told = {word for word, at in self._kin.items() if sentence.number - at <= REACH}
        if sentence.number - self._couple <= REACH:  # «Супругов задержали. Мужа арестовали на 13 суток»
            spouses = (mark for mark in sentence.marks("kinship") if mark.payload.sense == "spouse")
            told |= {stem_of(sentence, mark.last) for mark in spouses}
        self._note_pairs(sentence, known)
        for first, mark in unnamed_relatives(sentence, [*known, *found], told):
            self._kin[stem_of(sentence, mark.last)] = sentence.number
            person = self._relations.other_side(sentence, first, mark)
            people = (person.id,) if person is not None else ()
            found.append(Participant("anaphor" if people else "relative", mark.first, mark.last, people))
        return found

    def _note_pairs(self, sentence: Sentence, known: Sequence[Participant]) -> None:
        """Remember the relatives of whom two without names consist: each is told of by his word alone further down."""
        for one in known:
            if one.sort != "group" or one.count is None or one.count.exact != PAIR or one.count.noun is None:
                continue
            if one.count.noun.payload.category == "couples":
                self._couple = sentence.number
            for mark in sentence.marks("relatives"):
                if one.first <= mark.first < one.last:
                    self._kin[stem_of(sentence, mark.last)] = sentence.number

    def _counts(self, mention: Mention) -> bool:
        if self._people.family(mention):
            return False
        return mention.backed or self._people.of(mention) is not None or self._people.is_open(mention)

    def _named(self, mention: Mention) -> Participant:
        person = self._people.of(mention)
        sex = person.sex if person is not None else ""
        possible = [one for one in mention.readings if not (sex and one.sex and one.sex != sex)]
        sure = [one for one in possible if one.sure]
        readings = sure or [one for one in possible if one.given and one.surname]  # «Вольгу» says the case
        cases = frozenset(case for reading in readings for case in reading.cases)
        owns = any("gen" in reading.cases or not reading.cases for reading in mention.readings)
        if person is None:
            return Participant("open", mention.first, mention.last, (), cases=cases)
        role = self._people.role(mention)
        if not role.name:
            earlier = [one for one in person.roles if one.hard and one.name not in NOT_MEANT]
            often = 4 if earlier and earlier[0].name == "judge" else 2  # a judge is hardly ever anything else
            role = earlier[0] if earlier and len(earlier) * often >= len(person.roles) else role
        return Participant("name", mention.first, mention.last, (person.id,), role, cases=cases, can_own=owns)


def _may_be_told_before(sentence: Sentence, count: Count) -> bool:
    """Whether a clause alone makes one person new: «Журналистка, которая провела семь месяцев в СИЗО» can be one told of before."""
    return count.lone and count.noun is not None and told_by_clause(sentence, count.first, count.noun)
