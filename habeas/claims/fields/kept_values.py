"""Which of several values of one kind an event keeps: the nearest day and place, a finer one before a coarse one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.grammar.places import HOME, SPOT
from habeas.claims.sentences import Sentence


def kept_of(sentence: Sentence, trigger: Trigger, values: Sequence[Found]) -> list[Found]:
    """Return the values that an event keeps of those that came to it."""
    return one_place(sentence, trigger, one_date(sentence, trigger, named_agencies(values)))


def named_agencies(values: Sequence[Found]) -> list[Found]:
    """Leave out “officers”, “funkcjonariusze” where the agency that they are of is named too: “officers of the FSB”."""
    named = [
        value for value in values if value.kind == "agency" and any(char.isupper() for char in value.value)
    ]
    return [value for value in values if value.kind != "agency" or not named or value in named]


def one_date(sentence: Sentence, trigger: Trigger, values: Sequence[Found]) -> list[Found]:
    """Keep one date of several that came to an event: the nearest, a more exact one before “this year”."""
    dates = [value for value in values if value.kind == "date"]
    if len(dates) < 2:
        return list(values)
    exact = [date for date in dates if _exactness(date) == max(map(_exactness, dates))]
    nearest = min(exact, key=lambda date: _gap(sentence, trigger, date))
    return [value for value in values if value.kind != "date" or value is nearest]


def one_place(sentence: Sentence, trigger: Trigger, values: Sequence[Found]) -> list[Found]:
    """Keep one place of several that came to an event: a spot before a town, else the nearest with the towns listed with it."""
    places = [value for value in values if value.kind == "place"]
    if len(places) < 2:
        return list(values)
    away = [
        value for value in places if value.rule != HOME
    ] or places  # “in Melitopol ... from home”: the town
    if len(away) < len(places):
        return one_place(sentence, trigger, [one for one in values if one.kind != "place" or one in away])
    spots = [value for value in places if value.rule.startswith(SPOT)]
    nearest = min(spots or places, key=lambda place: _gap(sentence, trigger, place))
    kept = [nearest] if spots else [one for one in places if _is_listed_with(places, one, nearest)]
    return [value for value in values if value.kind != "place" or value in kept]


def _is_listed_with(places: Sequence[Found], one: Found, other: Found) -> bool:
    """Whether two towns stand in one list, a word or a comma between each: “in Minsk, Hrodna and Lida”."""
    first, last = min(one, other, key=_first), max(one, other, key=_first)
    chain = sorted((place for place in places if first.first <= place.first <= last.first), key=_first)
    return all(b.first - a.last <= 1 for a, b in pairwise(chain))


def _first(value: Found) -> int:
    return value.first


def _gap(sentence: Sentence, trigger: Trigger, value: Found) -> float:
    """Return how far a value stands from an event's words."""
    low, high = (value.last, trigger.first) if value.last <= trigger.first else (trigger.last, value.first)
    return sentence.distance(max(low - 1, 0), high)


def _exactness(date: Found) -> int:
    """Return 2 for a day (known or counted), 1 for a month, 0 for a year or a longer stretch."""
    if date.get("from") == "event" or "/" in date.value:
        return 1  # “a week earlier, on Tuesday 31 October”: the day that is named
    return date.value.count("-")


def listed_dates(sentence: Sentence, trigger: Trigger, values: Sequence[Found]) -> list[Found]:
    """Return the days listed behind a colon (“was detained twice: on 14 January and on 8 March”): as many events."""
    dates = [value for value in values if value.kind == "date" and value.first >= trigger.last]
    exact = [date for date in dates if _exactness(date) == max(map(_exactness, dates))]
    if len(exact) < 2:
        return []
    colon = any(token.text == ":" for token in sentence.tokens[trigger.last : exact[0].first])
    return exact if colon else []
