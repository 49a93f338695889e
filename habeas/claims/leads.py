"""Of whom the lead of a report tells that names nobody: “A court has jailed the editor of a website for eight years.”

News says first what happened and to what kind of person, then what others think of it, and only then who it was. The one of
the lead is the only person of the report whom a sentence further down both names and tells of, and who neither speaks nor is
there by office or kinship. Where two are, nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.mention import Mention
from habeas.claims.people import People, Person
from habeas.claims.sentences import Sentence

BESIDE_VERB = 2  # tokens between a name and its verb of saying
SPEAKING = ("voices.say", "voices.according")


def named_in_the_end(
    document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], people: People
) -> Person | None:
    """Return the one of whom a lead without names can tell, or None."""
    if not people.all or mentions.get(document[0].number):
        return None
    by_number = {sentence.number: sentence for sentence in document}
    meant = [person for person in people.all if _is_told_of(person, by_number, people)]
    return meant[0] if len(meant) == 1 else None


def _is_told_of(person: Person, document: Mapping[int, Sentence], people: People) -> bool:
    """Whether a person bears a whole name, and is there neither as a voice nor by office or kinship."""
    if not person.surnames or not person.givens:
        return False
    roles = [people.role(one) for one in person.mentions]
    if any(role.name or role.owner for role in roles):
        return False
    return not _speaks(document[person.mentions[0].sentence], person.mentions[0])


def _speaks(sentence: Sentence, name: Mention) -> bool:
    """Whether a verb of saying stands right beside the name."""
    return any(
        -BESIDE_VERB <= mark.first - name.last <= BESIDE_VERB or 0 <= name.first - mark.last <= BESIDE_VERB
        for category in SPEAKING
        for mark in sentence.marks(category)
    )
