"""Relatives without a name: “her father”, and who “her son” is once the text has said whose mother she is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from habeas.claims.grammar.counts import Count
from habeas.claims.people.described import is_somebodys
from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.people.titles import may_be_adjective, owns_kin
from habeas.claims.reference.unnamed_kin import SAME_WORD, stem_of
from habeas.claims.role_words import sex_of_word
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

APPOSED = 5  # tokens of “19-year-old student” between a relative and the name
REACH = 3  # words between “I” and “the mother of X”: “I am”, «я —»
REMEMBERED = 3  # sentences after which a relation is forgotten
TRADES = 5  # tokens of “of the teacher held in Kazan” between a relative and the name
OWNER_WITHIN = 8  # words of “of the jailed opposition leader”
CLOSES = (",", ")", ".", "—", "–")


@dataclass(slots=True)
class Relations:
    """The last relation that the text told: “the mother of X”, and X; ``mine`` if it is the author's: “I am X's mother”."""

    word: str = ""
    sex: str = ""
    person: Person | None = None
    sentence: int = -REMEMBERED
    mine: bool = False

    def note(self, sentence: Sentence, known: Sequence[Participant], people: Mapping[str, Person]) -> None:
        """Remember the relation of this sentence, if it names whose relative somebody is."""
        for one in known:
            if one.sort != "name" or not one.role.owner or len(one.people) != 1:
                continue
            behind = [
                mark
                for category in ("those_of", "relatives")
                for mark in sentence.marks(category)
                if mark.last <= one.first <= mark.last + (3 if category == "those_of" else TRADES)
            ]
            if behind and one.people[0] in people:
                mark = behind[0]
                self.word, self.person = sentence.word(mark.first), people[one.people[0]]
                self.sex = "p" if mark.payload.category == "those_of" else sex_of_word(sentence, mark)
                self.sentence = sentence.number
                self.mine = any(
                    mark.first - REACH <= me.first < mark.first for me in sentence.marks("first_person")
                )

    def other_side(self, sentence: Sentence, pronoun: int, mark: Mark) -> Person | None:
        """Return X for “her son”, where “her” can be the mother of X told of last; of “her mother” nobody."""
        if self.person is None or sentence.number - self.sentence > REMEMBERED:
            return None
        owners = {one.payload.sense[0] for one in sentence.marks("pronouns") if one.first == pronoun}
        word, sex = sentence.word(mark.last - 1), sex_of_word(sentence, mark)
        if self.sex not in owners or word[:SAME_WORD] == self.word[:SAME_WORD]:
            return None
        return self.person if sex and sex == self.person.sex else None

    def told_by_kin(self, sentence: Sentence, known: Sequence[Participant]) -> Iterator[Participant]:
        """Yield X for “son” where X's mother says so in the same sentence («Сына забралі, — кажа маці X») or is “I”."""
        said = sentence.number == self.sentence and sentence.marks("voices.say")
        if self.person is None or not (said or (self.mine and sentence.number > self.sentence)):
            return
        for mark in sentence.marks("relatives"):
            beside = any(-1 <= p.first - mark.last <= 3 or 0 <= mark.first - p.last <= 1 for p in known)
            sex, owned = sex_of_word(sentence, mark), sentence.at("pronouns", mark.first - 1)
            other = sentence.word(mark.first)[:SAME_WORD].casefold() != self.word[:SAME_WORD].casefold()
            if other and not beside and owned is None and sex and sex == self.person.sex:
                yield Participant("anaphor", mark.first, mark.last, (self.person.id,))


def describes_kin(sentence: Sentence, count: Count) -> bool:
    """Whether a count only tells how many children somebody has: «мать двоих детей», “a father of three children”.

    «Жёны двух заключённых» counts people told of: those of whom the number is must be bystanders, or a name must follow.
    """
    noun = count.noun
    kin = any(
        mark.last == count.first or _joined_by_of(sentence, mark.last, count.first)
        for mark in sentence.marks("relatives")
    )
    if not kin:
        return False
    if noun is None:
        return any(
            _joined_by_of(sentence, mark.last, count.first) for mark in sentence.marks("relatives")
        )  # “a mother of two”
    behind = noun.last + 1  # «двух несовершеннолетних детей»
    if any(mark.first < behind and noun.first < mark.last for mark in sentence.marks("bystanders")):
        return True
    named = count.last < len(sentence.tokens) and sentence.tokens[count.last].capital
    return named and not any(noun.first <= mark.first < noun.last for mark in sentence.marks("held_people"))


def _joined_by_of(sentence: Sentence, index: int, first: int) -> bool:
    of = sentence.link("of", index)
    return of is not None and of.last == first


def unnamed_relatives(
    sentence: Sentence, known: Sequence[Participant], told: Collection[str]
) -> Iterator[tuple[int, Mark]]:
    """Yield “her father”, “his deputy” without a name: where the pronoun stands, and the word's mark.

    ``told`` are the stems of those told of lately, whom the word alone takes up («Жену отпустили»).
    """
    for first, mark in sorted({**_people_around(sentence), **sentence.starts("relatives")}.items()):
        after = sentence.tokens[mark.last].text if mark.last < len(sentence.tokens) else ","
        apposed = after in CLOSES  # “X, her husband,” but not “A and B, their son is free”
        befallen = _befalls(sentence, first)
        named = any(
            0 <= p.first - mark.last <= 2
            or _is_apposed(sentence, mark.last, p.first)
            or (apposed and 0 <= first - p.last <= 3 and sentence.link("and", p.last) is None)
            for p in known
            if p.sort == "name" and not (befallen and _is_subject(p))
        )
        begin = _before_what_describes(sentence, first)
        pronouns = [one for one in sentence.marks("pronouns") if one.last in (begin, mark.last)]
        owned = [one.first for one in pronouns if one.first < first]
        apposed_to = any(
            p.sort == "name" and p.last < first and _leads_back(sentence, p.last, first) for p in known
        )
        again = stem_of(sentence, mark.last) in told
        theirs = befallen or _is_of_a_person(sentence, mark)
        if not owned and (again or (not apposed_to and theirs)):
            owned = [first]
        taken = any(p.first < mark.last and first < p.last for p in known)
        if (owned and not named and not taken) or (not apposed_to and is_of_an_owner(sentence, mark, known)):
            yield (owned or [first])[0], mark


def _is_subject(name: Participant) -> bool:
    """Whether a name can only be the subject and so not a relative's in the genitive: «Задержание мужа Нина Г. считает ...»."""
    return bool(name.cases) and name.cases <= {"nom", "voc"}


def _befalls(sentence: Sentence, first: int) -> bool:
    """Whether an event's noun stands right in front, in a language without articles: «о задержании мужа», „po aresztowaniu syna”."""
    if sentence.pack.has_articles:
        return False
    events = (mark.payload.event for mark in sentence.marks("events") if mark.last == first)
    return any(one is not None and one.weak and one.who in ("after", "owner") for one in events)


def is_of_an_owner(sentence: Sentence, kin: Mark, known: Sequence[Participant]) -> bool:
    """Whether a name behind only says whose relative is meant (“the mother of the jailed journalist X”), and no name of her own follows."""
    return any(
        one.role.owner and (one.can_own or sentence.pack.has_articles) and 0 <= one.first - kin.last <= OWNER_WITHIN
        and all(token.kind == WORD for token in sentence.tokens[kin.last : one.first])
        and not any(0 <= other.first - one.last <= 1 for other in known)
        for one in known
    )  # fmt: skip


def _leads_back(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma and perhaps “the” stand between a name and what it is called: “X, (the) husband of Y”."""
    article = sentence.link("article_the", last - 1)
    return last - first == 1 + (article is not None) and sentence.tokens[first].text == ","


def _is_apposed(sentence: Sentence, index: int, name: int) -> bool:
    """Whether a comma and a few words that describe a relative lead to the name: «его брата, 19-летнего Ивана»."""
    between = range(index + 1, name)
    return (
        0 < len(between) <= APPOSED
        and sentence.tokens[index].text == ","
        and not any(
            sentence.tokens[at].text == "," or sentence.at("events", at) or _parts(sentence, at, between)
            for at in between
        )
    )


def _parts(sentence: Sentence, at: int, between: range) -> bool:
    """Whether a small word shows that what stands there describes nobody: any but “the”, and “and” within (“the teacher and blogger X”)."""
    inner = between[0] < at < between[-1]
    return bool(sentence.link_senses(at) - ({"article_the", "and"} if inner else {"article_the"}))


def _people_around(sentence: Sentence) -> dict[int, Mark]:
    """Return the words for one person right behind “her”, lawyers apart: “her deputy”, «его ученика»."""
    return {
        first: mark
        for first, mark in sentence.starts("persons").items()
        if is_somebodys(sentence, first) and sentence.sense("roles", first) != "lawyer"
    }


def _before_what_describes(sentence: Sentence, index: int) -> int:
    """Return where the words begin that describe a relative: “her (elderly, 75-year-old) father”."""
    for age in sentence.marks("ages"):
        if age.last == index:
            return age.first
    plain = index > 0 and sentence.at("pronouns", index - 1) is None
    return index - 1 if plain and may_be_adjective(sentence, index - 1) else index


def _is_of_a_person(sentence: Sentence, kin: Mark) -> bool:
    """Whether the relative is that of somebody whom a word alone names: „ojca dziennikarki”, “the journalist's father”."""
    persons = sentence.marks("persons")
    if any(owns_kin(sentence, one.first, one.last) and one.first == kin.last for one in persons):
        return True
    return any(one.last == kin.first - 1 and owns_kin(sentence, one.first, one.last) for one in persons)
