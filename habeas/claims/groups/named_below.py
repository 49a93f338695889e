"""Who is named only in the sentence after: “He was taken from work. The man is X, a historian.”, “A teacher was jailed. X, 47, ...”

At the beginning of a report a pronoun or a verb without its subject can point ahead. It means the one person whom the
next sentence names first, if nobody was named before, nobody speaks there, and no office or kinship stands beside the name.
So can “a teacher” of a report's first sentence, if the next one gives the name with an age or goes on with what befell her.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from habeas.claims.names.mention import Mention
from habeas.claims.people.identified import identified
from habeas.claims.people.leads import is_another
from habeas.claims.people.people import People, Person
from habeas.claims.sentences import ENDS, Sentence
from habeas.text.tokens import NUMBER

OFFICE = "official"
OPENING = 5  # tokens within which “The former chief editor of” names what kind of person
AGE_WITHIN = 2  # tokens between a name and its age: a comma, a bracket


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a sentence (``here``) and of the next one (``there``), whose they are, and the ids of those who only speak."""

    here: Sequence[Mention]
    there: Sequence[Mention]
    people: People
    voices: Collection[str]


def told_ahead(
    sentence: Sentence, after: Sentence | None, names: Names, end: Person | None, *, begins: bool
) -> tuple[list[str], list[str]]:
    """Return who is named only later, and whether he is described here; ``begins``: nobody was named so far.

    ``end`` is the only one of whom the report goes on to tell by name, if it does.
    """
    if said := identified_below(sentence, after, names):
        return said, said
    if not begins or after is None:
        return [], []
    ahead = pointed_ahead(sentence, after, names.there, names.people)
    of_the_lead = described_in_the_lead(sentence, end)
    return ahead if ahead[0] or not of_the_lead else (of_the_lead, of_the_lead)


def pointed_ahead(
    sentence: Sentence, after: Sentence, names: Sequence[Mention], people: People
) -> tuple[list[str], list[str]]:
    """Return whom a sentence means that names nobody, and the same again if it says what kind of person it is."""
    described = described_below(sentence, after, names, people)
    return described or named_below(sentence, after, names, people), described


def named_below(sentence: Sentence, after: Sentence, names: Sequence[Mention], people: People) -> list[str]:
    """Return the person whom ``after`` names alone among its ``names``, or nobody."""
    if after.block != sentence.block or sentence.tokens[-1].text not in ENDS:
        return []
    if after.marks("voices.say") or after.marks("voices.according"):
        return []
    if any(sentence.marks(category) for category in ("peoples", "persons", "roles", "relatives")):
        return []
    found = {person.id: one for one in names if (person := people.of(one)) is not None}
    plain = all(not people.role(one).name and not people.role(one).owner for one in found.values())
    return list(found) if len(found) == 1 and plain else []


def identified_below(sentence: Sentence, after: Sentence | None, names: Names) -> list[str]:
    """Return the person of whom ``after``, or the end of ``sentence``, says that she is the one whom it only describes, or nobody.

    Those whom it names else may be there only by office or kinship, or as ``voices``.
    """
    people = names.people
    if sentence.tokens[-1].text not in ENDS or not sentence.marks("persons"):
        return []
    if said := identified(sentence, names.here, people, here=True):
        return said
    if after is None or after.block - sentence.block > 1 or not _describes_one(sentence):
        return []
    roles = [(people.role(one), people.of(one)) for one in names.here]
    if any(
        not role.name and not role.owner and (who is None or who.id not in names.voices)
        for role, who in roles
    ):
        return []
    return identified(after, names.there, people)


def described_below(
    sentence: Sentence, after: Sentence, names: Sequence[Mention], people: People
) -> list[str]:
    """Return the person whom ``after`` names, where ``sentence`` only says what kind of person it tells of, or nobody."""
    if after.block - sentence.block > 1 or sentence.tokens[-1].text not in ENDS:
        return []
    if sentence.marks("peoples") or not _describes_one(sentence):
        return []
    plain = [
        one
        for one in names
        if not people.role(one).name and not people.role(one).owner and not is_another(after, one)
    ]
    found = {person.id: (person, one) for one in plain if (person := people.of(one)) is not None}
    if len(found) != 1:
        return []
    person, mention = next(iter(found.values()))
    kinds = {mark.payload.sense for mark in sentence.marks("persons")} & {"m", "f"}
    if person.sex and kinds and person.sex not in kinds:
        return []
    return [person.id] if _has_age(after, mention) or _goes_on(after, mention) else []


def described_in_the_lead(sentence: Sentence, person: Person | None) -> list[str]:
    """Return the only one of whom the report tells, where a sentence before any name says what kind of person it tells of."""
    if person is None or sentence.tokens[-1].text not in ENDS:
        return []
    if not (_describes_one(sentence) or _opens_with_somebody(sentence)):
        return []
    if sentence.marks("peoples") or any(sentence.marks(name) for name in ("relatives", "voices.say")):
        return []
    kinds = {mark.payload.sense for mark in sentence.marks("persons")} & {"m", "f"}
    return [person.id] if not (person.sex and kinds and person.sex not in kinds) else []


def _describes_one(sentence: Sentence) -> bool:
    """Whether somebody is spoken of without a name: by a word for persons, or behind “a” beside an event's words."""
    if any(mark.payload.sense in ("m", "f", "p") for mark in sentence.marks("pronouns")):
        return False  # “he” is nobody's description
    if not sentence.pack.has_articles:
        return bool(sentence.marks("persons"))
    behind = {mark.last for mark in sentence.marks("events")}
    somebody = {mark.first for mark in sentence.marks("indefinite")}
    return (0 in somebody and sentence.at("courts", 1) is None) or not somebody.isdisjoint(behind)


def _opens_with_somebody(sentence: Sentence) -> bool:
    """Whether a word for a person stands first, behind “the”, and something says whose or of what: “The editor of a website”.

    An office is no more than that to whom something was done, and nobody else is spoken of: “The head of the union was detained.”
    """
    if sentence.link("article_the", 0) is None:
        return False
    if any(
        mark.first < OPENING and sentence.link("of", mark.last) is not None
        for mark in sentence.marks("persons")
    ):
        return True
    offices = [mark for mark in sentence.marks("roles") if mark.payload.sense == OFFICE]
    done = any(sentence.link("passive", mark.first) is not None for mark in sentence.marks("events"))
    others = any(mark.first >= OPENING for mark in sentence.marks("persons")) or len(offices) > 1
    return (
        done
        and not others
        and any(
            mark.first < OPENING and any(sentence.link("of", at) for at in (mark.last - 1, mark.last))
            for mark in offices
        )
    )


def _has_age(sentence: Sentence, name: Mention) -> bool:
    """Whether an age stands beside the name: “X, 47,”, “X (47)”, „34-letniego X”."""
    near = sentence.tokens[name.last : name.last + AGE_WITHIN + 1]
    if len(near) > 2 and near[0].text in ",(" and near[1].kind == NUMBER and near[2].text in ",)":
        return True
    return any(
        0 <= name.first - mark.last <= AGE_WITHIN or 0 <= mark.first - name.last <= AGE_WITHIN
        for mark in sentence.marks("ages")
    )


def _goes_on(sentence: Sentence, name: Mention) -> bool:
    """Whether the sentence opens with the name, and what befell that one follows at once or stands right in front."""
    return any(
        (name.first == 0 and 0 <= mark.first - name.last <= 1 and mark.payload.event.who != "after")
        or mark.last == name.first
        for mark in sentence.marks("events")
        if mark.payload.event is not None
    )
