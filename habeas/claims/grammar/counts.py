"""Unnamed people, counted: a dozen anarchists, more than 500 people, several protesters, three of the men, two.

A count is a least and a greatest number (None: no bound). “About N” is a sixth below to a sixth above, “more
than N” has no greatest, “several” is two or more; a part (most, the rest, some) has no numbers of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from habeas.claims.found import Found
from habeas.claims.grammar.numbers import Numeral, number_at
from habeas.claims.language_pack import Entry
from habeas.claims.sentences import Mark, Sentence
from habeas.text.lexicon import Match
from habeas.text.tokens import MARK, WORD

ABOUT = 1 / 6
VAGUE_PARTS = frozenset({"all", "some", "half"})
MOST_WORDS_BETWEEN = 4
PARTS = frozenset({"most", "rest", "some", "half", "all"})
MOST_PEOPLE = 100_000_000
# Round numbers by name: least and greatest by themselves, and the number behind “about”.
ROUND: dict[str, tuple[int, int, int]] = {
    "dozen": (10, 14, 12),
    "ten": (8, 12, 10),
    "hundred": (80, 120, 100),
}
SHORTEST_VERB = 5
SHORTEST_NOUN = 6  # letters of a word that only its ending shows to be one for people
BY_ENDING = Entry("peoples", "peoples")
SMALL_BEHIND = frozenset({"and", "or", "but", "who", "not", "in", "aux", "passive"})


@dataclass(frozen=True, slots=True)
class Count:
    """A stretch that counts people. ``noun`` is where the word for people stands (None: “two remain”).

    ``part`` is most, rest, some, half or all; ``partial`` says that it is a part of people told of before
    (“three of the men”, “two remain”); ``bare`` that no number stands there at all (“detainees”).
    """

    first: int
    last: int
    least: int | None
    most: int | None
    noun: Mark | None
    part: str = ""
    partial: bool = False
    bare: bool = False


def find_counts(sentence: Sentence, taken: list[Found]) -> list[Count]:
    """Return every counted stretch of people, in order, outside of ``taken`` values."""
    found: list[Count] = []
    index = 0
    while index < len(sentence.tokens):
        busy = any(value.overlaps(index, index + 1) for value in taken)
        count = None if busy else _count_at(sentence, index, taken)
        if count is None:
            index += 1
            continue
        found.append(count)
        index = max(count.last, index + 1)
    return found


def _count_at(sentence: Sentence, index: int, taken: list[Found]) -> Count | None:
    quantity = _quantity(sentence, index)
    if quantity is None:
        return _bare(sentence, index)
    least, most, last, part = quantity
    if any(value.overlaps(index, last) for value in taken):
        return None
    singular = least is not None and least % 10 == 1 and least % 100 != 11 and not sentence.pack.has_articles
    noun, partial = _noun(sentence, last, singular)
    if noun is not None:
        return Count(index, _with_owner(sentence, noun.last), least, most, noun, part, bool(partial or part))
    alone = _stands_alone(sentence, index, last) or _counts_people_by_itself(sentence, last, part)
    alone = alone and sentence.at("units", last) is None
    if part in VAGUE_PARTS and sentence.link("passive", last) is None:
        alone = False  # “all charges were dropped” counts no people
    if least == most == 1 and partial and sentence.link("passive", partial) is not None:
        return None  # “one of them is the teacher X”
    if partial or alone:
        return Count(index, partial or last, least, most, None, part, True)
    return None


def _quantity(sentence: Sentence, index: int) -> tuple[int | None, int | None, int, str] | None:
    """Return least, greatest, the token after, and the kind of part, of the quantity at ``index``."""
    mark = sentence.at("counts", index)
    if mark is not None:
        sense = mark.payload.sense
        if sense in PARTS:
            number = number_at(sentence, mark.last)
            if number is not None and number.whole is not None and sense in ("rest", "all"):
                return number.whole, number.whole, number.last, sense
            return None, None, mark.last, sense
        if ".." in sense:
            low, _, high = sense.partition("..")
            return int(low), int(high) if high else None, mark.last, ""
        if sense in ROUND:
            low, high, _ = ROUND[sense]
            return low, high, mark.last, ""
        inner = _number_or_dozen(sentence, mark.last)
        if inner is None:
            return None
        whole, last = inner
        bounds: dict[str, tuple[int | None, int | None]] = {
            "about": around(whole),
            "more": (whole, None),
            "less": (None, whole),
        }
        return (*bounds[sense], last, "") if sense in bounds else None
    numeral = number_at(sentence, index)
    if numeral is None or numeral.whole is None or not 0 < numeral.whole < MOST_PEOPLE:
        return None
    return _plain_number(sentence, numeral)


def _plain_number(sentence: Sentence, numeral: Numeral) -> tuple[int, int, int, str]:
    number, last = numeral.whole or 0, numeral.last
    dozen = sentence.at("counts", last)
    if dozen is not None and dozen.payload.sense == "dozen" and not numeral.digits:
        return number * 12, number * 12, dozen.last, ""
    if last + 1 < len(sentence.tokens) and sentence.tokens[last].text in "-–":
        upper = number_at(sentence, last + 1)
        if upper is not None and upper.whole is not None and upper.whole > number:
            return number, upper.whole, upper.last, ""
    return number, number, last, ""


def _number_or_dozen(sentence: Sentence, index: int) -> tuple[int, int] | None:
    numeral = number_at(sentence, index)
    if numeral is not None and numeral.whole is not None and numeral.whole > 0:
        return _plain_number(sentence, numeral)[0], _plain_number(sentence, numeral)[2]
    dozen = sentence.at("counts", index)
    if dozen is None:
        return None
    if dozen.payload.sense in ROUND:
        return ROUND[dozen.payload.sense][2], dozen.last
    one = dozen.last - dozen.first == 1  # «около сотни» is about one hundred, “about several hundred” is not
    vague = {"20..": 10, "200..": 100, "2000..": 1000} if one else {"20..": 20, "200..": 200, "2000..": 2000}
    number = vague.get(dozen.payload.sense)
    return (number, dozen.last) if number is not None else None


def around(number: int) -> tuple[int, int]:
    """Return the bounds of “about N”: a sixth below and above, outward."""
    return math.floor(number * (1 - ABOUT)), math.ceil(number * (1 + ABOUT))


def _noun(sentence: Sentence, index: int, singular: bool = False) -> tuple[Mark | None, int]:
    """Return the word for people after a quantity, and (for “of them”) where the stretch ends.

    ``singular``: the number takes a singular («21 человека»), so that a word for one person is meant.
    """
    of = sentence.link("of", index) or _from_them(sentence, index)
    at = of.last if of is not None else index
    if of is not None:
        them = sentence.at("pronouns", at)
        if them is not None and them.payload.sense == "p":
            return None, them.last
        if _counts_whole(sentence, at):
            return None, index  # “two of the four women”: the four are a group of their own
    limit = at + MOST_WORDS_BETWEEN
    while at < len(sentence.tokens) and at <= limit:
        noun = (
            sentence.at("peoples", at)
            or (sentence.at("persons", at) if singular else None)
            or (sentence.at("counted_events", at) if of is None and at == index else None)
            or _by_ending(sentence, at)
        )
        if noun is not None:
            return noun, noun.last if of is not None else 0
        token = sentence.tokens[at]
        if at == index and sentence.link("from", at) is not None and _counts_whole(sentence, at + 1):
            return None, index
        if token.kind == MARK and token.text not in '-“”"«»':
            return None, 0
        if sentence.at("units", at) or sentence.at("months", at) or _event_begins(sentence, at):
            return None, 0
        if sentence.link("and", at) or sentence.link("in", at) or sentence.link("who", at):
            return None, 0
        at += 1
    return None, 0


def _from_them(sentence: Sentence, index: int) -> Mark | None:
    """Return the small word of “dwoje z nich”, «двоє з них»: the one in front of “them” only."""
    link = sentence.link("from", index)
    them = sentence.at("pronouns", link.last) if link is not None else None
    return link if them is not None and them.payload.sense == "p" else None


def _counts_whole(sentence: Sentence, index: int) -> bool:
    """Whether a number with a word for people stands at ``index``, as behind “two of the”."""
    the = sentence.link("article_the", index)
    whole = number_at(sentence, the.last if the is not None else index)
    if whole is None:
        return False
    behind = range(whole.last, min(whole.last + MOST_WORDS_BETWEEN, len(sentence.tokens)))
    return any(sentence.at("peoples", at) or _by_ending(sentence, at) for at in behind)


def _by_ending(sentence: Sentence, index: int) -> Mark | None:
    """Return a word that no list has but that ends as words for people do: «226 кримчан», “cyclists”."""
    token, ends = sentence.tokens[index], sentence.pack.keys.get("people_endings")
    if not ends or token.kind != WORD or len(token.key) < SHORTEST_NOUN:
        return None
    if token.capital and not sentence.pack.has_articles:
        return None
    if any(sentence.at(name, index) is not None for name in ("things", "units", "months", "events")):
        return None
    return Match(BY_ENDING, index, index + 1) if token.key.endswith(tuple(ends)) else None


def _event_begins(sentence: Sentence, index: int) -> bool:
    """Whether an event's words begin here; a participle right in front of the noun only describes (“detained protesters”)."""
    event = sentence.at("events", index)
    if event is None:
        return False
    return sentence.at("peoples", index + 1) is None


def _with_owner(sentence: Sentence, index: int) -> int:
    """Take in “of Viasna” and “and antifascists” behind the noun."""
    joined = sentence.link("and", index)
    if joined is not None:
        other = sentence.at("peoples", joined.last)
        if other is not None:
            index = other.last
    of = sentence.link("of", index)
    if of is not None and of.last < len(sentence.tokens) and sentence.tokens[of.last].capital:
        end = of.last
        while end < len(sentence.tokens) and end - of.last < 4 and sentence.tokens[end].capital:
            end += 1
        return end
    return index


def _stands_alone(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a quantity without a noun is a subject: the words of an event follow at once (“two remain in ...”)."""
    if last >= len(sentence.tokens) or sentence.tokens[first].kind != "word":
        return False
    follows = any(mark.first == last for mark in sentence.marks("events"))
    before = first == 0 or sentence.tokens[first - 1].kind == MARK or _may_precede(sentence, first - 1)
    if not before and not (follows and sentence.tokens[first - 1].kind == WORD):
        return False
    return any(
        mark.first in (last, last + 1)
        and mark.payload.event is not None
        and mark.payload.event.who != "after"
        for mark in sentence.marks("events")
    )


def _counts_people_by_itself(sentence: Sentence, last: int, part: str) -> bool:
    """Whether the number is one said of people only («чацвярых адпусцілі», «на волі толькі двое»), or “the rest”.

    No noun may follow it: a mark, the end, a small word, the words of an event, a court or an agency do.
    """
    spoken = sentence.at("numbers_of_people", last - 1) is not None
    if not spoken and part != "rest":
        return False
    if last >= len(sentence.tokens):
        return spoken
    ends = sentence.tokens[last].kind == MARK and sentence.tokens[last].text not in '-/«"“('
    ends = ends or any(mark.first in (last, last + 1) for mark in sentence.marks("events"))
    ends = ends or _is_plural_verb(sentence, last)
    doer = sentence.at("courts", last) or sentence.at("agencies", last)
    if not spoken:
        return doer is not None or (ends and sentence.tokens[last].kind == WORD)
    return ends or doer is not None or bool(sentence.link_senses(last) & SMALL_BEHIND)


def _is_plural_verb(sentence: Sentence, index: int) -> bool:
    """Whether the word has the ending of a verb of several («решту залишили», “pozostali podpisali”)."""
    token, ends = sentence.tokens[index], sentence.pack.verb_endings.get("p", ())
    return token.kind == WORD and len(token.key) >= SHORTEST_VERB and token.key.endswith(tuple(ends))


def _may_precede(sentence: Sentence, index: int) -> bool:
    """Whether a word before may stand in front of a subject: a link such as “while”, “and”, “another”."""
    return any(mark.last == index + 1 for mark in sentence.marks("links"))


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
    if any(link.last == index for link in sentence.links("passive")):
        return None  # «былі затрыманыя 20 жыхароў» is the verb
    is_verb = _behind_a_name(sentence, index) or _quantity(sentence, mark.last) is not None
    if sentence.at("events", index) is not None and is_verb:
        return None  # «Сергей и Татьяна, задержанные в Слониме», «затрыманыя 40 чалавек»
    return Count(index, mark.last, None, None, mark, bare=True)


def _behind_a_name(sentence: Sentence, index: int) -> bool:
    """Whether a capitalised word stands in front, perhaps with a comma between."""
    at = index - 1 if index and sentence.tokens[index - 1].text != "," else index - 2
    return at > 0 and sentence.tokens[at].capital
