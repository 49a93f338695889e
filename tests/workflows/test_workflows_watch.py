"""What is watched: new things come in once, a source that fails is asked later, one that falls silent is an alarm."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from workflows_house import NOON

from habeas.fetch import leave as leave_module
from habeas.workflows.refused import Refused
from habeas.workflows.watch import look, next_look
from habeas.workflows.watch_list import read_watch_list

DAY = 86_400
PAGES = {
    "/feed": (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Uzhorsk Watch</title>{}</channel></rss>'
    ),
    "/1": "<!doctype html><p>On 2 June 2026 police detained Piatro Lazavik in Lasnychy.</p>",
    "/2": "<!doctype html><p>On 9 June 2026 Piatro Lazavik was released.</p>",
}


class Site(BaseHTTPRequestHandler):
    listed: tuple[str, ...] = ("/1",)
    broken = False
    asked: list[str] = []

    def do_GET(self):
        Site.asked.append(self.path)
        home = f"http://127.0.0.1:{self.server.server_address[1]}"
        items = "".join(
            f"<item><title>News {one}</title><link>{home}{one}</link></item>" for one in Site.listed
        )
        body = PAGES.get(self.path, "").replace("{}", items).encode()
        self.send_response(500 if Site.broken or not body else 200)
        self.send_header("Content-Type", "application/xml" if self.path == "/feed" else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(leave_module, "getproxies", dict)
    Site.listed, Site.broken, Site.asked = ("/1",), False, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def watched(tmp_path, text):
    (tmp_path / "habeas.toml").write_text(text)
    return read_watch_list(tmp_path / "habeas.toml")


def looks(house, sources, now=NOON, pause=lambda _: None):
    return list(look(house.workspace, sources, now=now, chance=lambda: 0.5, pause=pause))


@pytest.fixture
def house(make):
    """The verbs of watching store settings and captures alone; the first test below goes over both databases."""
    return make()


def test_a_feeds_pages_come_in_once_and_only_when_their_time_has_come(make, database, site, tmp_path):
    house = make(database=database)
    sources = watched(
        tmp_path, f'[watch]\ndirect = true\n[[watch.source]]\nfeed = "{site}/feed"\nevery = "6h"\n'
    )
    [first] = looks(house, sources)
    assert first.words == "1 new." and len(house.hold().reports) == 1
    assert looks(house, sources, NOON + 3_600) == []
    Site.listed = ("/2", "/1")
    [second] = looks(house, sources, NOON + 7 * 3_600)
    assert second.words == "1 new." and Site.asked.count("/1") == 1
    assert {one.taken[0].name for one in (first, second)} == {f"{site}/1", f"{site}/2"}


def test_a_site_is_not_hurried_and_what_it_asks_programs_to_leave_is_left_and_said_once(
    make, site, tmp_path, monkeypatch
):
    house, waits = make(), []
    monkeypatch.setitem(PAGES, "/robots.txt", "User-agent: *\nDisallow: /closed\nCrawl-delay: 1\n")
    monkeypatch.setitem(PAGES, "/closed/3", "<!doctype html><p>Nobody is asked for this.</p>")
    Site.listed = ("/1", "/closed/3", "/2")
    sources = watched(tmp_path, f'[watch]\ndirect = true\n[[watch.source]]\nfeed = "{site}/feed"\n')
    [found] = looks(house, sources, pause=waits.append)
    assert found.words == "2 new, 1 could not be read." and found.failed
    [left] = [one for one in found.taken if one.status == "refused"]
    assert left.name == f"{site}/closed/3" and "asks programs to leave this page alone" in left.reason
    assert Site.asked == ["/feed", "/robots.txt", "/1", "/2"] and waits == [8.0]
    [again] = looks(house, sources, NOON + 2 * DAY, pause=waits.append)
    assert again.words == "nothing new." and Site.asked[4:] == ["/feed"] and len(waits) == 1


def test_times_are_spread_so_that_nobody_knows_the_watcher_by_them(house, site, tmp_path):
    sources = watched(
        tmp_path, f'[watch]\ndirect = true\n[[watch.source]]\nfeed = "{site}/feed"\nevery = "4h"\n'
    )
    list(look(house.workspace, sources, now=NOON, chance=lambda: 0.0))
    early = next_look(house.workspace, sources, NOON)
    list(look(house.workspace, sources, now=NOON, chance=lambda: 0.999, all_now=True))
    assert (early - NOON, next_look(house.workspace, sources, NOON) - NOON > 4.9 * 3_600) == (3 * 3_600, True)


def test_a_source_that_fails_is_asked_later_and_later_and_holds_up_no_other(house, site, tmp_path):
    folder = house.folder
    house.file("a.txt", PAGES["/1"][15:])
    text = f'[watch]\ndirect = true\n[[watch.source]]\npage = "{site}/gone"\nevery = "1h"\n'
    sources = watched(tmp_path, text + f"[[watch.source]]\nfolder = '{folder}'\nevery = '1h'\n")
    failed, came = looks(house, sources)
    assert failed.failed and "Asked again in 2 hours" in failed.words
    assert came.words == "1 new."
    [again] = [one for one in looks(house, sources, NOON + 3 * 3_600) if one.failed]
    assert "Asked again in 4 hours" in again.words
    assert [one.words for one in looks(house, sources, NOON + 5 * 3_600)] == ["nothing new."]


def test_a_source_that_falls_silent_is_an_alarm_once(house, site, tmp_path):
    text = f'[watch]\ndirect = true\n[[watch.source]]\nfeed = "{site}/feed"\nsilent_after = "14d"\n'
    sources = watched(tmp_path, text)
    looks(house, sources)
    assert not any(one.alarm for one in looks(house, sources, NOON + 13 * DAY))
    [alarm] = [one for one in looks(house, sources, NOON + 15 * DAY) if one.alarm]
    assert "Nothing new for 15 days" in alarm.words
    assert not any(one.alarm for one in looks(house, sources, NOON + 16 * DAY))
    Site.listed = ("/2", "/1")
    looks(house, sources, NOON + 17 * DAY)
    assert any(one.alarm for one in looks(house, sources, NOON + 32 * DAY))


def test_a_page_that_says_the_same_is_known(house, site, tmp_path):
    sources = watched(tmp_path, f'[watch]\ndirect = true\n[[watch.source]]\npage = "{site}/1"\n')
    looks(house, sources)
    before = house.workspace.private().entries
    assert [one.words for one in looks(house, sources, NOON + DAY)] == ["nothing new."]
    assert house.workspace.private().entries == before


def test_without_a_proxy_or_a_word_that_it_may_be_seen_nothing_is_asked(site, tmp_path):
    with pytest.raises(Refused, match="no way to the sites is set"):
        watched(tmp_path, f'[[watch.source]]\nfeed = "{site}/feed"\n')
    assert Site.asked == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[watch]\nproxy = 3\n", "proxy is a text"),
        ('[watch]\nproxy = "http://x"\n', "no address of a SOCKS5 proxy"),
        ("[[watch.source]]\nname = 'x'\n", "one of feed, page, folder and list"),
        ("[[watch.source]]\nfolder = 'https://x.example'\n", "no place of a folder"),
        ("[[watch.source]]\nfolder = '/x'\nevery = 'often'\n", "a time like"),
        ("[[watch.source]]\nfolder = '/x'\nevry = '1h'\n", "has no “evry”"),
        ("[watch\n", "cannot be read"),
    ],
)
def test_a_mistake_in_the_list_is_named(tmp_path, text, why):
    with pytest.raises(Refused, match=why):
        watched(tmp_path, text)
