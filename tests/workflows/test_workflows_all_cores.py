"""Work that is done on all cores is the same work; a helper that fails or is ended is told, or done without."""

import os

import pytest

from habeas.workflows import read_many as many
from habeas.workflows.all_cores import on_all_cores

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
TEXTS = [(f"{day} июня 2026 года в Лясничах задержали Петра Лазовика.", "2026-06-30") for day in range(1, 29)]


@pytest.fixture
def alone(monkeypatch):
    """What other tests left running beside us would make it work in one process."""
    monkeypatch.setattr("habeas.workflows.all_cores.threading.active_count", lambda: 1)
    monkeypatch.setattr(many, "WORTH_IT", 2)


@pytest.mark.parametrize("cores", [2, 3, 60])
def test_texts_that_are_read_on_several_cores_come_back_in_their_order(alone, cores) -> None:
    assert many.read_many(TEXTS, cores=cores) == many.read_many(TEXTS, cores=1)


def test_a_helper_that_is_ended_costs_time_and_nothing_else(alone, monkeypatch) -> None:
    ours, read = os.getpid(), many.read

    def ended(text: str, *, published: str | None = None):
        if os.getpid() != ours:
            os._exit(9)
        return read(text, published=published)

    monkeypatch.setattr(many, "read", ended)
    assert [one.published for one in many.read_many(TEXTS, cores=2)] == ["2026-06-30"] * len(TEXTS)


def test_what_fails_in_a_helper_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        on_all_cores(lambda number: 1 // number, [1, 0])
