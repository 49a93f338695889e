"""A copied folder is known again, and never writes the chains of the original."""

import shutil

import pytest
from store_drafts import rejection

from habeas.record.lanes import Scope
from habeas.record.verify import verify
from habeas.store.device import adopt_moved, new_device
from habeas.store.errors import CopiedWorkspace, StoreError
from habeas.store.workspace import Workspace


@pytest.fixture
def made(tmp_path):
    """A closed workspace with one entry."""
    with Workspace.create(tmp_path / "made") as workspace:
        workspace.append_private([rejection(1)])
    return tmp_path / "made"


def test_a_moved_workspace_asks_and_goes_on_as_it_was(tmp_path, made):
    made.rename(tmp_path / "moved")
    with pytest.raises(CopiedWorkspace, match="moved here, or is this a second device") as asked:
        Workspace.open(tmp_path / "moved")
    assert str(made) in str(asked.value)
    adopt_moved(tmp_path / "moved")
    with Workspace.open(tmp_path / "moved") as workspace:
        assert workspace.append_private([rejection(2)])[0].seq == 3


def test_a_copy_becomes_a_second_device_with_chains_of_its_own(tmp_path, made):
    shutil.copytree(made, tmp_path / "copy")
    with pytest.raises(CopiedWorkspace):
        Workspace.open(tmp_path / "copy")
    new_device(tmp_path / "copy")
    with Workspace.open(made) as first, Workspace.open(tmp_path / "copy") as second:
        [one] = first.append_private([rejection(2)])
        [other] = second.append_private([rejection(3)])
        assert one.lane != other.lane
        assert (one.seq, other.seq) == (3, 2)
        assert first.private().audience == second.private().audience
        decided = [e for e in second.private().entries if e.kind == "decision"]
        assert {e.get("fingerprint")[-1] for e in decided} == {1, 3}
        checked = second.check()
        entries = [entry for chain in second.chains() for entry in chain.entries]
        assert verify(entries, checked.heads).ok


def test_a_copy_on_another_computer_asks_too(made, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other computer"))
    with pytest.raises(CopiedWorkspace, match="another device or account"):
        Workspace.open(made)
    new_device(made)
    Workspace.open(made).close()


def test_the_chains_of_the_original_are_closed_in_the_copy(tmp_path, made):
    shutil.copytree(made, tmp_path / "copy")
    new_device(tmp_path / "copy")
    with Workspace.open(tmp_path / "copy") as second:
        closed = [chain for chain in second.chains(Scope.PRIVATE, Scope.PUBLIC) if chain.closed is not None]
        assert [chain.closed for chain in closed] == [len(chain.entries) for chain in closed]
        assert len(closed) == 2


def test_keys_of_another_group_are_refused(tmp_path, made):
    Workspace.create(tmp_path / "other").close()
    shutil.copy(tmp_path / "other/keys/root.key", made / "keys/root.key")
    with pytest.raises(StoreError, match="not those of its database"):
        Workspace.open(made)
    with pytest.raises(StoreError, match="no new device can be certified"):
        new_device(made)


def test_an_older_copy_laid_over_the_workspace_is_known(tmp_path, made):
    shutil.copytree(made, tmp_path / "kept")
    with Workspace.open(made) as workspace:
        workspace.append_private([rejection(2)])
    shutil.rmtree(made)
    shutil.move(tmp_path / "kept", made)
    with pytest.raises(CopiedWorkspace, match="fallen behind"):
        Workspace.open(made)
    new_device(made)
    with Workspace.open(made) as workspace:
        assert workspace.append_private([rejection(3)])[0].seq == 2
