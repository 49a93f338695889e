"""What a name's words can be: base form, sex and cases, from given-name lists and declensions.

Two words are read together: given name and surname must agree in case and sex.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.claims.language.declensions import ANY_CASE, Form
from habeas.claims.language.given_anywhere import sex_of_given
from habeas.claims.language.name_sounds import VOWELS, is_oblique, sounds_right
from habeas.claims.sentences import Sentence
from habeas.text.folding import fold
from habeas.text.tokens import WORD

NOMINATIVE = frozenset({"nom"})
SUBJECT = frozenset({"nom", "voc"})
FOREIGN = frozenset("іиыеєэоёieo")  # behind which a surname has no endings
OBLIQUE = frozenset("ую")
MORE_OFTEN_DECLINED = frozenset("уюые")  # «Кавалу», «Кавалы», «Тарасоне»
DECLINED = frozenset("аяую")


@dataclass(frozen=True, slots=True)
class NameReading:
    """One way to read a mention: base form, its parts folded for comparing, sex and cases."""

    base: str
    given: str
    surname: str
    sex: str
    cases: frozenset[str]
    sure: bool


def surname_candidates(sentence: Sentence, word: str) -> list[Form]:
    """Return the nominatives of a surname: those of the declensions, and the word as it stands."""
    forms = list(sentence.pack.names.surname_forms(word))
    if forms and is_never_nominative(sentence, word):
        return forms  # “Kudrę” is nobody's name
    as_written = Form(word, "", ANY_CASE if not forms else frozenset({"nom"}), sure=False)
    return [*forms, as_written]


def is_never_nominative(sentence: Sentence, word: str) -> bool:
    """Whether a word ends as no name does in the nominative: „Korayowi”."""
    never = tuple(sentence.pack.keys.get("oblique_endings", ()))
    return bool(never) and word.casefold().endswith(never)


def foreign_candidates(sentence: Sentence, word: str) -> list[Form]:
    """Return the nominatives of a surname beside a given name from abroad: one in a vowel is not declined, most end in a consonant."""
    found = surname_candidates(sentence, word)
    sure = [form for form in found if form.sure]
    rest = [form for form in found if not form.sure]
    rest.sort(key=lambda form: form.sex != "f" and form.base[-1:].casefold() in VOWELS)
    if word[:1].islower():  # «аль-Кахтани»
        return [Form(word, "", ANY_CASE, sure=False), *rest] if word[-1:].casefold() in "иіi" else found
    final, before = word[-1:].casefold(), word[-2:-1].casefold()
    if (final not in FOREIGN and final not in OBLIQUE) or is_never_nominative(sentence, word):
        return [*sure, *rest]
    undeclined = Form(word, "", ANY_CASE, sure=False)
    late = final in MORE_OFTEN_DECLINED or (final in "иі" and before in "гкхиі")
    return [*sure, *rest, undeclined] if late else [*sure, undeclined, *rest]


def surname_reading(given: str, form: Form) -> NameReading:
    """Return the reading of a surname in one of its forms, with a given name or initials in front (or nothing)."""
    return NameReading(f"{given} {form.base}".strip(), given, form.base, form.sex, form.cases, form.sure)


def full_readings(sentence: Sentence, words: list[int]) -> tuple[NameReading, ...]:
    """Read given name, father's name and surname in either order, in agreeing case and sex."""
    names = sentence.pack.names
    texts = [sentence.tokens[index].text for index in words]
    if len(words) == 3:
        if names.is_patronymic(texts[1]) and names.given_forms(texts[0]):
            return _agreeing(sentence, texts[0], texts[2], middle=texts[1])
        if names.is_patronymic(texts[2]) and (names.given_forms(texts[1]) or not names.given_forms(texts[0])):
            return _agreeing(sentence, texts[1], texts[0], middle=texts[2], surname_first=True)
        return ()
    if names.given_forms(texts[0]):
        return _agreeing(sentence, texts[0], texts[1])
    if names.given_forms(texts[1]) and names.looks_like_surname(texts[0], weakly=True):
        return _agreeing(sentence, texts[1], texts[0], surname_first=True)
    if not names.looks_like_surname(texts[1], weakly=True):
        return ()
    sex = sex_of_given(texts[0])
    if sex is None:
        return ()
    forms = [
        form
        for form in surname_candidates(sentence, texts[1])
        if "nom" in form.cases and form.sex in ("", sex)
    ]
    as_written = [
        NameReading(f"{texts[0]} {form.base}", texts[0], form.base, sex, frozenset({"nom"}), form.sure)
        for form in forms
    ]
    other = [one for one in unknown_given(sentence, *words) if "nom" not in one.cases]
    return (*as_written, *other) if as_written else ()  # «Улана Токтосунова»: Улан, or a woman's name


def _agreeing(
    sentence: Sentence, given: str, surname: str, *, middle: str = "", surname_first: bool = False
) -> tuple[NameReading, ...]:
    found: list[NameReading] = []
    names = sentence.pack.names
    abroad = names.is_foreign(given) or surname[:1].islower()
    nominatives = foreign_candidates if abroad else surname_candidates
    fathers = names.father_forms(middle) if middle else ()
    listed = sorted(names.given_forms(given), key=lambda form: form.cases != ANY_CASE)  # «Фатеме Солтани»
    for one in listed or _beside_father(names.possible_given_forms(given), fathers):
        agreeing = [
            form
            for form in nominatives(sentence, surname)
            if one.cases & form.cases and not (form.sex and one.sex and form.sex != one.sex)
        ]
        either = one.sex == "m" and one.base[-1:] in "ая"
        if either and not any(
            form.sure for form in agreeing
        ):  # «Саше Скоченковой»: the list has Саша as a man's name
            others = sentence.pack.names.surname_forms(surname)
            agreeing = [form for form in others if form.sure and one.cases & form.cases] or agreeing
        if fold(one.base) in sentence.pack.keys.get("bearers_of_o", ()):
            agreeing.sort(
                key=lambda form: not (form.sure and form.base.endswith("o"))
            )  # „Ołeksandra Kolczenkę”: Kolczenko
        if surname_first:
            agreeing = [form for form in agreeing if not is_oblique(form.base)]
            if not agreeing:
                continue  # «Навального Ксения»: two cases, two people; «Зульфіру Ібраїм»: no Ібраїм
        for form in agreeing or [Form(surname, "", one.cases, sure=False)]:
            cases = one.cases & form.cases
            father = next((f.base for f in fathers if f.cases & cases and f.sex in ("", one.sex)), middle)
            parts = [form.base, one.base, father] if surname_first else [one.base, father, form.base]
            base = " ".join(part for part in parts if part)
            sex = form.sex if form.sure and form.sex else one.sex or form.sex
            found.append(NameReading(base, one.base, form.base, sex, cases, form.sure))
    return tuple(found)


def _beside_father(forms: Sequence[Form], fathers: Sequence[Form]) -> list[Form]:
    """Return the forms of a given name that no list has, which agree with the father's name beside it."""
    return [
        one
        for one in forms
        if any(one.cases & father.cases and father.sex in ("", one.sex) for father in fathers)
    ]


def unknown_given(sentence: Sentence, given: int, surname: int) -> tuple[NameReading, ...]:
    """Read two words of which the first is in no list of given names: declined together, else both as written."""
    first, last = sentence.tokens[given].text, sentence.tokens[surname].text
    sexes = {form.sex for form in surname_candidates(sentence, last) if form.sure and "nom" in form.cases}
    sex = next(iter(sexes)) if len(sexes) == 1 else ""
    cases = ANY_CASE if _is_never_declined(first, last) else frozenset({"nom"})
    as_written = NameReading(f"{first} {last}", first, last, sex, cases, False)
    names = sentence.pack.names
    forms, givens = foreign_candidates(sentence, last), names.possible_given_forms(first)
    sure = [form for form in forms if form.sure]
    if givens and is_oblique(first) and all(form.cases <= SUBJECT for form in sure):
        sure = []  # «Сельму Байрактар»: a surname in the nominative is surely no part of it
    found = [
        _together(one, form)
        for one in givens
        for form in (sure or (forms if _never_nominative(one) else ()))
        if form.sex in ("", one.sex) and one.cases & form.cases
    ]
    last_letter = first[-1:].casefold()
    if (
        last_letter not in VOWELS or last_letter in FOREIGN
    ):  # «сестру Хедижат Дадаеву»: such a name is not declined
        found += [_together(Form(first, "f", form.cases), form) for form in sure if form.sex == "f"]
    if last_letter in FOREIGN or (last_letter in VOWELS and not found):  # «генерала Ратко Младича»
        found += [_together(Form(first, form.sex, ANY_CASE), form) for form in sure if form.sex != "f"]
    weak = [
        replace(_together(one, form), sure=False)
        for one in givens
        for form in forms
        if not sure and form.sex in ("", one.sex) and one.cases & form.cases and sounds_right(form.base)
    ]
    if last_letter not in DECLINED:  # «Педро Санчеса», «Туан Нгуена»
        firsts = [Form(first, "", ANY_CASE)]
        weak += [
            replace(_together(one, form), sex=form.sex, sure=False)
            for one in firsts
            for form in forms
            if not sure and form.base != last and sounds_right(form.base)
        ]
    oblique = is_oblique(first) or is_never_nominative(sentence, first)
    spoken = [as_written] if not oblique or not (found or weak) else []  # «Сельму»: nobody's name
    if _led_by_a_word(sentence, given) and any(one.sure and one.sex == "m" for one in found):
        found = [replace(one, sure=one.sure and one.cases != NOMINATIVE) for one in found]
    return tuple(dict.fromkeys([*found, *spoken, *weak]))


def _led_by_a_word(sentence: Sentence, index: int) -> bool:
    """Whether a word in small letters leads to an unlisted given name: «адваката Ільяса Бекташава» is rather Ільяс than Ільяса."""
    before = sentence.tokens[index - 1] if index > 0 else None
    return before is not None and before.kind == WORD and not before.capital


def _is_never_declined(first: str, last: str) -> bool:
    """Whether two Cyrillic words end as foreign names do that keep one form in every case: «Ширін Ебаді»."""
    ends = last[-1:].casefold()
    return ends in FOREIGN and first[-1:].casefold() not in DECLINED


def _together(given: Form, surname: Form) -> NameReading:
    cases = given.cases & surname.cases
    return NameReading(f"{given.base} {surname.base}", given.base, surname.base, given.sex, cases, True)


def _never_nominative(form: Form) -> bool:
    """Whether a man's name stands in a case in which none ends in the nominative: «Зервету», «Рінату»."""
    return form.sex == "m" and form.cases <= frozenset({"dat", "ins", "loc"})
