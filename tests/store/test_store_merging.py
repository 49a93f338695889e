"""Several devices of one group: each writes its own chains, one writes for others, and what is erased on one goes on all."""

import shutil

import pytest
from store_drafts import capture_of, document_of, rejection

from habeas.record.draft import Draft
from habeas.store.backup import backup, restore
from habeas.store.device import new_device
from habeas.store.errors import StoreError
from habeas.store.travel import pack_for_travel
from habeas.store.workspace import Workspace
from habeas.workflows.verify import verify

NOON = 1_795_176_000
TEXT = "Алена Канарэйка затрыманая"


class Devices:
    """The first device and a second one, copied from it, which writes for the group alone (or takes over)."""

    def __init__(self, folder):
        self.folder, self.number = folder, 0
        self.first = Workspace.create(folder / "first", clock=lambda: NOON)
        self.first.append_private([rejection(1)])

    def second(self, **how):
        self.first.close()
        shutil.copytree(self.folder / "first", self.folder / "second")
        self.first = Workspace.open(self.folder / "first", clock=lambda: NOON)
        new_device(self.folder / "second", clock=lambda: NOON, **how)
        return Workspace.open(self.folder / "second", clock=lambda: NOON)

    def bring(self, source, target):
        self.number += 1
        file = self.folder / f"{self.number}.backup"
        backup(source, file)
        return target.take_over(file)


@pytest.fixture
def devices(tmp_path):
    made = Devices(tmp_path)
    yield made
    made.first.close()


def rejected(workspace):
    found = (e.octets("fingerprint") for e in workspace.private().entries if e.text("act") == "reject")
    return sorted(one[-1] for one in found if one)


def test_both_hold_the_same_after_both_have_brought_their_backup(devices):
    first, second = devices.first, devices.second(for_us_alone=True)
    first = devices.first
    first.append_private([rejection(2)])
    second.append_private([rejection(3)])
    data = "Яе затрымалі".encode()
    second.add_capture(data, capture_of(data), [document_of(data, TEXT)])
    assert devices.bring(second, first).originals == 1
    assert devices.bring(first, second).entries > 0
    assert rejected(first) == rejected(second) == [1, 2, 3]
    assert {e.id for e in first.private().entries} == {e.id for e in second.private().entries}
    assert first.blob(capture_of(data).sha256) == data and first.documents()[0].text == TEXT
    again = devices.bring(second, first)
    assert (again.entries, again.originals, again.erased) == (0, 0, 0)
    assert verify(first, now=NOON).ok and verify(second, now=NOON).ok
    first.append_private([rejection(4)])
    devices.bring(first, second)
    assert rejected(second) == [1, 2, 3, 4]
    second.close()


def test_one_device_writes_for_others_and_the_other_says_so(devices):
    second = devices.second(for_us_alone=True)
    with pytest.raises(StoreError, match="Another device of this group writes for everyone"):
        second.append_public([subject(1)])
    devices.first.append_public([subject(2)])
    devices.bring(devices.first, second)
    assert len(second.public().entries) == 2
    second.close()


def test_a_device_that_takes_over_ends_the_other_at_its_next_sync(devices):
    second = devices.second()
    second.append_public([subject(1)])
    devices.bring(second, devices.first)
    assert not devices.first.writes_for_others and second.writes_for_others
    with pytest.raises(StoreError, match="This chain is closed"):
        devices.first.append_public([subject(2)])
    devices.first.close()
    with Workspace.open(devices.folder / "first", clock=lambda: NOON) as first:
        with pytest.raises(StoreError, match="Another device of this group writes for everyone"):
            first.append_public([subject(2)])
        first.append_private([rejection(9)])
        assert verify(first, now=NOON).ok
    second.close()


def test_what_one_device_erases_is_gone_on_the_other_and_in_the_lanes_that_it_writes(devices):
    [shown] = devices.first.append_public([subject(7)])
    [mine] = devices.first.append_private([rejection(8)])
    second = devices.second(for_us_alone=True)
    second.erase({shown.id: ["id"], mine.id: ["fingerprint"]})
    assert verify(second, now=NOON).ok
    assert devices.bring(second, devices.first).erased == 2
    first = devices.first
    for lane in (first.public(), first.private()):
        assert not any(
            e.get("id") == bytes([7]) * 16 or e.get("fingerprint") == mine.get("fingerprint")
            for e in lane.entries
        )
    assert [e.kind for e in first.public().entries][-1] == "erase"
    assert verify(first, now=NOON).ok
    devices.bring(first, second)
    assert verify(second, now=NOON).ok
    second.close()


def test_two_that_wrote_one_chain_are_told(devices):
    devices.first.close()
    shutil.copytree(devices.folder / "first", devices.folder / "copy")
    devices.first = Workspace.open(devices.folder / "first", clock=lambda: NOON)
    from habeas.store.device import adopt_moved

    adopt_moved(devices.folder / "copy")
    with Workspace.open(devices.folder / "copy", clock=lambda: NOON) as copy:
        copy.append_private([rejection(5)])
        devices.first.append_private([rejection(6)])
        with pytest.raises(StoreError, match="Two copies of one folder wrote the same chain"):
            devices.bring(copy, devices.first)
    assert rejected(devices.first) == [1, 6]


def test_a_backup_of_another_group_is_refused(devices, tmp_path):
    with (
        Workspace.create(tmp_path / "other", clock=lambda: NOON) as other,
        pytest.raises(StoreError, match="another group’s workspace"),
    ):
        devices.bring(other, devices.first)


def test_a_restored_device_brings_home_what_came_behind_the_backup(devices, tmp_path):
    file = tmp_path / "old.backup"
    backup(devices.first, file)
    devices.first.append_private([rejection(2)])
    with restore(file, tmp_path / "restored", clock=lambda: NOON) as restored:
        restored.append_private([rejection(3)])
        devices.bring(devices.first, restored)
        assert rejected(restored) == [1, 2, 3]
        assert verify(restored, now=NOON).ok


def subject(number):
    return Draft("decision", {"act": "subject", "id": bytes([number]) * 16, "sort": "person"})


def test_a_workspace_for_a_journey_holds_nothing_and_comes_home(devices, tmp_path):
    home = devices.first
    home.append_public([subject(3)])
    data = b"a report of before"
    home.add_capture(data, capture_of(data), [document_of(data, TEXT)])
    pack_for_travel(home.opened, tmp_path / "journey", now=NOON)
    held = b"".join(file.read_bytes() for file in (tmp_path / "journey").rglob("*") if file.is_file())
    for secret in (TEXT.encode(), data, home.opened.keys.root, home.opened.keys.receiving, home.key):
        assert secret not in held and secret.hex().encode() not in held
    with Workspace.open(tmp_path / "journey", clock=lambda: NOON) as journey:
        assert rejected(journey) == [] and journey.documents() == ()
        assert [e.kind for e in journey.public().entries] == ["open", "decision"]
        journey.append_private([rejection(7)])
        collected = b"a report from the journey"
        journey.add_capture(collected, capture_of(collected), [document_of(collected, TEXT)])
        assert verify(journey, now=NOON).ok
        devices.bring(journey, home)
        with pytest.raises(StoreError, match="for a journey"):
            devices.bring(home, journey)
    assert rejected(home) == [1, 7] and home.blob(capture_of(collected).sha256) == collected
    assert verify(home, now=NOON).ok and home.writes_for_others


def test_devices_on_either_database_bring_each_other_what_they_wrote(tmp_path, database):
    """The group's own instance, on a database server perhaps, and a laptop."""
    data = "Яе затрымалі".encode()
    with Workspace.create(tmp_path / "home", database=database, clock=lambda: NOON) as home:
        [old] = home.append_private([rejection(1)])
        backup(home, tmp_path / "home.backup")
        with restore(tmp_path / "home.backup", tmp_path / "laptop", clock=lambda: NOON) as laptop:
            laptop.add_capture(data, capture_of(data), [document_of(data, TEXT)])
            laptop.append_private([rejection(2)])
            laptop.erase({old.id: ["fingerprint"]})
            home.append_private([rejection(3)])
            backup(laptop, tmp_path / "laptop.backup")
            came = home.take_over(tmp_path / "laptop.backup")
            assert (came.originals, came.erased) == (1, 1) and came.entries > 0
            backup(home, tmp_path / "again.backup")
            laptop.take_over(tmp_path / "again.backup")
            assert rejected(home) == rejected(laptop) == [2, 3]
            assert {e.id for e in home.private().entries} == {e.id for e in laptop.private().entries}
            assert home.blob(capture_of(data).sha256) == data and home.documents()[0].text == TEXT
            assert home.take_over(tmp_path / "laptop.backup").entries == 0
            assert verify(home, now=NOON).ok and verify(laptop, now=NOON).ok
