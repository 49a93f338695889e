"""A file is as it was or complete; what a killed program left of writing it goes with the next one, and no living one's."""

import os
import subprocess
import sys

import pytest

from habeas.store.layout import whole, write_atomically


def dead():
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@pytest.mark.skipif(os.name == "nt", reason="nobody can ask there without harm")
def test_what_a_killed_program_left_goes_with_the_next(tmp_path):
    file = tmp_path / "for [berta].age"
    left = tmp_path / f".{file.name}.{dead()}.part"
    living = tmp_path / f".{file.name}.{os.getppid()}.part"
    other, odd = tmp_path / f".else.age.{dead()}.part", tmp_path / f".{file.name}.{10**30}.part"
    for one in (left, living, other, odd):
        one.write_bytes(b"half")
    write_atomically(file, b"all of it")
    assert file.read_bytes() == b"all of it"
    assert {one.name for one in tmp_path.iterdir()} == {one.name for one in (file, living, other, odd)}


def test_where_writing_breaks_off_the_file_is_as_it_was(tmp_path):
    file = tmp_path / "kept"
    write_atomically(file, b"before")
    with pytest.raises(OSError, match="no room"), whole(file) as out:
        out.write(b"half of wh")
        raise OSError("no room")
    assert file.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]
