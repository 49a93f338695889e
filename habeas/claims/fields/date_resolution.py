"""Places dates in the calendar: the year that the report's own date implies, weekdays, “yesterday”, “the next day”.

A date stays as it was read; its resolved value stands beside it with the reason. Without the report's date
nothing is resolved but what the text itself carries (a year named in the same sentence, the day after another).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.claims.drafts import Slot
from habeas.claims.fields.date_reasons import because_date
from habeas.claims.fields.date_steps import MONTH_LONG, counted_on, is_counted_from, is_day_before, moved
from habeas.claims.fields.date_years import (
    MONTHS,
    UNKNOWN_YEAR,
    Story,
    end_after,
    filled_year,
    just_past,
    nearest_month,
    nearest_year,
    soon,
    year_of_weekday,
)
from habeas.claims.found import Found
from habeas.model.claim import Value
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason

MONTH_REACH = 3  # sentences over which a month told by itself holds for “on the 8th”
ALONE = "date.day-alone"
SAME_YEAR = "date.same-year"
INFERRED = "date.inferred-year"
BY_STORY = "date.year-of-story"
BY_REPORT = ("year", "month", "weekday")  # details of dates that count from the report


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date's value as read and as resolved (equal where nothing could be), with the reason."""

    read: str
    value: str
    reason: Reason


class Calendar:
    """Resolves the dates of one document. ``published`` is the report's own date, or None."""

    def __init__(self, published: Edtf | None, dates: Sequence[Slot]) -> None:
        """``dates`` are all dates of the document in text order: “the next day” looks back along them."""
        self._published = published
        self._read: dict[tuple[int, int], tuple[str, str]] = {}
        self._years: dict[int, str] = {}
        self._story = Story(published)
        # the day or month told last; the last year, as written and as resolved
        anchor = year = story_year = ""
        month = ("", 0)  # a month told by itself, and in which sentence
        for slot in dates:
            found, number = slot.found, slot.sentence.number
            read, rule = found.value, found.rule
            unit = found.get("unit") or "day"
            from_ = year if unit == "year" and year not in ("", anchor[:4]) else anchor
            if found.get("from") == "event" and from_:
                read, rule = counted_on(from_, unit, int(found.get("count") or 0)), "date.from-event"
            elif rule == ALONE and month[0] and number - month[1] <= MONTH_REACH:
                read = f"{month[0]}{read[MONTH_LONG:]}"
            elif (years := self._of_the_story(found, story_year)) is not None:
                read, rule = filled_year(read, years), SAME_YEAR
            self._read[number, found.first] = (read, rule)
            if (rule != SAME_YEAR and any(found.get(one) is not None for one in BY_REPORT)) or found.get(
                "from"
            ) == "report":
                self._story.leave()
            elif not _is_aside(slot):
                self._story.go_on(number, found.first, read)
            told = self._resolve(slot, future=False).value if "XX-XX" in read else read
            if is_counted_from(told) and not slot.sentence.ends("until", found.first):  # “held until May 29”
                anchor, year = (told, told[:4]) if int(told[5:7]) <= MONTHS else (anchor, year)
                month = (told, number) if len(told) == MONTH_LONG else month
            year = told if len(told) == len("2021") and told.isdigit() else year
            if read[:4].isdigit() and "-" in read:
                self._years.setdefault(number, read[:4])
            whole = self._resolve(slot, future=False).value
            story_year = whole[:4] if whole[:4].isdigit() else story_year

    def _of_the_story(self, found: Found, told: str) -> int | None:
        """Return the year of “May of the same year”, or of “the following year” where that is not to come; else None."""
        years = found.get("same") or (found.get("year") if found.get("year") == "1" else None)
        if years is None or not told or UNKNOWN_YEAR not in found.value:
            return None
        year, here = int(told) + int(years), _year_of(self._published)
        return year if found.get("same") or (here is not None and year <= here) else None

    def resolve(self, slot: Slot, *, future: bool, coming: bool = False, since: str = "") -> Value:
        """Return the value of a date; ``future`` says that it is expected, or an end (“until March”).

        ``coming``: what is told may be to come (a hearing), so that a near date ahead is meant rather than one long past,
        and one just past (it “was set for” yesterday) rather than one in a year.
        ``since``: the resolved day from which it goes on, where known: its end is the first such day after that one.
        """
        resolved, words = self._resolve(slot, future), slot.found.span(slot.sentence).text
        if since and resolved.reason.rule == INFERRED and (end := end_after(resolved.read, since)):
            why = f": the first such date after {since}"
            reason = because_date("date.year-of-beginning", words, why, value=end)
            resolved = Resolved(resolved.read, end, reason)
        if coming and self._published is not None and resolved.reason.rule in (INFERRED, BY_STORY):
            near = (just_past if future else soon)(resolved.read, self._published)
            told = "it has just passed" if future else "the next such date is near, the last one long past"
            reason = because_date(INFERRED, words, f": {told}", self._published, near or "")
            resolved = Resolved(resolved.read, near, reason) if near else resolved
        read = resolved.read if resolved.read != resolved.value else None
        return Value(
            resolved.value, slot.found.span(slot.sentence), slot.sentence.pack.lang, read, resolved.reason
        )

    def is_ahead(self, days: Sequence[Value]) -> bool:
        """Whether all these resolved dates lie behind the report's own day: what is told of them has not happened yet."""
        today = self._published.latest if self._published is not None else None
        return today is not None and bool(days) and all(_begins(one.value) > today for one in days)

    def _resolve(self, slot: Slot, future: bool) -> Resolved:
        found = slot.found
        read, rule = self._read.get((slot.sentence.number, found.first), (found.value, found.rule))
        words = found.span(slot.sentence).text
        if read != found.value:
            done = self._with_year(read, slot, future, words)
            return Resolved(
                read, done.value, because_date(rule, words, f" counts from the date before it: {done.value}")
            )
        if found.get("year") is not None:
            return self._by_report_year(read, int(found.get("year") or 0), words)
        if found.get("month") is not None:
            return self._month_by_report(read, int(found.get("month") or 0), words)
        if found.get("weekday") is not None:
            return self._weekday(
                read, int(found.get("weekday") or 1), int(found.get("which") or 0), future, words
            )
        if found.get("from") == "report" or is_day_before(found):
            return self._from_report(
                read, found.get("unit") or "day", int(found.get("count") or 0), found.rule, words
            )
        if found.rule == ALONE:
            return self._day_alone(read, future or found.get("ahead") is not None, words)
        if found.get("from") == "event":
            return self._open(read, words, "it counts from an event whose day is not given")
        return self._with_year(read, slot, future, words)

    def _day_alone(self, read: str, future: bool, words: str) -> Resolved:
        near = self._published and nearest_month(int(read[-2:]), self._published, future=future)
        if not near:
            return self._open(read, words, "the month needs the report's day")
        which = "next" if future else "last"
        return Resolved(
            read,
            near,
            because_date(ALONE, words, f": the {which} such day seen from the report", self._published),
        )

    def _open(self, read: str, words: str, why: str) -> Resolved:
        return Resolved(read, read, because_date("date.unresolved", words, f" is left open: {why}"))

    def _with_year(self, read: str, slot: Slot, future: bool, words: str) -> Resolved:
        if UNKNOWN_YEAR not in read:
            return Resolved(read, read, because_date(slot.found.rule, words, " is written so"))
        year = self._years.get(slot.sentence.number)
        if self._published is None:
            if year is None:
                return self._open(read, words, "the text gives no year, and the report's date is not known")
            value = filled_year(read, int(year))
            return Resolved(
                read,
                value,
                because_date("date.year-of-sentence", words, f": the sentence names the year {year}"),
            )
        on = slot.found.get("on")
        fitting = year_of_weekday(read, int(on), self._published) if on is not None else None
        if fitting is not None:
            why = ": the nearest year in which it is that day of the week"
            return Resolved(read, fitting, because_date("date.year-of-weekday", words, why, self._published))
        inferred = nearest_year(read, self._published, future=future)
        if inferred is None:
            return self._open(read, words, "no year fits the report's date")
        story = None if future else self._story.date_at(slot.sentence.number, slot.found.first)
        if story is not None:
            why = ": the year follows from the date told just before it"
            return Resolved(read, story, because_date("date.year-of-story", words, why))
        which = "next" if future else "last"
        why = f": the year is inferred, the {which} such date seen from the report of {self._published}"
        return Resolved(read, inferred, because_date(INFERRED, words, why, self._published, inferred))

    def _by_report_year(self, read: str, years: int, words: str) -> Resolved:
        year = _year_of(self._published)
        if year is None:
            return self._open(read, words, "“this year” needs the report's date")
        value = filled_year(read, year + years)
        return Resolved(
            read,
            value,
            because_date("date.year-by-report", words, f" in a report of {self._published}", self._published),
        )

    def _month_by_report(self, read: str, which: int, words: str) -> Resolved:
        if self._published is None or self._published.latest is None or self._published.precision == "year":
            return self._open(read, words, "it counts from the report's date, which is not known")
        here, month = self._published.latest, int(read[5:7])
        if month > MONTHS:
            return self._season_by_report(read, which, here, words)
        year = here.year
        if which < 0 and month >= here.month:
            year -= 1
        if which > 0 and month <= here.month:
            year += 1
        value = f"{year:04d}-{month:02d}"
        return Resolved(
            read,
            value,
            because_date(
                "date.month-by-report", words, f" in a report of {self._published}", self._published
            ),
        )

    def _season_by_report(self, read: str, which: int, here: date, words: str) -> Resolved:
        """Place “last summer” (the one that is over), “this spring” (begun), “next winter” (not begun)."""
        years = range(here.year - 2, here.year + 2)
        seasons = [Edtf.parse(filled_year(read, year)) for year in (years if which > 0 else reversed(years))]
        fitting = [
            one for one in seasons
            if one.earliest and one.latest
            and (one.latest < here if which < 0 else one.earliest > here if which > 0 else one.earliest <= here)
        ]  # fmt: skip
        value = str(fitting[0]) if fitting else read
        why = f" in a report of {self._published}"
        return Resolved(read, value, because_date("date.season-by-report", words, why, self._published))

    def _weekday(self, read: str, weekday: int, which: int, future: bool, words: str) -> Resolved:
        day = _day_of(self._published)
        if day is None:
            return self._open(read, words, "a weekday needs the report's day")
        back = (day.isoweekday() - weekday) % 7
        if future or which > 0:
            ahead = (weekday - day.isoweekday()) % 7
            found = day + timedelta(days=ahead or (7 if which > 0 else 0))
        else:
            found = day - timedelta(days=back or (7 if which < 0 else 0))
        return Resolved(
            read,
            found.isoformat(),
            because_date("date.weekday", words, f" seen from the report of {day}", day),
        )

    def _from_report(self, read: str, unit: str, count: int, rule: str, words: str) -> Resolved:
        day = _day_of(self._published)
        if unit == "year":
            year = _year_of(self._published)
            if year is None:
                return self._open(read, words, "it counts from the report's date, which is not known")
            about = "~" if rule == "date.ago" else ""
            return Resolved(
                read,
                f"{year + count:04d}{about}",
                because_date(rule, words, f" in a report of {year}", self._published),
            )
        if unit == "month" and self._published is not None and self._published.precision in ("day", "month"):
            latest = self._published.latest
            then = moved(latest.replace(day=1), "month", count) if latest else None
            if then is not None:
                return Resolved(
                    read,
                    f"{then:%Y-%m}",
                    because_date(rule, words, f" seen from {self._published}", self._published),
                )
        if day is None:
            return self._open(read, words, "it counts from the report's day, which is not known")
        if unit == "week" and rule == "date.from-report":
            monday = day - timedelta(days=day.weekday()) + timedelta(weeks=count)
            value = f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
            return Resolved(read, value, because_date(rule, words, f" seen from the report of {day}", day))
        then = moved(day, unit, count)
        if then is None:
            return self._open(read, words, "it lies outside the calendar")
        value = then.isoformat() + ("~" if unit != "day" else "")
        return Resolved(read, value, because_date(rule, words, f" seen from the report of {day}", day))


def _is_aside(slot: Slot) -> bool:
    """Whether a date says since when something is so: “who has lived in Poland since spring 2021” is no step of the story."""
    return slot.sentence.ends("since", slot.found.first)


def _year_of(published: Edtf | None) -> int | None:
    if published is None or published.earliest is None or published.latest is None:
        return None
    return published.latest.year if published.earliest.year == published.latest.year else None


def _day_of(published: Edtf | None) -> date | None:
    if published is None or published.precision != "day":
        return None
    return published.earliest


def _begins(value: str) -> date:
    """Return the first day of a resolved date; the beginning of time where it is not known."""
    try:
        return Edtf.parse(value).earliest or date.min
    except EdtfError:
        return date.min
