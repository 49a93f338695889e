"""A device that does not write for others: showing is refused there with the way out; taking out of sight and erasing are done, and carried out."""

import shutil

import pytest
from workflows_house import NOON, OWN_SIDE, TODAY, House

from habeas.record.standing import standing
from habeas.store.backup import backup
from habeas.store.device import new_device
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows import partner
from habeas.workflows.erase import erase
from habeas.workflows.narrow import narrow
from habeas.workflows.verify import verify
from habeas.workflows.widen import Asked, plan, widen

REFUSED = (
    "Another device of this group writes for {whom}, and two must never do it at once. Nothing was changed: what was in the workspace "
    "before is still there. Do it there, or take it over: `habeas doctor --second-device` here makes this the device that "
    "writes for others."
)


@pytest.fixture
def second(make, tmp_path):
    """A second device of a group that has accepted and shown something, and knows a partner; and what was accepted."""
    house = make()
    ids = house.accepted_verdict()
    house.widen(*ids)
    with Workspace.create(tmp_path / "berta") as berta:
        partner.write_card(berta, tmp_path / "berta.card")
    log = partner.add(house.workspace, "berta", tmp_path / "berta.card").log
    house.workspace.exchange.partners.set_state(log, "verified")
    house.workspace.exchange.lanes.lane_for([log])
    house.workspace.close()
    shutil.copytree(house.workspace.folder, tmp_path / "second")
    new_device(tmp_path / "second", clock=lambda: NOON, for_us_alone=True)
    with Workspace.open(tmp_path / "second", clock=lambda: NOON) as workspace:
        yield House(workspace, tmp_path / "second-in"), ids


def written(house):
    lanes = house.workspace.exchange.lanes
    return [
        len(house.workspace.private().entries),
        len(house.workspace.public().entries),
        *(len(lanes.read(one.audience).entries) for one in lanes.all()),
    ]


@pytest.mark.parametrize(("to", "whom"), [((), "everyone"), (("berta",), "these partners")])
def test_it_shows_nothing_and_says_where_it_can_be_done(second, to, whom):
    house, ids = second
    house.add("On 14 May 2026 police detained Alena Kavalskaja in Lasnychy.\n", "other.txt")
    house.accept("detention")
    ids = [s.id for s in house.hold().held.statements if s.id not in ids]
    before = written(house)
    seen = plan(house.workspace, Asked(tuple(ids), to=to), today=TODAY)
    with pytest.raises(StoreError) as refused:
        widen(house.workspace, seen, basis=OWN_SIDE, words="", who=house.who())
    assert str(refused.value) == REFUSED.format(whom=whom)
    assert written(house) == before
    assert verify(house.workspace, now=2_000_000_000).ok


def test_what_it_takes_out_of_sight_or_erases_goes_here_at_once_and_there_at_the_next_sync(second, tmp_path):
    """Protecting waits for nobody: the device that writes for others carries it out as soon as it hears of it."""
    house, (sentence, name) = second
    narrow(house.workspace, [name], house.who())
    erase(house.workspace, [sentence], house.who())
    assert sentence not in {s.id for s in house.hold().held.statements}
    assert verify(house.workspace, now=2_000_000_000).ok
    backup(house.workspace, tmp_path / "second.backup")
    with Workspace.open(tmp_path / "workspace", clock=lambda: NOON) as first:
        assert len(standing(first.public().entries).claims) == 2
        first.take_over(tmp_path / "second.backup")
        assert standing(first.public().entries).claims == ()
        assert [e.kind for e in first.public().entries].count("erase") >= 1
        assert verify(first, now=2_000_000_000).ok
