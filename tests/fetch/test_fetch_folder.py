"""Which files a person's words mean: sorted, hidden left out, links not followed out, rights explained."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from habeas.fetch.folder import expand, read_file
from habeas.sources.errors import SourceError


def names(root: Path, path: Path) -> list[str]:
    return [Path(found.name).relative_to(root).as_posix() for found in expand(path) if not found.error]


def test_files_come_in_the_order_of_their_names_and_hidden_ones_not(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "Я.txt",
        "sub/c.txt",
        "sub/deep/d.txt",
        ".hidden.txt",
        ".git/e.txt",
        "Thumbs/x.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path, tmp_path) == [
        "a.txt",
        "b.txt",
        "Я.txt",
        "Thumbs/x.txt",
        "sub/c.txt",
        "sub/deep/d.txt",
    ]


def test_a_hidden_file_that_is_named_is_meant(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x")
    assert names(tmp_path, tmp_path / ".hidden.txt") == [".hidden.txt"]


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "key.txt").write_text("a key")
    (inside / "report.txt").write_text("x")
    (inside / "to-file.txt").symlink_to(outside / "key.txt")
    (inside / "to-folder").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    (inside / "self").symlink_to("self")
    found = list(expand(inside))
    assert [Path(one.name).name for one in found if not one.error] == ["report.txt"]
    refused = {Path(one.name).name: str(one.error) for one in found if one.error}
    assert set(refused) == {"self", "to-file.txt", "to-folder"}
    assert all("leads out of the folder" in why for why in refused.values())


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert names(tmp_path, tmp_path / "link.txt") == ["link.txt"]


def test_what_is_not_there_and_what_is_empty_are_said(tmp_path: Path) -> None:
    (missing,) = expand(tmp_path / "no.txt")
    assert str(missing.error).startswith("There is no such file.")
    (empty,) = expand(tmp_path)
    assert str(empty.error).startswith("The folder holds no file.")


def test_a_name_that_is_no_text_can_still_be_told(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    try:
        Path(os.fsdecode(raw)).write_text("x")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (found,) = expand(tmp_path)
    assert found.name.encode("utf-8").endswith("\ufffd\ufffd.txt".encode())
    assert found.path and read_file(found.path) == b"x"


def test_a_film_of_4_gigabytes_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    large = tmp_path / "video.mp4"
    with large.open("wb") as file:
        file.truncate(4_294_967_296)  # nothing of it is on the disk
    with pytest.raises(SourceError, match="has 4,295 MB; the limit is 50 MB"):
        read_file(large)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_a_pipe_is_refused_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = expand(tmp_path)
    assert found.path
    with pytest.raises(SourceError, match="device or a pipe"):
        read_file(found.path)


RIGHTS = """
import os, sys
from pathlib import Path
from habeas.fetch.reader import read_all
if os.getuid() == 0:  # nothing is forbidden to root: become a user who owns nothing
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for result in read_all([Path(sys.argv[1])]):
    print(Path(result.name).name, "|", result.error or result.documents[0].text)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="rights work otherwise on this system")
def test_without_rights_each_folder_and_file_is_told_and_the_rest_read() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        for name, rights in (("locked", 0), ("listed-only", 0o444)):
            (folder / name).mkdir()
            (folder / name / "in.txt").write_text("inside")
            (folder / name).chmod(rights)
        (folder / "open.txt").write_text("Held since May.")
        (folder / "secret.txt").write_text("x")
        (folder / "secret.txt").chmod(0)
        try:
            done = subprocess.run([sys.executable, "-c", RIGHTS, made], capture_output=True, text=True)
        finally:
            for name in ("locked", "listed-only"):
                (folder / name).chmod(0o755)
    way_out = "Ask for the right to read it, or add a copy that is your own."
    assert done.stdout.splitlines() == [
        "open.txt | Held since May.",
        f"secret.txt | You may not read this file. {way_out}",
        f"in.txt | You may not read this file. {way_out}",
        f"locked | You may not read this folder. {way_out}",
    ], done.stderr
