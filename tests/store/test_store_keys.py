"""Real workspaces: the root key is on paper only, comes back from two sheets, and renewals survive being cut off."""

import contextlib
import os
import random
import signal

import pytest

from habeas.record.chain import DAY
from habeas.record.heads import public_key
from habeas.store import keys as key_files
from habeas.store import paper, renewal, vault
from habeas.store.backup import backup, restore
from habeas.store.device import new_device
from habeas.store.errors import StoreError
from habeas.store.paper import SheetError, root_from, sheet, sheets_of
from habeas.store.vault import Cost, Secret
from habeas.store.workspace import Workspace
from habeas.workflows.keys import warnings

WORDS = Secret(passphrase="five words that rarely meet")
ROOT = bytes(range(32))
IDENTITY = public_key(ROOT)
DAY_ONE = 1_782_000_000


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A guess that costs little: the tests make many."""
    monkeypatch.setattr(vault.new_locks, "__defaults__", (Cost(1, 64, 1),))
    monkeypatch.setattr(vault.relock, "__defaults__", (Cost(1, 64, 1),))


def ask():
    return WORDS


class Made:
    """A real workspace, the sheets that were handed out, and the time."""

    def __init__(self, folder):
        self.folder, self.now, self.sheets = folder, DAY_ONE, ()
        self.open_new().close()

    def open_new(self):
        return Workspace.create(
            self.folder, mode="real", secret=WORDS, hand_out=self.take, clock=lambda: self.now
        )

    def take(self, sheets):
        self.sheets = tuple(sheets)

    def open(self):
        return Workspace.open(self.folder, ask=ask, clock=lambda: self.now)

    def renew(self):
        renewal.renew(self.folder, ask, self.two, clock=lambda: self.now)

    def two(self):
        return self.sheets[1:]


@pytest.fixture
def real(tmp_path):
    return Made(tmp_path / "w")


def test_any_two_sheets_bring_the_root_key_back():
    made = sheets_of(ROOT)
    assert [len(one.split()) for one in made] == [33, 33, 33]
    for pair in (made[:2], made[1:], made[::2], made[::-1][:2]):
        assert root_from(pair, IDENTITY) == ROOT


def test_four_letters_numbers_commas_and_capitals_are_understood():
    made = sheets_of(ROOT)
    short = " ".join(f"{place}. {word[:4].upper()}," for place, word in enumerate(made[0].split(), 1))
    assert root_from([short, made[1]], IDENTITY) == ROOT


def test_one_sheet_only_the_sheets_of_two_days_and_of_another_group_are_told_apart():
    made, other_day, other_group = sheets_of(ROOT), sheets_of(ROOT), sheets_of(bytes(32))
    with pytest.raises(SheetError, match="Two different sheets are needed; one was given"):
        root_from([made[0], made[0]], IDENTITY)
    with pytest.raises(SheetError, match="Two different sheets are needed"):
        root_from([made[0]], IDENTITY)
    with pytest.raises(SheetError, match="do not belong together"):
        root_from([made[0], other_day[1]], IDENTITY)
    with pytest.raises(SheetError, match="the sheets of another group"):
        root_from(other_group[:2], IDENTITY)


def test_a_mistyped_word_is_named_by_its_place():
    words = sheets_of(ROOT)[0].split()
    chance = random.Random(7)
    for place in (0, 3, 17, 29, 30, 32):
        other = chance.choice([word for word in paper.wordlist.WORDLIST if word != words[place]])
        with pytest.raises(SheetError, match=f"Word {place + 1} is not the one that stands on the sheet"):
            sheet(" ".join([*words[:place], other, *words[place + 1 :]]))
    with pytest.raises(SheetError, match="Word 5, “zebra”, is none of the words"):
        sheet(" ".join([*words[:4], "zebra", *words[5:]]))
    with pytest.raises(SheetError, match="A sheet has 33 words; 32 were typed"):
        sheet(" ".join(words[:-1]))
    swapped = [words[1], words[0], *words[2:]]
    with pytest.raises(SheetError, match="Some words are not those, or not in the order"):
        sheet(" ".join(swapped))


def test_the_root_key_is_on_paper_and_nowhere_else(real):
    root = root_from(real.two(), _identity(real))
    with real.open() as opened:
        assert opened.mode == "real" and opened.sealed
        assert opened.opened.keys.root is None
        assert opened.own_keys.identity == public_key(root)
        opened_file = opened.opened.layout.vault.open(
            (real.folder / "keys" / key_files.SEALED).read_bytes(), key_files.SEALED_AS
        )
    assert root.hex().encode() not in opened_file and b'"root"' not in opened_file
    data = b"".join(file.read_bytes() for file in real.folder.rglob("*") if file.is_file())
    assert root not in data and root.hex().encode() not in data


def _identity(real):
    with real.open() as opened:
        return opened.own_keys.identity


def test_nothing_is_signed_for_others_before_the_paper_was_read_back(real):
    sentence = "^Nothing can be published or sent yet: the sheets with the root key were never read back."
    with real.open() as opened:
        with pytest.raises(StoreError, match=sentence):
            opened.exchange.signing_key()
        with pytest.raises(SheetError):
            opened.own_keys.check_paper([real.sheets[0]])
        assert opened.own_keys.waits_for_paper
        opened.own_keys.check_paper(real.two())
    with real.open() as opened:
        assert not opened.own_keys.waits_for_paper and opened.exchange.signing_key()


def test_a_real_workspace_is_sealed_or_not_made(tmp_path):
    with pytest.raises(StoreError, match="A real workspace is sealed"):
        Workspace.create(tmp_path / "w", mode="real")
    assert not (tmp_path / "w").exists()


def test_sheets_that_could_not_be_shown_unmake_it(tmp_path):
    def fails(sheets):
        raise StoreError("The printer is on fire.", "")

    with pytest.raises(StoreError, match="printer"):
        Workspace.create(tmp_path / "w", mode="real", secret=WORDS, hand_out=fails)
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("mode", ["trial", "demo"])
def test_a_trial_never_becomes_real(tmp_path, mode):
    Workspace.create(tmp_path / "w", mode=mode, secret=WORDS).close()
    marker = tmp_path / "w" / "habeas.toml"
    marker.write_text(marker.read_text().replace(f'mode = "{mode}"', 'mode = "real"'))
    with pytest.raises(StoreError, match="cannot change"):
        Workspace.open(tmp_path / "w", ask=ask)


def test_an_open_workspace_cannot_call_itself_real(tmp_path):
    Workspace.create(tmp_path / "w").close()
    marker = tmp_path / "w" / "habeas.toml"
    marker.write_text(marker.read_text().replace('mode = "trial"', 'mode = "real"'))
    with pytest.raises(StoreError, match="every real one is"):
        Workspace.open(tmp_path / "w")


def test_a_second_device_and_a_restored_backup_ask_for_two_sheets(real, tmp_path):
    with real.open() as opened:
        backup(opened, tmp_path / "b.habeas")
        before = opened.opened.keys.writer
    with pytest.raises(StoreError, match="is on paper, and two of its sheets are needed"):
        new_device(real.folder, ask)
    with pytest.raises(StoreError, match="is on paper, and two of its sheets are needed"):
        restore(tmp_path / "b.habeas", tmp_path / "r", ask=ask, clock=lambda: real.now)
    assert not (tmp_path / "r").exists()
    new_device(real.folder, ask, real.two, clock=lambda: real.now)
    with real.open() as opened:
        assert opened.opened.keys.writer != before and opened.check().problems == ()
    with restore(
        tmp_path / "b.habeas", tmp_path / "r", ask=ask, sheets=real.two, clock=lambda: real.now
    ) as back:
        assert back.mode == "real" and back.opened.keys.root is None and back.sealed


def test_a_renewal_gives_new_keys_and_the_old_one_opens_for_thirty_days(real):
    with real.open() as opened:
        old = opened.opened.keys
        opened.set_setting("note", "kept")
    real.now += 170 * DAY
    with real.open() as opened:
        assert [one.soon for one in opened.own_keys.held() if one.use == "receiving"] == [True]
    real.renew()
    with real.open() as opened:
        new = opened.opened.keys
        assert new.signing != old.signing and new.device == old.device
        assert opened.exchange.receiving_keys() == [new.receiving, old.receiving]
        assert opened.exchange.lanes.ring().receiving(real.now) == opened.own_keys.held()[1].key
        assert not any(one.soon for one in opened.own_keys.held())
        assert opened.setting("note") == "kept" and opened.check().problems == ()
    real.now += 29 * DAY
    with real.open() as opened:
        assert old.receiving in opened.exchange.receiving_keys()
    real.now += 2 * DAY
    with real.open() as opened:
        assert opened.exchange.receiving_keys() == [new.receiving]
    with real.open() as opened:
        assert opened.opened.keys.older is None


def test_warnings_come_thirty_days_before_and_after_the_end(real):
    paper_first = "The sheets with the root key were never read back."
    with real.open() as opened:
        assert [one[: len(paper_first)] for one in warnings(opened)] == [paper_first]
        opened.own_keys.check_paper(real.two())
        assert warnings(opened) == ()
    start = real.now - real.now % DAY
    for day, expected in {
        152: (),
        153: ("The key with which partners seal for us ends in 29 days. Renew it: `habeas keys renew`.",),
        182: ("The key with which partners seal for us ends today. Renew it: `habeas keys renew`.",),
        183: ("The key with which partners seal for us ran out 1 day ago. Renew it: `habeas keys renew`.",),
        366: (
            "The signing key of this device ran out 1 day ago. Renew it: `habeas keys renew`.",
            "The key with which partners seal for us ran out 184 days ago. Renew it: `habeas keys renew`.",
        ),
    }.items():
        real.now = start + day * DAY
        with real.open() as opened:
            assert warnings(opened) == expected
    real.renew()  # also long after the end: the root certifies
    with real.open() as opened:
        assert warnings(opened) == () and opened.check().problems == ()


def test_wrong_sheets_renew_nothing(real):
    with real.open() as opened:
        before = opened.opened.keys
    with pytest.raises(SheetError):
        renewal.renew(real.folder, ask, lambda: [real.sheets[0], real.sheets[0]], clock=lambda: real.now)
    with real.open() as opened:
        assert opened.opened.keys == before


class Cut(Exception):
    """The power went."""


def _cut_before(monkeypatch, step):
    """Let the power go before the ``step``-th write of a key file (of three: beside, in place, letting go)."""
    writes = iter(range(100))
    write = renewal.write_keys

    def writing(layout, keys, mode):
        if next(writes) == step:
            raise Cut
        write(layout, keys, mode)

    monkeypatch.setattr(renewal, "write_keys", writing)


@pytest.mark.parametrize("step", [0, 1])
@pytest.mark.parametrize("mode", ["trial", "real"])
def test_a_renewal_that_is_cut_off_is_finished_or_never_was(tmp_path, monkeypatch, step, mode):
    made = Made(tmp_path / "real")
    if mode == "trial":
        made.folder = tmp_path / "trial"
        Workspace.create(made.folder, clock=lambda: made.now).close()
    with made.open() as opened:
        old = opened.opened.keys
    with monkeypatch.context() as patch, pytest.raises(Cut):
        _cut_before(patch, step)
        made.renew()
    with made.open() as opened:
        keys = opened.opened.keys
        assert keys.next_signing is None and (keys.signing != old.signing) == (step == 1)
        assert (old.receiving in opened.exchange.receiving_keys()) and opened.check().problems == ()
    made.renew()  # and it can be done again
    with made.open() as opened:
        assert opened.opened.keys.signing != keys.signing


@pytest.mark.parametrize("step", range(7))
def test_key_files_that_were_half_replaced_are_finished(tmp_path, monkeypatch, step):
    """An open workspace has a file for each key: any of them may be the last that was written when the power went."""
    folder = tmp_path / "w"
    Workspace.create(folder, clock=lambda: DAY_ONE).close()
    with Workspace.open(folder) as opened:
        old = opened.opened.keys
    beside = 7  # root, signing, receiving, workspace, device, and the two new ones, before they are certified
    writes, write = iter(range(100)), key_files.write_key

    def cutting(*args):
        if next(writes) == beside + step:
            raise Cut
        write(*args)

    with monkeypatch.context() as patch, contextlib.suppress(Cut):
        patch.setattr(key_files, "write_key", cutting)
        renewal.renew(folder, clock=lambda: DAY_ONE)
    with Workspace.open(folder, clock=lambda: DAY_ONE) as opened:
        keys = opened.opened.keys
        assert keys.signing != old.signing and keys.next_signing is None and keys.older == old.receiving
        assert opened.check().problems == ()


def _killed_at(made, step):
    """Renew in a process that is killed before its ``step``-th write to the disk is safe; return whether it was."""
    pid = os.fork()
    if pid == 0:
        counted, fsync = iter(range(1_000)), os.fsync

        def killing(handle):
            if next(counted) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            fsync(handle)

        os.fsync = killing
        try:
            made.renew()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_a_renewal_under_kill_9_loses_no_key_at_any_step(real):
    """Every write of the key file is two steps: the file, and its name in the folder."""
    killed, renewals = 0, 0
    for step in range(8):
        with real.open() as opened:
            before = opened.opened.keys
        killed += _killed_at(real, step)
        with real.open() as opened:
            keys, held = opened.opened.keys, opened.own_keys.held()
            assert keys.next_signing is None and len(held) == 2, "every key that is kept is certified"
            assert before.receiving in (keys.receiving, keys.older)
            assert (keys.signing == before.signing) == (keys.receiving == before.receiving)
            assert opened.check().problems == ()
            opened.set_setting("step", step)
        renewals += keys.signing != before.signing
    assert killed == 4 and renewals >= 4, "two writes of the key file were cut off, each at both of its steps"
