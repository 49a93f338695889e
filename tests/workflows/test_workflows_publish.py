"""The public edition: whole or not there, never wider than what was shown, and in nobody else's folder."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from workflows_house import TODAY

from habeas.publish.checksums import SUMS
from habeas.publish.settings import SiteSettings
from habeas.workflows import edition_files
from habeas.workflows.edition_files import is_signed
from habeas.workflows.narrow import narrow
from habeas.workflows.publish import publish, set_settings, settings_of
from habeas.workflows.refused import Refused


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def whole(folder):
    return b"".join(files(folder).values())


def beside(folder):
    return [p.name for p in folder.parent.iterdir() if p.name.startswith(f".{folder.name}")]


@pytest.fixture
def shown(make):
    """A workspace with one public sentence."""
    house = make()
    house.widen(*house.accepted_verdict())
    return house


def test_an_edition_holds_what_is_public_and_nothing_else(house, tmp_path):
    ids = house.accepted_verdict()
    publish(house.workspace, tmp_path / "site", today=TODAY)
    assert b"Zialonka" not in whole(tmp_path / "site")
    house.widen(*ids)
    made = publish(house.workspace, tmp_path / "site", today=TODAY)
    assert b"Zialonka" in whole(tmp_path / "site")
    assert made.files == len(files(tmp_path / "site"))
    narrow(house.workspace, ids, house.who())
    publish(house.workspace, tmp_path / "site", today=TODAY)
    assert b"Zialonka" not in whole(tmp_path / "site")
    assert beside(tmp_path / "site") == [], "no older edition is left beside it"


def test_the_same_record_and_day_give_the_same_bytes(shown, tmp_path):
    publish(shown.workspace, tmp_path / "a", today=TODAY)
    publish(shown.workspace, tmp_path / "b", today=TODAY)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_the_words_of_the_group_stand_on_its_site(shown, tmp_path):
    told = SiteSettings(
        title={"en": "Register Lantern"}, publisher="Lantern group", contact="lantern@example.org"
    )
    set_settings(shown.workspace, told)
    assert settings_of(shown.workspace) == told
    publish(shown.workspace, tmp_path / "site", today=TODAY, languages=["en"])
    assert b"Register Lantern" in whole(tmp_path / "site")


@pytest.mark.parametrize("languages", [[], ["tlh"], ["../en"]])
def test_a_language_without_pages_writes_nothing(shown, tmp_path, languages):
    with pytest.raises(Refused):
        publish(shown.workspace, tmp_path / "site", today=TODAY, languages=languages)
    assert not (tmp_path / "site").exists()


def test_a_folder_of_something_else_is_not_touched(shown, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    (tmp_path / "letter.txt").write_text("a letter")
    own = shown.workspace.folder
    for place in (
        tmp_path / "thesis",
        tmp_path / "letter.txt",
        own,
        own / "blobs",
        own / "blobs" / "site",
        own / "keys",
    ):
        with pytest.raises(Refused, match="nothing was written"):
            publish(shown.workspace, place, today=TODAY)
    assert files(tmp_path / "thesis") == {"chapter.txt": b"years of work"}
    assert (own / "habeas.toml").is_file()
    publish(shown.workspace, own / "public", today=TODAY)
    assert (own / "public" / SUMS).is_file()


def test_a_link_keeps_leading_to_the_site(shown, tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www", target_is_directory=True)
    publish(shown.workspace, tmp_path / "site", today=TODAY)
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "www" / "index.html").is_file()


@pytest.mark.parametrize("cut", ["first file", "last rename"])
def test_a_disk_that_fails_leaves_the_edition_that_was_there(shown, tmp_path, monkeypatch, cut):
    publish(shown.workspace, tmp_path / "site", today=TODAY, languages=["en"])
    before = files(tmp_path / "site")
    rename = Path.rename

    def no_rename(self, target):
        if "habeas-new" in self.name:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    def no_write(path, data):
        assert "habeas-new" in str(path)
        raise OSError(28, "No space left on device")

    if cut == "first file":
        monkeypatch.setattr(edition_files, "_put", no_write)
    else:
        monkeypatch.setattr(Path, "rename", no_rename)
    with pytest.raises(Refused, match="The edition that was there is still there"):
        publish(shown.workspace, tmp_path / "site", today=TODAY, languages=["en", "ru"])
    assert files(tmp_path / "site") == before
    assert beside(tmp_path / "site") == []


def test_what_a_killed_program_left_is_put_in_order(shown, tmp_path):
    """Killed between the two renames: the edition before lies aside, the new one is not in its place."""
    site = tmp_path / "site"
    publish(shown.workspace, site, today=TODAY, languages=["en"])
    before = files(site)
    site.rename(tmp_path / ".site.habeas-old")
    shutil.copytree(tmp_path / ".site.habeas-old", tmp_path / ".site.habeas-new")
    with pytest.raises(Refused):
        publish(shown.workspace, site, today=TODAY, languages=["tlh"])
    assert files(site) == before
    assert beside(site) == []


HOLDS_THE_LOCK = """
import sys
from pathlib import Path
from habeas.workflows.alone import alone
with alone(Path(sys.argv[1]), "x"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_edition_is_written_at_a_time_and_a_killed_writer_locks_nobody_out(shown, tmp_path):
    lock = shown.workspace.folder / "tmp" / "publish.lock"
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS_THE_LOCK, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(Refused, match="being written just now"):
        publish(shown.workspace, tmp_path / "site", today=TODAY)
    other.kill()
    other.communicate()
    assert lock.exists()
    assert publish(shown.workspace, tmp_path / "site", today=TODAY).files


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child that can be killed at a chosen file")
@pytest.mark.parametrize("at", [1, 25])
def test_a_build_killed_half_way_leaves_the_old_site_whole(shown, tmp_path, at):
    site = tmp_path / "site"
    publish(shown.workspace, site, today=TODAY, languages=["en"])
    before = files(site)
    child = os.fork()
    if child == 0:
        written, real = [], edition_files._put

        def write(path, data):
            written.append(path)
            if len(written) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(path, data)

        edition_files._put = write
        try:
            publish(shown.workspace, site, today=TODAY, languages=["en", "be"])
        finally:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert files(site) == before
    publish(shown.workspace, site, today=TODAY, languages=["en", "be"])
    publish(shown.workspace, tmp_path / "full", today=TODAY, languages=["en", "be"])
    assert files(site) == files(tmp_path / "full")
    assert beside(site) == []


def test_the_list_of_addresses_to_purge_names_what_changed_and_what_is_gone(house, tmp_path):
    ids = house.accepted_verdict()
    publish(house.workspace, tmp_path / "site", today=TODAY, languages=["en"])
    house.widen(*ids)
    made = publish(house.workspace, tmp_path / "site", today=TODAY, languages=["en"])
    (page,) = [path for path in made.purge if path.startswith("en/people/")]
    again = publish(house.workspace, tmp_path / "site", today=TODAY, languages=["en"])
    assert again.purge == () and again.made == 0
    narrow(house.workspace, ids, house.who())
    gone = publish(house.workspace, tmp_path / "site", today=TODAY, languages=["en"])
    assert page in gone.purge and not (tmp_path / "site" / page).exists()
    assert gone.purge_list.read_text().splitlines() == list(gone.purge)


def test_the_checksums_bear_the_groups_signature_and_no_changed_byte(shown, tmp_path):
    site = tmp_path / "site"
    publish(shown.workspace, site, today=TODAY, languages=["en"])
    ours = bytes(SigningKey(shown.workspace.exchange.signing_key()).verify_key)
    assert is_signed(site, ours)
    assert not is_signed(site, bytes(SigningKey(b"x" * 32).verify_key))
    (site / SUMS).write_bytes((site / SUMS).read_bytes() + b"0" * 64 + b"  x\n")
    assert not is_signed(site, ours)
    (site / "SHA256SUMS.sig").write_text("nothing")
    assert not is_signed(site, ours)
