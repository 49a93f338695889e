"""Of whom the lead of a report tells that names nobody: “A court has jailed the editor of a website for eight years.”

News says first what happened and to what kind of person, then what others think of it, and only then who it was. The one of
the lead is the only person of the report whom a sentence further down both names and tells of, and who neither speaks nor is
there by office or kinship. Where two are, nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.names.mention import Mention
from habeas.claims.people.people import People, Person
from habeas.claims.sentences import Sentence

BEFORE_NAME = 4  # words between “her friend” and the name: a comma and an age
BESIDE_EVENT = 4  # tokens between a name and the words of what befell that one
BEFALLS = frozenset(
    {
        "detention", "custody", "custody_extension", "arrest_order", "release", "fine", "sentence", "charge", "hearing",
        "appeal", "transfer", "health", "search", "death", "acquittal", "expulsion", "regime_change", "ill_treatment",
    }
)  # fmt: skip
LONGEST = 10  # words of «гражданскому журналисту из Крыма», of a term
APART = ",;:—–()"
BESIDE_VERB = 2  # tokens between a name and its verb of saying
SPEAKING = ("voices.say", "voices.according")


def told_by_name(document: Sequence[Sentence], people: People, voices: frozenset[str]) -> list[Person]:
    """Return those whom a sentence both names by a whole name and tells of, but for ``voices`` and those there by office or kinship."""
    by_number = _by_number(document)
    return [
        person for person in people.all if person.id not in voices and _is_told_of(person, by_number, people)
    ]


def voices_of(document: Sequence[Sentence], people: People) -> frozenset[str]:
    """Return those whom a document brings in as its voices: of them it tells nothing, of others they do."""
    by_number = _by_number(document)
    first = ((person, person.mentions[0]) for person in people.all)
    return frozenset(person.id for person, name in first if _speaks(by_number[name.sentence], name))


def named_in_the_end(
    document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], told: Sequence[Person]
) -> Person | None:
    """Return the one of whom a lead without names can tell, or None; ``told`` are those told of by name."""
    return told[0] if len(told) == 1 and not mentions.get(document[0].number) else None


def _by_number(document: Sequence[Sentence]) -> dict[int, Sentence]:
    return {sentence.number: sentence for sentence in document}


def _is_told_of(person: Person, document: Mapping[int, Sentence], people: People) -> bool:
    """Whether a person bears a whole name, something befell her beside it, and she is not there by office or kinship."""
    if not person.surnames or not person.givens:
        return False
    roles = [people.role(one) for one in person.mentions]
    if any(role.name or role.owner for role in roles):
        return False
    if any(is_another(document[one.sentence], one) for one in person.mentions):
        return False
    return any(_is_befallen(document[one.sentence], one) for one in person.mentions)


def is_another(sentence: Sentence, name: Mention) -> bool:
    """Whether a relative's word or “another” leads to a name behind a comma: „jej koleżance, 20-letniej Weronice Lis”."""
    leads = [mark for kind in ("relatives", "another") for mark in sentence.marks(kind)]
    between = [sentence.tokens[mark.last : name.first] for mark in leads if mark.last < name.first]
    texts = [[one.text for one in words] for words in between if len(words) <= BEFORE_NAME]
    return any("," in one and not {".", ";", ":"} & set(one) for one in texts)


def _is_befallen(sentence: Sentence, name: Mention) -> bool:
    """Whether words of an event lead to the name, or stand right behind it, on a side on which they look for their people.

    What she is called by may stand between («обвинение руководителю клуба X»), but no other verb: «приговор раскритиковала X».
    """
    for mark in sentence.marks("events"):
        event = mark.payload.event
        if event is None or event.type not in BEFALLS:
            continue
        if event.who != "after" and 0 <= mark.first - name.last <= BESIDE_EVENT:
            return True
        if (
            event.who in ("after", "any")
            and mark.last <= name.first
            and _only_calls(sentence, mark.last, name.first)
        ):
            return True
    return False


def _only_calls(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words between an event and a name hold no clause and no verb."""
    verbs = sentence.pack.endings_of_verbs
    words = sentence.tokens[first:last]
    if len(words) > LONGEST or (words and sentence.pack.has_articles and len(words) > BESIDE_EVENT):
        return False
    return not any(
        token.text in APART or (not token.capital and verbs and token.key.endswith(verbs)) for token in words
    ) and not any(sentence.opens(at, SPEAKING) for at in range(first, last))


def _speaks(sentence: Sentence, name: Mention) -> bool:
    """Whether a verb of saying stands right beside the name."""
    return any(
        -BESIDE_VERB <= mark.first - name.last <= BESIDE_VERB or 0 <= name.first - mark.last <= BESIDE_VERB
        for category in SPEAKING
        for mark in sentence.marks(category)
    )
