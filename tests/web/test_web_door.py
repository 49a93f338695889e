"""Opening before signing in: a sealed workspace's app is locked by a command, by idleness, and opens on a bare page."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from habeas.app.door import Door
from habeas.app.watch import Watch
from habeas.store import vault
from habeas.store.vault import Cost, Secret
from habeas.store.workspace import Workspace
from habeas.workflows.lock import lock

PHRASE = "five words that rarely meet"
SERVE = """
import sys
from habeas.app import watch
from habeas.app.main import main
watch.EVERY = 0.05
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(vault.new_locks, "__defaults__", (Cost(1, 64, 1),))
    Workspace.create(tmp_path / "w", secret=Secret(passphrase=PHRASE)).close()
    return tmp_path / "w"


@pytest.fixture
def running(folder):
    """The app over a sealed workspace, begun locked; gives the process and its port."""
    command = [sys.executable, "-c", SERVE, "--workspace", str(folder), "serve", "--port", "0", "--locked"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
    line = process.stderr.readline()
    yield process, int(line.split("localhost:")[1].split(",")[0])
    process.kill()
    process.wait()
    process.stderr.close()


def ask(port, method="GET", path="/", lang="en", **form):
    headers = {"Host": f"localhost:{port}", "Accept-Language": lang}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    headers["Origin"] = form.pop("origin", f"http://localhost:{port}")
    for _ in range(100):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            told = answer.status, answer.read().decode()
            connection.close()
            return told
        except ConnectionError:  # it is just beginning anew
            time.sleep(0.1)
    raise AssertionError("nobody answers")


def test_it_opens_on_a_bare_page_and_locks_by_a_command(running, folder):
    process, port = running
    assert "It is locked" in process.stderr.readline()
    for path in ("/", "/people/", "/lock", "/sign-in/x"):
        status, page = ask(port, path=path)
        assert (status, "<h1>Locked</h1>" in page) == (200, True)
        assert str(folder) not in page and "register" not in page
    assert "<h1>Зачынена</h1>" in ask(port, lang="be")[1]
    status, page = ask(port, "POST", phrase="another one altogether")
    assert (status, "does not open it" in page) == (403, True)
    assert ask(port, "POST", phrase=PHRASE, origin="http://evil.example")[0] == 200
    assert lock(folder) == 0  # nothing is open yet
    assert ask(port, "POST", phrase=PHRASE) == (303, "")
    status, page = ask(port)
    assert (status, "not signed in" in page) == (403, True)
    assert lock(folder) == 1
    status, page = ask(port)
    assert (status, "<h1>Locked</h1>" in page) == (200, True)
    assert PHRASE.encode() not in memory(process.pid)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0


def memory(pid):
    """All that a process holds in memory that can be written."""
    found = b""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            span, rights = line.split()[:2]
            if "rw" in rights and "[v" not in line:
                first, last = (int(part, 16) for part in span.split("-"))
                mem.seek(first)
                found += mem.read(last - first)
    return found


@pytest.mark.parametrize(
    ("origin", "status", "locks"),
    [("http://localhost:1", "303 See Other", 1), ("http://evil.example", "200 OK", 0)],
)
def test_the_app_can_be_locked_from_its_own_pages_alone(origin, status, locks):
    asked, told = [], []

    def inner(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    door = Door(lambda secret: inner, inner, lambda: asked.append(True))
    asking = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/lock",
        "HTTP_HOST": "localhost:1",
        "HTTP_ORIGIN": origin,
    }
    door(asking, lambda status, headers: told.append(status))
    assert (told, len(asked)) == ([status], locks)


def test_idleness_locks():
    ended = []

    class Idle(Watch):
        def lock(self):
            ended.append(True)
            self.locking = True

    watch = Idle(None, 1)
    door = Door(lambda secret: None, lambda *_: [b""], watch.lock)
    watch._asked = Path("/nowhere/lock-1")
    door.last = time.monotonic() - 61
    with watch.over(door):
        until = time.monotonic() + 5
        while not ended and time.monotonic() < until:
            time.sleep(0.05)
    assert ended


def test_a_lock_left_by_a_killed_app_is_no_app(folder):
    (folder / "tmp" / "open-99999").touch()
    assert lock(folder) == 0
    assert list((folder / "tmp").glob("open-*")) == []
