"""How many, and who is unnamed: the statistics of all that is accepted, and the groups with their ranges."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from markupsafe import Markup

from habeas.model.record import GroupRecord
from habeas.publish.dates import date_words
from habeas.publish.pages.person import group_count
from habeas.publish.reasons import Told
from habeas.publish.values import shown
from habeas.register.statistics import UNKNOWN, Row, Table, statistics, total
from habeas.web.pages import page
from habeas.web.reasons import because
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording, wording_for

MOST_ROWS = 40  # of one table on the page; `habeas stats` prints all


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what is counted and how many, as a range where it is one."""

    what: Markup
    number: Markup


@dataclass(frozen=True, slots=True)
class Counted:
    """One table; ``left`` rows of it do not stand on the page."""

    id: str
    title: Markup
    once: bool
    rows: tuple[Line, ...]
    left: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many, why so many, whom of it we know by name, what befell it, and the reports that tell it."""

    id: str
    count: Markup
    why: Told
    state: str
    state_words: Markup
    members: tuple[tuple[str, str], ...]
    events: tuple[tuple[Markup, Markup], ...]
    reports: tuple[tuple[str, str], ...]


@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """Show how many, by what is accepted."""
    words, register = wording_for(request), served().seen().holding.register
    seen = served().seen()
    least, most = seen.once("total", lambda: total(register))
    counted = seen.once("statistics", lambda: statistics(register))
    tables = tuple(_table(table, words) for table in counted if table.rows)
    values = {"all": range_words(least, most, words), "tables": tables, "here": "numbers"}
    return page(request, "numbers.html", values)


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups of people whose names are not known, each with its range."""
    seen, words = served().seen(), wording_for(request)
    found = sorted(seen.holding.register.groups, key=lambda group: (-(group.least or 0), group.id))
    lines = tuple(_group(seen, group, words) for group in found)
    return page(request, "groups.html", {"groups": lines, "here": "numbers"})


def range_words(least: int, most: int | None, words: Wording) -> Markup:
    """Return a number, or from which to which it may be."""
    if most is None:
        return words.w.text("numbers.least", least=least)
    return (
        Markup.escape(str(least)) if least == most else words.w.text("numbers.range", least=least, most=most)
    )


def _table(table: Table, words: Wording) -> Counted:
    rows = tuple(
        Line(_what(table.id, row, words), range_words(row.least, row.most, words)) for row in table.rows
    )
    return Counted(
        id=table.id,
        title=words.w.text(f"numbers.tables.{table.id}"),
        once=table.once,
        rows=rows[:MOST_ROWS],
        left=max(len(rows) - MOST_ROWS, 0),
    )


def _what(table: str, row: Row, words: Wording) -> Markup:
    """Return what a row counts, in the words of the page where there are such words."""
    if row.value == UNKNOWN:
        return words.w.text("numbers.unknown")
    if row.value == "unnamed":
        return words.w.text("numbers.unnamed")
    if table == "status":
        return words.s.term("status", row.value)
    if table == "kind":
        return words.s.term("claim_types", row.value)
    if table == "month":
        return date_words(row.value, words.s)
    if table in ("article", "gender"):
        return Markup.escape(shown(table, row.value, words.s).words)
    return Markup("<bdi>{}</bdi>").format(row.words)


def _group(seen: Seen, group: GroupRecord, words: Wording) -> GroupLine:
    texts = dict.fromkeys(e.text_sha256 for e in group.evidence if e.text_sha256)
    held = seen.holding.reports
    return GroupLine(
        id=group.id,
        count=group_count(group.least, group.most, words.s),
        why=because(group.reason, words),
        state=group.state.value,
        state_words=words.s.term("states", group.state.value),
        members=tuple((one, seen.holding.name(one)) for one in group.members),
        events=tuple(
            (
                words.s.term("claim_types", episode.type),
                date_words(episode.date, words.s) if episode.date else words.s.text("dates.unknown"),
            )
            for episode in group.episodes
        ),
        reports=tuple((one, held[one].title) for one in texts if one in held),
    )
