"""Names in a text that knows no capitals: a channel's or a neighbour's message typed in small letters.

A given name that a list has begins one. What follows is a surname by its shape, by declining together with the given
name, or by standing between marks where no other word can stand («галина попадинець, ліза щербань»). A verb, a word met
in small letters elsewhere and a word of the language pack are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from habeas.claims.language.declensions import ANY_CASE, Form
from habeas.claims.language.given_anywhere import sex_of_given
from habeas.claims.language.name_sounds import VOWELS
from habeas.claims.names.families import with_shared_surnames
from habeas.claims.names.mention import Mention, mention_of
from habeas.claims.names.name_readings import (
    NameReading,
    full_readings,
    surname_candidates,
    surname_reading,
    unknown_given,
)
from habeas.claims.names.name_weights import weights
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, WORD

NO_NAME = (
    "not_names", "places", "place_words", "months", "weekdays", "bodies", "agencies", "courts", "court_words",
    "facilities", "codes", "article", "roles", "persons", "peoples", "relatives", "numbers", "links", "pronouns",
    "currencies", "relative", "plural_anaphora", "counts", "kin",
)  # fmt: skip
INTRODUCES = ("persons", "roles", "relatives", "held_people")
SHORTEST_NAME = 3
SHORTEST_SURNAME = 4
NEAR = 5  # words between a father's name and what befell him
SELDOM = 2  # the step of how often a word is met in small letters, below which it is hardly another word
SHORTEST_UNLISTED = 4  # letters of a given name that the language's own list does not have
MET_OFTEN = 3  # the highest step of how often a word is met in small letters
LINKS = ("and", "who", "in", "or")


def mentions_without_capitals(sentence: Sentence) -> list[Mention]:
    """Read names in a text that knows no capitals: given name and surname, and given names by themselves."""
    sure: list[int] = []
    listed: list[int] = []
    for index in range(len(sentence.tokens) - 1):
        one, other = sentence.tokens[index], sentence.tokens[index + 1]
        if one.kind != WORD or other.kind != WORD or index - 1 in sure or not _may_be_given(sentence, index):
            continue
        if sentence.opens(index + 1, ("events", "voices.say")):
            continue  # «алесь атрымаў»
        if _is_surname_behind(sentence, index):
            sure.append(index)
        elif _is_item(sentence, index):
            listed.append(index)
    beside = {index for index in listed if {index - 3, index + 3} & {*sure, *listed}}
    found = [_full(sentence, index) for index in sorted({*sure, *beside})]
    found += _given_alone(sentence, found)
    found += _surnames_alone(sentence, found)
    found = with_shared_surnames(sentence, sorted(found, key=lambda mention: mention.first))
    return [_with_capitals(mention) for mention in found]


def _with_capitals(mention: Mention) -> Mention:
    """Return the mention with the capitals of a register."""
    readings = (
        NameReading(one.base.title(), one.given.title(), one.surname.title(), one.sex, one.cases, one.sure)
        for one in mention.readings
    )
    return replace(mention, readings=tuple(readings))


def _full(sentence: Sentence, index: int) -> Mention:
    """Return given name and surname."""
    names = sentence.pack.names
    behind = index + 2 < len(sentence.tokens) and sentence.tokens[index + 2].kind == WORD
    if (
        behind
        and names.is_patronymic(sentence.tokens[index + 1].text)
        and not _is_marked(sentence, index + 2)
    ):
        whole = full_readings(sentence, [index, index + 1, index + 2])
        if whole and names.looks_like_surname(sentence.tokens[index + 2].text, weakly=True):
            return mention_of(sentence, index, index + 3, "full", whole, backed=True)
    read = full_readings(sentence, [index, index + 1]) or unknown_given(sentence, index, index + 1)
    declined = [one for one in read if one.surname.casefold() != sentence.tokens[index + 1].text]
    undeclined = [one for one in read if one not in declined and one.cases & {"nom"}]
    read = (
        tuple(declined)
        if declined and _only_oblique(sentence, index + 1)
        else (*undeclined, *declined) or read
    )
    return mention_of(sentence, index, index + 2, "full", tuple(read), backed=True)


def _only_oblique(sentence: Sentence, index: int) -> bool:
    """Whether no surname ends so in the nominative: „karpuszkę”, «мурашку»."""
    forms = sentence.pack.names.surname_forms(sentence.tokens[index].text)
    return bool(forms) and not any("nom" in form.cases for form in forms)


def _is_item(sentence: Sentence, index: int) -> bool:
    """Whether two words fill an item of a list, and the second may be a surname: «галина попадинець, ліза щербань»."""
    word = sentence.tokens[index + 1].text
    if len(word) < SHORTEST_NAME or _is_marked(sentence, index + 1) or _is_verb(sentence, index + 1):
        return False
    common = weights().lists.in_small_letters(word) >= MET_OFTEN
    return (
        not common
        and bool(sentence.pack.names.given_forms(sentence.tokens[index].text))
        and all(_is_framed(sentence, index))
    )


def _may_be_given(sentence: Sentence, index: int) -> bool:
    """Whether a word may be a given name: one of the list, or one of any list that no other word looks like."""
    if sentence.link_senses(index) or sentence.at("pronouns", index) or sentence.at("events", index):
        return False
    word = sentence.tokens[index].text
    if sentence.pack.names.given_forms(word):
        return True
    return len(word) >= SHORTEST_UNLISTED and not _is_marked(sentence, index) and bool(sex_of_given(word))


def _is_surname_behind(sentence: Sentence, index: int) -> bool:
    """Whether the word behind a given name is a surname."""
    names, lists = sentence.pack.names, weights().lists
    first, word = sentence.tokens[index].text, sentence.tokens[index + 1].text
    if len(word) < SHORTEST_NAME or _is_marked(sentence, index + 1):
        return False
    given, framed = names.given_forms(first), _is_framed(sentence, index)
    if given and _is_second_of_two(sentence, index) and names.family_forms(word):
        return True  # «галіна і сцяпан качаны»
    if names.looks_like_surname(word) and (given or any(framed)):
        return True
    verb = _is_verb(sentence, index + 1)
    if verb and not names.looks_like_surname(word, weakly=True):
        return False
    forms = given or [Form(first, "", frozenset({"nom"}))]
    cases = {case for one in forms for case in _together(sentence, one, word)}
    common = lists.in_small_letters(word)
    if given and cases - {"nom", "voc"} and (not common or sentence.marks("events")):
        return True
    if not cases or verb or not any(framed) or common >= MET_OFTEN:
        return False
    if all(framed) and _is_told(sentence, index):
        return True
    return not common and lists.in_small_letters(first) < MET_OFTEN and max(lists.name(word)) > 0


def _is_second_of_two(sentence: Sentence, index: int) -> bool:
    """Whether “and” and another given name stand in front of a given name."""
    link = next((mark for mark in sentence.links("and") if mark.last == index), None)
    before = link.first - 1 if link is not None else -1
    return before >= 0 and bool(sentence.pack.names.given_forms(sentence.tokens[before].text))


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a word ends as verbs do («ира отвечает»); a surname's shape has been asked before."""
    ends = (*sentence.pack.endings_of_verbs, *sentence.pack.keys.get("present_endings", ()))
    return sentence.word(index).endswith(ends)


def _together(sentence: Sentence, given: Form, word: str) -> frozenset[str]:
    """Return the cases in which the given name and the word behind it can stand together."""
    names = sentence.pack.names
    if sentence.pack.has_articles:
        return frozenset({"nom"})
    forms = [form for form in names.surname_forms(word) if form.sex in ("", given.sex)]
    cases = frozenset(case for form in forms for case in form.cases & given.cases)
    if word[-1:] not in VOWELS and given.sex != "m":
        return cases | (given.cases & ANY_CASE)  # «зосю барвінак»: a woman's surname that is not declined
    return cases


def _is_framed(sentence: Sentence, index: int) -> tuple[bool, bool]:
    """Whether a mark, a small word, the words for a person or an event stand in front of two words, and behind them."""
    return _opens(sentence, index), _closes(sentence, index + 2)


def _is_told(sentence: Sentence, index: int) -> bool:
    """Whether a colon or the words for a person or an event lead to two words, or an event's words follow them."""
    before = index > 0 and sentence.tokens[index - 1].text in ":(—–-"
    leads = any(sentence.ends(name, index) for name in (*INTRODUCES, "events"))
    return before or leads or sentence.at("events", index + 2) is not None


def _opens(sentence: Sentence, index: int) -> bool:
    if index == 0 or sentence.tokens[index - 1].kind != WORD:
        return True
    introduced = any(sentence.ends(name, index) for name in INTRODUCES)
    linked = any(sentence.link_ends(name, index) for name in LINKS)
    return introduced or linked or sentence.ends("events", index)


def _closes(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.tokens) or sentence.tokens[index].kind == MARK:
        return True
    follows = sentence.opens(index, ("events", "voices.say", "relative", "pronouns"))
    return follows or bool(sentence.link_senses(index))


def _is_marked(sentence: Sentence, index: int) -> bool:
    return any(
        mark.first <= index < mark.last
        for name in filter(sentence.has, NO_NAME)
        for mark in sentence.marks(name)
    )


def _given_alone(sentence: Sentence, full: Sequence[Mention]) -> Iterator[Mention]:
    """Yield given names by themselves in a text without capitals.

    They count where the text named somebody so, behind a word for a person («його учениця віра»), and where no other word
    looks like them and an event's words stand right beside («сярожу выпусцілі»).
    """
    for index in _free_words(sentence, full, SHORTEST_NAME):
        word = sentence.tokens[index].text
        forms = sentence.pack.names.given_forms(word)
        if not forms or sentence.at("pronouns", index) or sentence.at("events", index):
            continue
        readings = tuple(NameReading(form.base, form.base, "", form.sex, form.cases, True) for form in forms)
        backed = any(sentence.ends(name, index) for name in ("relatives", "persons"))
        told = sentence.at("events", index + 1) or sentence.ends("events", index)
        rare = weights().lists.in_small_letters(word) < SELDOM and not _is_marked(sentence, index)
        yield mention_of(sentence, index, index + 1, "given", readings, backed=backed or bool(told and rare))


def _surnames_alone(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield what may be a surname by itself («лаптева дома»): it counts where the text gives it in full.

    Behind a word for a person («судья попова») and of a father's name that something befell («мікалаевіча аштрафавалі»)
    the shape is enough.
    """
    names = sentence.pack.names
    for index in _free_words(sentence, found, SHORTEST_SURNAME):
        if _is_marked(sentence, index) or sentence.at("events", index) or sentence.at("voices.say", index):
            continue
        word = sentence.tokens[index].text
        forms = names.father_forms(word) if names.is_patronymic(word) else surname_candidates(sentence, word)
        readings = tuple(surname_reading("", form) for form in forms)
        seldom = weights().lists.in_small_letters(word) < SELDOM
        called = any(sentence.ends(name, index) for name in INTRODUCES)
        told = any(
            mark.first - index <= NEAR and index - mark.last <= NEAR for mark in sentence.marks("events")
        )
        backed = (called and names.looks_like_surname(word)) or (told and names.is_patronymic(word))
        yield mention_of(sentence, index, index + 1, "surname", readings, backed=backed and seldom)


def _free_words(sentence: Sentence, found: Sequence[Mention], shortest: int) -> Iterator[int]:
    """Yield the words that no name of ``found`` holds and that are no small words."""
    taken = {at for mention in found for at in range(mention.first, mention.last)}
    for index, token in enumerate(sentence.tokens):
        if index in taken or token.kind != WORD or len(token.text) < shortest:
            continue
        if not sentence.link_senses(index):
            yield index
