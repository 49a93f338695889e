"""Joins the mentions of one document to people: full names, surnames that follow, given names alone.

Two full names that differ are two people. A surname alone belongs to the one person who bears it; where two
do, the form's sex decides, else it stays open. Nobody is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from habeas.claims.language.given_anywhere import is_short_for
from habeas.claims.names.base_forms import choose_base
from habeas.claims.names.bracketed_names import in_front_of_bracket
from habeas.claims.names.mention import Mention
from habeas.claims.names.name_keys import name_key, without_article
from habeas.claims.names.shorter_names import agree, of_the_same_words
from habeas.claims.people.roles import NO_ROLE, RULER, Role, role_of
from habeas.claims.people.trades import trade_of
from habeas.claims.sentences import Sentence
from habeas.model.reason import Reason
from habeas.text.folding import fold

LETTERS_OF_WORD = 5  # by which “librarian” is known again in another case


@dataclass(slots=True)
class Person:
    """A person of the document in the making. ``id`` is ``p1`` and so on, by first mention."""

    id: str
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    sex: str = ""
    lang: str = "und"
    names: frozenset[tuple[str, str]] = frozenset()
    reasons: list[Reason] = field(default_factory=list)
    age: str | None = None
    base: str = ""
    called: set[str] = field(default_factory=set)
    trade: str = ""

    @property
    def surnames(self) -> frozenset[str]:
        """The folded surnames that its mentions can stand for."""
        return frozenset(surname for _, surname in self.names if surname)

    @property
    def givens(self) -> frozenset[str]:
        """The folded given names that its mentions can stand for."""
        return frozenset(given for given, _ in self.names if given)


@dataclass(slots=True)
class People:
    """All people of a document, and to whom each mention belongs (by sentence and first token)."""

    all: list[Person] = field(default_factory=list)
    _of: dict[tuple[int, int], Person] = field(default_factory=dict)
    roles: dict[tuple[int, int], Role] = field(default_factory=dict)
    _by_surname: dict[str, list[Person]] = field(default_factory=dict)
    _by_given: dict[str, list[Person]] = field(default_factory=dict)
    _open: set[tuple[int, int]] = field(default_factory=set)
    _families: dict[tuple[int, int], list[Person]] = field(default_factory=dict)

    def of(self, mention: Mention) -> Person | None:
        """Return the person of a mention, or None where it is open or no person's name."""
        return self._of.get((mention.sentence, mention.first))

    def is_open(self, mention: Mention) -> bool:
        """Whether more than one person bears this name and the text does not say which is meant."""
        return (mention.sentence, mention.first) in self._open

    def leave_open(self, mention: Mention) -> None:
        """Note that a mention may be of more than one person."""
        self._open.add((mention.sentence, mention.first))

    def family(self, mention: Mention) -> list[Person]:
        """Return the people whom a plural surname stands for (“the Kulahins”, «Кулагиных»), or nobody."""
        return self._families.get((mention.sentence, mention.first), [])

    def is_family(self, mention: Mention, people: list[Person]) -> None:
        """Note that a mention is the plural surname of several people of the document."""
        self._families[mention.sentence, mention.first] = people

    def role(self, mention: Mention) -> Role:
        """Return the role that the words beside this mention give."""
        return self.roles.get((mention.sentence, mention.first), NO_ROLE)

    def bearing(self, surnames: frozenset[str]) -> list[Person]:
        """Return the people who can bear one of the surnames, in order of first mention."""
        return _unique(self._by_surname, surnames)

    def called(self, givens: frozenset[str]) -> list[Person]:
        """Return the people who can have one of the given names, in order of first mention."""
        return _unique(self._by_given, givens)

    def add(self, person: Person, mention: Mention, role: Role) -> None:
        """Give a mention to a person."""
        person.mentions.append(mention)
        person.roles.append(role)
        self._of[mention.sentence, mention.first] = person
        self.roles[mention.sentence, mention.first] = role
        person.sex = person.sex or (next(iter(mention.sexes)) if len(mention.sexes) == 1 else "") or role.sex
        keys = frozenset((name_key(r.given), name_key(r.surname)) for r in mention.readings)
        person.names = (
            (person.names & keys or person.names)
            if person.names and mention.kind == "full"
            else (person.names or keys)
        )
        for surname in person.surnames:
            _note(self._by_surname, surname, person)
            _note(self._by_surname, without_article(surname), person)
        for given in person.givens:
            _note(self._by_given, given, person)

    def new(self, mention: Mention, role: Role, lang: str) -> Person:
        """Begin a person with a mention."""
        person = Person(f"p{len(self.all) + 1}", lang=lang)
        self.all.append(person)
        self.add(person, mention, role)
        return person


def _note(table: dict[str, list[Person]], key: str, person: Person) -> None:
    people = table.setdefault(key, [])
    if person not in people:
        people.append(person)


def _unique(table: Mapping[str, list[Person]], keys: frozenset[str]) -> list[Person]:
    found = {person.id: person for key in keys for person in table.get(key, ())}
    return sorted(found.values(), key=lambda person: int(person.id[1:]))


def join_mentions(document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]]) -> People:
    """Return the people of a document: full names first, then what can only be one of them."""
    people = People()
    in_order = [(sentence, mention) for sentence in document for mention in mentions.get(sentence.number, ())]
    for sentence, mention in in_order:
        if mention.kind == "full":
            _join_full(people, sentence, mention)
    for sentence, mention in in_order:
        if mention.kind == "given":  # «жонка Галіна» tells whose wife she is before «Дулебу» is asked about
            _join_given(people, sentence, mention)
    for sentence, mention in in_order:
        if mention.kind == "surname":
            _join_surname(people, sentence, mention)
    _number_by_text(people)
    for sentence, mention in in_order:
        person = people.of(mention)
        if person is not None:
            person.called |= called_by(sentence, mention)
            person.trade = person.trade or trade_of(sentence, mention)
    seen = Counter(fold(word) for _, mention in in_order for word in mention.span.text.split())
    spoken_of = _sex_of_pronouns(document)
    for person in people.all:
        person.mentions.sort(key=lambda mention: mention.span.start)
        person.base = choose_base(person.mentions, seen, spoken_of)
        sexes = {r.sex for m in person.mentions for r in m.readings if r.base == person.base and r.sex}
        person.sex = next(iter(sexes)) if len(sexes) == 1 else person.sex
    return people


def called_by(sentence: Sentence, mention: Mention) -> set[str]:
    """Return the beginnings of the words for a person that stand in front of a name (“the librarian X”)."""
    return {
        sentence.word(mark.last - 1)[:LETTERS_OF_WORD]
        for mark in sentence.marks("persons")
        if mark.last == mention.first and len(sentence.word(mark.last - 1)) >= LETTERS_OF_WORD
        and not any(kin.last == mark.first for kin in sentence.marks("relatives"))  # «жена активиста Анна»
    }  # fmt: skip


def _sex_of_pronouns(document: Sequence[Sentence]) -> str:
    """Return the sex of all pronouns for one person in the document, if they are of one sex."""
    found = {
        mark.payload.sense[0]
        for sentence in document
        for mark in sentence.marks("pronouns")
        if mark.payload.sense[0] != "p"
    }
    return next(iter(found)) if len(found) == 1 else ""


def _join_full(people: People, sentence: Sentence, mention: Mention) -> None:
    role = role_of(sentence, mention)
    keys = frozenset((name_key(r.given), name_key(r.surname)) for r in mention.readings)
    same = [
        person
        for person in people.bearing(frozenset(key[1] for key in keys))
        if any(agree(one, other) for one in keys for other in person.names)
    ] or of_the_same_words(mention, people.all)
    if same and not _is_namesake(sentence, mention):
        people.add(same[-1], mention, role)
    else:
        people.new(mention, role, sentence.pack.lang)


def _is_namesake(sentence: Sentence, mention: Mention) -> bool:
    """Whether the text presents somebody else of the same name (“another Ivan Ivanou”)."""
    marks = sentence.links("namesake")
    return any(0 <= mention.first - mark.last <= 2 for mark in marks)


def _join_surname(people: People, sentence: Sentence, mention: Mention) -> None:
    role = role_of(sentence, mention)
    in_front = in_front_of_bracket(
        sentence, mention, (one for person in people.all for one in person.mentions)
    )
    if in_front is not None and (person := people.of(in_front)) is not None:
        return people.add(person, mention, role)
    surnames = frozenset(name_key(reading.surname) for reading in mention.readings)
    bearers = people.bearing(surnames) or people.called(surnames) or of_the_same_words(mention, people.all)
    if not bearers and (members := _family(people, sentence, mention)):
        people.is_family(mention, members)
        return
    if len(bearers) > 1:
        bearers = (
            _by_exact_word(bearers, mention)
            or _by_sex(bearers, mention)
            or _by_role(bearers, role)
            or bearers
        )
    if role.name == RULER and any(all(one.name != RULER for one in person.roles) for person in bearers):
        role = NO_ROLE  # a ruler's surname, of somebody named in full before
    if len(bearers) == 1:
        people.add(bearers[0], mention, role)
    elif bearers:
        people.leave_open(mention)
    elif mention.backed:
        people.new(mention, role, sentence.pack.lang)


def _family(people: People, sentence: Sentence, mention: Mention) -> list[Person]:
    """Return the people of a plural surname, if the document names several of that name."""
    if len(people.all) < 2:
        return []
    forms = sentence.pack.names.family_forms(sentence.tokens[mention.last - 1].text)
    found = (people.bearing(frozenset({name_key(one.masculine), name_key(one.feminine)})) for one in forms)
    return next((members for members in found if len(members) > 1), [])


def _by_exact_word(bearers: list[Person], mention: Mention) -> list[Person]:
    written = name_key(mention.span.text)
    exact = [person for person in bearers if any(written == name_key(r.surname) for m in person.mentions[:1] for r in m.readings if r.sure or len(m.readings) == 1)]  # fmt: skip
    return exact if len(exact) == 1 else []


def _by_role(bearers: list[Person], role: Role) -> list[Person]:
    """Return the one of whom the report tells: a bearer named as wife, judge or lawyer is called so again, if meant."""
    fitting = [person for person in bearers if all(one.name == role.name for one in person.roles)]
    return fitting if len(fitting) == 1 else []


def _by_sex(bearers: list[Person], mention: Mention) -> list[Person]:
    sexes = {reading.sex for reading in mention.readings if reading.sure and reading.sex}
    fitting = [person for person in bearers if not person.sex or person.sex in sexes]
    return fitting if sexes and len(fitting) == 1 else []


def _join_given(people: People, sentence: Sentence, mention: Mention) -> None:
    role = role_of(sentence, mention)
    givens = frozenset(name_key(reading.given) for reading in mention.readings)
    bearers = people.called(givens) or people.bearing(givens)  # „Andżelika Borys”, then „Borys”
    bearers = bearers or people.bearing(
        frozenset({name_key(mention.span.text)})
    )  # «Бехзаду Карімі», then «Карімі»
    if not bearers and not role.name:
        bearers = _called_for_short(people, mention)
    if len(bearers) == 1:
        people.add(bearers[0], mention, role)
    elif not bearers and mention.backed:
        people.new(mention, role, sentence.pack.lang)


def _called_for_short(people: People, mention: Mention) -> list[Person]:
    """Return the people whose given name the mention is a short form of (Kastuś: Konstanty Ramonak)."""
    word = mention.readings[0].given
    return [
        person
        for person in people.all
        if person.surnames
        and any(
            is_short_for(word, one.given)
            for one in person.mentions[0].readings[:1]
            if one.given and "." not in one.given
        )
    ]


def _number_by_text(people: People) -> None:
    """Number people in the order in which the text names them first."""
    people.all.sort(key=lambda person: min(mention.span.start for mention in person.mentions))
    for number, person in enumerate(people.all, start=1):
        person.id = f"p{number}"
