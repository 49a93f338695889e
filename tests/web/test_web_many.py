"""Many of us at once: no answer is lost, none is taken twice, and nobody is told that the database is locked."""

import itertools
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from web_visitor import Visitor

from habeas.store.accounts import invite
from habeas.store.database import Database
from habeas.store.duty import Duty
from habeas.store.workspace import Workspace
from habeas.web import serving
from habeas.workflows.add import About, add

sys.path.append(str(Path(__file__).parents[1] / "store"))
from store_databases import postgres, postgres_server

__all__ = ["postgres", "postgres_server"]

TODAY, NOON = date(2026, 6, 25), 1782388800
SAMPLES = Path(__file__).parent / "reports"

CASES = (
    pytest.param("sqlite", 5, id="5 on SQLite"),
    pytest.param(
        "postgres",
        20,
        id="20 on PostgreSQL",
        marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")],
    ),
)


@pytest.mark.parametrize("kind, many", CASES)
def test_reviewers_at_once_lose_nothing(request, tmp_path, kind, many):
    database = Database() if kind == "sqlite" else request.getfixturevalue("postgres")
    count = itertools.count(1)

    def random(size):
        return next(count).to_bytes(max(size, 4), "big")[-size:]

    with Workspace.create(tmp_path / "w", served=True, database=database, clock=lambda: NOON) as workspace:
        serving.serve(serving.Served(workspace, today=lambda: TODAY, now=lambda: NOON, random=random))
        try:
            [taken] = add(
                workspace, [SAMPLES / "two-held.txt"], About("2026-05-20", "Example Herald"), now=NOON
            )
            report = f"/reports/{taken.documents[0].text_sha256}/"
            people = [arrived(workspace, f"R-{n:02}", random) for n in range(2, many + 2)]
            one = people[0].get(report).css_first("#c1 input[name=statement]").attributes["value"]
            before = len(workspace.private().entries)
            with ThreadPoolExecutor(many) as pool:
                told = list(pool.map(lambda turn: work(turn[1], report, one, turn[0]), enumerate(people)))
            accepted = [status for first, _ in told for status in first]
            assert accepted.count(200) == 1, "one answer is taken, the others are told that it was"
            assert accepted.count(409) == many - 1, accepted
            assert [status for _, second in told for status in second] == [200] * many, (
                "each keeps her own note"
            )
            entries = workspace.private().entries[before:]
            notes = [e for e in entries if e.kind == "capture"]
            assert len(notes) == many
            claims = [e for e in entries if e.kind == "claim" and e.text("type") != "identity"]
            assert len(claims) == 1
            assert workspace.check() is not None
        finally:
            serving.serve(None)


def arrived(workspace, role, random):
    visitor = Visitor()
    token = invite(workspace, role, now=NOON, random=random, duty=Duty.REVIEWER)
    visitor.get(f"/sign-in/{token}/")
    visitor.press("Sign in")
    return visitor


def work(visitor, report, one, number):
    """Answer the statement that all answer, and keep a note of one's own; return the statuses of both."""
    try:
        token = visitor.get("/account/").css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
        visitor.send(
            f"{report}answer/", {"csrfmiddlewaretoken": token, "statement": one, "answer": "accept", "n": "1"}
        )
        first = visitor.status
        told = {
            "text": f"A cellmate told us number {number}.",
            "voice": "cellmate",
            "told": "2026-06-20",
            "use": "us",
        }
        visitor.send("/note/", {"csrfmiddlewaretoken": token, **told})
        return [first], [visitor.status]
    finally:
        connections.close_all()
