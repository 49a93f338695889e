"""A backup comes back whole, on either database, as a new device; and a hostile one leaves nothing behind."""

import hashlib
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
import sqlcipher3
from store_drafts import capture_of, document_of, rejection

from habeas.model.reading import Reading
from habeas.record.draft import Draft
from habeas.record.lanes import Scope
from habeas.record.verify import verify
from habeas.store.backup import backup, restore
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

PAGE, TEXT = "<p>Затрыманая</p>".encode(), "Затрыманая"
CARD = Draft("capture", {"id": bytes(16), "publisher": "Example Newsroom"})
DAY = 86_400
NOW = 1_770_000_000


def fill(workspace):
    """A capture with text and file name, an entry in each lane, a setting."""
    workspace.add_capture(PAGE, capture_of(PAGE, name="n.html"), [document_of(PAGE, TEXT, title="T")])
    workspace.append_both([rejection(1, why="no person")], [CARD])
    workspace.set_setting("site", {"title": "Trial"})


def restored(file, folder, *, clock=lambda: NOW + DAY, **more):
    return restore(file, folder, clock=clock, **more)


def ids(entries):
    return [entry.id for entry in entries]


def verified(workspace):
    chains = workspace.chains()
    report = verify([e for c in chains for e in c.entries], [h for c in chains for h in c.heads])
    assert report.ok, "\n".join(report.sentences)
    return report


@pytest.fixture
def backed_up(tmp_path):
    """The file of a backup of a filled workspace."""
    with Workspace.create(tmp_path / "old", clock=lambda: NOW) as workspace:
        fill(workspace)
        backup(workspace, tmp_path / "b.habeas")
    return tmp_path / "b.habeas"


def test_everything_comes_back(tmp_path, workspace):
    fill(workspace)
    before = workspace.private().entries, workspace.public().entries
    made = backup(workspace, tmp_path / "b")
    assert (made.originals, made.damaged) == (1, ())
    with restored(tmp_path / "b", tmp_path / "new") as again:
        assert set(ids(before[0])) <= set(ids(again.private().entries))
        assert set(ids(before[1])) <= set(ids(again.public().entries))
        assert again.blob(capture_of(PAGE).sha256) == PAGE
        assert again.documents() == workspace.documents()
        assert again.given_name(capture_of(PAGE).sha256) == "n.html"
        assert again.setting("site") == {"title": "Trial"}
        assert (again.log, again.mode, again.key) == (workspace.log, workspace.mode, workspace.key)
        verified(again)


def test_a_backup_of_one_kind_of_database_restores_into_another(tmp_path, backed_up, database):
    with restored(backed_up, tmp_path / "new", database=database) as again:
        assert again.text(document_of(PAGE, TEXT).text_sha256) == TEXT
        again.append_both([rejection(2)], [CARD])
        verified(again)


def test_a_restored_workspace_is_a_new_device_in_the_same_audiences(tmp_path, backed_up):
    with (
        restored(backed_up, tmp_path / "new") as new,
        Workspace.open(tmp_path / "old") as old,
    ):
        assert (new.private().audience, new.public().audience) == (
            old.private().audience,
            old.public().audience,
        )
        new.append_both([rejection(2)], [CARD])
        old.append_both([rejection(3)], [CARD])
        theirs = {chain.lane for chain in old.chains(Scope.PRIVATE, Scope.PUBLIC)}
        for chain in new.chains(Scope.PRIVATE, Scope.PUBLIC):
            if chain.lane in theirs:
                assert chain.closed == len(chain.entries)
            else:
                assert (chain.closed, len(chain.entries)) == (None, 2)
        assert (old.folder / "keys/signing.key").read_text() != (new.folder / "keys/signing.key").read_text()
        verified(new)
        verified(old)


def test_a_demonstration_stays_one_through_a_backup(tmp_path):
    with Workspace.create(tmp_path / "old", mode="demo") as workspace:
        backup(workspace, tmp_path / "b")
    with restored(tmp_path / "b", tmp_path / "new") as again:
        assert again.mode == again.private().mode == "demo"


def test_what_was_erased_since_is_erased_again(tmp_path, backed_up):
    with Workspace.open(tmp_path / "old") as old:
        _, capture, rejected = old.private().entries
        old.erase({capture.id: {"sha256", "got"}, rejected.id: {"why"}})
    with restored(backed_up, tmp_path / "new") as again:
        entries = {entry.id: entry for entry in again.private().entries}
        assert entries[capture.id].erased == {"sha256", "got"}
        assert entries[rejected.id].erased == {"why"}
        assert again.documents() == ()
        assert again.blob(capture_of(PAGE).sha256) is None
        assert TEXT.encode() not in b"".join(f.read_bytes() for f in again.folder.rglob("*") if f.is_file())
        verified(again)


def test_an_erasure_file_of_another_device_is_heeded(tmp_path, backed_up, monkeypatch):
    with Workspace.open(tmp_path / "old") as old:
        rejected = old.private().entries[2]
        old.erase({rejected.id: {"why"}})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    with restored(backed_up, tmp_path / "a", erasures=[tmp_path / "old/erasures.txt"]) as again:
        assert rejected.id in {entry.id for entry in again.private().entries if entry.erased}
    with restored(backed_up, tmp_path / "b") as again:  # the device knows it from now on
        assert any(entry.erased for entry in again.private().entries)


def test_cached_readings_are_not_in_a_backup_and_nothing_of_them_is(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT)])
        sha = document_of(PAGE, TEXT).text_sha256
        workspace.keep_readings([Reading(sha, None, ("be",), (), (), (), (), reader="reader of Canary")])
        backup(workspace, tmp_path / "b")
    assert b"Canary" in (tmp_path / "w/habeas.sqlite").read_bytes()
    assert b"Canary" not in (tmp_path / "b").read_bytes()


def test_a_backup_expires(tmp_path, backed_up):
    late = NOW + 91 * DAY
    with pytest.raises(StoreError, match="expired on 2026-05-03"):
        restored(backed_up, tmp_path / "new", clock=lambda: late)
    assert not (tmp_path / "new").exists()
    restored(backed_up, tmp_path / "new", clock=lambda: late, even_expired=True).close()


def test_a_backup_is_readable_by_its_owner_only_and_overwrites_nothing(tmp_path, backed_up):
    assert backed_up.stat().st_mode & 0o077 == 0
    with Workspace.open(tmp_path / "old") as old, pytest.raises(StoreError, match="exists already"):
        backup(old, backed_up)
    with pytest.raises(StoreError, match=r"is not empty|already a workspace"):
        restored(backed_up, tmp_path / "old")


def test_a_damaged_original_is_named_and_the_rest_is_backed_up(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        fill(workspace)
        workspace.add_capture(b"other", capture_of(b"other"))
        sha = capture_of(b"other").sha256
        (workspace.folder / "blobs" / sha[:2] / sha).write_bytes(b"changed")
        made = backup(workspace, tmp_path / "b")
    assert made.damaged == (sha,)
    with restored(tmp_path / "b", tmp_path / "new") as again:
        assert again.blob(capture_of(PAGE).sha256) == PAGE
        with pytest.raises(StoreError, match="restore the last backup"):
            again.blob(sha)


def test_others_may_write_while_a_backup_is_made(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace, Workspace.open(tmp_path / "w") as other:
        for number in range(3):
            other.append_private([rejection(number)])
            backup(workspace, tmp_path / f"b{number}")
    with restored(tmp_path / "b2", tmp_path / "new") as again:
        assert len(again.private().entries) == 5


def rewrite(file, change):
    """The backup again, with its parts as ``change`` (of name to bytes) makes them; returns the file."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def manifest(**values):
    def change(parts):
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **values}).encode()

    return change


def part(data):
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def database_with(*statements):
    """A change that runs SQL on the database in the backup and makes the manifest agree."""

    def change(parts):
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "x.sqlite"
            file.write_bytes(parts["database.sqlite"])
            connection = sqlcipher3.connect(str(file), isolation_level=None)
            for statement in statements:
                connection.execute(statement)
            connection.close()
            parts["database.sqlite"] = file.read_bytes()
        manifest(database=part(parts["database.sqlite"]))(parts)

    return change


PARTS, LIST, ORIGINAL = "not those that it lists", "list of what it holds", "is not what was backed up"
ROWS, RECORD = "damaged, or is not one of ours", "does not stand"
HOSTILE = {
    "a path as a name": (PARTS, lambda parts: parts.update({"../../escaped": b"x"})),
    "a part that is not listed": (PARTS, lambda parts: parts.update({"blobs/" + "0" * 64: b"x"})),
    "a part that is missing": (PARTS, lambda parts: parts.pop("keys/root.key")),
    "no manifest": (LIST, lambda parts: parts.pop("manifest.json")),
    "a manifest that is none": (LIST, lambda parts: parts.update({"manifest.json": b"[[" * 1000})),
    "a hash that is a path": (LIST, manifest(blobs={"../" * 21 + "a": 1})),
    "a size that is none": (LIST, manifest(blobs={"0" * 64: -1})),
    "another kind": (LIST, manifest(kind="habeas.backup/2")),
    "a mode that needs real keys": (LIST, manifest(mode="real")),
    "the other mode": ("another mode", manifest(mode="demo")),
    "another log": ("keys are not those", manifest(log="0" * 64)),
    "a changed original": (
        ORIGINAL,
        lambda parts: parts.update(
            {name: data[::-1] for name, data in parts.items() if name.startswith("blobs")}
        ),
    ),
    "a changed database": (
        ORIGINAL,
        lambda parts: parts.update({"database.sqlite": parts["database.sqlite"][:-1] + b"x"}),
    ),
    "a changed key": (ORIGINAL, lambda parts: parts.update({"keys/root.key": b"k" * 32})),
    "another root key": (
        "keys are not those",
        lambda parts: (
            parts.update({"keys/root.key": b"k" * 32}),
            manifest(keys={**json.loads(parts["manifest.json"])["keys"], "root": part(b"k" * 32)})(parts),
        ),
    ),
    "a table that is gone": ("failed|damaged", database_with("DROP TABLE record_leaf")),
    "a trigger": (
        ROWS,
        database_with("CREATE TRIGGER t AFTER INSERT ON record_leaf BEGIN DELETE FROM record_entry; END"),
    ),
    "a view": (ROWS, database_with("CREATE VIEW v AS SELECT 1")),
    "a module of its own": (ROWS, database_with("CREATE VIRTUAL TABLE v USING fts5(x)")),
    "a value changed": (
        RECORD,
        database_with("UPDATE record_leaf SET value = x'6178' WHERE name = 'publisher'"),
    ),
    "a hole that nobody explains": (
        RECORD,
        database_with(
            "UPDATE record_leaf SET value = NULL, salt = NULL, digest = zeroblob(32) WHERE name = 'why'"
        ),
    ),
    "an entry left out": (
        RECORD,
        database_with(
            "DELETE FROM record_leaf WHERE entry_id = (SELECT max(id) FROM record_entry)",
            "DELETE FROM record_entry WHERE id = (SELECT max(id) FROM record_entry)",
        ),
    ),
    "a signature taken off": (
        RECORD,
        database_with("DELETE FROM record_head WHERE id = (SELECT max(id) FROM record_head)"),
    ),
    "no record at all": (
        RECORD,
        database_with(
            *(f"DELETE FROM record_{table}" for table in ("head", "leaf", "entry", "chain", "log"))
        ),
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_backup_leaves_nothing(tmp_path, backed_up, state, what):
    sentence, change = HOSTILE[what]
    rewrite(backed_up, change)
    noted = sorted((state / "habeas/workspaces").iterdir())
    with pytest.raises(StoreError, match=sentence) as refused:
        restored(backed_up, tmp_path / "new")
    assert "Nothing was" in str(refused.value)
    assert refused.value.way_out
    assert not (tmp_path / "new").exists()
    assert not (tmp_path.parent / "escaped").exists()
    assert sorted((state / "habeas/workspaces").iterdir()) == noted


def test_a_packed_or_doubled_part_is_refused(tmp_path, backed_up):
    for name, kind in (("again.zip", zipfile.ZIP_STORED), ("packed.zip", zipfile.ZIP_DEFLATED)):
        file = tmp_path / name
        shutil.copy(backed_up, file)
        with zipfile.ZipFile(file, "a", kind) as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("database.sqlite", bytes(10_000))
        with pytest.raises(StoreError, match="packed, locked or doubled"):
            restored(file, tmp_path / "new")


def test_a_file_cut_anywhere_is_refused(tmp_path, backed_up):
    data = backed_up.read_bytes()
    for share in range(0, 100, 9):
        cut = tmp_path / "cut"
        cut.write_bytes(data[: len(data) * share // 100])
        with pytest.raises(StoreError, match=r"cut off|cannot be read"):
            restored(cut, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_flipped_bytes_never_pass_unseen(tmp_path, backed_up):
    """Wherever a byte is flipped: refused, or (where no byte of ours stands) restored exactly as it was."""
    data = backed_up.read_bytes()
    with Workspace.open(tmp_path / "old") as old:
        before = old.private().entries
    for number in range(0, len(data), len(data) // 9):
        flipped = bytearray(data)
        flipped[number] ^= 0x41
        (tmp_path / "flipped").write_bytes(flipped)
        try:
            workspace = restored(tmp_path / "flipped", tmp_path / f"new{number}")
        except StoreError:
            assert not (tmp_path / f"new{number}").exists()
        else:
            with workspace:
                assert set(ids(before)) <= set(ids(workspace.private().entries))


def test_what_a_killed_restore_left_is_made_anew_and_nothing_else_is_touched(tmp_path):
    with Workspace.create(tmp_path / "w") as made:
        backup(made, tmp_path / "file.habeas")
    left = tmp_path / "left"
    (left / "blobs").mkdir(parents=True)
    (left / "unfinished").write_text("999999999\n")
    (left / "habeas.sqlite").write_bytes(b"half")
    restore(tmp_path / "file.habeas", left).close()
    assert not (left / "unfinished").exists()
    Workspace.open(left).close()
    other = tmp_path / "other"
    other.mkdir()
    (other / "habeas.sqlite").write_bytes(b"somebody's")
    with pytest.raises(StoreError, match="is not empty"):
        restore(tmp_path / "file.habeas", other)
    (other / "unfinished").write_text("1\n")  # whoever makes it still runs
    with pytest.raises(StoreError, match="is not empty"):
        restore(tmp_path / "file.habeas", other)
    assert (other / "habeas.sqlite").read_bytes() == b"somebody's"
