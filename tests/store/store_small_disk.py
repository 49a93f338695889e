"""A disk that is soon full. Real: a small file system of its own, which only root can mount."""

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture
def disk(tmp_path):
    """A disk of its own, of 16 MB; only root can have one."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk; a file-size limit is tried everywhere (test_cli_disk)")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "habeas-test", place], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(disk, leave):
    """Fill the disk but for about ``leave`` bytes."""
    free = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(max(free.f_bavail * free.f_frsize - leave, 0)))
