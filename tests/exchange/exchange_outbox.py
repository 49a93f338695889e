"""An outbox as it runs in earnest: `habeas outbox` in a process of its own, and `habeas pull` in another."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager

HABEAS = [sys.executable, "-c", "import sys; from habeas.app.main import main; sys.exit(main())"]


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return kept | more


@contextmanager
def outbox(folder, *options):
    """Serve the workspace in ``folder``; gives the port."""
    command = [*HABEAS, "outbox", "--workspace", str(folder), "--port", "0", *options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    try:
        line = running.stdout.readline()
        if not line:
            raise AssertionError(running.stderr.read().decode())
        yield int(line)
    finally:
        running.terminate()
        running.wait(10)
        running.stdout.close()
        running.stderr.close()


def habeas(folder, *words):
    """Run one command in a process of its own; gives status, stdout and stderr."""
    done = subprocess.run(
        [*HABEAS, *words, "--workspace", str(folder)], capture_output=True, text=True, env=environment()
    )
    return done.returncode, done.stdout, done.stderr
