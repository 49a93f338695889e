"""Dates for calendar programs: iCalendar (RFC 5545, RFC 7986), one file a language and a kind of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from icalendar import Calendar, vDate, vDatetime, vRecur
from icalendar import Event as Entry

from habeas.packs.loader import load
from habeas.publish.changes import urn_of
from habeas.publish.dates import date_words
from habeas.publish.diary import Event, diary
from habeas.publish.edition import Edition
from habeas.publish.names import named
from habeas.publish.pieces import Piece, Read
from habeas.publish.plain import plain, readable
from habeas.publish.words import Words, words_of

CALENDARS = ("all", "hearings", "custody", "releases", "birthdays", "days")
_HOLD = b"END:VCALENDAR\r\n"


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the calendars of every language."""
    rests = edition.whole("calendars")
    events = diary(edition)
    for lang in edition.languages:
        words = words_of(lang)
        told: dict[str, bytes] = {}
        for name in CALENDARS:
            make = partial(_calendar, edition, words, name, events, told)
            yield Piece(f"{lang}/calendars/{name}.ics", rests, make)


def _calendar(
    edition: Edition,
    words: Words,
    name: str,
    events: tuple[Event, ...],
    told: dict[str, bytes],
    _read: Read,
) -> bytes:
    """``told`` keeps each event's lines, for it stands in two calendars."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Habeas//{words.lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    title = readable(f"{edition.site_title(words)} — {plain(words.text('pages.calendars.' + name))}")
    if edition.mode != "real":
        title += f" — {plain(words.text('site.mode.' + edition.mode))}"
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    lines = []
    for event in events:
        if name in ("all", event.calendar):
            if event.uid not in told:
                told[event.uid] = _entry(edition, event, words).to_ical()
            lines.append(told[event.uid])
    if name in ("all", "days"):
        lines += [_day(edition, row, words).to_ical() for row in load("site/campaign_days.yml").data["days"]]
    whole = calendar.to_ical()
    return bytes(whole[: -len(_HOLD)] + b"".join(lines) + _HOLD)


def _entry(edition: Edition, event: Event, words: Words) -> Entry:
    first = named(event.record, edition, words).first
    name = first.name if first else words.text("site.person.unnamed")
    if event.type == "birthday":
        summary = words.text("pages.calendars.birthday", name=name)
    else:
        summary = words.text("pages.calendars.event", name=name, what=words.term("claim_types", event.type))
    entry = _all_day(event.uid, plain(summary), event.first, event.last, event.status)
    entry.add("dtstamp", vDatetime(_midnight(event.changed)))
    entry.add("sequence", event.sequence)
    entry.add("description", _description(event, words))
    if event.yearly:
        entry.add("rrule", vRecur(freq="YEARLY"))
    if edition.settings.base:
        entry.add("url", f"{edition.settings.base}{words.lang}/people/{event.record.id}.html")
    return entry


def _description(event: Event, words: Words) -> str:
    parts = []
    if event.last > event.first:
        parts.append(words.text("pages.calendars.within", date=date_words(event.text, words)))
    if event.status == "TENTATIVE":
        parts.append(words.text("pages.calendars.not_sure"))
    if event.back:
        parts.append(words.text("pages.calendars.back"))
    if event.evidence:
        parts.append(
            words.text(
                "pages.calendars.source",
                publisher=event.evidence.publisher or words.text("site.fact.no_publisher"),
                date=date_words(event.evidence.published, words)
                if event.evidence.published
                else words.text("dates.unknown"),
            )
        )
    return " ".join(plain(part) for part in parts)


def _day(edition: Edition, row: dict[str, Any], words: Words) -> Entry:
    """A day of action, every year."""
    day = date.fromisoformat(f"{edition.today.year}-{row['day']}")
    uid = f"{urn_of('day', row['key']).rsplit(':', 1)[-1]}@habeas"
    entry = _all_day(uid, str(row["names"][words.lang]), day, day, "CONFIRMED")
    entry.add("dtstamp", vDatetime(datetime(2020, 1, 1, tzinfo=UTC)))
    entry.add("sequence", 0)
    entry.add("rrule", vRecur(freq="YEARLY"))
    entry.add("description", str(row["source"]))
    return entry


def _all_day(uid: str, summary: str, first: date, last: date, status: str) -> Entry:
    entry = Entry()
    entry.add("uid", uid)
    entry.add("dtstart", vDate(first))
    entry.add("dtend", vDate(last + timedelta(days=1)))
    entry.add("summary", summary)
    entry.add("status", status)
    entry.add("transp", "TRANSPARENT")
    return entry


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), tzinfo=UTC)
