"""Every test of the app works on a small workspace of its own, with invented people, through the pages as they are."""

import shutil
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.urls import get_resolver
from web_visitor import Visitor

from habeas.app.settings import configure
from habeas.store.accounts import KEEPER, invite
from habeas.store.workspace import Workspace
from habeas.web import serving
from habeas.workflows import decide
from habeas.workflows.add import About, add
from habeas.workflows.holding import hold

TODAY = date(2026, 6, 25)
NOON = 1782388800  # noon of that day, in unix seconds
SAMPLES = Path(__file__).parent / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def pytest_configure():
    configure(secret_key="a key for tests only, which is long enough")


class Clock:
    """Seconds since 1970 that a test can move on."""

    def __init__(self):
        self.seconds = NOON

    def __call__(self):
        return self.seconds


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """The user's state folder, away from the real one."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def cheap_passwords(request, monkeypatch):
    """A password costs a quarter of a second of two processors, as it must; here it costs that only where a test shows it."""
    if "costly_passwords" not in request.fixturenames:
        for name, value in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
            monkeypatch.setattr(Argon2PasswordHasher, name, value)


@pytest.fixture
def costly_passwords():
    """Passwords cost what they cost outside tests."""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def random():
    """Bytes that differ at each call and are the same in every run."""
    count = iter(range(1, 1 << 32))
    return lambda size: next(count).to_bytes(max(size, 4), "big")[-size:]


@pytest.fixture
def workspace(tmp_path, clock):
    """A trial workspace, served."""
    with Workspace.create(tmp_path / "workspace", served=True, clock=clock) as made:
        yield made


@pytest.fixture
def served(workspace, clock, random):
    what = serving.Served(workspace, today=lambda: TODAY, now=clock, random=random)
    serving.serve(what)
    yield what
    serving.serve(None)


@pytest.fixture
def stranger(served):
    """Somebody who is not signed in."""
    return Visitor()


@pytest.fixture
def visitor(served, stranger, workspace, clock):
    """Somebody signed in as the keeper, by a link."""
    token = invite(workspace, KEEPER, now=clock(), random=served.random)
    stranger.get(f"/sign-in/{token}/")
    stranger.press("Sign in")
    assert stranger.path == "/"
    return stranger


@pytest.fixture
def take_in(workspace, clock):
    """Add a sample report by its name, or text of the test's own; return the address of its page."""

    def taken(
        name, text=None, *, published="2026-05-20", publisher="Example Herald", url="https://example.org/news"
    ):
        file = SAMPLES / name
        if text is not None:
            file = workspace.folder.parent / name
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        found = list(add(workspace, [file], About(published, publisher, url), now=clock()))
        assert [one.status for one in found] == ["added"], found
        return f"/reports/{found[0].documents[0].text_sha256}/"

    return taken


@pytest.fixture
def report(take_in):
    """The page of a report about two invented people."""
    return take_in("two-held.txt")


@pytest.fixture
def addresses(workspace, served, report):
    """One address for every name that the app knows; those of the API ask for tokens and have tests of their own."""
    from habeas.workflows.holding import hold

    holding = hold(workspace, today=served.today())
    [found] = holding.reports.values()
    parts = {
        "report": found.id,
        "statement": found.open.statements[0].id,
        "person": holding.register.people[0].id,
        "other": holding.register.people[1].id,
        "code": "0123456789ab",
        "number": "0" * 32,
        "token": "x" * 43,
        "log": "0" * 64,
    }
    made = {}
    for pattern in get_resolver().url_patterns:
        if not getattr(pattern, "name", None):
            continue
        path = str(pattern.pattern)
        for name, value in parts.items():
            path = path.replace(f"<str:{name}>", value)
        made[pattern.name] = "/" + path
    assert "<" not in "".join(made.values())
    return made


@pytest.fixture
def accept_all(workspace, served):
    """Accept every open statement of which ``words`` are the passage (default: all), by the verb behind the button."""

    def accept(words="", but=""):
        for found in hold(workspace, today=TODAY).reports.values():
            for one in found.open.statements:
                quote = one.evidence[0].text
                if one.type != "identity" and words in quote and not (but and but in quote):
                    decide.accept(workspace, one.id, served.decider(KEEPER))

    return accept


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: no browser journey was made"
    )
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this computer, so no browser journey was made")
    # The browser's driver runs a loop in this thread, which Django takes for an async program.
    with pytest.MonkeyPatch.context() as patched, playwright.sync_playwright() as started:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def address(chromium, served):
    """The app on a port of its own."""
    from waitress.server import create_server

    from habeas.app.wsgi import application

    server = create_server(application(), host="127.0.0.1", port=0, threads=2, ident=None)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://localhost:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()


@pytest.fixture
def signed_in(chromium, address, workspace, served, clock):
    """Open a page, signed in; whatever the browser complains about fails the test."""
    complaints = []

    @contextmanager
    def opened(*, expected=(), **options):
        token = invite(workspace, KEEPER, now=clock(), random=served.random)
        context = chromium.new_context(locale="en-GB", **options)
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine starts slowly
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(address) else complaints.append(f"asked {asked.url}"),
        )
        page.goto(f"{address}/sign-in/{token}/")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
        yield page
        context.close()
        assert [one for one in complaints if not any(words in one for words in expected)] == []

    return opened
