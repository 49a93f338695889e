"""Surnames that several people share: “Антона и Веру Кулагиных”, “Piotr i Anna Kowalscy”, “the brothers A and B C”.

A plural surname gives each of them the singular of his or her sex; where a language changes nothing in the
plural, the surname of the last is that of those listed before. Surnames in front of the given names
(“сужэнцы Іваноўскія, Сяргей і Таццяна”) are handed on in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from habeas.claims.language.given_anywhere import sex_of_given
from habeas.claims.language.name_forms import Family
from habeas.claims.names.mention import Mention
from habeas.claims.names.name_readings import NameReading, surname_candidates
from habeas.claims.sentences import DASHES, Sentence

BETWEEN = DASHES | frozenset(",(:")


def with_shared_surnames(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with every shared surname given to each who bears it."""
    found = [_known_by_sex(sentence, one) for one in mentions]
    if sentence.pack.has_articles:
        return _english(sentence, found)
    for number in range(len(found) - 1, 0, -1):
        one, other = found[number - 1], found[number]
        if one.kind != "given" or other.kind != "full" or not _joined(sentence, one, other):
            continue
        family = _family(sentence, sentence.tokens[other.last - 1].text, one, other)
        if family is not None:
            found[number - 1], found[number] = _member(one, family), _member(other, family)
        elif _of_kin(sentence, found, number - 1):
            found[number - 1] = _with_same(sentence, one, other)
    return list(_surname_in_front(sentence, found))


def _known_by_sex(sentence: Sentence, mention: Mention) -> Mention:
    """Return a lone word as the given name that it is in other languages, if a full name follows behind “and”: “Yuliana and Pavel M”."""
    word = sentence.tokens[mention.first].text
    link = sentence.link("and", mention.last)
    if mention.kind != "surname" or mention.last - mention.first > 1 or link is None:
        return mention
    bases = [word, *(form.base for form in sentence.pack.names.possible_given_forms(word))]
    found = [(base, sex) for base in bases if (sex := sex_of_given(base)) is not None]
    if not found and sentence.pack.has_articles and sentence.ends("kin", mention.first):
        found = [(word, "")]  # “brothers Sardor and Jasur Nurmatov”
    if not found:
        return mention
    forms = sentence.pack.names.possible_given_forms(word)
    cases = {form.base: form.cases for form in forms}
    readings = tuple(
        NameReading(base, base, "", sex, cases.get(base, frozenset({"nom"})), True) for base, sex in found
    )
    return replace(mention, kind="given", readings=readings)


def _english(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """“Maksim and Dzianis Yarmolchyk”: no plural changes the surname."""
    for number in range(len(mentions) - 1, 0, -1):
        one, other = mentions[number - 1], mentions[number]
        link = sentence.link("and", one.last)
        if one.kind == "given" and other.kind == "full" and link is not None and link.last == other.first:
            surname = other.readings[0].surname
            mentions[number - 1] = replace(
                one,
                kind="full",
                readings=tuple(
                    NameReading(f"{r.given} {surname}", r.given, surname, r.sex, r.cases, r.sure)
                    for r in one.readings
                ),
            )
    return mentions


def _joined(sentence: Sentence, one: Mention, other: Mention) -> bool:
    """Whether “and” or a comma alone stands between two names."""
    link = sentence.link("and", one.last)
    if link is not None:
        return link.last == other.first
    return other.first - one.last == 1 and sentence.tokens[one.last].text == ","


def _family(sentence: Sentence, word: str, *members: Mention) -> Family | None:
    """Return the first reading of ``word`` as a plural surname in a case in which all the given names can stand."""
    for family in sentence.pack.names.family_forms(word):
        if all(_given_cases(sentence, member) & family.cases for member in members):
            return family
    return None


def _given_cases(sentence: Sentence, member: Mention) -> frozenset[str]:
    forms = sentence.pack.names.given_forms(sentence.tokens[member.first].text)
    return frozenset(case for form in forms or member.readings for case in form.cases)


def _member(mention: Mention, family: Family) -> Mention:
    """Return the mention with the family's surname in the singular of each reading's sex."""
    readings = []
    for one in mention.readings:
        surname = family.feminine if one.sex == "f" else family.masculine
        cases = one.cases & family.cases or one.cases
        readings.append(NameReading(f"{one.given} {surname}", one.given, surname, one.sex, cases, True))
    return replace(mention, kind="full", readings=tuple(dict.fromkeys(readings)))


def _of_kin(sentence: Sentence, mentions: Sequence[Mention], number: int) -> bool:
    """Whether a word such as “sisters”, “spouses” stands in front of the list that ends with this mention."""
    while number > 0 and _joined(sentence, mentions[number - 1], mentions[number]):
        number -= 1
    return sentence.ends("kin", mentions[number].first)


def _with_same(sentence: Sentence, one: Mention, other: Mention) -> Mention:
    """Return ``one`` with the surname of ``other``, where a person of its sex can bear it in that form."""
    word = sentence.tokens[other.last - 1].text
    forms = surname_candidates(sentence, word)
    readings = tuple(
        NameReading(f"{r.given} {form.base}", r.given, form.base, r.sex, r.cases & form.cases, form.sure)
        for r in one.readings
        for form in forms
        if form.sex in ("", r.sex) and r.cases & form.cases
    )
    return replace(one, kind="full", readings=readings) if readings else one


def _surname_in_front(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Hand the plural surname behind a word for kin to the given names that follow it; it is nobody's name itself."""
    family: tuple[Family, ...] = ()
    last = -1
    for mention in mentions:
        alone = mention.kind == "surname" and mention.last - mention.first == 1
        if alone and sentence.ends("kin", mention.first):
            family = sentence.pack.names.family_forms(sentence.tokens[mention.first].text)
            last = mention.last
            if family and _given_follows(sentence, mentions, mention):
                continue
        elif family and mention.kind == "given" and _follows(sentence, last, mention.first):
            fitting = [one for one in family if one.cases & _given_cases(sentence, mention)] or family[:1]
            mention, last = _member(mention, fitting[0]), mention.last
        else:
            family = ()
        yield mention


def _given_follows(sentence: Sentence, mentions: Sequence[Mention], surname: Mention) -> bool:
    return any(
        one.kind == "given" and one.first >= surname.last and _follows(sentence, surname.last, one.first)
        for one in mentions
    )


def _follows(sentence: Sentence, last: int, first: int) -> bool:
    """Whether nothing but a mark or “and”, and an age, stands between two words."""
    link = sentence.link("and", last)
    at = link.last if link is not None else last + (sentence.tokens[last].text in BETWEEN)
    age = sentence.at("ages", at)
    return first in (last, at) or (age is not None and age.last == first)
