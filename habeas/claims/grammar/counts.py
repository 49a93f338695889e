"""Unnamed people, counted: a dozen anarchists, more than 500 people, several protesters, three of the men, two.

A count is a least and a greatest number (None: no bound). “About N” is a sixth below to a sixth above, “more
than N” has no greatest, “several” is two or more; a part (most, the rest, some) has no numbers of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.found import Found
from habeas.claims.grammar.all_but import all_but
from habeas.claims.grammar.bare_counts import (
    YEARS,
    counts_again,
    counts_people_by_itself,
    is_given_a_term,
    is_more,
    is_picked_out,
    is_rest_of_term,
    next_one,
    stands_alone,
)
from habeas.claims.grammar.counted_people import counted_noun, takes_a_singular, turned_round, with_owner
from habeas.claims.grammar.freed_people import freed_one
from habeas.claims.grammar.lone_people import lone_one
from habeas.claims.grammar.lone_without_articles import lone_described
from habeas.claims.grammar.numbers import OPENERS as NUMBERS
from habeas.claims.grammar.numbers import may_begin, number_at
from habeas.claims.grammar.pairs import pair_at
from habeas.claims.grammar.quantities import around, quantity_at
from habeas.claims.grammar.second_of_two import tells_of_two
from habeas.claims.grammar.totals import total_at
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

VAGUE_PARTS = frozenset({"all", "some", "half"})
OF_WHAT = 3  # words of «удзельнікаў леташняга маршу» behind the noun
APART = ("events", "voices.say", "units")
MOST_OF_WHAT = 7  # words between “one of the leaders” and the name
OPENERS = NUMBERS | {
    "counts",
    "peoples",
    "held_people",
    "ordinals",
    "couples",
    "indefinite",
    "another",
    "ages",
    "persons",
    "further",
    "cellmates",
    "counted_events",
    "everybody",
    "relatives",
}


@dataclass(frozen=True, slots=True)
class Count:
    """A stretch that counts people. ``noun`` is where the word for people stands (None: “two remain”).

    ``part`` is most, rest, some, half or all; ``partial`` says that it is a part of people told of before
    (“three of the men”, “two remain”); ``bare`` that no number stands there at all (“detainees”);
    ``again`` that a number alone counts them once more (“a driver told us it was nine”); ``lone`` that it is one person
    whom the text describes and does not name (“an elderly woman”); ``but`` how many are taken off all (“all but four”).
    """

    first: int
    last: int
    least: int | None
    most: int | None
    noun: Mark | None
    part: str = ""
    partial: bool = False
    bare: bool = False
    again: bool = False
    lone: bool = False
    but: int = 0

    @property
    def exact(self) -> int | None:
        """How many, if its least and its greatest number are one."""
        return self.least if self.least == self.most else None


def find_counts(sentence: Sentence, taken: list[Found]) -> list[Count]:
    """Return every counted stretch of people, in order, outside of ``taken`` values."""
    found: list[Count] = []
    index = 0
    while index < len(sentence.tokens):
        free = may_begin(sentence, index, OPENERS)
        free = free and not any(value.overlaps(index, index + 1) for value in taken)
        count = (_all_but(sentence, index) or _count_at(sentence, index, taken)) if free else None
        if count is None:
            index += 1
            continue
        if count.bare and found and _befell_counted(sentence, found[-1], count):
            index = count.last
            continue
        found.append(count)
        index = max(count.last, index + 1)
    return found


def _befell_counted(sentence: Sentence, counted: Count, bare: Count) -> bool:
    """Whether a participle is what befell those counted in front of it: «двое ўдзельнікаў маршу затрыманыя»."""
    between = range(counted.last, bare.first)
    plain = all(
        token.kind == WORD and not token.capital and not token.key.endswith(sentence.pack.endings_of_verbs)
        for token in sentence.tokens[counted.last : bare.first]
    )
    if counted.noun is None or len(between) > OF_WHAT or (between and not plain):
        return False
    apart = any(sentence.link_senses(at) or sentence.opens(at, APART) for at in between)
    genitives = tuple(
        sentence.pack.keys.get("of_several_endings", ())
    )  # “the detained” are not those who visit them
    return not apart and not (between and sentence.tokens[bare.first].key.endswith(genitives))


def _count_at(sentence: Sentence, index: int, taken: list[Found]) -> Count | None:
    if _is_of_beds(sentence, index):
        return None
    quantity = quantity_at(sentence, index) if sentence.at("ages", index) is None else None
    turned = turned_round(sentence, index) if quantity is None else None
    if turned is not None:
        people, number = turned
        return Count(index, number.last, *around(number.whole or 0), people)
    if quantity is None:
        return (
            _total(sentence, index)
            or _bare(sentence, index)
            or _next_one(sentence, index)
            or _pair(sentence, index)
            or _lone(sentence, index)
        )
    least, most, last, part = quantity
    if any(value.overlaps(index, last) for value in taken):
        return None
    singular = takes_a_singular(sentence, last, least)
    noun, partial = counted_noun(sentence, last, singular)
    of_several = least == most == 1 and (partial or sentence.link("from", last) is not None)
    if of_several and noun is not None and (_is_apposed(sentence, index) or _is_named(sentence, noun.last)):
        return None  # “X, one of the leaders of the opposition,” «одного из лидеров кампании Андрея Х.»
    if noun is not None and (least or 0) in YEARS:
        named = sentence.link("article_the", index - 1) is not None and noun.first > last
        if named or noun.payload.category == "counted_events":
            return None  # “the 1937 arrests”, “the 2017 ban on Witnesses”
    if noun is not None:
        return Count(index, with_owner(sentence, noun.last), least, most, noun, part, bool(partial or part))
    alone = stands_alone(sentence, index, last) or counts_people_by_itself(sentence, last, part)
    alone = (
        alone
        or is_given_a_term(sentence, index, last)
        or is_more(sentence, last)
        or (least == most == 1 and is_picked_out(sentence, index, last))
    )
    alone = alone and sentence.at("units", last) is None and not _is_of_things(sentence, last)
    if part == "rest" and is_rest_of_term(sentence, index, last):
        return None
    if part in VAGUE_PARTS and sentence.link("passive", last) is None:
        alone = False  # “all charges were dropped” counts no people
    if least == most == 1 and partial and _is_said_who(sentence, partial):
        return None  # “one of them is the teacher X”
    again = not partial and not part and counts_again(sentence, index, last, (least, most), taken)
    if partial or alone or again:
        return Count(index, partial or last, least, most, None, part, bool(partial or not again), again=again)
    return None


def _is_said_who(sentence: Sentence, index: int) -> bool:
    """Whether “is” stands at ``index`` by itself, and not as part of what happened (“was freed”)."""
    is_ = sentence.link("passive", index)
    return is_ is not None and not any(
        one.first <= is_.first < one.last or (one.first == is_.last and not sentence.pack.has_articles)
        for one in sentence.marks("events")
    )


def _pair(sentence: Sentence, index: int) -> Count | None:
    pair = pair_at(sentence, index)
    return Count(index, pair[0], 2, 2, pair[1]) if pair is not None else None


def _total(sentence: Sentence, index: int) -> Count | None:
    """Read «задержанных было не менее 30»: those held, with their number behind."""
    total = total_at(sentence, index)
    return Count(index, total[2], total[0], total[1], total[3]) if total is not None else None


def _all_but(sentence: Sentence, index: int) -> Count | None:
    found = all_but(sentence, index)
    if found is None:
        return None
    last, off, whole, noun = found
    left = whole - off if whole is not None else None
    return Count(index, last, left, left, noun, part="rest", partial=True, but=off)


def _lone(sentence: Sentence, index: int) -> Count | None:
    one = freed_one(sentence, index) or lone_one(sentence, index) or lone_described(sentence, index)
    return Count(index, one[0], 1, 1, one[1], lone=True) if one is not None else None


def _next_one(sentence: Sentence, index: int) -> Count | None:
    if _is_apposed(sentence, index):
        return None  # «X, десятого підсудного,»
    found = next_one(sentence, index)
    return Count(index, found[0], 1, 1, found[1], partial=True) if found is not None else None


def _is_of_beds(sentence: Sentence, index: int) -> bool:
    """Whether a number says for how many a cell was built: «у камері на вісьмох»."""
    return any(
        mark.last == index and mark.payload.sense == "conditions" and mark.last - mark.first > 2
        for mark in sentence.marks("events")
    )


def _is_of_things(sentence: Sentence, index: int) -> bool:
    """Whether a number counts no people by the word behind it: «в шесть утра силовики пришли»."""
    return sentence.at("things", index) is not None


def _is_apposed(sentence: Sentence, index: int) -> bool:
    """Whether the words stand behind a name and a comma, and so tell who that is."""
    tokens, at = sentence.tokens, index - 1
    if at > 0 and sentence.link("and", at) is not None:  # “X, a journalist and one of the leaders,”
        at -= 1
        while (
            at > 0
            and tokens[at].kind == WORD
            and not tokens[at].capital
            and sentence.at("events", at) is None
        ):
            at -= 1
    return at >= 1 and tokens[at].text in ",–—(" and tokens[at - 1].capital


def is_one_of(sentence: Sentence, index: int) -> bool:
    """Whether “one of” leads to the word for people at ``index``, a word or two between: “one of the oldest activists”."""
    for at in range(index - 1, max(index - 4, 0), -1):
        if sentence.link("of", at) is not None or sentence.link("from", at) is not None:
            number = number_at(sentence, at - 1)
            return number is not None and number.whole == 1
    return False


def _is_named(sentence: Sentence, index: int) -> bool:
    """Whether a name tells at once who the one of several is, behind what they are of: «кампании “Х” Андрея Дмитриева»."""
    tokens, given = sentence.tokens, sentence.pack.names.given_forms
    if index < len(tokens) and tokens[index].text == "," and sentence.pack.has_articles:
        index += 1
    for at in range(index, min(index + MOST_OF_WHAT, len(tokens) - 1)):
        if tokens[at].text in ",;:.":
            return False
        if tokens[at].capital and given(tokens[at].text) and tokens[at + 1].capital:
            return True
    return False


def _only_describes(sentence: Sentence, index: int) -> bool:
    """Whether a noun or a name follows: “detained activists”, «Затрыманая Вера Вымышленка»."""
    if index >= len(sentence.tokens):
        return False
    if sentence.at("peoples", index) is not None or sentence.at("persons", index) is not None:
        return True
    return (
        bool(sentence.pack.names.given_forms(sentence.tokens[index].text)) and sentence.tokens[index].capital
    )


def _bare(sentence: Sentence, index: int) -> Count | None:
    """Read “detainees”, “prisoners” without a number: people who are held, how many is not said."""
    mark = sentence.at("held_people", index)
    if mark is None or _only_describes(sentence, mark.last):
        return None
    if any(one.first < index < one.last for one in sentence.marks("things")):
        return None  # “in an exchange of prisoners”
    if sentence.link_ends("passive", index):
        return None  # «былі затрыманыя 20 жыхароў» is the verb
    is_verb = _behind_a_name(sentence, index) or quantity_at(sentence, mark.last) is not None
    is_verb = is_verb or tells_of_two(sentence, index)
    if sentence.at("events", index) is not None and is_verb:
        return None  # «Сергей и Татьяна, задержанные в Слониме», «затрыманыя 40 чалавек»
    return Count(index, mark.last, None, None, mark, bare=True)


def _behind_a_name(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word stands in front, perhaps with a comma between."""
    at = index - 1 if index and sentence.tokens[index - 1].text != "," else index - 2
    return at > 0 and sentence.tokens[at].capital
