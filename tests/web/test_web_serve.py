"""The server: on this computer alone, signed in by the printed link, ended by Ctrl-C; a taken port is said."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

import pytest

from habeas.app import serve as serving
from habeas.store.workspace import Workspace

SERVE = """
import sys
from pathlib import Path
from habeas.app.serve import serve
from habeas.store import setup
setup.configure()  # as `habeas demo` begins: with the store alone
sys.exit(serve(Path(sys.argv[1]), port=int(sys.argv[2]), link="http://localhost:8765/sign-in/a-link"))
"""


@pytest.fixture
def folder(tmp_path):
    with Workspace.create(tmp_path / "w") as made:
        (made.folder / "public").mkdir()
        (made.folder / "public" / "index.html").write_text("<p>the public site</p>")
        return made.folder


@pytest.fixture
def started(folder):
    """The server as a process of its own: (process, port, what it printed)."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    link = process.stdout.readline().strip()
    yield process, int(link.split(":")[2].split("/")[0]), link
    process.kill()
    process.wait()
    print(process.stderr.read())
    process.stdout.close()
    process.stderr.close()


def get(port, path, host="localhost"):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_the_app_and_the_site_answer_until_it_is_told_to_stop(started):
    process, port, link = started
    assert link == f"http://localhost:{port}/sign-in/a-link"
    answer, body = get(port, "/")
    assert (answer.status, answer.getheader("Server")) == (403, None)
    assert "You are not signed in" in body
    assert "Trial: nothing here is encrypted" in body
    answer, body = get(port, "/site/")
    assert (answer.status, body) == (200, "<p>the public site</p>")
    assert get(port, "/", host="evil.example")[0].status == 400
    with socket.socket() as other:
        own = socket.gethostbyname(socket.gethostname())
        if not own.startswith("127."):
            assert other.connect_ex((own, port)) != 0, "it listens on the loopback alone"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    said = process.stderr.read()
    assert f"http://localhost:{port}, for this computer alone" in said
    assert "Stopped. What was saved is kept." in said
    assert "Traceback" not in said
    assert "Forbidden" not in said, "what was asked for stands nowhere"


def test_a_taken_port_is_said_with_the_way_out(folder, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serving.serve(folder, port=port) == 1
    said = capsys.readouterr().err
    assert f"port {port} cannot be used" in said
    assert "Nothing was started" in said
    assert f"--port {port + 1}" in said
