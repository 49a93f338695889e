"""The words for the act or offence of which somebody is accused, without article numbers.

They follow “charged with”, “accused of” and their like, or a plain “for” behind an event; or they stand in
brackets or quotation marks behind an article. They end where the clause does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.accusation_end import end_of_act
from habeas.claims.fields.accusation_words import (
    behind_values,
    closed,
    closes_quotation,
    is_paid,
    named_already,
    one_more,
    parted,
    with_its_date,
)
from habeas.claims.fields.accusations_beside import QUOTES, beside_articles, named_behind, quoted
from habeas.claims.fields.acts_in_front import leads_up_to_event, with_its_people
from habeas.claims.fields.behind_people import begins_behind
from habeas.claims.fields.for_whom import is_of_somebody, leads_to_name
from habeas.claims.fields.told_acts import begins_act, what_is_told
from habeas.claims.fields.told_reasons import is_reason
from habeas.claims.found import Found
from habeas.claims.grammar.numbers import number_at
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

TOLD = "told"  # behind “the court found” a clause tells the act
GOES_ON = frozenset({"about", "of", "in", "former"})
ANOTHER = (
    "events",
    "persons",
    "roles",
    "relatives",
    "pronouns",
    "penalties",
    "units",
    "voices.say",
    "numbers",
    "facilities",
)
WEAK_REACH = 14.0
SHADOWS = ("voices.according", "voices.say", "relative", "penalties", "modality", "links", "counts", "parts",
           "facilities")  # fmt: skip
LEAVE_ROOM = frozenset({"sentence", "fine", "charge", "hearing"})
UPHELD = frozenset({"appeal"})  # “upheld X's sentence: 13 years for espionage”
ACCUSED = frozenset({"charge", "sentence", "fine", "detention", "custody", "acquittal", "exposure", "hearing",
                     "wanted", "arrest_order"})  # fmt: skip


def find_accusations(
    sentence: Sentence, values: Sequence[Found], triggers: Sequence[Trigger], names: Mapping[int, int]
) -> list[Found]:
    """Return every accusation of the sentence, in order; ``names``: where each name begins, and where it ends."""
    found: list[Found] = []
    for mark in _introductions(sentence, values, triggers, names):
        weak = mark.payload.sense == "weak"
        if weak and (mark.last in names or leads_to_name(sentence, mark.last, names)):
            continue
        begin = begins_behind(sentence, mark.last, names)
        told_of = mark.payload.sense != TOLD and is_of_somebody(sentence, mark.last, names)
        if told_of and begin == mark.last:  # “the case of the artist X”
            continue
        if any(value.overlaps(mark.first, mark.last) for value in found):
            continue
        if mark.payload.sense == "weak" and named_already(sentence, mark, found, values, triggers):
            continue
        told = [one for one in triggers if not _begins_with(one, mark)]
        told = with_its_people(sentence, mark, told, names) if weak else told
        if mark.payload.sense == TOLD:
            accusation = _told(sentence, mark, values, told, names)
        else:
            accusation = _from(sentence, begin, values, told, names)
        while accusation is not None and not any(accusation.overlaps(v.first, v.last) for v in found):
            parting = parted(sentence, mark, accusation)
            if parting is not None:
                accusation = _accusation(sentence, accusation.first, parting[0]) or accusation
            accusation = with_its_date(sentence, accusation, values)
            found.append(accusation)
            more = parting[1] if parting is not None else one_more(sentence, accusation, values)
            accusation = _from(sentence, more, values, triggers, names) if more is not None else None
    found += [
        one for one in closed(sentence, values) if not any(one.overlaps(v.first, v.last) for v in found)
    ]
    for beside in [*beside_articles(sentence, values), *named_behind(sentence)]:
        if not any(other.overlaps(beside.first, beside.last) for other in found):
            found.append(beside)
    return sorted(found, key=lambda value: value.first)


def _told(
    sentence: Sentence,
    mark: Mark,
    values: Sequence[Found],
    triggers: Sequence[Trigger],
    names: Mapping[int, int],
) -> Found | None:
    """Return the act that a clause tells behind “the court found”; no event may begin with its verb."""
    first = begins_act(sentence, mark.last, names)
    if first is None or any(one.first <= first < one.last for one in triggers if mark.last <= one.first):
        return None
    if sentence.at("accusation", first) is not None:
        return None  # «признал X виновной в том, что ...»
    last = end_of_act(sentence, first, values, triggers, names)
    return _accusation(sentence, first, last) if last > first + 1 else None


def _begins_with(trigger: Trigger, mark: Mark) -> bool:
    """Whether an event's words begin with those that lead to the act and go on into it: «вменяют участие», «судят за посты»."""
    inside = trigger.first == mark.first and mark.last < trigger.last and mark.last not in trigger.skipped
    return mark.payload.sense == "strong" and trigger.type in ACCUSED and inside


def _introductions(
    sentence: Sentence, values: Sequence[Found], triggers: Sequence[Trigger], names: Mapping[int, int]
) -> list[Mark]:
    """Return the marks after which an accusation stands: the sure ones, and weak ones near an event that has one."""
    never = [mark for mark in sentence.marks("accusation") if mark.payload.sense == "not"]
    sure = [
        mark
        for mark in sentence.marks("accusation")
        if (mark.payload.sense in ("strong", TOLD) or is_reason(mark))
        and not any(_says_otherwise(one, mark) for one in never)
    ]
    weak = [
        mark
        for mark in sentence.marks("accusation")
        if mark.payload.sense == "weak"
        and (
            not _shadowed(sentence, mark)
            or any(one.first == mark.last and is_paid(sentence, one) for one in values)
        )
        and (
            _follows_event(sentence, mark, triggers)
            or _follows_term(mark, values, triggers)
            or leads_up_to_event(sentence, mark, triggers)
        )
    ]
    opening = [
        mark
        for mark in sentence.marks("accusation")
        if mark.payload.sense == "behind"
        and mark.first == 0
        and not _shadowed(sentence, mark)
        and leads_up_to_event(sentence, mark, triggers)
    ]  # «В шпионаже обвиняют X»
    return sorted(
        [*sure, *weak, *opening, *behind_values(sentence, values, triggers, names)],
        key=lambda mark: (mark.first, -mark.last),
    )


def _says_otherwise(never: Mark, mark: Mark) -> bool:
    """Whether words that lead to no act begin with those that would, or with the last of them: «судили за закрытыми дверями»."""
    over = never.first <= mark.first < never.last and not (
        never.first == mark.first and never.last < mark.last
    )
    return over or never.first == mark.last - 1 < mark.last < never.last


def _shadowed(sentence: Sentence, mark: Mark) -> bool:
    """Whether a longer phrase begins with the same word: «за словами» is a voice, «за ґратами» a prison."""
    longer = (sentence.at(category, mark.first) for category in SHADOWS)
    never = [other for other in sentence.marks("accusation") if other.payload.sense == "not"]
    return any(other is not None and other.last > mark.last for other in longer) or any(
        other.first <= mark.first < other.last for other in never
    )


def _follows_term(mark: Mark, values: Sequence[Found], triggers: Sequence[Trigger]) -> bool:
    """Whether the word stands right behind a term or fine: “five years for ...”."""
    ends = {value.last for value in values if value.kind in ("term", "fine")}
    return mark.first in ends and any(trigger.type in ACCUSED | UPHELD for trigger in triggers)


def _follows_event(sentence: Sentence, mark: Mark, triggers: Sequence[Trigger]) -> bool:
    if mark.first == 0:
        return any(trigger.type in ACCUSED for trigger in triggers)
    before = [trigger for trigger in triggers if trigger.last <= mark.first or trigger.last == mark.last]
    if not before or before[-1].type not in ACCUSED:
        return False
    return sentence.distance(before[-1].last - 1, mark.first) <= WEAK_REACH


def _from(
    sentence: Sentence,
    index: int,
    values: Sequence[Found],
    triggers: Sequence[Trigger],
    names: Mapping[int, int],
) -> Found | None:
    tokens = sentence.tokens
    while index < len(tokens) and (
        tokens[index].text in ":-–—" or sentence.link("article_the", index) is not None
    ):
        index += 1
    article = sentence.at("article", index)
    about = sentence.link("about", article.last) if article is not None else None
    index = about.last if about is not None else index  # «засудив за статтею про «фейки»»
    if index >= len(tokens) or any(_is_said_by(one, index) for one in triggers):
        return None  # “zarzuty usłyszała”, but not „skazany za przelewy na trzy lata”
    if tokens[index].text in QUOTES:
        words = quoted(sentence, index)
        if words is None or words.last + 1 in names:
            return words
        more = _joined(sentence, words.last + 1, values, triggers, names)
        if more is not None:
            return _accusation(sentence, index, more)
        if not _goes_on(sentence, words.last + 1, values, triggers):
            return words
        return _accusation(sentence, index, end_of_act(sentence, words.last + 1, values, triggers, names))
    paid = any(one.first == index and is_paid(sentence, one) for one in values)
    if not paid and any(one.first <= index < one.last and one.kind != "place" for one in values):
        return None
    told = what_is_told(sentence, index, names)
    if told is not None and any(trigger.first == told for trigger in triggers):
        return None  # «ФСБ утверждает, что задержала X»: what they did themselves
    if told is not None:
        return _accusation(sentence, told, end_of_act(sentence, told, values, triggers, names))
    number = number_at(sentence, index)
    if number is not None and sentence.at("units", number.last) is not None:
        return None  # «за три дня»
    if sentence.at("single", index) is not None and sentence.at("units", index + 1) is not None:
        return None  # “for a week”
    last = end_of_act(sentence, index, values, triggers, names)
    return _accusation(sentence, index, last, paid=paid)


def _is_said_by(trigger: Trigger, index: int) -> bool:
    """Whether a token is one of an event's own words; “skazany .. na”, «підозру .. оголосили» leave room for the act."""
    room = trigger.type in LEAVE_ROOM and index in trigger.skipped
    return trigger.first < index < trigger.last and not room


def _joined(
    sentence: Sentence,
    index: int,
    values: Sequence[Found],
    triggers: Sequence[Trigger],
    names: Mapping[int, int],
) -> int | None:
    """Return where a second offence ends, told in plain words behind a quoted one: «за «оскорбление» и участие в акциях»."""
    link = sentence.link("and", index)
    if link is None or link.last >= len(sentence.tokens) or link.last in names:
        return None
    token = sentence.tokens[link.last]
    plain = token.kind == WORD and not token.capital and not sentence.link_senses(link.last)
    verb = token.key.endswith(sentence.pack.endings_of_verbs) or (
        sentence.pack.has_articles and token.key.endswith("ed")
    )
    if (
        not plain
        or verb
        or sentence.opens(link.last, ANOTHER)
        or any(one.first == link.last for one in values)
    ):
        return None
    last = end_of_act(sentence, link.last, values, triggers, names)
    told = any(link.last <= one.first <= last for one in triggers) or last in names
    return None if told or (last < len(sentence.tokens) and sentence.tokens[last].kind == WORD) else last


def _goes_on(sentence: Sentence, index: int, values: Sequence[Found], triggers: Sequence[Trigger]) -> bool:
    """Whether an accusation that begins with a quotation goes on behind it: “fakes” about the army."""
    if index >= len(sentence.tokens) or sentence.tokens[index].kind != WORD:
        return False
    senses = sentence.link_senses(index)
    if senses and not senses & GOES_ON:
        return False
    if sentence.at("accusation", index) is not None or sentence.opens(index, ("persons", "roles", "ages")):
        return False  # «по статье о "фейках" журналиста X к восьми годам»
    busy = any(value.first == index or value.first == index + 1 for value in values)
    return (
        not busy
        and not any(one.first == index or _is_said_by(one, index) for one in triggers)
        and not sentence.at("voices.say", index)
    )


def _accusation(sentence: Sentence, first: int, last: int, *, paid: bool = False) -> Found | None:
    while last > first + 1 and (
        (sentence.tokens[last - 1].kind == MARK and not closes_quotation(sentence, first, last))
        or sentence.link("and", last - 1) is not None
    ):
        last -= 1
    opened = sentence.tokens[first].text in QUOTES
    if last <= first or (sentence.tokens[first].kind in (NUMBER, MARK) and not opened and not paid):
        return None
    return Found("accusation", sentence.words(first, last), first, last, "accusation.words")
