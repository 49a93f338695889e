"""What is due as an iCalendar file (RFC 5545): whole days, stable UIDs, and TENTATIVE for whatever may be otherwise.

The same register on the same day gives the same bytes. SEQUENCE is the number of entries of the lane: it only grows,
so that a calendar that took the file in before takes the new dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from habeas.register.due import Due, due_rules
from habeas.register.due_words import sentence, words_of

type Naming = Callable[[Due], str]


def calendar(
    rows: Iterable[Due], *, today: date, sequence: int, lang: str, private: bool, version: str, named: Naming
) -> bytes:
    """Return the calendar of ``rows``; ``named`` gives what stands in a title for a person.

    ``private`` calendars are marked as such in their name and in each event.
    """
    words = words_of(lang)
    found = Calendar()
    found.add("prodid", f"-//Habeas//{version}//{lang.upper()}")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    title = f"{words['title']}: {words['only']}" if private else str(words["title"])
    found.add("x-wr-calname", title)
    found.add("name", title)
    stamp = datetime.combine(today, time(), tzinfo=UTC)
    for one in rows:
        found.add_component(_event(one, stamp, sequence, lang, named(one), private=private))
    return bytes(found.to_ical())


def _event(one: Due, stamp: datetime, sequence: int, lang: str, name: str, *, private: bool) -> Event:
    first = one.span.first or one.span.last or stamp.date()
    last = one.span.last or first
    if (last - first).days >= int(due_rules()["longest_event"]) and one.kind not in ("campaign", "letters"):
        last = first
    event = Event()
    event.add("uid", f"{one.uid}@habeas")
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", sentence(one, lang, name))
    event.add("status", "CONFIRMED" if one.kind in ("campaign", "birthday") else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE" if private else "PUBLIC")
    event.add("description", _description(one, private=private))
    return event


def _description(one: Due, *, private: bool) -> str:
    """Return why it stands there: rules by their ids; reasons quote reports, so they stay out of a phone's calendar."""
    rules = ", ".join(rule for rule, _ in one.rules)
    lines = [one.reason.rule, *([rules] if rules else [])]
    if not private and one.kind != "campaign":
        lines.append(one.reason.words)
    return "\n".join(lines)
