"""A sealed workspace: nothing of it can be read on the disk, and what opens it can be changed."""

import hashlib
import json
import os

import pytest

from habeas.model.capture import Capture
from habeas.store import vault
from habeas.store.backup import backup, restore
from habeas.store.device import adopt_moved, new_device
from habeas.store.errors import CopiedWorkspace, LockedWorkspace, StoreError
from habeas.store.vault import Cost, Secret
from habeas.store.workspace import Workspace

WORDS = Secret(passphrase="five words that rarely meet")
OTHER = Secret(passphrase="other words that rarely meet")
CANARY = b"Piatro Lazavik was seen in the yard"
SHA256 = hashlib.sha256(CANARY).hexdigest()


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    """A guess that costs little: the tests make many."""
    monkeypatch.setattr(vault, "COST", Cost(1, 64, 1))
    monkeypatch.setattr(vault.new_locks, "__defaults__", (Cost(1, 64, 1),))
    monkeypatch.setattr(vault.relock, "__defaults__", (Cost(1, 64, 1),))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def words():
    return WORDS


def capture():
    return Capture(sha256=SHA256, media="text/plain", size=len(CANARY), got=1, name="lazavik.txt")


@pytest.fixture
def sealed(tmp_path, database):
    with Workspace.create(tmp_path / "w", secret=WORDS, database=database) as made:
        made.add_capture(CANARY, capture())
        made.set_setting("note", "Piatro Lazavik, by hand")
    return tmp_path / "w"


def on_the_disk(folder):
    """Every byte that lies there, and every name."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return b"".join(file.read_bytes() for file in files), " ".join(str(file) for file in files)


def test_nothing_can_be_read_on_the_disk_and_no_name_tells(sealed):
    data, names = on_the_disk(sealed)
    assert b"Lazavik" not in data and bytes.fromhex(SHA256) not in data
    assert SHA256 not in names and "lazavik" not in names


def test_it_opens_with_its_passphrase_and_all_is_there(sealed):
    with Workspace.open(sealed, ask=words) as opened:
        assert opened.sealed
        assert opened.blob(SHA256) == CANARY
        assert opened.setting("note", None) == "Piatro Lazavik, by hand"
        assert opened.check().problems == ()


def test_without_the_passphrase_it_says_what_it_needs(sealed):
    with pytest.raises(LockedWorkspace, match="needs its passphrase"):
        Workspace.open(sealed)


@pytest.mark.parametrize(
    "wrong",
    [
        OTHER,
        Secret(passphrase=""),
        Secret(key_file=b"x" * 32),
        Secret(passphrase="Five words that rarely meet"),
    ],
)
def test_another_secret_opens_nothing(sealed, wrong):
    with pytest.raises(StoreError, match="does not open this workspace"):
        Workspace.open(sealed, ask=lambda: wrong)


def test_a_passphrase_is_the_same_however_its_letters_are_put_together(tmp_path, database):
    composed, apart = "пароль з літарай й і яшчэ", "пароль з літарай й і яшчэ"
    Workspace.create(tmp_path / "w", secret=Secret(passphrase=composed), database=database).close()
    Workspace.open(tmp_path / "w", ask=lambda: Secret(passphrase=apart)).close()


@pytest.mark.parametrize(
    ("weak", "why"), [(Secret(passphrase="short"), "too short"), (Secret(key_file=b"short"), "too short")]
)
def test_a_weak_secret_is_refused_and_nothing_is_made(tmp_path, weak, why):
    with pytest.raises(StoreError, match=why):
        Workspace.create(tmp_path / "w", secret=weak)
    assert not (tmp_path / "w").exists()


def test_a_key_file_opens_it_as_well(tmp_path):
    secret = Secret(key_file=os.urandom(32))
    Workspace.create(tmp_path / "w", secret=secret).close()
    Workspace.open(tmp_path / "w", ask=lambda: secret).close()


def test_the_passphrase_can_be_changed_and_the_old_one_opens_nothing_any_more(sealed):
    with Workspace.open(sealed, ask=words) as opened:
        with pytest.raises(StoreError, match="does not open"):
            opened.change_secret(OTHER, WORDS)
        opened.change_secret(WORDS, OTHER)
    with pytest.raises(StoreError, match="does not open"):
        Workspace.open(sealed, ask=words)
    with Workspace.open(sealed, ask=lambda: OTHER) as opened:
        assert opened.blob(SHA256) == CANARY


def test_a_lock_file_that_asks_for_the_whole_memory_is_refused_at_once(sealed):
    locks = sealed / "keys" / "locks.json"
    body = json.loads(locks.read_bytes())
    body["locks"][0]["memory"] = 2**40
    locks.write_text(json.dumps(body))
    with pytest.raises(StoreError, match="does not open"):
        Workspace.open(sealed, ask=words)


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"kind": "habeas.locks/1", "locks": 3}', b"\xff" * 50])
def test_a_damaged_lock_file_is_named(sealed, damage):
    (sealed / "keys" / "locks.json").write_bytes(damage)
    with pytest.raises(StoreError, match="damaged"):
        Workspace.open(sealed, ask=words)


def test_an_original_that_was_changed_on_the_disk_is_refused(sealed):
    [file] = [one for one in (sealed / "blobs").rglob("*") if one.is_file()]
    changed = bytearray(file.read_bytes())
    changed[-1] ^= 1
    file.write_bytes(changed)
    with Workspace.open(sealed, ask=words) as opened:
        with pytest.raises(StoreError, match="not what it was"):
            opened.blob(SHA256)
        assert opened.check().problems


def test_a_backup_is_sealed_alike_and_comes_back_sealed(sealed, tmp_path):
    with Workspace.open(sealed, ask=words) as opened:
        backup(opened, tmp_path / "b")
    data = (tmp_path / "b").read_bytes()
    assert b"Lazavik" not in data and b"manifest" not in data and bytes.fromhex(SHA256) not in data
    with restore(tmp_path / "b", tmp_path / "r", ask=words) as back:
        assert back.sealed and back.blob(SHA256) == CANARY
        assert back.setting("note", None) == "Piatro Lazavik, by hand"
        assert back.check().problems == ()
    assert b"Lazavik" not in on_the_disk(tmp_path / "r")[0]
    Workspace.open(tmp_path / "r", ask=words).close()


def test_a_sealed_backup_that_was_cut_or_changed_restores_nothing(sealed, tmp_path):
    with Workspace.open(sealed, ask=words) as opened:
        backup(opened, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for broken in (whole[:40], whole[:700], whole[:-1], bytes(flipped), whole + b"x"):
        (tmp_path / "c").write_bytes(broken)
        with pytest.raises(StoreError, match=r"Nothing was restored|damaged"):
            restore(tmp_path / "c", tmp_path / "r", ask=words)
        assert not (tmp_path / "r").exists()
    with pytest.raises(StoreError, match="needs the passphrase"):
        restore(tmp_path / "b", tmp_path / "r")
    with pytest.raises(StoreError, match="does not open"):
        restore(tmp_path / "b", tmp_path / "r", ask=lambda: OTHER)


def test_an_open_workspace_becomes_a_sealed_one_by_way_of_a_backup(tmp_path):
    with Workspace.create(tmp_path / "w") as opened:
        opened.add_capture(CANARY, capture())
        backup(opened, tmp_path / "b")
    with restore(tmp_path / "b", tmp_path / "r", secret=WORDS) as back:
        assert back.sealed and back.blob(SHA256) == CANARY
    assert b"Lazavik" not in on_the_disk(tmp_path / "r")[0]


def test_moved_and_copied_folders_ask_for_the_secret_too(sealed, tmp_path):
    sealed.rename(tmp_path / "moved")
    with pytest.raises(CopiedWorkspace):
        Workspace.open(tmp_path / "moved", ask=words)
    adopt_moved(tmp_path / "moved", words)
    Workspace.open(tmp_path / "moved", ask=words).close()
    new_device(tmp_path / "moved", words)
    with Workspace.open(tmp_path / "moved", ask=words) as opened:
        assert opened.blob(SHA256) == CANARY


def test_what_a_crash_left_half_added_is_undone(sealed, monkeypatch):
    from habeas.store import captures

    with Workspace.open(sealed, ask=words) as opened:
        layout = opened.opened.layout
        other = b"never came into the record"
        sha256 = hashlib.sha256(other).hexdigest()
        key = captures.blobs.fresh_key(layout)
        captures.blobs.move_in(layout, captures.blobs.write_aside(layout, other, sha256, key), sha256)
        captures._write_note(layout, layout.tmp / f"adding-{layout.vault.name(sha256)}", sha256)
    before = sum(file.is_file() for file in (sealed / "blobs").rglob("*"))
    Workspace.open(sealed, ask=words).close()
    assert sum(file.is_file() for file in (sealed / "blobs").rglob("*")) == before - 1
    assert not list((sealed / "tmp").iterdir())
