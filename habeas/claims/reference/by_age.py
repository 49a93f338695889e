"""Who is meant where only an age is told: “The 41-year-old pharmacist had been in custody”, “The 63-year-old”, «34-летняя учительница».

The age is held against those told beside names before: a person of another age is never meant, nor is anybody where the same age
was told of somebody without a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from habeas.claims.found import Found
from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import ENDS, Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

NOBODY = ""  # of whom an age was told that belongs to no name
NOUN_WITHIN = 3  # words of “the 41-year-old former history teacher”
BESIDE = 1  # marks between a name and its age: “X, 41”, “X (41 years old”
OF_VERBS = ("aux", "passive", "not", "who", "but")
OTHERWISE = ("relatives", "roles", "events", "voices.say", "modality", "units", "places", "bodies")
Singular = Callable[[Sequence[Participant], int, str], Person | None]


class Ages:
    """The ages that a text told so far, each with the id of the one who has it, or ``NOBODY``."""

    def __init__(self) -> None:
        """Begin a text."""
        self._whose: dict[str, str] = {}

    def described(
        self, sentence: Sentence, known: Sequence[Participant], values: Sequence[Found], singular: Singular
    ) -> Iterator[Participant]:
        """Yield what stands for one person told of before by an age; ``singular`` says whom a word for one can mean.

        ``known`` are the names of the sentence. Ages told here of others are remembered.
        """
        heading = sentence.opens_line and sentence.tokens[-1].text not in ENDS  # names the one only below it
        for mark in sentence.marks("ages"):
            number = _number(sentence, mark)
            beside = _beside(sentence, mark, known)
            if beside is not None:
                self._whose[number] = beside
                continue
            end = _end(sentence, mark)
            begin = _begin(sentence, mark)
            if (
                heading
                or begin is None
                or end is None
                or any(one.overlaps(mark.first, end) for one in values)
            ):
                self._whose.setdefault(number, NOBODY)
                if mark.first and end is not None and end > mark.last and not sentence.pack.has_articles:
                    # «задержали 40-летнего слесаря»: somebody new
                    yield Participant("open", mark.first, end, ())
                continue
            person = singular(known, begin, _sex(sentence, mark, end))
            if person is not None and self._may_be(person.id, number):
                yield Participant("anaphor", begin, end, (person.id,))

    def is_new(self, sentence: Sentence, first: int, last: int, told: Iterable[Person]) -> bool:
        """Whether an age among the words for somebody without a name cannot be that of one of those told of.

        Somebody of that sex of whom no age was told may be meant.
        """
        mark = next((one for one in sentence.marks("ages") if first <= one.first < last), None)
        if mark is None:
            return True
        sex, known = _sex(sentence, mark, last), set(self._whose.values())
        return not any(
            (not person.sex or not sex or person.sex == sex) and person.id not in known for person in told
        )

    def _may_be(self, person: str, number: str) -> bool:
        """Whether no other age was told of the person, and this one of nobody else."""
        if number in self._whose:
            return self._whose[number] == person
        return person not in self._whose.values()


def _number(sentence: Sentence, mark: Mark) -> str:
    numbers = [one.text for one in sentence.tokens[mark.first : mark.last] if one.kind == NUMBER]
    return numbers[0] if numbers else ""


def _beside(sentence: Sentence, mark: Mark, known: Sequence[Participant]) -> str | None:
    """Return whose age it is by a name beside it: “X, aged 41”, “41-year-old (pharmacist) X”; None where no name is."""
    for one in known:
        if one.sort != "name" or len(one.people) != 1:
            continue
        between = sentence.tokens[mark.last : one.first]
        plain = all(token.kind != MARK for token in between) and not _happens(sentence, mark.last, one.first)
        ahead = mark.last <= one.first <= mark.last + NOUN_WITHIN and plain
        if ahead or one.last <= mark.first <= one.last + BESIDE:
            return one.people[0]
    return None


def _happens(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.opens(at, ("events", "voices.say")) for at in range(first, last))


def _begin(sentence: Sentence, mark: Mark) -> int | None:
    """Return where the description begins: at its “the”, or, where a language has no articles, at the start of the sentence."""
    if not sentence.pack.has_articles:
        return mark.first if mark.first == 0 else None  # elsewhere «34-летнюю жительницу» may be anybody
    return mark.first - 1 if mark.first and sentence.at("definite", mark.first - 1) is not None else None


def _end(sentence: Sentence, mark: Mark) -> int | None:
    """Return where the description ends, at a word for a person or, where a verb follows, at the age; None if it tells of a thing."""
    for at in range(mark.last, min(mark.last + NOUN_WITHIN, len(sentence.tokens))):
        person = sentence.at("persons", at)
        if person is not None and not sentence.opens(at, ("relatives",)):
            return person.last
        if at == mark.last and _is_verb(sentence, at):
            return mark.last if sentence.pack.has_articles else None
        token = sentence.tokens[at]
        if token.kind != WORD or (sentence.link("former", at) is None and sentence.opens(at, OTHERWISE)):
            return None
        if _is_of_trade(sentence, at):
            return at + 1
    return mark.last if mark.last == len(sentence.tokens) else None


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether the age stands alone, before a verb or a mark: “The 63-year-old had been”, “the 63-year-old, who”."""
    if sentence.tokens[index].kind == MARK and sentence.tokens[index].text != "-":
        return True
    verbs = ("events", "voices.say", "modality")
    return sentence.opens(index, verbs) or any(sentence.link(name, index) is not None for name in OF_VERBS)


def _is_of_trade(sentence: Sentence, index: int) -> bool:
    """Whether a word no list has ends as words for people do: the ends stand in the pack in the plural (“-ists”)."""
    endings = tuple(sentence.pack.keys.get("people_endings", ()))
    return sentence.pack.has_articles and bool(endings) and f"{sentence.tokens[index].key}s".endswith(endings)


def _sex(sentence: Sentence, mark: Mark, end: int) -> str:
    persons = [one for one in sentence.marks("persons") if mark.first <= one.first and one.last == end]
    return next((sex for one in persons if (sex := sex_of_word(sentence, one))), "")
