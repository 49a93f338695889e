"""Whose words “according to him”, “she added”, “by their account” are: of whoever spoke last, or was named last to speak for another.

“Her lawyer, X, told reporters that ... According to him, she was beaten”: X says so, and not the one who was beaten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.people.roles import LAWYER
from habeas.claims.sentences import DASHES, Mark, Sentence
from habeas.claims.voice import Voice
from habeas.text.tokens import MARK

AGAIN = {"m": "voices.again_m", "f": "voices.again_f", "p": "voices.again_p"}
SPEAK_FOR_OTHERS = frozenset({"lawyer", "relative", "official", "spokesperson"})
NEAR = 2  # sentences over which a speaker stays the last one
SINGLE = frozenset({"m", "f"})
QUOTES = frozenset('»”"')
ONE_WORD = 2  # tokens of “the lawyer”, “her lawyer”


@dataclass(slots=True)
class LastSpeaker:
    """Who spoke last, of which sex (or several: “p”; empty: not known), and in which sentence."""

    voice: Voice | None = None
    sex: str = ""
    sentence: Sentence | None = None
    lawyers: dict[str, str] = field(default_factory=dict)

    def taken_up(
        self,
        sentence: Sentence,
        voices: Sequence[Voice],
        participants: Sequence[Participant],
        people: Mapping[str, Person],
    ) -> list[Voice]:
        """Return the voices of a sentence, with whoever spoke last in the place of “according to him” and “he said”.

        Where nobody did, it is the one whom “him” stands for.
        """
        kept = list(voices)
        for sex, first, last, verb in _taken_up_in(sentence):
            heard = self.voice if self.voice is not None and self._fits(sentence, sex) else None
            nobody = heard is None and all(one.last <= first or last <= one.first for one in kept)
            leads = max(last, verb + 1) < len(sentence.tokens) - 1  # “..., he said.” ends what somebody said
            if nobody or (leads and _is_named_in_front(first, last, participants)):
                heard = _meant(first, last, participants, people)
            if heard is None:
                continue
            kept = [one for one in kept if one.last <= first or last <= one.first]
            kept.append(replace(heard, first=first, last=last, verb=verb, doubtful=False))
        kept = [self._as_named(sentence, one) for one in kept]
        return sorted(kept, key=lambda voice: voice.first)

    def note(
        self,
        sentence: Sentence,
        voices: Sequence[Voice],
        participants: Sequence[Participant],
        people: Mapping[str, Person],
    ) -> None:
        """Note who speaks in a sentence; where nobody does, the one lawyer, relative or official whom it names."""
        again = {first for _, first, _, _ in _taken_up_in(sentence)}
        named = [one for one in participants if one.sort == "name" and one.role.name == LAWYER]
        self.lawyers |= {
            one.people[0]: people[one.people[0]].base for one in named if one.people[0] in people
        }
        spoken = [one for one in voices if not one.unnamed and one.first not in again]
        tellers = [one for one in participants if one.sort == "name" and one.role.name in SPEAK_FOR_OTHERS]
        if spoken:
            self.voice, self.sentence = spoken[-1], sentence
        elif len(tellers) == 1 and not again and tellers[0].people[0] in people:
            one = tellers[0]
            self.voice = Voice(one.first, one.last, people[one.people[0]].base, False, one.people)
            self.sentence = sentence
        elif again and self.voice is not None:
            self.sentence = sentence  # he goes on
            return
        else:
            return
        self.sex = _sex_of(sentence, self.voice, people)

    def _as_named(self, sentence: Sentence, voice: Voice) -> Voice:
        """Return “the lawyer” by name, where the text has named one lawyer so far."""
        words = [
            mark for mark in sentence.marks("roles") if voice.first <= mark.first and mark.last <= voice.last
        ]
        lawyers = {mark.first for mark in words if mark.payload.sense == LAWYER}
        alone = words and all(mark.first in lawyers for mark in words)
        if voice.people or not alone or len(self.lawyers) != 1 or voice.last - voice.first > ONE_WORD:
            return voice
        person, base = next(iter(self.lawyers.items()))
        return replace(voice, value=base, people=(person,))

    def _fits(self, sentence: Sentence, sex: str) -> bool:
        assert self.sentence is not None
        near = sentence.number - self.sentence.number <= NEAR and sentence.block - self.sentence.block <= 1
        return near and (not self.sex or not sex or sex == self.sex)


def _is_named_in_front(first: int, last: int, participants: Sequence[Participant]) -> bool:
    """Whether the same sentence names, in front of “he said”, the one for whom “he” stands: “X made a statement: he said ...”."""
    meant = [one for one in participants if one.sort == "pronoun" and first <= one.first and one.last <= last]
    named = [one for one in participants if one.sort == "name" and one.last <= first]
    return bool(meant) and any(one.people == meant[0].people for one in named)


def _meant(
    first: int, last: int, participants: Sequence[Participant], people: Mapping[str, Person]
) -> Voice | None:
    """Return the voice of the one person for whom a pronoun of “by her account” stands, whether it is hers or her."""
    for one in participants:
        pronoun = one.sort in ("pronoun", "owner") and first <= one.first and one.last <= last
        if pronoun and len(one.people) == 1 and one.people[0] in people:
            return Voice(first, last, people[one.people[0]].base, False, one.people)
    return None


def _taken_up_in(sentence: Sentence) -> list[tuple[str, int, int, int]]:
    """Return each “according to him”, „jak dodał” and “he said”: of which sex (empty: not said), from where to where, and its verb or first word."""
    found = [
        (sex, mark.first + 1, mark.last, mark.first)
        for sex, name in AGAIN.items()
        for mark in sentence.marks(name)
        if not _owns_what_follows(sentence, mark)
    ]
    found += [
        ("", mark.first + 1, mark.last, mark.first)
        for mark in sentence.marks("voices.according")
        if mark.last - mark.first > 1 and _stands_before_a_comma(sentence, mark)
    ]
    for mark in sentence.marks("pronouns"):
        verb = _verb_of(sentence, mark)
        if mark.payload.sense in AGAIN and verb is not None:
            found.append((mark.payload.sense, mark.first, mark.last, verb))
    return found


def _owns_what_follows(sentence: Sentence, mark: Mark) -> bool:
    """Whether “according to her” goes on with whose it is: “according to her lawyer”."""
    rest = sentence.tokens[mark.last : mark.last + 1]
    return sentence.pack.has_articles and bool(rest) and rest[0].kind != MARK


def _stands_before_a_comma(sentence: Sentence, mark: Mark) -> bool:
    """Whether “as he added” names nobody: „jak dodał, ...”."""
    return mark.last < len(sentence.tokens) and sentence.tokens[mark.last].text == ","


def _verb_of(sentence: Sentence, pronoun: Mark) -> int | None:
    """Return the verb of saying right behind “he”, a small word between allowed, or in front of it behind a quotation; None for “him”."""
    at = pronoun.last
    if not sentence.pack.has_articles and sentence.at("nominative", pronoun.first) is None:
        return None
    turned = [mark for mark in sentence.marks("voices.say") if mark.last == pronoun.first]
    if turned and sentence.tokens[turned[-1].first - 1].text in DASHES | QUOTES and turned[-1].first:
        return turned[-1].first  # «– розповів він»
    while at < len(sentence.tokens) and sentence.link("aux", at) is not None:
        at += 1
    return at if sentence.at("voices.say", at) is not None else None


def _sex_of(sentence: Sentence, voice: Voice, people: Mapping[str, Person]) -> str:
    """Return the sex of a speaker: of the person, or as the word for a relative tells; empty for a body or a lawyer."""
    persons = [people[one] for one in voice.people if one in people and people[one].base in voice.value]
    if len(persons) > 1:
        return "p"
    if persons:
        return persons[0].sex
    told = {
        mark.payload.sense for mark in sentence.marks("relative_sex")
        if voice.first <= mark.first and mark.last <= voice.last
    }  # fmt: skip
    return next(iter(told)) if len(told) == 1 and told <= SINGLE else ""
