"""A disk that runs full while a bundle comes in: a sentence, nothing of it counts, and the same bytes are taken when there is room."""

import pytest
from exchange_house import Group, meet
from exchange_wrong import MESSAGES
from store_small_disk import disk, fill

from habeas.store.errors import StoreError
from habeas.workflows.verify import verify

__all__ = ["disk"]


@pytest.fixture
def small(tmp_path, disk):
    """Anna, who has told much, and Berta, whose workspace lies on a small disk."""
    anna, berta = Group(tmp_path, "anna"), Group(disk, "berta")
    meet(anna, berta)
    anna.tell(berta, *(f"Mozyr{number} {'x' * 4_000}" for number in range(400)))
    yield anna, berta
    for one in (anna, berta):
        one.close()


@pytest.mark.parametrize("leave", [0, 60_000, 1_000_000, 2_500_000])
def test_a_full_disk_takes_in_nothing_and_the_same_bytes_later(small, disk, leave):
    anna, berta = small
    file = anna.send(berta)
    fill(disk, leave)
    with pytest.raises(StoreError) as refused:
        berta.receive(file)
    assert str(refused.value) == MESSAGES["full disk"]
    assert berta.told_by(anna) == []
    (disk / "ballast").unlink()
    assert [one.status for one in berta.receive(file)] == ["received"]
    assert len(berta.told_by(anna)) == 401
    assert verify(berta.workspace, now=berta.now).ok
    assert not list(berta.workspace.opened.layout.tmp.glob("*.part"))
