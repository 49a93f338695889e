"""Serves a workspace's review app on this computer, and nowhere else, until it is told to stop."""

from __future__ import annotations

import hmac
import logging
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.app.door import Door
from habeas.app.settings import configure
from habeas.app.watch import LOCK_AFTER, Watch, begin_anew
from habeas.app.wsgi import application, known_hosts_only
from habeas.workflows.address import PORT, at_port

if TYPE_CHECKING:
    from habeas.app.wsgi import Application
    from habeas.store.vault import Ask
    from habeas.store.workspace import Workspace

HOST = "127.0.0.1"  # the loopback alone; others come through an onion service or a TLS proxy of their own
SITE = "public"  # where `habeas demo` puts the published site within the workspace's folder
DAY = "day"  # the setting that holds the day on which a demonstration is set
THREADS = 8  # a browser asks for a page’s files side by side


def serve(
    folder: Path,
    *,
    port: int = PORT,
    site: Path | None = None,
    link: str | None = None,
    ready: Callable[[int], None] = lambda port: None,  # noqa: ARG005
    ask: Ask | None = None,
    locked: bool = False,
    lock_after: int = LOCK_AFTER,
) -> int:
    """Serve the workspace in ``folder`` until Ctrl-C; return the exit status.

    ``site`` is a published site to show at /site/ (default: the workspace's own ``public`` folder, if there is one);
    ``link`` a one-use sign-in link to print; ``ready`` is called with the port once requests will be answered.
    ``ask`` is called for the secret of a sealed workspace, before anything listens: opening comes before signing in.
    ``locked``: a sealed one is opened on a page instead; ``lock_after``: minutes without a request after which it locks
    (0: never). Raises StoreError where the workspace cannot be opened.
    """
    configure()
    _keep_addresses_off_the_screen()
    from waitress.server import create_server

    from habeas.store.layout import Layout, read_marker

    sealed = read_marker(Layout(folder)).sealed
    found = site or folder / SITE
    with ExitStack() as held:
        watch = Watch(folder, lock_after if sealed else 0)
        entered = Entered(folder, found if found.is_dir() else None, held, watch)
        inner = None if locked and sealed else entered.open(ask)
        door = Door(lambda secret: entered.open(lambda: secret), inner, watch.lock)
        app = known_hosts_only(door) if sealed else inner
        try:
            server = create_server(app, host=HOST, port=port, threads=THREADS, ident=None)
        except OSError as error:
            _say(
                f"habeas: port {port} cannot be used ({error.strerror or error}). Nothing was started, "
                f"nothing was changed. Stop what uses it, or take another: --port {port + 1}."
            )
            return 1
        at = int(server.effective_port)
        _greet(at, link, has_site=found.is_dir(), locked=inner is None)
        ready(at)
        with watch.over(door if sealed else None):
            _run(server)
    if watch.locking:
        _say("Locked. The passphrase opens it again, on its page.")
        begin_anew(at)
    _say("Stopped. What was saved is kept.")
    return 0


class Entered:
    """Opens the workspace and makes the app over it, once; ``held`` closes both when the server ends."""

    def __init__(self, folder: Path, site: Path | None, held: ExitStack, watch: Watch) -> None:
        self._folder, self._site, self._held, self._watch = folder, site, held, watch

    def open(self, ask: Ask | None) -> Application:
        """Open it; raise StoreError where it does not open."""
        from habeas.store.setup import look_again
        from habeas.store.workspace import Workspace

        workspace = self._held.enter_context(Workspace.open(self._folder, served=True, ask=ask))
        self._held.enter_context(_serving(workspace, self._site))
        # another thread than the one that opened it closes it
        self._held.callback(look_again, workspace.alias)
        self._held.enter_context(self._watch.there(sealed=workspace.sealed))
        return application(self._site)


def _keep_addresses_off_the_screen() -> None:
    """Say nothing of single requests: their addresses name people and reports. What fails is told in full."""
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security").setLevel(logging.CRITICAL)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


@contextmanager
def _serving(workspace: Workspace, site: Path | None) -> Iterator[None]:
    """Make the workspace the one that all pages show, with this computer's clock and chance."""
    from django.contrib.sessions.backends.db import SessionStore

    from habeas.web import serving

    # Sessions are signed with a key of their own; the workspace key itself signs nothing.
    configure(secret_key=hmac.new(workspace.key, b"habeas1/web", sha256).hexdigest())
    SessionStore.clear_expired()
    serving.serve(
        serving.Served(workspace, _today(workspace), lambda: int(time.time()), secrets.token_bytes, site=site)
    )
    try:
        yield
    finally:
        serving.serve(None)


def _today(workspace: Workspace) -> Callable[[], date]:
    """Return the day it is: a demonstration may be set on a day of its own."""
    day = workspace.setting(DAY) if workspace.mode == "demo" else None
    if day is not None:
        fixed = date.fromisoformat(day)
        return lambda: fixed
    return lambda: datetime.now(tz=UTC).date()


def _run(server: Any) -> None:
    """Answer requests until Ctrl-C or a request to end; finish what is being answered."""
    ours = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, _end) if ours else None
    try:
        server.run()
    finally:
        if ours:
            signal.signal(signal.SIGTERM, before)
        server.close()


def _end(number: int, frame: object) -> None:  # noqa: ARG001
    raise SystemExit


def _greet(port: int, link: str | None, *, has_site: bool, locked: bool) -> None:
    at = at_port(port)
    _say(f"Habeas is at {at}, for this computer alone. Ctrl-C stops it.")
    if locked:
        _say("It is locked: the page asks for the passphrase.")
        return
    if has_site:
        _say(f"The public site is at {at}/site/.")
    if link:
        _say("Sign in, once, with this link:")
        print(link.replace(at_port(), at), flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
