"""What may stand between those whom a list names: an age, a bracket, a word for what the next one is (“and the festival's host A”)."""

from __future__ import annotations

from habeas.claims.people.appositions import tells_nothing_more
from habeas.claims.people.roles import Role
from habeas.claims.sentences import CLOSING, DASHES, OPENING, Sentence
from habeas.text.tokens import MARK, NUMBER

OF_ANY_BODY = frozenset({"", "official", "spokesperson"})
LONGEST_TRADE = 4  # words
LONGEST_HOUSE = 6  # tokens of “(two workers) of the plant «Grodno Azot»”
LONGEST_AGE = 4  # tokens of “41 years,”
OF_WHERE = frozenset({"of", "from", "in"})
SHORT_BRACKET, LONGEST_BRACKET = 8, 30


def filler(sentence: Sentence, index: int, limit: int) -> int | None:
    """Step over what may stand inside a list of people: an age, a bracket, “activist”, “his wife”, “the”."""
    if sentence.tokens[index].text == "(":
        for at in range(index, min(limit, index + LONGEST_BRACKET)):
            if sentence.tokens[at].text == ")":
                return (
                    at + 1 if at - index < SHORT_BRACKET or tells_nothing_more(sentence, index, at) else None
                )
        return None
    for category in ("ages", "birth", "persons", "relatives", "roles", "pronouns", "bodies", "places"):
        mark = sentence.at(category, index)
        if category == "pronouns" and mark is not None and mark.last > limit:  # «її» of «її сина»
            mark = next(
                (one for one in sentence.marks(category) if one.first == index and one.last <= limit), None
            )
        if mark is not None and mark.last <= limit and sentence.at("events", index) is None:
            owned = category == "relatives" and sentence.link("of", mark.last) is not None
            return None if owned else mark.last  # “A, the son of B”: B only says whose son A is
    for name in ("article_the", "of", "other"):
        link = sentence.link(name, index)
        if link is not None and link.last <= limit:
            return link.last
    return _behind_age(sentence, index, limit)


def _behind_age(sentence: Sentence, index: int, limit: int) -> int | None:
    """Step over an age between two commas, with “and” or the next name behind: “X, 41, and his wife”, «X, 41 год, Y, 50 лет, и Z»."""
    tokens = sentence.tokens
    end = next((at for at in range(index, min(limit, index + LONGEST_AGE)) if tokens[at].text == ","), index)
    number = [at for at in range(index, end) if tokens[at].kind == NUMBER and len(tokens[at].text) == 2]
    years = sentence.at("units", number[0] + 1 if number and number[0] == index else index)
    rest = end - index - 1 == (years.last - years.first if years and years.payload.sense == "Y" else 0)
    named_next = end + 1 == limit and years is not None and tokens[limit].capital
    goes_on = tokens[index - 1].text == "," and (sentence.link("and", end + 1) is not None or named_next)
    return end if len(number) == 1 and rest and goes_on else None


def is_trade(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words up to a name can be what the one named is: “and the festival's host A”, one to four of them."""
    return 0 < last - first <= LONGEST_TRADE and _may_be_trade(sentence, first) and all(
        is_plain_word(sentence, at) for at in range(first + 1, last)
    )  # fmt: skip


def goes_with_trade(sentence: Sentence, first: int, last: int) -> bool:
    """Whether plain words up to a name belong to a word for a person: «и преподаватель физики X», “and the physics teacher X”."""
    if not 0 < last - first <= LONGEST_TRADE:
        return False
    if not sentence.pack.has_articles:
        behind = sentence.ends("persons", first)
        return behind and all(is_plain_word(sentence, at) for at in range(first, last))
    trade = next((mark for mark in sentence.marks("persons") if mark.last == last), None)
    if trade is None and sentence.link("and", first - 1) is not None:
        told = _ends_like_trade(sentence, last - 1) or _is_subject_of_several(sentence, last)
        return told and all(is_plain_word(sentence, at) for at in range(first, last))
    return trade is not None and all(is_plain_word(sentence, at) for at in range(first, trade.first))


def _ends_like_trade(sentence: Sentence, index: int) -> bool:
    """Whether a word no list has ends as words for one person do: “and camera operator B”."""
    ends = tuple(sentence.pack.keys.get("trade_endings", ()))
    return bool(ends) and sentence.tokens[index].key.endswith(ends)


def _is_subject_of_several(sentence: Sentence, name: int) -> bool:
    """Whether a verb that only several people can have follows the name that begins there: “and chess champion B were”."""
    at = name
    while at < len(sentence.tokens) and sentence.tokens[at].capital:
        at += 1
    return at > name and sentence.link("of_several", at) is not None


def _may_be_trade(sentence: Sentence, index: int) -> bool:
    """Whether a word no list has can be the trade of the one named behind it: “A i polonista B”; a verb cannot."""
    token = sentence.tokens[index]
    if token.kind == MARK or token.capital or sentence.pack.has_articles or sentence.link_senses(index):
        return False
    if sentence.opens(index, ("events", "voices.say", "modality", "units")):
        return False
    ends = sentence.pack.endings_of_verbs
    behind = sentence.link("and", index - 1) or sentence.at("pronouns", index - 1)  # «A і яго напарнік B»
    return behind is not None and len(token.key) > 3 and not token.key.endswith(ends)


def is_plain_word(sentence: Sentence, index: int) -> bool:
    """Whether a small-lettered word that no list of events, voices or small words has stands there, and no verb."""
    token = sentence.tokens[index]
    if token.kind != "word" or token.capital or sentence.link_senses(index):
        return False
    if sentence.opens(index, ("events", "voices.say", "modality", "units")):
        return False
    ends = sentence.pack.endings_of_verbs
    return not token.key.endswith(ends)


def behind_group(sentence: Sentence, last: int, limit: int) -> int:
    """Return where the words end that say where counted people are of, a list going on there: «двое студентов БГУ и»."""
    at = last
    if sentence.at("events", at) is not None:
        return last  # «трое под стражей, ещё двое дома»
    if sentence.link_senses(at) & OF_WHERE:
        at += 1
    while at < limit and at - last <= LONGEST_HOUSE:
        token = sentence.tokens[at]
        if token.text == "," or sentence.link("and", at) is not None:
            return at
        house = token.capital or token.text in CLOSING | OPENING - DASHES
        if not house and not is_plain_word(sentence, at):
            break
        at += 1
    return last


def is_deed(sentence: Sentence, index: int) -> bool:
    """Whether a verb of an event, and no participle of one, stands there."""
    ends = sentence.pack.endings_of_verbs
    word = sentence.tokens[index].key
    return bool(ends) and sentence.at("events", index) is not None and word.endswith(ends)


def apart_by_role(one: Role, other: Role) -> bool:
    """Whether what two do in a text keeps them out of one list: a judge and whom he sentenced; unions have deputies too."""
    if one.name == other.name or "relative" in (one.name, other.name):
        return False
    return (one.hard or other.hard) and not of_any_body(one, other)


def of_any_body(one: Role, other: Role) -> bool:
    """Whether two bear no office, or one that a union or a party has too."""
    return {one.name, other.name} <= OF_ANY_BODY
