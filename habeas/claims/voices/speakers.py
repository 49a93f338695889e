"""Who says “I”: the one named beside a verb of saying in the same quotation, turn or sentence.

In a conversation the last one named speaks on. In a letter it is who signs it. Any other text that quotes nobody leaves
“I” open: it is its author, whom it names nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.names.mention import Mention
from habeas.claims.people.people import People
from habeas.claims.people.roles import role_of
from habeas.claims.sentences import Sentence
from habeas.claims.voices.turns import stretches

FEWEST = 2  # sentences with “I” in a letter
MOST_BEFORE = 4  # words in front of a signature: “Your son”
SHORTEST_VERB = 4  # letters of a verb, longer than which «Записала X» signs nothing
REACH = 4  # words between “said” and the name: “said the former prisoner X”


def speakers(
    document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], people: People
) -> Mapping[int, str]:
    """Return for each sentence with “I” in it the id of the person who says so."""
    asked = [one for one in document if one.marks("first_person")]
    if not asked:
        return {}
    named = {
        one.number: person
        for one in document
        if (person := _named_beside(one, mentions.get(one.number, ()), people))
    }
    found = dict(named)
    for stretch in stretches(document):
        ids = [named[one.number] for one in stretch if one.number in named]
        for one in stretch:
            if ids:
                found.setdefault(one.number, ids[-1])
    last = ""
    for sentence in document:
        last = found.get(sentence.number, last)
        if last:
            found.setdefault(sentence.number, last)
    signed = _signed(document, mentions, people) if not found and len(asked) >= FEWEST else ""
    return {one.number: signed for one in asked} if signed else found


def _signed(document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], people: People) -> str:
    """Return who signs a letter: the one in whose name its last line ends, with no more than “Your son” in front."""
    line = document[-1]
    names = mentions.get(line.number, ())
    if not names or not line.opens_line or line.marks("events") or line.marks("voices.say"):
        return ""
    last, person = names[-1], people.of(names[-1])
    if person is None or role_of(line, last).hard or not any("nom" in one.cases for one in last.readings):
        return ""
    before, behind = line.tokens[: last.first], line.tokens[last.last :]
    ends = line.pack.endings_of_verbs
    verbs = any(token.key.endswith(ends) for token in before if ends and len(token.key) > SHORTEST_VERB)
    plain = len(before) <= MOST_BEFORE and not verbs and all(token.text != ":" for token in before)
    return person.id if plain and all(token.text in ".!," for token in behind) else ""


def _named_beside(sentence: Sentence, mentions: Sequence[Mention], people: People) -> str:
    """Return the person named right in front of a verb of saying, or behind it."""
    for verb in sentence.marks("voices.say"):
        for mention in mentions:
            person = people.of(mention)
            gap = mention.first - verb.last if mention.first >= verb.last else verb.first - mention.last
            if person is None or not 0 <= gap <= REACH or _parted(sentence, verb.last, mention.first):
                continue
            if role_of(sentence, mention).hard or _is_told_to_me(sentence, verb.last):
                continue  # „Śledczy X mówił do mnie”
            if _is_quoted_by_me(sentence, mention, verb.last):
                continue
            return person.id
    return ""


def _is_quoted_by_me(sentence: Sentence, mention: Mention, index: int) -> bool:
    """Whether “I” stands in front of a name and a colon behind its verb: «адвокат, якого я не наймала, X, і каже: ...»."""
    colon = index < len(sentence.tokens) and sentence.tokens[index].text == ":"
    return colon and any(mark.first < mention.first for mark in sentence.marks("first_person"))


def _is_told_to_me(sentence: Sentence, index: int) -> bool:
    """Whether “me” stands right behind the verb, or behind one small word: who speaks to me is not “I”."""
    return any(sentence.at("first_person", at) is not None for at in (index, index + 1))


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    return any(token.text in ",;:." for token in sentence.tokens[first:last])
