"""The word for people behind a number: a listed one, or one that ends as words for people do; and whose they are.

“28 media workers”, «226 кримчан», “two of the four women”, “three members of Viasna”.
"""

from __future__ import annotations

from habeas.claims.grammar.numbers import Numeral, number_at
from habeas.claims.language.language_pack import Entry
from habeas.claims.sentences import Mark, Sentence
from habeas.text.lexicon import Match
from habeas.text.tokens import MARK, NUMBER, WORD

MOST_WORDS_BETWEEN = 4
FEWEST_ABOUT, MOST_ABOUT = 3, 1000  # «человек двадцать» is a guess at sight
FEWEST_WHOLE, MOST_WHOLE = 2, 1900  # from there on a number may be a year
SHORTEST_NOUN = 6  # letters of a word that only its ending shows to be one for people
FEW, TEENS = (
    range(2, 5),
    range(11, 15),
)  # behind which Russian has a singular, and numbers that look like them
BY_ENDING = Entry("peoples", "peoples")


def counted_noun(sentence: Sentence, index: int, singular: bool = False) -> tuple[Mark | None, int]:
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
    bare = bare_whole(sentence, index)
    if bare is not None:
        return None, bare  # “seven of the nine were freed”
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
        if sentence.at("things", at) is not None:
            return None, 0  # «три будинки кримських татар»: the houses are counted
        if sentence.link("and", at) and sentence.link("former", at + 1):
            at += 1
            continue  # “five current and former employees”
        if sentence.link("and", at) or sentence.link("in", at) or sentence.link("who", at):
            return None, 0
        at += 1
    return None, 0


def takes_a_singular(sentence: Sentence, index: int, number: int | None) -> bool:
    """Whether the word behind a number is one for a single person: «21 человека», «три журналиста», «22 мирных жителя»."""
    if number is None or sentence.pack.has_articles or number % 100 in TEENS:
        return False
    near = any(sentence.at("persons", at) is not None for at in (index, index + 1))
    return number % 10 == 1 or (number % 10 in FEW and near)


def turned_round(sentence: Sentence, index: int) -> tuple[Mark, Numeral] | None:
    """Return the word for people and the number behind it, which so is no exact one: «человек двадцать», «чалавек сто»."""
    noun = sentence.at("peoples", index)
    if noun is None or sentence.pack.has_articles:
        return None
    number = number_at(sentence, noun.last)
    if number is None or number.whole is None or not FEWEST_ABOUT <= number.whole <= MOST_ABOUT:
        return None
    counted = any(number_at(sentence, at) is not None for at in (index - 1, index - 2) if at >= 0)
    behind = any(
        sentence.at(name, number.last) is not None
        for name in ("units", "months", "peoples", "things", "currencies", "courts", "articles", "year_words")
    )
    tokens = sentence.tokens
    ends = number.last >= len(tokens) or tokens[number.last].kind == MARK or not tokens[number.last].capital
    return None if counted or behind or not ends or tokens[number.last - 1].kind == NUMBER else (noun, number)


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


def bare_whole(sentence: Sentence, index: int) -> int | None:
    """Return where “of the nine”, «из девяти» ends, a whole without a word for people that what happened follows, or None."""
    them = sentence.at("pronouns", index)
    if them is not None and them.payload.sense == "p" and sentence.link_ends("of", index):
        return them.last  # “all of them”
    link = sentence.link("of", index) or sentence.link("from", index)
    if link is None:
        return None
    the = sentence.link("article_the", link.last)
    whole = number_at(sentence, the.last if the is not None else link.last)
    if whole is None or whole.whole is None or not FEWEST_WHOLE <= whole.whole < MOST_WHOLE:
        return None
    if whole.last >= len(sentence.tokens):
        return whole.last
    if sentence.tokens[whole.last].kind == MARK:
        return whole.last if sentence.tokens[whole.last].text in ",;:." and the is not None else None
    follows = sentence.at("events", whole.last) is not None
    small = bool(sentence.link_senses(whole.last) & {"passive", "aux", "not", "who"})
    return whole.last if follows or small else None


def _by_ending(sentence: Sentence, index: int) -> Mark | None:
    """Return a word that no list has but that ends as words for people do: «226 кримчан», “cyclists”."""
    token, ends = sentence.tokens[index], sentence.pack.keys.get("people_endings")
    if not ends or token.kind != WORD or len(token.key) < SHORTEST_NOUN:
        return None
    if token.capital and not sentence.pack.has_articles:
        return None
    if sentence.opens(index, ("things", "units", "months", "events")):
        return None
    return Match(BY_ENDING, index, index + 1) if token.key.endswith(tuple(ends)) else None


def _event_begins(sentence: Sentence, index: int) -> bool:
    """Whether an event's words begin here; a participle right in front of the noun only describes (“detained protesters”)."""
    event = sentence.at("events", index)
    if event is None:
        return False
    return sentence.at("peoples", index + 1) is None


def with_owner(sentence: Sentence, index: int) -> int:
    """Take in “of Viasna” and “and antifascists” behind the noun."""
    joined = sentence.link("and", index)
    if joined is not None:
        other = sentence.at("peoples", joined.last)
        if other is not None:
            index = other.last
    of = sentence.link("of", index)
    if of is not None and of.last < len(sentence.tokens) and sentence.tokens[of.last].capital:
        if sentence.pack.names.given_forms(sentence.tokens[of.last].text):
            return index  # “two lawyers of Anna X”: she is named
        end = of.last
        while end < len(sentence.tokens) and end - of.last < 4 and sentence.tokens[end].capital:
            end += 1
        return end
    return index
