"""Accusations whose small word stands apart from the verb, and such as a word behind them closes.

“Charged under Article 309 with damaging ...”, «обвиняют по статье 309 в ...», “oskarżono z art. 361 o ...”; “on sabotage charges”.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.sentences import QUOTE_OPENS, Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

ACCUSES = frozenset({"charge", "sentence", "acquittal", "hearing"})
LED_BY = frozenset({"article", "code", "court"})
AMONG_WORDS = frozenset({"date", "place"})  # “convicted in Brest on July 2 of rioting”
REACH, OF_A_NAME = 16.0, 8.0
NAMED_NEAR = 14  # tokens between an offence and the act for which it is charged
WRITTEN = ("date.written", "date.year", "date.numeric")
LONGEST = 8  # tokens between “on” and “charges”
SMALL_WORD = 3  # letters of a word that leads to a place
DOING = 3  # tokens between a court and what it does
LONG_ENOUGH = 6  # letters of a participle
QUOTE_ENDS = '»”“"'
EMPTY = frozenset(
    {
        "a",
        "an",
        "the",
        "new",
        "several",
        "such",
        "these",
        "similar",
        "other",
        "same",
        "criminal",
        "further",
        "two",
        "three",
        "those",
    }
)
NO_ACT = ("places", "spots", "months", "weekdays", "seasons", "relative", "courts", "facilities", "not_names")


def behind_values(
    sentence: Sentence, values: Sequence[Found], triggers: Sequence[Trigger], names: Mapping[int, int]
) -> list[Mark]:
    """Return the small words right behind an article, a court or a name whose verb of accusing stands in front of it."""
    found = []
    ends = {last: first for first, last in names.items()}
    for mark in sentence.marks("accusation"):
        if mark.payload.sense != "behind" or not _opens_act(sentence, mark.last):
            continue
        if any(
            one.payload.sense == "not" and one.first == mark.first for one in sentence.marks("accusation")
        ):
            continue  # «решение районного суда в отношении X»
        if any(one.type in ACCUSES and one.skipped and one.last == mark.last for one in triggers):
            found.append(mark)  # “charged the beekeeper X with ...”
            continue
        first = ends.get(mark.first, mark.first)
        if first < mark.first and any(
            one.type == "charge" and one.first < mark.first and sentence.distance(one.first, first) <= OF_A_NAME
            and not any(one.last <= other.first < mark.first for other in triggers)
            for one in triggers
        ):  # fmt: skip
            found.append(mark)  # «обвинили пасечника X в ...»
            continue
        led = [
            value
            for value in values
            if value.kind in LED_BY | AMONG_WORDS and _ends_at(sentence, value, mark.first)
        ]
        if not sentence.pack.has_articles:  # «судили в среду в закрытом режиме» tells of no act
            led = [value for value in led if value.kind in LED_BY]
        if any(
            one.type in ACCUSES and one.last <= value.first
            and sentence.distance(one.last - 1, value.first) <= REACH
            for value in led for one in triggers
        ):  # fmt: skip
            found.append(mark)
    return found


def _ends_at(sentence: Sentence, value: Found, index: int) -> bool:
    """Whether a value ends right in front of ``index``, a bracket or the name of its code between."""
    between = sentence.tokens[value.last : index]
    return value.last <= index and (
        not between or (len(between) <= 4 and all(token.kind == MARK or token.upper for token in between))
    )


def _opens_act(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    if token.kind == NUMBER or (token.kind != MARK and token.capital):
        return False
    return all(sentence.at(name, index) is None for name in NO_ACT)


def closed(sentence: Sentence, values: Sequence[Found]) -> list[Found]:
    """Return what stands between “on” and “charges”: “jailed for five years on sabotage and treason charges”."""
    marks = sentence.marks("accusation")
    opening = [mark for mark in marks if mark.payload.sense == "opening"]
    found = []
    for closing in (mark for mark in marks if mark.payload.sense == "closing"):
        begins = [one.last for one in opening if 0 < closing.first - one.last <= LONGEST]
        if not begins:
            continue
        first = max(begins)
        if any(value.overlaps(first, closing.first) for value in values):
            continue
        words = sentence.words(first, closing.first)
        if all(word.casefold() in EMPTY for word in words.split()):
            continue  # “on a new charge of ...”
        found.append(Found("accusation", words, first, closing.first, "accusation.closed"))
    return found


def named_already(
    sentence: Sentence,
    mark: Mark,
    found: Sequence[Found],
    values: Sequence[Found],
    triggers: Sequence[Trigger],
) -> bool:
    """Whether the offence was named just before, and the act for which follows: “charged with rioting (Article 293) over a post”."""
    for one in found:
        between = sentence.tokens[one.last : mark.first]
        own = {at for value in values for at in range(value.first, value.last)}
        words = [
            at for at in range(one.last, mark.first) if sentence.tokens[at].kind == WORD and at not in own
        ]
        if one.last <= mark.first and len(between) <= NAMED_NEAR and not words:
            return all(not one.last <= trigger.first < mark.first for trigger in triggers)
    return False


def one_more(sentence: Sentence, accusation: Found, values: Sequence[Found]) -> int | None:
    """Return where a second offence begins, told with its article or in quotation marks: “rioting (Article 293) and violence (Article 364)”."""
    tokens, at = sentence.tokens, accusation.last
    while at < len(tokens) and (
        tokens[at].kind == MARK or any(v.first <= at < v.last for v in values if v.kind in LED_BY)
    ):
        at += 1
    link = sentence.link("and", at)
    if link is None or link.last >= len(tokens) or not _opens_act(sentence, link.last):
        return None
    if tokens[link.last].text in QUOTE_OPENS:
        return link.last
    behind = [v.first for v in values if v.kind == "article" and v.first > link.last]
    named = (
        any(v.first < behind[0] and v.last > link.last for v in values if v.kind != "article")
        if behind
        else True
    )
    return link.last if behind and not named and behind[0] - link.last <= LONGEST else None


def with_its_date(sentence: Sentence, accusation: Found, values: Sequence[Found]) -> Found:
    """Let an act keep the day, with its year, that stands right behind it: “taking part in the march of 11 August 2020”."""
    for value in values:
        if value.kind != "date" or value.rule not in WRITTEN or "XXXX" in value.value:
            continue
        between = range(accusation.last, value.first)
        if (
            value.first >= accusation.last
            and len(between) <= 1
            and all(sentence.link_senses(at) for at in between)
        ):
            words = sentence.words(accusation.first, value.last)
            return replace(accusation, value=words, last=value.last)
    return accusation


def befell(index: int, triggers: Sequence[Trigger], names: Mapping[int, int]) -> bool:
    """Whether the one named here is whom it befell: «За маўчанне Ігната пасадзілі», but not «За абразу Ігната пасадзілі Паўла»."""
    behind = names.get(index)
    return any(trigger.first == behind for trigger in triggers) and max(names) == index


def _is_day_of_a_thing(sentence: Sentence, value: Found) -> bool:
    """Whether a day stands between “the” and what happened on it: “organising the July 1 march”."""
    if (
        value.kind != "date"
        or not sentence.link_ends("article_the", value.first)
        or value.last >= len(sentence.tokens)
    ):
        return False
    token = sentence.tokens[value.last]
    return token.kind == WORD and not token.capital and not sentence.link_senses(value.last)


def is_of_the_act(sentence: Sentence, value: Found, triggers: Sequence[Trigger]) -> bool:
    """Whether a value belongs to what was done: a place, “a transfer of eight dollars”, “a picket at the court's building”.

    Money behind a small word is a fine («за пост на 500 рублей», but «за донат в 500 рублей»), and a court in front of an event's words is whose doing it is.
    """
    if value.kind in ("place", "agency") or _is_day_of_a_thing(sentence, value):
        return True
    if value.kind == "facility" and _is_whose(sentence, value.first - 1):
        return True  # «напад на начальника ізолятора», “the head of the prison”
    if value.kind == "fine":
        before = sentence.tokens[value.first - 1]
        sized = sentence.link_ends("of", value.first) or (len(before.key) == 1 and before.kind == WORD)
        return sized or (not sentence.link_senses(value.first - 1) and before.kind == WORD)
    doing = any(0 <= one.first - value.last <= DOING for one in triggers)
    return value.rule == "court.unnamed" and not doing and not sentence.link_senses(value.first - 1)


def _is_whose(sentence: Sentence, index: int) -> bool:
    """Whether the word in front of a prison is what belongs to it: a noun, or “of” behind one, and no small word that says where."""
    token = sentence.tokens[index]
    if sentence.pack.has_articles:
        return sentence.link_ends("of", index + (sentence.link("article_the", index) is None))
    return token.kind == WORD and len(token.key) > SMALL_WORD and not sentence.link_senses(index)


def tells_more_of_it(sentence: Sentence, index: int) -> bool:
    """Whether a participle goes on telling the act behind a comma: «стихотворение, прочитанное на вечере»."""
    ends = tuple(sentence.pack.keys.get("act_endings", ()))
    token = sentence.tokens[index]
    plain = token.kind == WORD and not token.capital and len(token.key) >= LONG_ENOUGH
    known = any(sentence.at(name, index) is not None for name in ("events", "persons", "roles", "relatives"))
    return bool(ends) and plain and not known and token.key.endswith(ends)


def is_paid(sentence: Sentence, value: Found) -> bool:
    """Whether money right behind “for” is the act: «15 лет за 35 тысяч гривен, переведённых армии», “for a $51 donation”."""
    return value.kind == "fine" and sentence.at("fines", value.last) is None


def closes_quotation(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the last token closes a quotation that was opened behind ``first``: «подписку на канал «Хартия»»."""
    return sentence.tokens[last - 1].text in QUOTE_ENDS and any(
        token.text in QUOTE_OPENS for token in sentence.tokens[first + 1 : last - 1]
    )


def parted(sentence: Sentence, mark: Mark, accusation: Found) -> tuple[int, int] | None:
    """Return where a first offence ends and a second begins: «в оскорблении X и ещё в разжигании Y», the small word told again."""
    led = mark.last - 1
    if sentence.link("in", led) is None or accusation.first != mark.last:
        return None
    for link in sentence.links("and"):
        if not accusation.first < link.first < accusation.last:
            continue
        for at in (link.last, link.last + bool(sentence.link_senses(link.last))):
            short = (
                at < accusation.last - 1 and len(sentence.tokens[at].key) <= len(sentence.tokens[led].key) + 1
            )
            if short and sentence.link("in", at) is not None:
                return link.first, at + 1
    return None
