"""One person without a name of whom a text tells as of people with names: “A teacher was detained. She was given 15 days.”

In a text that names nobody of whom it tells, the first word for a person to whom something happens is that one, and “he”, “the man”
or a verb without its subject go on about him.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from habeas.claims.grammar.counts import Count
from habeas.claims.grammar.lone_without_articles import lone_bare
from habeas.claims.people.participants import Participant
from habeas.claims.people.people import LETTERS_OF_WORD, People, Person
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence


def names_nobody(people: People, voices: Collection[str]) -> bool:
    """Whether everybody whom a document names is there by office, as a lawyer or by kinship, or is one of its ``voices`` (ids)."""
    return all(one.id in voices or (one.roles and all(role.name for role in one.roles)) for one in people.all)


def stand_in(group: str, sentence: Sentence, count: Count) -> Person:
    """Return the person for whom a group of one stands, so that pronouns can mean her."""
    person = Person(group, lang=sentence.pack.lang, names=frozenset({("", group)}))
    person.base = sentence.words(count.first, count.last)  # whose words something is said to be
    if count.noun is not None:
        person.sex, person.called = sex_of_word(sentence, count.noun), {_kind(sentence, count.noun)}
    return person


def may_be(sentence: Sentence, noun: Mark, person: Person) -> bool:
    """Whether «житель Гродно» may be somebody told of: of the sex that the word has; one without a name, if called the same."""
    if person.id.startswith("g"):
        return _kind(sentence, noun) in person.called
    sex = sex_of_word(sentence, noun)
    return not person.sex or not sex or person.sex == sex


def _kind(sentence: Sentence, noun: Mark) -> str:
    return sentence.word(noun.last - 1)[:LETTERS_OF_WORD]


def first_described(sentence: Sentence, known: Sequence[Participant]) -> Iterator[Count]:
    """Yield the words for one person to whom something happens, outside of those ``known``: «Пенсионера оштрафовали»."""
    for first in sorted(sentence.starts("persons")):
        found = lone_bare(sentence, first)
        if found is None:
            continue
        last = found.noun.last
        if not any(one.first < last and found.first < one.last for one in known):
            yield Count(found.first, last, 1, 1, found.noun, lone=True)
