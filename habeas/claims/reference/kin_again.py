"""Who “the son” or “the husband” is where the word alone takes up somebody told of before.

“His sister Taisa said that the brother is in Colony No. 9”: whose sister she is the text told before. “They detained X and his
wife. The husband was kept, the wife let go”: of a couple each word means one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.reference.focus import Focus
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence

RELATIVE = "relative"
BESIDE = 1  # tokens between the word and a name that says who it is
NAMED_WITHIN = 2  # tokens between “his wife” and her name
SIDES = {"spouse": "spouse", "sibling": "sibling", "child": "parent", "parent": "child"}

Singular = Callable[[Sequence[Participant], int, str], Person | None]


@dataclass(slots=True)
class KinAgain:
    """Remembers as what kin of somebody each one came in: a wife, a brother."""

    came_as: dict[str, str] = field(default_factory=dict)

    def note(self, sentence: Sentence, known: Sequence[Participant]) -> None:
        """Note who is named here as somebody's relative: “his wife Anna”."""
        for one in known:
            if one.sort != "name" or one.role.name != RELATIVE or len(one.people) != 1:
                continue
            words = [mark for mark in sentence.marks("kinship") if 0 <= one.first - mark.last <= NAMED_WITHIN]
            if words:
                self.came_as[one.people[0]] = words[-1].payload.sense

    def found(
        self,
        sentence: Sentence,
        known: Sequence[Participant],
        focus: Focus,
        people: Mapping[str, Person],
        singular: Singular,
    ) -> Iterator[Participant]:
        """Yield who is meant by words that no pronoun owns and beside which no name stands; ``singular`` finds “he” or “she”."""
        for first, mark in sorted(sentence.starts("kinship").items()):
            sex = sex_of_word(sentence, mark)
            if not sex or not _is_alone(sentence, mark, known):
                continue
            person = self._of_a_couple(focus, people, sex, mark.payload.sense)
            if person is None and _is_told_by_kin(sentence, mark):
                others = [one for one in known if one.role.name != RELATIVE]
                person = singular(others, first, sex)
            if person is not None:
                yield Participant("anaphor", mark.first, mark.last, (person.id,))

    def _of_a_couple(self, focus: Focus, people: Mapping[str, Person], sex: str, side: str) -> Person | None:
        """Return the one of two told of last, of whom one came in as kin of the other."""
        told = focus.last_told()
        two = [people[one] for one in told if one in people]
        if len(two) != 2 or len(told) != 2 or {one.sex for one in two} != {"m", "f"}:
            return None
        one, other = sorted(two, key=lambda person: person.sex != sex)
        own, of_other = self.came_as.get(one.id), self.came_as.get(other.id)
        return one if side == own or (of_other is not None and side == SIDES[of_other]) else None


def _is_alone(sentence: Sentence, mark: Mark, known: Sequence[Participant]) -> bool:
    """Whether neither a pronoun nor a name beside it says whose relative or who it is."""
    begin = mark.first - (sentence.link("article_the", mark.first - 1) is not None)
    if sentence.ends("pronouns", begin) or sentence.at("pronouns", mark.last) is not None:
        return False  # «сын его»
    if sentence.pack.has_articles and begin == mark.first:
        return False
    near = any(one.first <= mark.last + BESIDE and mark.first - BESIDE <= one.last for one in known)
    follows = mark.last < len(sentence.tokens) and sentence.tokens[mark.last].capital
    return not near and not follows


def _is_told_by_kin(sentence: Sentence, mark: Mark) -> bool:
    """Whether the other side stands in front of “that”, behind which this word stands: “his sister said that the brother”."""
    that = [one.first for one in sentence.links("reported") if one.first < mark.first]
    return bool(that) and any(
        one.last <= that[-1] and SIDES[one.payload.sense] == mark.payload.sense
        for one in sentence.marks("kinship")
    )
