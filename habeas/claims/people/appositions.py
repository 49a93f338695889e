"""What stands between two names of one list besides commas and “and”: who each of them is.

“A, editor of the portal, and the photographer of the club B were held”; „wiceprzewodniczący rady A i jeden z liderów ruchu
B”. A stretch describes somebody if it holds a word for a person and nothing that could happen or be said.
"""

from __future__ import annotations

from habeas.claims.sentences import SHORTEST_TRADE, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

LONGEST = 12  # words that tell who one person is
LONGEST_BODY = 8  # tokens of «завода «Белкард»», „portalu BG.Media”
LONGEST_OF_TWO = 18  # the same between two commas
MOST_UNKNOWN = 5  # of these, words in small letters that no list has
SOON = 5  # words between “and” and the name of the last one
PEOPLE = ("persons", "roles", "relatives", "peoples")
KNOWN = (*PEOPLE, "ages", "places", "bodies", "agencies", "courts", "facilities", "pronouns")
NEVER = ("events", "voices.say", "voices.according", "modality", "units")
NEVER_LINKS = ("who", "but", "by", "about", "not", "including", "except", "passive")
QUOTES = frozenset("«»“”„\"'’-–")


def only_described(sentence: Sentence, first: int, last: int, other_end: int) -> bool:
    """Whether the words between two names of a list say who they are, with a comma or “and” between the two.

    Behind a comma alone the second name, which ends at ``other_end``, is of the list only if that goes on or ends there:
    “A, the father of two B got a warning” are two clauses.
    """
    at, joined, ended = first, False, False
    if _is_comma(sentence, at):  # “A, editor of the portal, and B”
        end = _described(sentence, at + 1, last)
        if end > at + 1 and (_is_comma(sentence, end) or sentence.link("and", end) is not None):
            at = end
    while at < last:
        link = sentence.link("and", at) or sentence.link("or", at)
        step = link.last if link is not None else at + 1 if _is_comma(sentence, at) else 0
        if not step and joined and _is_unknown_name(sentence, at, last):
            step = at + 1  # “A, Viktoryya and B”
        elif not step:
            break
        at, joined, ended = step, True, ended or link is not None
    if not joined or at == last:
        return joined
    end = _described(sentence, at, last, listed=_is_enumerated(sentence, other_end))
    end += end == last - 1 and _is_comma(sentence, end) and sentence.at("pronouns", at) is not None
    return end == last and (ended or _goes_on(sentence, other_end))  # “A and her camerawoman, B,”


def is_kin_by_name(sentence: Sentence, first: int, last: int, other: int) -> bool:
    """Whether a relative's word stands in front of a name and none behind it: in «жена задержанного X, Анна,» Anna is she, and no second one.

    ``first`` and ``last`` are where the first name begins and ends, ``other`` where the second begins.
    """
    kin = sentence.marks("relatives")
    return any(mark.last <= first for mark in kin) and not any(last <= mark.first < other for mark in kin)


def each_is_told(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words between two commas say who the first is, and “and” leads to a second: both are subjects of what follows.

    “A, a member of the board and head of the centre, and B, a volunteer, were jailed”, „A, który kierował centrum, i B zostali zatrzymani”.
    ``first`` is where the first name ends, ``last`` where the second, or a counted group, begins.
    """
    last = next(
        (one.first for one in sentence.marks("further") if one.last == last), last
    )  # “and another nine”
    links = [one for one in sentence.links("and") if one.last <= last <= one.last + MOST_UNKNOWN]
    link = max(links, key=lambda one: one.last, default=None)
    if link is None or not (_is_comma(sentence, first) and _is_comma(sentence, link.first - 1)):
        return False
    if (
        not first < link.first - 1 <= first + LONGEST_OF_TWO
        or _described(sentence, link.last, last) != last != link.last
    ):
        return False
    happened = [mark.first for mark in (*sentence.marks("events"), *sentence.marks("voices.say"))]
    return bool(happened) and min(happened) > last


def tells_nothing_more(sentence: Sentence, first: int, last: int) -> bool:
    """Whether no event and no stretch of time stands there: „(redaktor naczelna największego portalu)”."""
    return not any(
        first <= mark.first < last for name in ("events", "units") for mark in sentence.marks(name)
    )


def is_listed_behind(sentence: Sentence, index: int) -> bool:
    """Whether “including” follows, at once or behind a comma, or a colon with a capital behind it."""
    mark = sentence.tokens[index].text if index < len(sentence.tokens) else ""
    colon = mark == ":" and index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].capital
    return colon or sentence.link("including", index + (mark == ",")) is not None


def _is_unknown_name(sentence: Sentence, index: int, last: int) -> bool:
    """Whether a capitalised word that no list has stands between two commas, or a comma and “and”."""
    token = sentence.tokens[index]
    if not token.capital or index + 1 >= last or sentence.opens(index, KNOWN):
        return False
    return _is_comma(sentence, index + 1) or sentence.link("and", index + 1) is not None


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether a mark, “and” or the end of the sentence stands at ``index``."""
    return (
        index >= len(sentence.tokens)
        or sentence.tokens[index].kind == MARK
        or sentence.link("and", index) is not None
    )


def _is_comma(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.tokens) and sentence.tokens[index].text == ","


def _is_enumerated(sentence: Sentence, index: int) -> bool:
    """Whether a list goes on behind a name until “and” leads to its last one, and nothing happens before that."""
    if not _is_comma(sentence, index) and sentence.link("and", index) is None:
        return False
    links = [mark for mark in sentence.links("and") if mark.first >= index]
    named = [
        one for one in links if any(token.capital for token in sentence.tokens[one.last : one.last + SOON])
    ]
    return bool(named) and not any(
        index <= mark.first < named[0].last for name in NEVER[:3] for mark in sentence.marks(name)
    )


def _opens_trade(sentence: Sentence, index: int) -> bool:
    """Whether a word in small letters that no list has can be what somebody is: «доцент из Полоцка Юрий С.»."""
    token = sentence.tokens[index]
    unlisted = token.kind == WORD and not token.capital and not sentence.link_senses(index)
    return unlisted and len(token.key) >= SHORTEST_TRADE and not sentence.opens(index, (*KNOWN, *NEVER))


def _described(sentence: Sentence, first: int, last: int, *, listed: bool = False) -> int:
    """Return the end of the words from ``first`` that describe a person (``first`` itself if they do not).

    In a list (``listed``) the first of them may be a trade that the pack does not have.
    """
    at, unknown, people = first, 0, listed and first < last and _opens_trade(sentence, first)
    while at < last and at - first < LONGEST:
        if (former := sentence.link("former", at)) is not None:
            people, at = True, former.last  # «колишній регбіст»; „były” is “were” too
            continue
        if any(sentence.link(name, at) is not None for name in NEVER_LINKS):
            break
        if _is_comma(sentence, at) or (people and sentence.link("and", at) is not None):
            break
        known = [mark for name in KNOWN if (mark := sentence.at(name, at)) is not None and mark.last <= last]
        if known:
            people = people or any(mark.payload.category in PEOPLE for mark in known)
            at = max(mark.last for mark in known)
            continue
        if sentence.opens(at, NEVER) or not _plain(sentence, at):
            return first
        token = sentence.tokens[at]
        unknown += not token.capital and not sentence.link_senses(at) and token.kind != MARK
        at += 1
    return at if people and unknown <= MOST_UNKNOWN else first


def _plain(sentence: Sentence, index: int) -> bool:
    """Whether a word can describe somebody: no number, no mark but quotation marks, and no verb by its ending."""
    token = sentence.tokens[index]
    if token.kind == NUMBER:
        return False
    if token.kind == MARK:
        return token.text in QUOTES or token.glued
    if token.capital or sentence.link_senses(index):
        return True
    ends = sentence.pack.endings_of_verbs
    return not token.key.endswith(ends) if ends else not token.key.endswith("ed")


def behind_noun(sentence: Sentence, index: int) -> int | None:
    """Return where an owner can begin behind a word for people: after “of”, or at once where a case marks the owner."""
    of = sentence.link("of", index)
    if of is not None:
        return of.last
    return None if sentence.pack.has_articles else index


def says_whose(
    sentence: Sentence, between: tuple[int, int], cases: frozenset[str], others: frozenset[str]
) -> bool:
    """Whether a second name only says whose the first one is: “A, a former student of B,”, «А, бывший сотрудник Б,».

    ``between`` are the tokens from the first name to the second, ``cases`` and ``others`` those in which the two can stand.
    """
    first, last = between
    if last - first < 2 or sentence.tokens[first].text != ",":
        return False
    words = sentence.tokens[first + 1 : last]
    if any(token.kind != WORD or token.capital for token in words):
        return False
    if sentence.pack.has_articles:
        of = next((mark for mark in sentence.links("of") if mark.last == last), None)
        return of is not None and any(
            sentence.ends(name, of.first) for name in ("persons", "peoples", "roles")
        )
    return "nom" in cases and "gen" in others and "nom" not in others


def is_where_they_work(sentence: Sentence, between: range, cases: frozenset[str]) -> bool:
    """Whether only a body's name stands between a number of people and those they are: «двух сотрудников завода «Белкард» Инну К. и ...».

    ``cases`` are those in which the first name can stand; of a genitive alone the body may be hers.
    """
    if sentence.pack.has_articles or len(between) > LONGEST_BODY or (cases and cases <= {"gen"}):
        return False
    inside = between[:-1] if sentence.tokens[between[-1]].text == "," else between
    named = any(sentence.tokens[at].capital for at in inside)
    return named and not any(
        sentence.tokens[at].text == ","
        or sentence.link_senses(at)
        or sentence.opens(at, ("events", "voices.say"))
        for at in inside
    )
