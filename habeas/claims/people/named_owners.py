"""A name that only says whose wife or lawyer is meant: «дружина Івана Коваля», “the parents of X”."""

from __future__ import annotations

from habeas.claims.names.mention import Mention
from habeas.claims.people.titles import leads_to
from habeas.claims.role_words import names_next, role_marks, sex_of_word
from habeas.claims.sentences import Mark, Sentence


def only_owns(sentence: Sentence, mention: Mention) -> bool:
    """Whether the name only says whose wife or lawyer is meant («дружина Івана Коваля»): the two disagree in sex or case."""
    if sentence.pack.has_articles:
        return _behind_of(sentence, mention)
    owns = any("gen" in reading.cases or not reading.cases for reading in mention.readings)
    owners = {
        mark.last for mark in sentence.marks("pronouns")
    }  # «у её коллеги Назима Шейха» is the colleague
    those_of = [mark for mark in sentence.marks("those_of") if mark.first not in owners]
    if owns and any(leads_to(sentence, mark.last, mention.first) for mark in those_of):
        return True  # «мать двоих детей Вера Зимина» is Vera herself
    marks = [*role_marks(sentence), *sentence.marks("persons")]
    beside = [
        mark
        for mark in marks
        if mark.last == mention.first
        or (mark.payload.category == "relatives" and leads_to(sentence, mark.last, mention.first))
    ]
    named = any("nom" in reading.cases for reading in mention.readings)  # «суддзя A B C D пакарала»
    if beside and mention.kind == "full" and not named and names_next(sentence, mention.last, any_case=True):
        return True  # «сторонника Фаиля Алсынова Ильнура Галина»
    sure = [reading for reading in mention.readings if reading.sure]
    if mention.kind == "given" or not sure:
        sure = [reading for reading in mention.readings if mention.kind != "surname"]
    for mark in beside:
        kin = mark.payload.category == "relatives"
        apposed = mention.kind == "full" and _is_apposed(sentence, mark)
        if apposed and owns and sentence.at("aides", mark.first) is not None:
            return True  # «Петра Рака, помощника Елены Зиминой,»
        if kin and (apposed or _names_another(sentence, mention, named=named)):
            return True
        if kin and owns and _called_between(sentence, mark, mention):
            return True  # «задержали сына активиста Павла Лося»
        sex = sex_of_word(sentence, mark)
        nominative = sentence.at("nominative", mark.first)
        oblique = [one for one in mention.readings if not one.cases <= {"nom", "voc"}]
        fitting = oblique if nominative is None and oblique else mention.readings  # „żonę Jana” is no Jana
        sexes = {reading.sex for reading in fitting if reading.sex}
        if kin and sex and sexes and sex not in sexes:
            return owns  # „według matki Nikita X głoduje”
        if nominative is not None and nominative.last == mark.last and sure:
            owned = any("gen" in reading.cases or not reading.cases for reading in sure)  # «маці Рэгіну»
            return owned and not any("nom" in reading.cases for reading in sure)
    return False


def _is_apposed(sentence: Sentence, kin: Mark) -> bool:
    """Whether the relative is the one named in front of a comma: „Jana Lisa, brata Piotra Lisa”."""
    before = sentence.tokens[max(kin.first - 2, 0) : kin.first]
    return len(before) > 1 and before[1].text == "," and before[0].capital


def _called_between(sentence: Sentence, kin: Mark, mention: Mention) -> bool:
    """Whether a word for a person, and no nominative, stands between a relative and the name: it is the owner's."""
    return any(
        kin.last <= one.first and one.last == mention.first and sentence.at("nominative", one.first) is None
        for one in sentence.marks("persons")
    )


def _names_another(sentence: Sentence, mention: Mention, *, named: bool) -> bool:
    """Whether the relative's own given name follows: “brata Mariana, Stefana,”, «сына Анатоля Л. Арцёма»."""
    tokens, at = sentence.tokens, mention.last
    if mention.kind == "full" and not named and at < len(tokens) and tokens[at].capital:
        return bool(sentence.pack.names.given_forms(tokens[at].text))
    if at + 2 >= len(tokens) or tokens[at].text != "," or tokens[at + 2].text not in (",", "—", "–", "."):
        return False
    return tokens[at + 1].capital and bool(sentence.pack.names.given_forms(tokens[at + 1].text))


def _behind_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether the name stands in “the parents of X”, “the mother of political prisoner X”, “an aide to X”."""
    for mark in [*sentence.marks("relatives"), *sentence.marks("those_of")]:
        of = sentence.link("of", mark.last)
        if of is not None and leads_to(sentence, of.last, mention.first):
            return True
    for mark in [*sentence.marks("persons"), *sentence.marks("roles")]:
        serves = sentence.link("serves", mark.last)
        if serves is not None and leads_to(sentence, serves.last, mention.first):
            return True
    return False
