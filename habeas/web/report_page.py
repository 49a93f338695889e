"""What a report's page puts out: its text cut at its statements, and the statements in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from markupsafe import Markup

from habeas.claims.fingerprints import fingerprints_of
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement
from habeas.publish.dates import date_words
from habeas.publish.links import web_address
from habeas.publish.reasons import Told
from habeas.review.sensitivity import minor
from habeas.review.together import alone
from habeas.web.differences import accepted_instead
from habeas.web.highlight import Mark, Piece, paragraphs
from habeas.web.paper import Paper, papers_of
from habeas.web.parts import LETTERS, STATEMENTS, part_at, parts_of
from habeas.web.reasons import because
from habeas.web.serving import Seen, served
from habeas.web.statements import Item, Sayer
from habeas.web.wording import Wording
from habeas.workflows.holding import Report, rejected

# how a highlight is drawn: the class names of the style sheet
DRAWN = {"plain": "plain", "hedged": "hedged", "doubted": "doubt"}


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the template of a report puts out. ``chips`` are the spoken names of the numbers in the text,
    ``first`` is the first statement here that nobody has answered (0: there is none), ``count`` and ``decided`` are those of
    the whole report, of whose ``parts`` this is ``part``, ``together`` are those that may be accepted
    together by whoever has all of them before her, ``alone`` says of the other open ones why not. ``papers`` are the pages of a PDF
    with what is framed on them, ``on_paper`` the numbers of the statements that are; ``swaps`` is what an answer changes beside the
    list, as htmx names it."""

    id: str
    title: str
    lang: str
    language: Markup
    publisher: str | None
    published: Markup | None
    told_by: str | None
    has_url: bool
    lines: list[list[Piece]]
    items: tuple[Item, ...]
    chips: Mapping[int, Markup]
    count: int
    decided: int
    part: int
    parts: int
    first: int
    not_kept: int
    together: frozenset[str]
    alone: Mapping[str, Told]
    papers: tuple[Paper, ...]
    swaps: str
    on_paper: frozenset[int]


def report_page(seen: Seen, report: Report, words: Wording, *, part: int = 0, number: int = 0) -> ReportPage:
    """Return the page of ``report`` in one language: its part ``part``, or that in which statement ``number`` stands, or
    that of the first statement that nobody has answered (0: not asked for)."""
    sayer = Sayer(seen, words)
    why = _reasons(report)
    told = statements_of(seen, report)
    places = [(_place(one, report) or (0, 0))[0] for one in told]
    parts = parts_of(report.document.text, places)
    if not 1 <= part <= len(parts):
        one = number if 1 <= number <= len(told) else _first_open(told)
        part = part_at(parts, places[one - 1]) if one else 1
    start, end = parts[part - 1]
    here = [
        (n, s)
        for n, (s, place) in enumerate(zip(told, places, strict=True), 1)
        if part_at(parts, place) == part
    ]
    items = tuple(sayer.item(s, n, why.get(s.fingerprint or s.id, ())) for n, s in here)
    single = {s.id: why_alone(seen, s) for _, s in here if s.state is State.PROPOSED}
    marks = [_mark(item, s, report) for item, (_, s) in zip(items, here, strict=True)]
    papers = papers_of(report, marks, (start, end))
    drawn = [paper for paper in papers if paper.framed]
    return ReportPage(
        id=report.id,
        title=report.title,
        lang=report.lang,
        language=words.w.term("languages", report.lang),
        publisher=report.capture.publisher,
        published=date_words(report.published, words.s) if report.published else None,
        told_by=report.capture.voice,
        has_url=web_address(report.capture.url) is not None,
        lines=paragraphs(report.document.text[start:end], [one.moved(-start) for one in marks]),
        items=items,
        chips={
            item.n: words.w.text("report.chip", n=item.n, state=item.state_words, what=item.title.striptags())
            for item in items
        },
        first=next((item.n for item in items if item.state == State.PROPOSED.value), 0),
        not_kept=report.not_kept,
        together=frozenset(one for one, reason in single.items() if reason is None),
        alone={one: because(reason, words) for one, reason in single.items() if reason is not None},
        count=len(told),
        decided=sum(one.state is not State.PROPOSED for one in told),
        part=part,
        parts=len(parts),
        papers=papers,
        swaps=",".join(["#text", "#claims-head", *(f"#boxes-{paper.number}" for paper in drawn)]),
        on_paper=frozenset(one.mark.n for paper in drawn for one in paper.framed),
    )


def way_to(report: Report, number: int) -> str:
    """Return the address of a statement on its report's page, in the part in which it stands."""
    long = len(report.document.text) > LETTERS or len(report.found.statements) > STATEMENTS
    return reverse("report", args=[report.id]) + (f"?n={number}" if long else "") + f"#c{number}"


def _first_open(told: Sequence[Statement]) -> int:
    """Return the number of the first statement that nobody has answered, 0 where there is none."""
    return next((n for n, one in enumerate(told, 1) if one.state is State.PROPOSED), 0)


def statements_of(seen: Seen, report: Report) -> tuple[Statement, ...]:
    """Return every statement that rests on this text, whatever became of it, in the order of the text.

    An answer changes a statement's state and never its place, so that a number on the page stays the same. What was
    accepted and then undone is what it is now, open or rejected; what we took back stays, as taken back.
    """
    held = seen.holding.held
    back = _taken_back(seen)
    standing = [s for s in held.statements if _place(s, report) is not None]
    again = {s.fingerprint for s in standing if s.fingerprint}
    gone = [
        s
        for s in held.retracted
        if _place(s, report) is not None
        and (s.fingerprint is None or (s.id in back and s.fingerprint not in again))
    ]
    settled = {s.fingerprint for s in (*standing, *gone)}
    rows = [*standing, *gone, *(s for s in report.open.statements if s.id not in settled)]
    rows += [replace(s, state=State.REJECTED) for s in rejected(report, held) if s.id not in settled]
    return tuple(sorted(rows, key=lambda s: (*(_place(s, report) or (0, 0)), s.fingerprint or s.id)))


def why_alone(seen: Seen, statement: Statement) -> Reason | None:
    """Return why a proposal is decided by itself, or None where it may be accepted together with others."""
    holding = seen.holding
    addresses = {holding.address(one) for one in statement.subjects}
    people = [record for one in addresses if (record := holding.by_id.get(one)) is not None]
    born = [b.value for record in people for b in record.beliefs if b.property == "born"]
    return alone(
        statement,
        known=all(len(one) == 32 for one in addresses),
        minor=minor(born, served().today()),
        asked=any(addresses & {q.a, q.b} for q in holding.derived.subjects.questions),
        differs=bool(accepted_instead(seen, statement)),
    )


def _taken_back(seen: Seen) -> frozenset[str]:
    """Return the claims of which we no longer say so: their retraction gives a reason, an undone answer gives none."""
    return frozenset(
        claim.hex()
        for entry in seen.holding.entries
        if entry.text("act") == "retract" and entry.text("reason")
        for claim in entry.ids("claims")
    )


def _place(statement: Statement, report: Report) -> tuple[int, int] | None:
    for evidence in statement.evidence:
        if evidence.text_sha256 == report.id and evidence.start is not None and evidence.end is not None:
            return evidence.start, -evidence.end
    return None


def _mark(item: Item, statement: Statement, report: Report) -> Mark:
    start, end = _place(statement, report) or (0, 0)
    return Mark(item.n, start, -end, item.state, DRAWN[item.certainty])


def _reasons(report: Report) -> Mapping[str, tuple[Reason, ...]]:
    """Return, for each claim that the reader found, why; by fingerprint."""
    reading = report.reading
    prints = fingerprints_of(reading, report.document.root)
    return {prints[claim.id]: claim.reasons for claim in reading.claims if claim.id in prints}
