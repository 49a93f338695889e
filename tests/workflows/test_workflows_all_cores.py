"""Work that is done on all cores is the same work; a helper that fails or is ended is told, or done without."""

import os
import signal

import pytest

from habeas.claims.read import read
from habeas.workflows import add as adding
from habeas.workflows import ahead as going
from habeas.workflows.add import add
from habeas.workflows.ahead import ahead
from habeas.workflows.all_cores import on_all_cores
from habeas.workflows.read_many import read_many

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
TEXTS = [(f"{day} июня 2026 года в Лясничах задержали Петра Лазовика.", "2026-06-30") for day in range(1, 29)]
NOW = 1_795_176_000


@pytest.fixture
def alone(monkeypatch):
    """What other tests left running beside us would make it work in one process."""
    monkeypatch.setattr("habeas.workflows.all_cores.threading.active_count", lambda: 1)


@pytest.fixture
def three_cores(alone, monkeypatch):
    """A machine of three cores on which nothing is done before there are helpers."""
    read(TEXTS[0][0])  # what reading needs is loaded once, and shared
    monkeypatch.setattr("habeas.workflows.all_cores.os.cpu_count", lambda: 3)
    monkeypatch.setattr(
        "habeas.workflows.read_many.ahead", lambda do, pieces, cores: ahead(do, pieces, alone=0)
    )


def who(share):
    return os.getpid(), list(share)


def pieces(number):
    return [(at, [at] * (at % 3)) for at in range(number)]


@pytest.mark.parametrize("cores", [2, 3, 60])
def test_what_is_done_ahead_comes_back_in_its_order_and_not_all_of_it_is_done_here(alone, cores) -> None:
    done = list(ahead(who, pieces(200), cores=cores, alone=5))
    assert [(piece, units) for piece, (_, units) in done] == pieces(200)
    workers = {worker for _, (worker, _) in done}
    assert 2 <= len(workers) <= min(cores, going._MOST_HELPERS + 1)
    assert {worker for _, (worker, units) in done[:5]} == {os.getpid()}


def test_what_this_process_has_done_before_is_sooner_done_by_all(alone) -> None:
    def same(share):
        return os.getpid(), list(share)

    first, then = (list(ahead(same, pieces(120), cores=3, alone=60, again=6)) for _ in range(2))
    assert {worker for _, (worker, _) in first[:50]} == {os.getpid()}
    assert len({worker for _, (worker, units) in then[10:50] if units}) > 1
    assert [units for _, (_, units) in first] == [units for _, (_, units) in then]


def test_few_pieces_are_under_way_at_a_time_however_many_there_are(alone) -> None:
    drawn = []

    def draw():
        for at in range(500):
            drawn.append(at)
            yield at, [at]

    rows = ahead(who, draw(), cores=2, alone=0)
    for at, _ in rows:
        assert len(drawn) - at <= going._ROOM * 2
    assert len(drawn) == 500


def test_large_pieces_with_large_answers_hold_nobody_up(alone) -> None:
    large = [(at, [b"x" * 300_000]) for at in range(12)]
    assert [made for _, made in ahead(list, large, cores=2, alone=0)] == [share for _, share in large]


def test_what_fails_in_another_process_fails_here_in_its_turn(alone) -> None:
    rows = ahead(
        lambda share: [1 // unit for unit in share], [(at, [at - 6]) for at in range(12)], cores=2, alone=0
    )
    with pytest.raises(ZeroDivisionError):
        for at, _ in rows:
            last = at
    assert last == 5


def test_whoever_stops_in_the_middle_leaves_no_process_behind(alone) -> None:
    rows = ahead(who, pieces(200), cores=3, alone=0)
    helpers = {worker for _, (worker, _) in zip(range(20), (made for _, made in rows), strict=False)} - {
        os.getpid()
    }
    rows.close()
    for helper in helpers:
        with pytest.raises(ProcessLookupError):
            os.kill(helper, 0)


@pytest.mark.parametrize("cores", [2, 3])
def test_a_helper_that_is_ended_costs_time_and_nothing_else(alone, cores) -> None:
    ours = os.getpid()

    def ended(share):
        if os.getpid() != ours and 7 in share:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(share)

    done = list(ahead(ended, [(at, [at]) for at in range(60)], cores=cores, alone=0))
    assert done == [(at, [at]) for at in range(60)]


def test_texts_that_are_read_on_several_cores_come_back_in_their_order(three_cores, monkeypatch) -> None:
    monkeypatch.setattr("habeas.workflows.read_many.TOGETHER", 3)
    together = read_many(TEXTS)
    monkeypatch.undo()
    assert together == read_many(TEXTS, cores=1)


def test_pages_of_several_files_are_kept_in_the_same_order_on_any_number_of_cores(
    make, tmp_path, three_cores
):
    house, folder = make(), tmp_path / "pages"
    folder.mkdir()
    for at, (text, _) in enumerate(TEXTS):
        folder.joinpath(f"{at:02}.txt").write_text(text, encoding="utf-8")
    folder.joinpath("13a.pdf").write_bytes(b"%PDF-1.4 cut off")
    taken = list(add(house.workspace, [folder], now=NOW))
    assert [one.name.rpartition("/")[2] for one in taken] == sorted(file.name for file in folder.iterdir())
    assert [one.status for one in taken if one.name.endswith("13a.pdf")] == ["refused"]
    assert [one.people for one in taken if one.status == "added"] == [1] * len(TEXTS)
    kept = [
        entry.octets("sha256").hex() for entry in house.workspace.private().entries if entry.kind == "capture"
    ]
    assert kept == [one.documents[0].capture for one in taken if one.status == "added"]


def test_whoever_stops_while_pages_are_read_keeps_what_was_taken_in(make, tmp_path, three_cores):
    house, folder = make(), tmp_path / "pages"
    folder.mkdir()
    for at, (text, _) in enumerate(TEXTS):
        folder.joinpath(f"{at:02}.txt").write_text(text, encoding="utf-8")
    rows = add(house.workspace, [folder], now=NOW)
    told = [next(rows) for _ in range(5)]
    rows.close()
    version = adding.reader_version()
    reading = house.workspace.readings(version)
    for one in told:
        assert house.workspace.blob(one.documents[0].capture) is not None
        assert reading(one.documents[0].text_sha256, None) is not None
    again = [one.status for one in add(house.workspace, [folder], now=NOW)]
    assert again[:5] == ["known"] * 5
    assert again[-5:] == ["added"] * 5
    assert sum(entry.kind == "capture" for entry in house.workspace.private().entries) == len(TEXTS)


def test_what_fails_in_a_share_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        on_all_cores(lambda number: 1 // number, [1, 0])
