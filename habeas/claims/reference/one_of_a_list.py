"""“The first”, “the second”, “the latter”: each of those listed just before, by his place in the list.

“A and B were tried. The first got three years, the second four.” What befell the first is told of him alone; where the list
or the word's sex does not say who is meant, of nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.reference.focus import Focus
from habeas.claims.sentences import DASHES, OPENING, Mark, Sentence
from habeas.text.tokens import MARK, NUMBER

LAST = "last"
LONGEST_LIST = 4
BACK = 2  # sentences since the list
ASIDE = 9  # tokens of “, a history teacher,”
SHORT = 3  # letters of a preposition: “the second in custody”


def one_of_a_list(
    sentence: Sentence, known: Sequence[Participant], focus: Focus, people: Mapping[str, Person]
) -> Iterator[Participant]:
    """Yield each “the first”, “the latter” with the one whom it means, an open one where that is not sure."""
    marks = list(stand_alone(sentence).values())
    told = [mark for mark in marks if _has_verb(sentence, _behind_aside(sentence, mark.last))]
    if not told:
        return
    listed = _listed(known, told[0].first, focus)
    if not 1 < len(listed) <= LONGEST_LIST:
        return
    for mark in marks:
        if mark in told or _goes_on_without_verb(sentence, mark.last):
            person = _meant(mark, listed, people)
            sort = "open" if person is None else "anaphor"
            yield Participant(sort, mark.first, mark.last, () if person is None else (person,))


def _listed(known: Sequence[Participant], before: int, focus: Focus) -> list[str]:
    """Return those named in front of the word, in order; else those whom the last sentence with names named."""
    here = [one for one in known if one.sort == "name" and one.last <= before and not one.role.hard]
    return list(dict.fromkeys(person for one in here for person in one.people)) or listed_lately(focus)


def listed_lately(focus: Focus) -> list[str]:
    """Return those whom the last sentence with names named, in order: who speaks or is only kin is left out unless told of."""
    named = zip(reversed(focus.named[-BACK:]), reversed(focus.fresh[-BACK:]), strict=False)
    for names, fresh in named:
        if names:
            return [one for one in names if one in fresh or one in focus.told_ever]
    return []


def _meant(mark: Mark, listed: Sequence[str], people: Mapping[str, Person]) -> str | None:
    """Return the one at the place that the word gives, if the sexes agree."""
    place, _, sex = mark.payload.sense.partition(" ")
    if place == LAST:
        at = len(listed) - 1
    else:
        at = int(place) - 1
    person = people.get(listed[at]) if at < len(listed) else None
    return None if person is None or (sex and person.sex and sex != person.sex) else person.id


def stand_alone(sentence: Sentence) -> dict[int, Mark]:
    """Return the words that open a clause, by their first word: nothing, a comma, “and” or “but” stands in front of them."""
    starts = sentence.starts("one_of_a_list").items()
    return {first: mark for first, mark in sorted(starts) if _opens_clause(sentence, first)}


def _opens_clause(sentence: Sentence, first: int) -> bool:
    before = first - 1
    if before < 0 or sentence.tokens[before].text in (",", ";", ":", *DASHES, *OPENING):
        return True
    return any(sentence.link_ends(name, first) for name in ("and", "but"))


def _behind_aside(sentence: Sentence, index: int) -> int:
    """Return where a few words between commas end that say who “the latter” is: “the latter, a teacher, is still held”."""
    tokens = sentence.tokens
    if index >= len(tokens) or tokens[index].text != ",":
        return index
    ends = (at for at in range(index + 1, min(index + ASIDE, len(tokens))) if tokens[at].text == ",")
    return next((at + 1 for at in ends), index)


def _has_verb(sentence: Sentence, index: int) -> bool:
    """Whether a verb of an event follows, or “already” and one: not “the first trial was held”, “the second court freed”."""
    aux = sentence.link("aux", index)
    starts = {index, aux.last if aux is not None else index}
    found = [mark for mark in sentence.marks("events") if mark.first in starts]
    events = [(sentence.word(mark.first), one) for mark in found if (one := mark.payload.event) is not None]
    if sentence.pack.has_articles:
        return any(one.who == "before" for _, one in events)
    ends = (*sentence.pack.endings_of_verbs, *sentence.pack.keys.get("present_endings", ()))
    return any(word.endswith(ends) or one.case == "nom" for word, one in events)


def _goes_on_without_verb(sentence: Sentence, index: int) -> bool:
    """Whether a dash, a number or a preposition follows, as where a verb is left out: “the second four”."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    number = token.kind == NUMBER or sentence.at("numbers", index) is not None
    return token.text in DASHES or number or (token.kind != MARK and len(token.text) <= SHORT)
