"""Two who may be one person: whom to look at, both side by side before anybody says so, and taking apart what was joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from markupsafe import Markup

from habeas.exchange.lists.conflicting import contradicts
from habeas.identity.judgements import Judged, bare
from habeas.identity.properties import type_property
from habeas.model.judgement import Judgement
from habeas.model.record import Record
from habeas.model.statement import Statement
from habeas.web.asked import questions_of
from habeas.web.errors import refusals
from habeas.web.finding import the_person
from habeas.web.pages import notice, page, role_of
from habeas.web.serving import Seen, served
from habeas.web.statements import Item, Sayer
from habeas.web.wording import Wording, wording_for
from habeas.workflows import decide
from habeas.workflows.refused import Refused

MOST_FOUND, MOST_FACTS = 12, 40
ID = 32  # hex digits of somebody accepted


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people: her address, names, status, what is told of her, and how much more there is."""

    id: str
    names: tuple[str, ...]
    status: Markup
    facts: tuple[Item, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Judgment:
    """A decision of ours about two: its entry, whether it joined them, and what stands on each of its two sides."""

    decision: str
    same: bool
    sides: tuple[tuple[str, tuple[Markup, ...]], ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """A report whose person was taken to be her by likeness alone: the mention, its name, the report, what it tells."""

    node: str
    name: str
    report: str
    title: str
    facts: tuple[Markup, ...]


@require_http_methods(["GET", "POST"])
def doubles(request: HttpRequest, person: str) -> HttpResponse:
    """Show who may be this person, by what the program asks and by a name that is typed; and what was joined."""
    record, words, seen = the_person(person), wording_for(request), served().seen()
    query = request.POST.get("q", "").strip()[:200] if request.method == "POST" else ""
    hits = seen.holding.finder.find(query) if query else ()
    asked = [q for q in seen.holding.derived.subjects.questions if record.id in (q.a, q.b)]
    values = {
        "person": record.id,
        "name": record.name,
        "asked": questions_of(seen, words, asked),
        "asked_for": query,
        "found": [
            _side(seen, hit.record, words) for hit in hits[: MOST_FOUND + 1] if hit.record.id != record.id
        ],
        "judged": list(_judged(seen, record, words)),
        "likely": list(_likely(seen, record, words)),
        "here": "people",
    }
    return page(request, "doubles.html", values)


@require_GET
def beside(request: HttpRequest, person: str, other: str) -> HttpResponse:
    """Show two people side by side: what each is told to be, what cannot be true of one, and what joining would bring."""
    one, two = the_person(person), the_person(other)
    if one.id == two.id:
        raise Http404
    seen, words = served().seen(), wording_for(request)
    sayer = Sayer(seen, words)
    asked = [q for q in seen.holding.derived.subjects.questions if {q.a, q.b} == {one.id, two.id}]
    values = {
        "sides": (_side(seen, one, words), _side(seen, two, words)),
        "clashes": dict.fromkeys((sayer.title(a), sayer.title(b)) for a, b in _clashes(seen, one, two)),
        "asked": questions_of(seen, words, asked),
        "keeps": one.id if len(one.id) == ID or len(two.id) != ID else two.id,
        "here": "people",
    }
    return page(request, "beside.html", values)


@require_POST
@refusals
def apart(request: HttpRequest, person: str) -> HttpResponse:
    """Take a decision about two back, or say of a mention that was joined by likeness that it is somebody else."""
    record, who = the_person(person), served().decider(role_of(request))
    seen, decision, node = served().seen(), request.POST.get("decision", ""), request.POST.get("node", "")
    if decision in {row.decision for row, _ in _rows(seen, record)}:
        decide.undo(served().workspace, decision, who)
    elif node in _nodes(seen, record):
        decide.join(served().workspace, node, record.id, one=False, who=who)
    else:
        raise Refused(wording_for(request).w.text("error.no_answer"))
    notice(request, "doubles.done")
    now = served().seen().holding.by_id.get(record.id)
    return HttpResponseRedirect(reverse("doubles", args=[now.id]) if now else reverse("people"))


def _side(seen: Seen, record: Record, words: Wording) -> Side:
    sayer, rows = Sayer(seen, words), _told(seen, record)
    facts = tuple(sayer.item(s) for s in rows[:MOST_FACTS])
    status = words.s.term("status", record.status)
    return Side(record.id, record.names[:8], status, facts, max(len(rows) - MOST_FACTS, 0))


def _told(seen: Seen, record: Record) -> list[Statement]:
    rows = seen.holding.derived.statements.get(record.id, ())
    return [s for s in rows if s.type != "identity"] or list(rows)


def _clashes(seen: Seen, one: Record, two: Record) -> Iterable[tuple[Statement, Statement]]:
    """Yield the pairs of statements, one of each, that cannot both be true of one person: who it is, and a death.

    Two detentions are no contradiction: somebody may have been detained twice.
    """
    theirs = seen.holding.derived.statements.get(two.id, ())
    for mine in seen.holding.derived.statements.get(one.id, ()):
        if type_property(mine.type).trait or mine.type == "death":
            for other in theirs:
                if contradicts(mine, [other]):
                    yield mine, other


def _judged(seen: Seen, record: Record, words: Wording) -> Iterable[Judgment]:
    for row, accepted in _rows(seen, record):
        sides = tuple(_operand(seen, one, words, accepted=accepted) for one in (row.a, row.b))
        yield Judgment(row.decision, row.judgement is Judgement.SAME, sides)


def _rows(seen: Seen, record: Record) -> Iterable[tuple[Judged, bool]]:
    """Yield the standing decisions about her and somebody: between accepted ids (True), or between mentions."""
    links, address = seen.holding.held.links, seen.holding.address
    for row in links.people.rows:
        if record.id in (address(row.a), address(row.b)):
            yield row, True
    for row in links.mentions.rows:
        if record.id in (address(f"m:{row.a}"), address(f"m:{row.b}")):
            yield row, False


def _operand(seen: Seen, one: str, words: Wording, *, accepted: bool) -> tuple[str, tuple[Markup, ...]]:
    """Return the name of one side of a decision, and what is told of her under that id or mention alone."""
    sayer, node = Sayer(seen, words), one if accepted else f"m:{one}"
    told = seen.accepted_of(node) if accepted else [s for s in _open(seen) if node in s.subjects]
    name = next((names[0] for s in told for at, names in s.names.items() if at == node and names), "")
    covered = seen.holding.held.links.covered.get(one, "")
    if not told and covered:
        told = seen.accepted_of(covered)
    return name or seen.holding.name(node), tuple(sayer.title(s) for s in told[:MOST_FACTS])


def _likely(seen: Seen, record: Record, words: Wording) -> Iterable[Likely]:
    sayer = Sayer(seen, words)
    for node in sorted(_nodes(seen, record)):
        for report in seen.holding.reports.values():
            told = [s for s in report.open.statements if node in s.subjects]
            if told:
                name = next((s.names[node][0] for s in told if s.names.get(node)), "")
                yield Likely(node, name, report.id, report.title, tuple(sayer.title(s) for s in told))


def _nodes(seen: Seen, record: Record) -> frozenset[str]:
    """Return the mentions that were taken to be her by likeness: nobody of ours said so, and she has others beside."""
    links = seen.holding.held.links
    nodes = {one for s in _open(seen) for one in s.subjects if seen.holding.address(one) == record.id}
    said = {one for row, accepted in _rows(seen, record) if not accepted for one in (row.a, row.b)}
    free = {
        one
        for one in nodes
        if one.startswith("m:") and bare(one) not in links.covered and bare(one) not in said
    }
    return frozenset(free) if len(record.id) == ID or len(free) > 1 else frozenset()


def _open(seen: Seen) -> list[Statement]:
    return seen.once(
        "open", lambda: [s for report in seen.holding.reports.values() for s in report.open.statements]
    )
