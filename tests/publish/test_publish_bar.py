"""The interval bar draws what is known and no more: solid, dashed where an end is a range, dotted where nothing is known."""

import itertools
from datetime import date

import pytest

from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode, Record, Rival
from habeas.model.statement import State
from habeas.publish.bar import WIDTH, bar_of

WHY = Reason("x", "x")
TODAY = date(2026, 12, 31)


def belief(name, value, rivals=()):
    return Belief(name, value, State.ACCEPTED, (), 1, 1, (), tuple(Rival(r, (), ()) for r in rivals), WHY)


def event(type, day, *beliefs, modality=None):
    return Episode(
        f"{type}{day}", type, day, beliefs, (), modality, State.ACCEPTED, WHY, sort_key=(day or "9999", type)
    )


def record(*events, held=True, newest=None):
    return Record("a" * 32, "", (), held, newest, "held", State.ACCEPTED, WHY, (), events)


def kinds(bar):
    return [piece.kind for piece in bar.pieces]


def test_held_until_a_known_day_and_then_nothing_is_heard():
    bar = bar_of(record(event("custody", "2026-01-01", belief("until", "2026-07-01")), held=None), TODAY)
    assert kinds(bar) == ["solid", "dotted"]
    assert (bar.start, bar.end, bar.end_type) == ("2026-01-01", "2026-07-01", "term_end")
    assert bar.open_after and not bar.closed


def test_rival_ends_are_drawn_as_a_range():
    bar = bar_of(
        record(
            event("custody", "2026-01-01", belief("until", "2026-11-22", ["2026-11-21/2026-11-30"])),
            held=None,
        ),
        TODAY,
    )
    assert kinds(bar) == ["solid", "dashed", "dotted"]
    assert bar.end == "2026-11-21/2026-11-30"


def test_a_start_known_by_its_month_is_dashed():
    bar = bar_of(record(event("detention", "2026-01"), newest="2026-12-01"), TODAY)
    assert kinds(bar)[:2] == ["dashed", "solid"]
    assert bar.end_type == "newest"


def test_a_release_closes_the_bar():
    bar = bar_of(
        record(
            event("detention", "2026-01-01"), event("release", "2026-06-01"), held=False, newest="2026-06-01"
        ),
        TODAY,
    )
    assert bar.closed and not bar.open_after
    assert kinds(bar) == ["solid"]


def test_an_earlier_time_of_being_held_is_another_story():
    bar = bar_of(
        record(
            event("detention", "2020-01-01"), event("release", "2021-01-01"), event("detention", "2026-05-01"), newest="2026-06-01"
        ),
        TODAY,
    )  # fmt: skip
    assert bar.start == "2026-05-01"


def test_extensions_are_notches():
    bar = bar_of(
        record(
            event("custody", "2026-01-01", belief("until", "2026-03-01")),
            event("custody_extension", "2026-02-20", belief("until", "2026-06-01")),
            event("custody_extension", "2026-05-20", belief("until", "2026-09-01")),
        ),
        TODAY,
    )
    assert len(bar.notches) == 2
    assert bar.end == "2026-09-01"


@pytest.mark.parametrize(
    "person",
    [
        record(event("detention", "XXXX-03-22"), newest="2026-06-01"),
        record(event("detention", None), newest="2026-06-01"),
        record(event("detention", "2026-01-01"), newest=None),
        record(event("detention", "2027-05-01"), newest="2027-06-01"),
        record(event("detention", "2026-01-01", modality=Modality.EXPECTED), newest="2026-06-01"),
        record(event("detention", "2026-01-01", modality=Modality.DENIED), newest="2026-06-01"),
        record(held=False),
    ],
)
def test_what_cannot_be_placed_is_not_drawn(person):
    assert bar_of(person, TODAY) is None


def test_pieces_stand_inside_the_drawing_and_do_not_overlap():
    bar = bar_of(record(event("detention", "2026-01", belief("until", "2026-06/2026-08")), held=None), TODAY)
    edges = [(p.x, p.x + p.width) for p in bar.pieces]
    assert edges[0][0] == 0 and edges[-1][1] <= WIDTH + 0.1
    assert all(abs(b[0] - a[1]) <= 0.11 for a, b in itertools.pairwise(edges))
