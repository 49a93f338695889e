"""Dates for calendar programs: iCalendar (RFC 5545, RFC 7986), one file a language and a kind of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial

from icalendar import Calendar, vDatetime, vRecur
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
_END = b"END:VEVENT\r\n"
_ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))
_ONE = timedelta(days=1)
_WIDE = 75  # bytes of a line, RFC 5545, 3.1


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the calendars of every language."""
    rests = edition.whole("calendars")
    events = diary(edition)
    dates: dict[str, bytes] = {}
    for lang in edition.languages:
        words = words_of(lang)
        told: dict[str, bytes] = {}
        for name in CALENDARS:
            make = partial(_calendar, edition, words, name, events, (dates, told))
            yield Piece(f"{lang}/calendars/{name}.ics", rests, make)


def _calendar(
    edition: Edition,
    words: Words,
    name: str,
    events: tuple[Event, ...],
    known: tuple[dict[str, bytes], dict[str, bytes]],
    _read: Read,
) -> bytes:
    """``known`` keeps each event: what is the same in all languages, and, as it stands in two calendars, the whole."""
    dates, told = known
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
                if event.uid not in dates:
                    dates[event.uid] = _dated(event)
                told[event.uid] = dates[event.uid] + _worded(edition, event, words) + _END
            lines.append(told[event.uid])
    if name in ("all", "days"):
        lines += _days(words, edition.today.year)
    whole = calendar.to_ical()
    return bytes(whole[: -len(_HOLD)] + b"".join(lines) + _HOLD)


def _dated(event: Event) -> bytes:
    """What an event says without words, up to where they begin."""
    yearly = "RRULE:FREQ=YEARLY\r\n" if event.yearly else ""
    return (
        f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{_day(event.first)}\r\nDTEND;VALUE=DATE:{_day(event.last + _ONE)}\r\n"
        f"DTSTAMP:{_day(event.changed)}T000000Z\r\nUID:{event.uid}\r\nSEQUENCE:{event.sequence}\r\n"
        f"{yearly}STATUS:{event.status}\r\nTRANSP:TRANSPARENT\r\n"
    ).encode("ascii")


def _worded(edition: Edition, event: Event, words: Words) -> bytes:
    """What an event says in words, in lines."""
    first = named(event.record, edition, words).first
    name = first.name if first else words.text("site.person.unnamed")
    if event.type == "birthday":
        summary = words.text("pages.calendars.birthday", name=name)
    else:
        summary = words.text("pages.calendars.event", name=name, what=words.term("claim_types", event.type))
    lines = text_line("SUMMARY", plain(summary)) + text_line("DESCRIPTION", _description(event, words))
    if edition.settings.base:
        page = f"{edition.settings.base}{words.lang}/people/{event.record.id}.html"
        lines += folded(f"URL:{page}")
    return lines


def _description(event: Event, words: Words) -> str:
    parts = []
    if event.last > event.first:
        parts.append(plain(words.text("pages.calendars.within", date=date_words(event.text, words))))
    if event.status == "TENTATIVE":
        parts.append(_said(words, "not_sure"))
    if event.back:
        parts.append(_said(words, "back"))
    if event.evidence:
        parts.append(_source(words, event.evidence.publisher, event.evidence.published))
    return " ".join(parts)


@lru_cache(maxsize=64)
def _said(words: Words, what: str) -> str:
    return plain(words.text(f"pages.calendars.{what}"))


@lru_cache(maxsize=1 << 14)
def _source(words: Words, publisher: str | None, published: str | None) -> str:
    """Who says so: a report tells of many dates."""
    date = date_words(published, words) if published else words.text("dates.unknown")
    who = publisher or words.text("site.fact.no_publisher")
    return plain(words.text("pages.calendars.source", publisher=who, date=date))


def _days(words: Words, year: int) -> Iterator[bytes]:
    """The days of action for which a source is named, every year from ``year`` on."""
    for row in load("vocabulary/campaign_days.yml").data["days"]:
        if not row.get("source"):
            continue
        first = date.fromisoformat(f"{year}-{row['from']}")
        last = date.fromisoformat(f"{year}-{row.get('until', row['from'])}")
        last = last if last >= first else date(year + 1, last.month, last.day)
        uid = f"{urn_of('day', row['id']).rsplit(':', 1)[-1]}@habeas"
        entry = _all_day(uid, first, last, "CONFIRMED")
        entry.add("summary", str(row["names"][words.lang]))
        entry.add("dtstamp", vDatetime(datetime(2020, 1, 1, tzinfo=UTC)))
        entry.add("sequence", 0)
        entry.add("rrule", vRecur(freq="YEARLY"))
        entry.add("description", str(row["source"]))
        yield entry.to_ical()


def _all_day(uid: str, first: date, last: date, status: str) -> Entry:
    entry = Entry()
    entry.add("uid", uid)
    entry.add("dtstart", first)
    entry.add("dtend", last + _ONE)
    entry.add("status", status)
    entry.add("transp", "TRANSPARENT")
    return entry


def _day(day: date | str) -> str:
    """A day as calendars write it: ``20260531``."""
    return str(day).replace("-", "")


def text_line(name: str, text: str) -> bytes:
    """Return a property of the type TEXT as lines of a calendar (RFC 5545, 3.3.11).

    Written here and not by the library, which takes most of the time of an edition for it; a test holds both equal.
    """
    told = text.replace("\r\n", "\n")
    for character, written in _ESCAPED:
        told = told.replace(character, written)
    return folded(f"{name}:{told}")


def folded(line: str) -> bytes:
    """Return a content line folded after at most 75 bytes, no character cut in two."""
    left = line.encode("utf-8")
    made = []
    wide = _WIDE
    while len(left) > wide:
        end = wide
        while left[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        made.append(left[:end])
        left = left[end:]
        wide = _WIDE - 1  # the space that a continued line begins with
    return b"\r\n ".join([*made, left]) + b"\r\n"
