"""Verb: say of a stretch of our own wider lane that we no longer trust it: all that we wrote there between two days.

It is signed and travels; whoever receives it leaves that part out. What we hold for ourselves stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from habeas.record.chain import DAY
from habeas.record.draft import Draft
from habeas.store.workspace import Workspace
from habeas.workflows.partner_wider import wider_for
from habeas.workflows.refused import Refused


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """For whom, and how many entries no longer count there."""

    words: str
    entries: int


def withdraw(
    workspace: Workspace, to: Sequence[str], *, first: date, last: date, why: str | None = None
) -> Withdrawn:
    """Withdraw what we wrote for everyone, or for the partners ``to``, from the day ``first`` to the day ``last``.

    ``why`` is for that audience.
    """
    wider = wider_for(workspace, to)
    begin, end = _seconds(first), _seconds(last) + DAY
    with workspace.transaction():
        numbers: dict[bytes, list[int]] = {}
        for entry in wider.read().entries:
            if begin <= entry.ts < end and entry.seq > 1 and entry.kind != "withdraw":
                numbers.setdefault(entry.lane, []).append(entry.seq)
        if not numbers:
            raise Refused(f"Nothing was withdrawn: between these days we wrote nothing for {wider.words}.")
        words = {"why": why} if why else {}
        drafts = [
            Draft(
                "withdraw", {"log": workspace.log, "lane": lane, "first": min(of), "last": max(of), **words}
            )
            for lane, of in sorted(numbers.items())
        ]
        wider.append(drafts)
    return Withdrawn(wider.words, sum(max(of) - min(of) + 1 for of in numbers.values()))


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
