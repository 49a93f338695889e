"""Finds the participants of a sentence and whom its pronouns and general words stand for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from habeas.claims.appositions import is_listed_behind
from habeas.claims.both import as_two, end_of_both
from habeas.claims.by_age import Ages
from habeas.claims.clients import clients
from habeas.claims.described import (
    begins_described,
    beside_name,
    described_together,
    describes,
    not_named_behind,
    sort_of,
    stands_for,
)
from habeas.claims.doers import acts_on, doers_before
from habeas.claims.everybody import as_many, as_many_as, everybody, group_lately, of_its_sex, taken_up
from habeas.claims.focus import Focus, one_of_sex
from habeas.claims.found import Found
from habeas.claims.grammar.counts import Count
from habeas.claims.grammar.lone_without_articles import told_by_origin
from habeas.claims.kin_again import KinAgain
from habeas.claims.mention import Mention
from habeas.claims.one_of_a_list import one_of_a_list
from habeas.claims.one_of_them import is_said_of_a_name, one_of_them
from habeas.claims.participants import Participant, is_source, weigh
from habeas.claims.people import LETTERS_OF_WORD, People, Person
from habeas.claims.pronouns import cases_of, names_another, reading_of
from habeas.claims.relations import Relations, describes_kin, is_of_an_owner, unnamed_relatives
from habeas.claims.role_words import sex_of_word
from habeas.claims.roles import LAWYER, NAMESAKE, NO_ROLE, Role
from habeas.claims.sentences import ENDS, Mark, Sentence
from habeas.claims.several_told import several_told
from habeas.claims.trades import called_by_trade
from habeas.claims.unnamed_kin import REACH, stem_of
from habeas.claims.unnamed_ones import first_described, may_be, names_nobody, stand_in

BESIDE_SAYING = 1  # tokens between a name and its verb of saying: “X has said”


class Cast:
    """Finds the participants of one sentence; needs the document's people and the focus so far.

    ``speaker`` is who says “I” in the sentence, where the text names it.
    """

    def __init__(
        self,
        people: People,
        focus: Focus,
        group_of: Callable[[Sentence, Count], str],
        whole_before: Callable[[str], str],
        told_by_name: Sequence[Person] = (),
        voices: Collection[str] = (),
    ) -> None:
        """``group_of`` gives the id of the group that a count stands for, ``whole_before`` of which one a group can be a part;
        ``told_by_name`` are those of whom the document tells by their whole names, ``voices`` the ids of those it brings in as such.
        """
        self._told_by_name = told_by_name
        self._people, self._focus, self._group_of, self._whole_before = people, focus, group_of, whole_before
        self.by_id = {person.id: person for person in people.all}
        self._unnamed = names_nobody(people, voices)
        self._busy: list[Found] = []
        self._relations, self._kin_again, self._ages = Relations(), KinAgain(), Ages()
        self._kin: dict[str, int] = {}
        self.speaker = ""

    def participants(
        self,
        sentence: Sentence,
        mentions: Sequence[Mention],
        counts: Sequence[Count],
        values: Sequence[Found],
    ) -> list[Participant]:
        """Return the participants in order; words inside a court's or prison's name stand for nobody."""
        self._busy = [
            value for value in values if value.kind in ("court", "facility", "agency", "article", "code")
        ]
        known = [self._named(mention) for mention in mentions if self._counts(mention)]
        known += [
            Participant("anaphor", one.first, one.last, tuple(person.id for person in family))
            for one in mentions if (family := self._people.family(one))
        ]  # fmt: skip
        told = [self.by_id[one] for one in self._focus.told_ever if one in self.by_id]
        lone = [
            count
            for count in counts
            if count.lone
            and self._ages.is_new(sentence, count.first, count.last, told)
            and not (
                count.noun is not None
                and told_by_origin(sentence, count.first, count.last)
                and any(may_be(sentence, count.noun, one) for one in told)
            )
        ]
        known += [
            one
            for one in self._ages.described(sentence, known, self._busy, self._singular)
            if one.sort != "open" or not any(count.first <= one.first < count.last for count in lone)
        ]
        known += not_named_behind(sentence, self._anaphors(sentence, known, counts), known)
        known += one_of_a_list(sentence, known, self._focus, self.by_id)
        known += called_by_trade(sentence, known, self._people.all, self._focus.ever)
        for count in counts:
            if count.lone and count not in lone:
                continue
            alone = count.lone and not any(one.sort == "name" for one in known)
            if (
                alone
                and sentence.at("another", count.first) is None
                and self._is_named_below(sentence, count)
            ):
                continue
            if not _taken(known, count.first, count.last) and not describes_kin(sentence, count):
                again = as_many_as(sentence, count, self._focus) or taken_up(sentence, count, self._focus)
                if again:
                    known.append(Participant("anaphor", count.first, count.last, again))
                    continue
                if count.exact == 1 and one_of_them(sentence, known) is not None:
                    continue  # «Адна з іх — X»: she is named
                if is_said_of_a_name(sentence, count, known):
                    continue
                known.append(self._group(sentence, count))
        if self._unnamed and not (self._focus.told_ever or self._focus.ever):
            known += [self._group(sentence, one) for one in first_described(sentence, known)]
        known += self._unnamed_relatives(sentence, known)
        known += clients(sentence, known, self._focus)
        known.sort(key=lambda participant: participant.first)
        known += self._pronouns(sentence, known)
        known.sort(key=lambda participant: participant.first)
        for participant in known:
            weigh(sentence, participant, known)
        return known

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
        sex = sex_of_word(sentence, count.noun) if count.noun is not None else ""
        told = [one for one in self._told_by_name if not (sex and one.sex and sex != one.sex)]
        return bool(self._focus.ahead) or (bool(told) and not self._focus.ever)

    def _is_counted(self, sentence: Sentence, count: Count, index: int) -> bool:
        """Whether a word for one person is part of a number of them («двоє журналістів») or takes up a group («затриманим»)."""
        if not count.first <= index < count.last:
            return False
        newer = self._focus.group is not None and self._focus.group_age <= self._focus.told_age
        return not count.bare or (newer and bool(taken_up(sentence, count, self._focus)))

    def _unnamed_relatives(self, sentence: Sentence, known: Sequence[Participant]) -> list[Participant]:
        """Return “her father”, “his wife” without a name: nobody whom we know, or the one to whom she was told to be kin."""
        self._relations.note(sentence, known, self.by_id)
        found = list(self._relations.told_by_kin(sentence, known))
        self._kin_again.note(sentence, known)
        again = self._kin_again.found(sentence, known, self._focus, self.by_id, self._singular)
        found += [one for one in again if not _taken(found, one.first, one.last)]
        told = {word for word, at in self._kin.items() if sentence.number - at <= REACH}
        for first, mark in unnamed_relatives(sentence, [*known, *found], told):
            self._kin[stem_of(sentence, mark.last)] = sentence.number
            person = self._relations.other_side(sentence, first, mark)
            people = (person.id,) if person is not None else ()
            found.append(Participant("anaphor" if people else "relative", mark.first, mark.last, people))
        return found

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
            earlier = [one for one in person.roles if one.hard and one.name != NAMESAKE]
            often = 4 if earlier and earlier[0].name == "judge" else 2  # a judge is hardly ever anything else
            role = earlier[0] if earlier and len(earlier) * often >= len(person.roles) else role
        return Participant("name", mention.first, mention.last, (person.id,), role, cases=cases, can_own=owns)

    def _anaphors(
        self, sentence: Sentence, known: Sequence[Participant], counts: Sequence[Count]
    ) -> list[Participant]:
        """“The activist”, “both”, “these comrades”: words that stand for people told of before."""
        found: list[Participant] = []
        for first, mark in sorted(sentence.starts("plural_anaphora").items()):
            if _taken(known, first, mark.last) or _taken(found, first, mark.last):
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
            several = several_told(known, first, self._focus, self.by_id)
            several = as_many(sentence, mark, several, self._focus)
            pair = as_two(sentence, mark, several, counts, self._focus, self._group_of)
            people = of_its_sex(sentence, mark, pair, self.by_id)
            if people:
                last = end_of_both(sentence, mark)
                found.append(Participant(sort_of(sentence, first, last), first, last, people))
        definite = [
            (start, mark)
            for first, mark in sorted(sentence.starts("persons").items())
            if (start := begins_described(sentence, first)) is not None
            and not _taken(known, start, mark.last)
            and not _taken(found, start, mark.last)
            and not beside_name(sentence, known, start, mark.last)
            and not any(value.overlaps(first, mark.last) for value in self._busy)
            and not any(self._is_counted(sentence, count, first) for count in counts)
            and not is_of_an_owner(sentence, mark, known)
            and not _is_of_an_event(sentence, mark)
        ]
        newer = self._focus.group is not None and self._focus.group_age < self._focus.told_age
        all_told = (
            (() if newer else self._focus.all_lately())  # «Задержали пятерых. Вечером всех отпустили»
            or several_told([], 0, self._focus, self.by_id)
            or group_lately(self._focus)
        )
        if self._focus.group is not None and all_told == (self._focus.group,):
            all_told = (self._whole_before(self._focus.group),)
        found += everybody(sentence, known, all_told)
        two = self._focus.last_told() or (self._focus.named[-1] if self._focus.named else [])
        both = described_together(sentence, definite, two)
        if both is not None:
            return [*found, both]
        if sentence.opens_line and sentence.tokens[-1].text not in ENDS:
            return found  # a heading's “the librarian” is named only below it
        for start, mark in definite:
            person = self._called(sentence, mark) or self._meant(sentence, mark, known, start)
            if person is not None and not self._is_by_office(person):
                found.append(stands_for(sentence, start, mark.last, person.id, self._focus.claimed))
        return found

    def _is_by_office(self, person: Person) -> bool:
        """Whether somebody is only named as a lawyer or judge: no “doctor” or “man” further down is he."""
        known = bool(person.roles) and all(one.hard or one.name == LAWYER for one in person.roles)
        return known and person.id not in self._focus.claimed

    def _office_of(self, people: Sequence[str]) -> Role:
        """Return the role of the one for whom a pronoun stands, where he is only there by it: “she visited X. He, she says, ...”."""
        person = self.by_id.get(people[0]) if len(people) == 1 else None
        return person.roles[0] if person is not None and self._is_by_office(person) else NO_ROLE

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
            if one not in acting and not is_source(sentence, one) and not self._only_says(sentence, one)
        ]
        meant = self._singular(others, start, sex_of_word(sentence, mark))
        if acting and meant is not None and meant.id not in self._focus.claimed:
            return None  # “X protested against the conviction of the priest”: of him something must have been told
        return self._focus.more_than_a_voice(meant)

    def _only_says(self, sentence: Sentence, one: Participant) -> bool:
        """Whether a name stands beside its verb of saying, and nothing was told of that one before: “X said the teacher was detained”."""
        said = any(
            0 <= mark.first - one.last <= BESIDE_SAYING or mark.last == one.first
            for mark in sentence.marks("voices.say")
        )
        return one.sort == "name" and said and self._focus.claimed.isdisjoint(one.people)

    def _called(self, sentence: Sentence, mark: Mark) -> Person | None:
        """Return the only person whom the text called by the same word: «краеведа X», later «краеведу»."""
        word = sentence.word(mark.last - 1)[:LETTERS_OF_WORD]
        found = [one for one in self._people.all if word in one.called and one.id in self._focus.ever]
        return found[0] if len(found) == 1 else None

    def _pronouns(self, sentence: Sentence, known: Sequence[Participant]) -> list[Participant]:
        found: list[Participant] = []
        for first, mark in sorted(sentence.starts("pronouns").items()):
            if _taken(known, first, mark.last) or names_another(sentence, mark, known):
                continue
            sex, own = reading_of(sentence, mark)
            several = sex == "m" and not own and self._may_be_several(sentence, first)
            if sex == "p" or several:
                people = several_told(known, first, self._focus, self.by_id)
            else:
                doers = () if own else doers_before(sentence, known, mark)
                lone = any(
                    one.sort == "group" and one.people[0] in self.by_id for one in known if one.last <= first
                )
                aside = [one for one in known if lone and self._only_says(sentence, one)]
                person = self._singular([one for one in known if one not in (*doers, *aside)], first, sex)
                themselves = {one for doer in doers for one in doer.people}
                people = (person.id,) if person and person.id not in themselves else ()
            if people:
                cases = frozenset() if own else cases_of(sentence, mark)
                sort, role = "owner" if own else "pronoun", self._office_of(people)
                found.append(Participant(sort, first, mark.last, people, role, cases=cases))
        for first, mark in sorted(sentence.starts("first_person").items()):
            if self.speaker and not _taken([*known, *found], first, mark.last):
                cases = cases_of(sentence, mark)
                found.append(Participant("pronoun", first, mark.last, (self.speaker,), cases=cases))
        return found

    def _may_be_several(self, sentence: Sentence, first: int) -> bool:
        """Whether «им» is “them” here: the word is both, and the text has just told of several."""
        senses = {mark.payload.sense for mark in sentence.marks("pronouns") if mark.first == first}
        return {"m", "p"} <= senses and len(self._focus.last_told()) > 1

    def _singular(self, known: Sequence[Participant], before: int, sex: str) -> Person | None:
        """Return the one person whom a singular word can mean: named before in the sentence, else in focus."""
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


def _taken(known: Sequence[Participant], first: int, last: int) -> bool:
    return any(participant.first < last and first < participant.last for participant in known)


def _is_of_an_event(sentence: Sentence, mark: Mark) -> bool:
    """Whether a word for people ends the words of an event: „została zatrzymana”, “zostali zatrzymani”."""
    return any(
        event.first < mark.first and mark.last <= event.last and mark.first not in event.skipped
        for event in sentence.marks("events")
    )
