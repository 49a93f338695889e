"""Verbs that only look: who is on the register, one person's file, what was found in one report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from habeas.model.record import Record
from habeas.model.statement import State
from habeas.register.as_json import is_subject
from habeas.register.differences import Difference, differences
from habeas.register.legal import LegalFile, legal_file
from habeas.register.search import Finder, Hit, find_people
from habeas.register.statistics import Table, statistics, total
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, hold, hold_as_of, hold_on
from habeas.workflows.refused import Refused


def people(workspace: Workspace, query: str = "", *, today: date) -> tuple[Hit, ...]:
    """Return everybody, or who is meant by ``query`` (a name in any script, or an address), nearest first."""
    return find_people(hold(workspace, today=today).register.people, query)


def show(
    workspace: Workspace, person: str, *, today: date, as_of: date | None = None, on: date | None = None
) -> tuple[Record, Holding]:
    """Return one person's file: as it is, as we held it at the end of a day, or what was true on a day."""
    if as_of is not None:
        held = hold_as_of(workspace, as_of)
    elif on is not None:
        held = hold_on(workspace, on)
    else:
        held = hold(workspace, today=today)
    return the_one(held, person), held


def changed_since(workspace: Workspace, record: Record, now: Holding, day: date) -> tuple[Difference, ...]:
    """Return what changed in one person's file since the end of ``day``; ``now`` is what we hold, in which she was found."""
    then = hold_as_of(workspace, day)
    wanted = (record.id, *record.redirects)
    before = next((then.by_id[one] for one in wanted if one in then.by_id), None)
    retracted = {statement.id for statement in now.held.retracted}
    return differences(before, record, retracted, now.held.now)


def law_of(record: Record, *, today: date, country: str | None = None) -> LegalFile:
    """Return what the law says of one person's case; ``country`` where a person knows whose law it is."""
    return legal_file(record, today=today, law=country)


def the_one(holding: Holding, person: str) -> Record:
    """Return the record at an address, or the one person whose name it is; Refused names the choices."""
    return one_named(holding.by_id, holding.finder, person)


def one_named(by_id: Mapping[str, Record], finder: Finder, person: str) -> Record:
    """Return the record at an address in ``by_id``, or the one whom ``finder`` knows by that name; Refused names the choices."""
    found = by_id.get(person)
    if found is not None:
        return found
    hits = finder.find(person)
    sure = [hit for hit in hits if hit.near in ("same", "close")] or list(hits)
    if len(sure) == 1:
        return sure[0].record
    if not sure:
        raise Refused(
            f"Nobody here is called “{person}”. Look with `habeas people`, or try another spelling."
        )
    named = "; ".join(f"{hit.record.name} ({hit.record.id})" for hit in sure[:5])
    raise Refused(f"“{person}” may be {len(sure)} people: {named}. Give the address in brackets.")


def stats(workspace: Workspace, *, today: date) -> tuple[dict[str, int | None], tuple[Table, ...]]:
    """Return the totals (people accepted and proposed, held, unnamed, what waits for a decision) and the tables.

    ``people_at_most`` is None where a group has no upper end.
    """
    return stats_of(hold(workspace, today=today))


def stats_of(holding: Holding) -> tuple[dict[str, int | None], tuple[Table, ...]]:
    """Return the totals and the tables of what is held."""
    everyone = [record for record in holding.register.people if is_subject(record)]
    accepted = [record for record in everyone if record.state is not State.PROPOSED]
    least, most = total(holding.register)
    totals = {
        "people_accepted": len(accepted),
        "people_proposed": len(everyone) - len(accepted),
        "people_at_least": least,
        "people_at_most": most,
        "held_accepted": sum(1 for record in accepted if record.held),
        "not_known_whether_held": sum(1 for record in accepted if record.held is None),
        "groups": len(holding.register.groups),
        "reports": len(holding.reports),
        "statements_accepted": len(holding.held.statements),
        "statements_open": sum(len(report.open.statements) for report in holding.reports.values()),
    }
    return totals, statistics(holding.register)
