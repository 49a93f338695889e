"""Every test of the app works on a small workspace of its own, with invented people, through the pages as they are."""

from datetime import date
from pathlib import Path

import pytest
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
            file.write_text(text, encoding="utf-8")
        found = list(add(workspace, [file], About(published, publisher, url), now=clock()))
        assert [one.status for one in found] == ["added"], found
        return f"/reports/{found[0].documents[0].text_sha256}/"

    return taken


@pytest.fixture
def report(take_in):
    """The page of a report about two invented people."""
    return take_in("two-held.txt")


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
