"""Who says so: “according to X”, “X said”, “said X”; and how far it reaches.

A voice holds for its sentence. The publication's own voice is none. The nearest voice counts; a chain stays
in its words (“relatives, through a lawyer”).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.claims.events.saying_verbs import tells_nothing
from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.grammar.counts import is_one_of
from habeas.claims.people.participants import LONGEST_ONE_OF, Participant
from habeas.claims.people.people import Person
from habeas.claims.sentences import Mark, Sentence
from habeas.claims.voice import Voice
from habeas.claims.voices.addressed import behind_who_was_told, ends_body, is_addressed, is_in_quotes
from habeas.claims.voices.unlisted_voices import is_titled, may_speak, names_a_paper, speaks_for
from habeas.claims.voices.voices_before import (
    begins_as_name,
    begins_with_what_is_told,
    behind_when,
    closes,
    closes_sentence,
    heads_before_colon,
    is_done_to,
    office_before,
    opens_clause,
    speaks_before_colon,
    without_days,
)
from habeas.text.tokens import MARK

LONGEST_VOICE = 9
SOURCES = ("bodies", "agencies", "voices.people", "voices.doubtful", "courts")


def find_voices(
    sentence: Sentence,
    participants: Sequence[Participant],
    triggers: Sequence[Trigger],
    people: dict[str, Person],
    last_body: str | None,
    values: Sequence[Found] = (),
) -> list[Voice]:
    """Return the voices of the sentence, in order."""
    finder = _Finder(sentence, participants, triggers, people, last_body, values)
    found: list[Voice] = []
    for mark in sorted(sentence.marks("voices.according"), key=lambda one: (one.first, -one.last)):
        _add(found, finder.after(mark.last, mark.first, reach=LONGEST_VOICE, sure=True))
    denials = [mark for mark in sentence.marks("modality") if mark.payload.sense == "denied"]
    # “denies this”: a claim by itself, and nobody's word for another
    back = sentence.marks("voices.denies_it")
    for mark in [*sentence.marks("voices.say"), *denials]:
        taken = [(one.first, one.last) for one in found] + [(one.first, one.last) for one in back]
        if any(first <= mark.first < last for first, last in taken) or tells_nothing(
            sentence, mark, triggers
        ):
            continue
        _add(found, finder.of_verb(mark))
    for trigger in triggers:
        if trigger.words.modality == "denied" and not is_done_to(sentence, trigger.first - 1):
            _add(found, finder.before(trigger.first))
    for mark in sentence.marks("voices.unnamed"):
        if not found:
            words = sentence.words(mark.first, mark.last)
            found = [Voice(mark.first, mark.last, words, False, unnamed=True)]
    if (before := speaks_before_colon(sentence, participants)) is not None:
        _add(found, finder.named(before))
    if not found and (head := heads_before_colon(sentence)) is not None:
        _add(found, finder.heading(*head))
    return sorted(found, key=lambda voice: voice.first)


def voice_of_denial(
    sentence: Sentence, participants: Sequence[Participant], people: Mapping[str, Person], denial: Mark
) -> Voice | None:
    """Return who “denies this”: the words in front of it or, where it opens its clause, behind it."""
    finder = _Finder(sentence, participants, (), people, None)
    return finder.beside(denial)


def _add(found: list[Voice], voice: Voice | None) -> None:
    """Note a voice whose words are not another's already."""
    if voice is not None and not any(voice.first < one.last and one.first < voice.last for one in found):
        found.append(voice)


@dataclass(slots=True)
class _Finder:
    sentence: Sentence
    participants: Sequence[Participant]
    triggers: Sequence[Trigger]
    people: Mapping[str, Person]
    last_body: str | None
    values: Sequence[Found] = ()

    def of_verb(self, verb: Mark) -> Voice | None:
        """Return whose verb of saying it is: behind it, in front of it, or at the sentence's beginning."""
        topic = begins_with_what_is_told(self.sentence, verb.first, self._ends_clause)
        closing = any(t.last <= verb.first for t in self.triggers) and closes(
            self.sentence, verb, self.values
        )
        voice = self.inverted(verb) or (
            None if topic else self.before(verb.first, closing=closing) or self.opening(verb.first)
        )
        if voice is None and (not self.sentence.pack.has_articles or opens_clause(self.sentence, verb)):
            sure = topic or closes_sentence(self.sentence, verb)
            begins = behind_when(self.sentence, verb.last, self.values)
            voice = self.after(begins, verb.first, reach=LONGEST_VOICE, sure=sure)
        return voice

    def beside(self, denial: Mark) -> Voice | None:
        """Return whose denial it is: all words of the clause in front of it, or those behind it."""
        last = denial.first
        while last > 0 and self._is_adverb(last - 1):
            last -= 1
        first = last
        while first > 0 and last - first < LONGEST_VOICE and not self._ends_clause(first - 1):
            first -= 1
        if first == last:
            return self.after(denial.last, denial.first, reach=LONGEST_VOICE, sure=True)
        first += self.sentence.link("in", first) is not None  # «во ФСИН это отрицают»
        return self._voice(first, last, denial.first, sure=True)

    def named(self, speaker: Participant) -> Voice | None:
        """Return the voice of somebody who is known to speak; the colon behind her is her verb."""
        return self._voice(speaker.first, speaker.last, speaker.last)

    def heading(self, first: int, last: int, colon: int) -> Voice | None:
        """Return the voice of a body that heads the sentence; the colon behind it is its verb."""
        return self._voice(first, last, colon)

    def inverted(self, verb: Mark) -> Voice | None:
        """Read “, says his daughter,” behind a mark: the voice stands behind its verb, in the nominative."""
        sentence, first = self.sentence, verb.last
        if not opens_clause(self.sentence, verb):
            return None
        if sentence.pack.has_articles:
            leads = sentence.link("article_the", first) or sentence.at("voices.people", first)
            capital = first < len(sentence.tokens) and sentence.tokens[first].capital
            leads_to_one = (leads or capital) and verb.first > 0 and not self._is_told_of(first)
            return self.after(first, verb.first, reach=6) if leads_to_one else None
        while first < len(sentence.tokens) and sentence.at("pronouns", first) is not None:
            first += 1
        first = behind_who_was_told(sentence, behind_when(sentence, first, self.values))
        known = sentence.at("nominative", first) and sentence.at("voices.people", first)
        named = any(p.sort == "name" and p.first == first and "nom" in p.cases for p in self.participants)
        if not known and not named and not names_a_paper(sentence, first):
            return None
        told = behind_who_was_told(sentence, verb.last) > verb.last
        when = behind_when(sentence, verb.last, self.values)
        return self.after(first if told else when, verb.first, reach=6)

    def _is_told_of(self, first: int) -> bool:
        """Whether what befell the one named there follows at once: “her lawyer, Y, said X was beaten”."""
        ends = {p.last for p in self.participants if p.sort == "name" and p.first == first}
        return any(trigger.first in ends for trigger in self.triggers)

    def before(self, verb: int, *, closing: bool = False) -> Voice | None:
        """Read the words in front of a verb of saying at ``verb``, back to the beginning of the clause; ``closing``: it ends what is said."""
        last = verb
        while last > 0 and self._is_adverb(last - 1):
            last -= 1
        joined = self._joined(last)
        if joined is not None:
            return joined
        if last > 0 and self.sentence.tokens[last - 1].text == ",":
            apposed = [p for p in self.participants if p.sort == "name" and p.last == last - 1]
            beside = bool(apposed) and any(
                at > 0 and self.sentence.tokens[at - 1].text == ","
                for at in (apposed[0].first, apposed[0].first - 1)
            )  # “an officer, Captain X, told us”
            if apposed and not apposed[0].role.owner and (beside or apposed[0].role.name == "relative"):
                return self._voice(apposed[0].first, apposed[0].last, verb)  # “the mother of X, Halina, said”
            named = [
                p for p in self.participants if p.sort == "name" and p.last < last - 1 and not p.role.owner
            ]
            apart = [p for p in named if self.sentence.tokens[p.last].text == ","]
            if apart:  # “X, arrested on November 8, 2023, said”
                return self._voice(apart[-1].first, apart[-1].last, verb)
            opening = next((i for i in range(last - 2, -1, -1) if self.sentence.tokens[i].text == ","), None)
            if opening is None or last - opening > LONGEST_VOICE + 4 or self._told_before(opening):
                return None
            last = opening
        first = last
        while first > 0 and last - first < LONGEST_VOICE and not self._ends_clause(first - 1):
            first -= 1
        first, last = without_days(self.sentence, first, last, self.values)
        if self.sentence.link("in", first) is not None:  # «в суде он сказал»: he
            first = next(
                (p.first for p in self.participants if p.sort == "pronoun" and p.last == last), first
            )
        office = office_before(self.sentence, self.participants, self.values, first, last)
        sure = closing and first > 0 and begins_as_name(self.sentence, first, last)
        if office is not None:
            return self._voice(office, last, last, sure=True)
        return self._voice(first, last, verb, sure=sure)

    def _joined(self, verb: int) -> Voice | None:
        """Read whoever is the subject right in front of a second verb: «подзвонив Руслан Дзюбан, і каже: ...»."""
        joins = verb > 1 and self.sentence.link("and", verb - 1) is not None
        if not joins or self.sentence.tokens[verb - 2].text != ",":
            return None
        named = [p for p in self.participants if p.sort == "name" and p.last == verb - 2]
        subject = bool(named) and "nom" in named[0].cases and "acc" not in named[0].cases
        return self._voice(named[0].first, named[0].last, verb) if subject else None

    def opening(self, verb: int) -> Voice | None:
        """Read who opens the sentence of a second verb: “X, 29, pleaded not guilty and said officers had ...”."""
        joined = verb > 0 and self.sentence.link("and", verb - 1) is not None
        first = [p for p in self.participants if p.sort == "name" and p.first <= 1 and "nom" in p.cases]
        return self._voice(first[0].first, first[0].last, verb) if joined and first else None

    def after(self, index: int, verb: int, *, reach: int, sure: bool = False) -> Voice | None:
        """Read the words behind “according to” or a verb of saying, up to the end of the clause.

        ``sure``: what stands there is a voice, known or not.
        """
        last = index
        reach += LONGEST_ONE_OF * is_one_of(self.sentence, index + 2)
        limit = min(len(self.sentence.tokens), index + reach)
        stops = (
            self._ends_clause,
            lambda at: (
                self._starts_event(at) and not is_in_quotes(self.sentence, index, at)
            ),  # «Команда против пыток»
            lambda at: (
                self._names_another(index, at, verb)
                or ends_body(self.sentence, self.participants, index, at, verb)
            ),
        )
        while last < limit and not any(one(last) for one in stops):
            if last > index and any(v.first == last and v.kind in ("date", "place") for v in self.values):
                last -= self.sentence.link_ends("in", last) or self.sentence.ends("since", last)
                break
            if is_addressed(self.sentence, index, last):
                break
            quoted = is_in_quotes(self.sentence, index, last)
            inside = self.sentence.link("in", last) is not None and self.sentence.link("of", last) is None
            if sure and last > index and inside and not quoted and not self._source(index, limit):
                break
            last += 1
        named = [p for p in self.participants if p.sort == "name" and p.first == last + 1]
        told = sure or self._source(index, last) is not None
        if named and last > index and self.sentence.tokens[last].text == "," and told:
            ends = named[0].last == len(self.sentence.tokens) or self._ends_clause(named[0].last)
            if ends:  # “from the account of her cellmate, X, who ...”
                return self._voice(last + 1, named[0].last, verb)
        return self._voice(index, last, verb, sure=sure)

    def _is_adverb(self, index: int) -> bool:
        """Whether one word may stand between voice and verb (“also said”, “has said”)."""
        return self.sentence.link("aux", index) is not None

    def _ends_clause(self, index: int) -> bool:
        token = self.sentence.tokens[index]
        if token.kind == MARK and token.text not in "«»“”„\"'.-№":
            return True
        following = self.sentence.tokens[index + 1 : index + 2]
        if token.text == "." and not (following and following[0].glued):
            return True
        return any(self.sentence.link(name, index) is not None for name in ("who", "but", "reported"))

    def _told_before(self, comma: int) -> bool:
        """Whether something befell somebody in front: «Узялі пяцёх, сярод іх X, кажа Y»."""
        return any(one.last <= comma for one in self.triggers)

    def _starts_event(self, index: int) -> bool:
        return any(trigger.first == index for trigger in self.triggers)

    def _names_another(self, index: int, last: int, verb: int) -> bool:
        """Whether a name in the nominative follows a voice in another case: „według matki Nikita X głoduje”."""
        own = any(self.sentence.at("nominative", at) is not None for at in range(index, last))
        if own or self.sentence.pack.has_articles or self.sentence.at("voices.according", verb) is None:
            return False
        named = [p.cases for p in self.participants if p.first == last and p.sort == "name"]
        told = any(cases and cases <= {"nom", "voc"} for cases in named) or (
            self.sentence.at("persons", last) is not None and self.sentence.at("nominative", last) is not None
        )
        return told and self._source(index, last) is not None

    def _voice(self, first: int, last: int, verb: int, *, sure: bool = False) -> Voice | None:
        sentence = self.sentence
        while first < last and (
            sentence.link("and", first) is not None or sentence.tokens[first].kind == MARK
        ):
            first += 1
        while (
            last > first
            and sentence.tokens[last - 1].kind == MARK
            and sentence.tokens[last - 1].text not in '»”"'
        ):
            last -= 1
        if first >= last:
            return None
        named = [p for p in self.participants if first <= p.first and p.last <= last]
        if any(first <= value.first < last for value in sentence.marks("article")):
            return None
        source = self._source(first, last)
        if source is None and not named:
            unlisted = (sure or is_titled(sentence, first, last)) and may_speak(sentence, first, last)
            if not unlisted:
                return None
        counted = [p for p in named if p.count is not None and p.count.least is not None and not p.count.lone]
        if source is None and counted and len(counted) == len(named) and first > verb >= 0:
            return None  # “they recorded 214 persons”
        value, at = self._value(first, last, named, source)
        doubtful = any(first <= mark.first < last for mark in sentence.marks("voices.doubtful"))
        people = tuple(one for participant in named for one in participant.people)
        start = at if last - at >= 1 else first
        return Voice(start, last, value, doubtful, people, verb)

    def _source(self, first: int, last: int) -> Mark | None:
        found = [
            mark
            for category in SOURCES
            for mark in self.sentence.marks(category)
            if first <= mark.first and mark.last <= last
        ]
        found.sort(key=lambda mark: (mark.payload.category != "bodies", mark.first, -mark.last))
        return found[0] if found else None

    def _value(
        self, first: int, last: int, named: Sequence[Participant], source: Mark | None
    ) -> tuple[str, int]:
        """Return the voice in its base form, and where its words begin."""
        sentence = self.sentence
        owned = [p for p in named if p.role.owner or speaks_for(sentence, source, p.first)]
        named = [p for p in named if p not in owned]
        persons = [
            self.people[one] for p in named for one in p.people if p.sort != "group" and one in self.people
        ]
        begin = first
        if last - first >= LONGEST_VOICE:
            begin = min([p.first for p in named] + ([source.first] if source else []), default=first)
        if source is not None and named and source.last == last and named[-1].last <= source.first:
            persons = []  # “X's mother said”: the mother
        the = sentence.link("article_the", begin)
        if (
            persons
            and all(p.sort in ("name", "owner") for p in named)
            and any(p.sort == "name" for p in named)
        ):
            persons = [
                self.people[one] for p in named if p.sort == "name" for one in p.people if one in self.people
            ]
            return ", ".join(person.base for person in persons), begin
        if source is not None and source.payload.category == "bodies":
            return source.payload.sense, begin
        words = sentence.words(the.last if the is not None and the.last < last else begin, last)
        collective = source is not None and sentence.at("voices.collective", source.first) is not None
        if collective and self.last_body:
            return self.last_body, begin
        if persons and not source and not owned:
            return ", ".join(person.base for person in persons), begin
        return words, begin
