"""A workspace is made, opened, found and refused; and it says what it is."""

import stat
import subprocess
import sys

import pytest
from store_drafts import rejection

from habeas.record.draft import Draft
from habeas.record.errors import RecordError
from habeas.record.lanes import PrivateLane, PublicLane, Scope
from habeas.store.errors import NewerWorkspace, NotAWorkspace, StoreError
from habeas.store.workspace import Workspace

CARD = {"id": bytes(16), "publisher": "Example Newsroom"}


def test_a_new_workspace_begins_with_its_two_lanes(workspace):
    private, public = workspace.private(), workspace.public()
    assert isinstance(private, PrivateLane)
    assert isinstance(public, PublicLane)
    assert [entry.kind for entry in private.entries] == ["open"]
    assert [entry.kind for entry in public.entries] == ["open"]
    assert private.log == public.log == workspace.log
    assert private.audience != public.audience
    assert private.mode == "trial"


def test_what_is_appended_is_read_back_after_reopening(tmp_path, workspace):
    [written] = workspace.append_private([rejection(7, why="no person")])
    workspace.close()
    with Workspace.open(tmp_path / "workspace") as again:
        read = again.private().entries[-1]
    assert read == written
    assert read.get("why") == "no person"


def test_a_lane_grows_under_the_same_handle(workspace):
    assert len(workspace.private().entries) == 1
    workspace.append_private([rejection(1), rejection(2)])
    assert [entry.seq for entry in workspace.private().entries] == [1, 2, 3]
    assert len(workspace.public().entries) == 1


def test_widening_writes_both_lanes_or_none(workspace):
    private, public = workspace.append_both(
        lambda seen: [rejection(1, why=f"for {seen[0].id.hex()}")], [Draft("capture", CARD)]
    )
    assert private[0].get("why") == f"for {public[0].id.hex()}"
    with pytest.raises(RecordError):
        workspace.append_both([Draft("decision", {"act": "no such act"})], [Draft("capture", CARD)])
    assert len(workspace.public().entries) == 2
    assert len(workspace.private().entries) == 2


def test_a_transaction_that_fails_is_not_seen_again_by_its_own_workspace(workspace):
    with pytest.raises(RecordError), workspace.transaction():
        workspace.append_private([rejection(1)])
        assert len(workspace.private().entries) == 2
        workspace.append_private([Draft("capture", {})])
    assert len(workspace.private().entries) == 1
    assert workspace.append_private([rejection(2)])[0].seq == 2


def test_the_public_lane_tells_the_day_only_and_signs_every_entry(tmp_path):
    with Workspace.create(tmp_path / "w", clock=lambda: 1_770_000_123) as workspace:
        workspace.append_public([Draft("capture", CARD), Draft("capture", {**CARD, "id": b"1" * 16})])
        workspace.append_private([rejection(1), rejection(2)])
        assert {entry.ts % 86_400 for entry in workspace.public().entries} == {0}
        assert workspace.private().entries[-1].ts == 1_770_000_123
        [public] = workspace.chains(Scope.PUBLIC)
        [private] = workspace.chains(Scope.PRIVATE)
    assert [head.seq for head in public.heads] == [1, 2, 3]
    assert [head.seq for head in private.heads] == [1, 3]


def test_the_demonstration_stays_a_demonstration(tmp_path):
    Workspace.create(tmp_path / "w", mode="demo").close()
    with Workspace.open(tmp_path / "w") as workspace:
        assert workspace.mode == "demo"
        assert workspace.private().mode == workspace.public().mode == "demo"
        assert {chain.entries[0].get("mode") for chain in workspace.chains()} == {"demo"}


def test_a_demonstration_cannot_be_renamed_into_something_else(tmp_path):
    Workspace.create(tmp_path / "w", mode="demo").close()
    marker = tmp_path / "w" / "habeas.toml"
    marker.write_text(marker.read_text().replace('mode = "demo"', 'mode = "trial"'))
    with pytest.raises(StoreError, match="begun as “demo”, and that cannot change"):
        Workspace.open(tmp_path / "w")


def test_folder_and_keys_are_for_the_owner_only_and_say_what_they_are(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        for place in [workspace.folder, *workspace.folder.rglob("*")]:
            assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place
        for name in ("root", "signing", "receiving", "workspace"):
            text = (workspace.folder / "keys" / f"{name}.key").read_text()
            assert text.startswith(f"# The {name} key")
            assert "throw it away with the workspace" in text


def test_a_workspace_is_found_from_within(tmp_path):
    Workspace.create(tmp_path / "w").close()
    within = tmp_path / "w" / "blobs"
    assert Workspace.find(within) == tmp_path / "w"
    assert Workspace.find(tmp_path / "state") is None


def test_a_folder_that_is_none_is_refused_with_the_way_out(tmp_path):
    with pytest.raises(NotAWorkspace, match="habeas init"):
        Workspace.open(tmp_path / "nowhere")
    with pytest.raises(NotAWorkspace, match="There is no workspace"):
        Workspace.open(tmp_path)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(StoreError, match="is not empty"):
        Workspace.create(tmp_path)
    assert (tmp_path / "letter.txt").read_text() == "keep me"
    Workspace.create(tmp_path / "w").close()
    with pytest.raises(StoreError, match="is already a workspace"):
        Workspace.create(tmp_path / "w")


def test_a_newer_workspace_is_not_touched(tmp_path):
    Workspace.create(tmp_path / "w").close()
    marker = tmp_path / "w" / "habeas.toml"
    marker.write_text(marker.read_text().replace("format = 1", "format = 3"))
    with pytest.raises(NewerWorkspace, match="later"):
        Workspace.open(tmp_path / "w")


@pytest.mark.parametrize("broken", ["", "format = 1\n", "]]", 'format = "1"\nid = "x"\nmode = "trial"\n'])
def test_a_broken_marker_is_named(tmp_path, broken):
    Workspace.create(tmp_path / "w").close()
    (tmp_path / "w" / "habeas.toml").write_text(broken)
    with pytest.raises(StoreError, match=r"habeas\.toml cannot be read"):
        Workspace.open(tmp_path / "w")


@pytest.mark.parametrize("harm", [lambda key: key.unlink(), lambda key: key.write_text("# nothing\n")])
def test_a_missing_or_damaged_key_is_named(tmp_path, harm):
    Workspace.create(tmp_path / "w").close()
    harm(tmp_path / "w" / "keys" / "signing.key")
    with pytest.raises(StoreError, match=r"signing\.key"):
        Workspace.open(tmp_path / "w")


def test_two_workspaces_are_open_at_once_and_know_nothing_of_each_other(tmp_path):
    with Workspace.create(tmp_path / "a") as first, Workspace.create(tmp_path / "b") as second:
        first.append_private([rejection(1)])
        assert len(first.private().entries) == 2
        assert len(second.private().entries) == 1
        assert first.log != second.log


def test_one_folder_opened_twice_is_one_workspace(tmp_path):
    with Workspace.create(tmp_path / "a") as first:
        with Workspace.open(tmp_path / "a") as second:
            second.append_private([rejection(1)])
        assert first.append_private([rejection(2)])[0].seq == 3
        assert len(first.private().entries) == 3


def test_importing_the_program_and_the_workspace_pulls_no_django():
    code = "import sys, habeas, habeas.store.workspace; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
