"""Pages from a real server on this computer: what is taken, what is refused, and what the server gets to know."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from habeas.fetch import page as page_module
from habeas.fetch.page import fetch_page, is_address
from habeas.fetch.reader import read_all
from habeas.sources.errors import SourceError

NO_PROXY: dict[str, str] = {}
PAGE = "<!doctype html><meta charset=utf-8><title>Ліст</title><p>Яе трымаюць з траўня.".encode()


class Site(BaseHTTPRequestHandler):
    """Answers by path; remembers the headers of the last request."""

    seen: dict[str, str] = {}

    def do_GET(self) -> None:
        Site.seen = dict(self.headers)
        answer = getattr(
            self, "get_" + self.path.strip("/").partition("?")[0].partition(".")[0].replace("-", "_"), None
        )
        if answer is None:
            self.reply(404, b"<p>no such page")
        else:
            answer()

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def get_page(self) -> None:
        self.reply(200, PAGE)

    def get_report(self) -> None:
        self.reply(200, "Яго трымаюць.".encode(), Content_Type="text/plain; charset=utf-8")

    def get_packed(self) -> None:
        self.reply(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def get_bomb(self) -> None:
        self.reply(200, gzip.compress(b"x" * 60_000_000), Content_Encoding="gzip")

    def get_strange(self) -> None:
        self.reply(200, PAGE, Content_Encoding="br")

    def get_moved(self) -> None:
        self.reply(302, b"", Location="/page")

    def get_round(self) -> None:
        self.reply(302, b"", Location="/round")

    def get_inside(self) -> None:
        port = self.server.server_address[1]
        self.reply(302, b"", Location=f"http://localhost:{port}/page")

    def get_to_file(self) -> None:
        self.reply(302, b"", Location="file:///etc/passwd")

    def get_cut(self) -> None:
        self.reply(200, PAGE, Content_Length="9999")

    def get_empty(self) -> None:
        self.reply(200, b"")

    def get_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 1_000_000)
        except OSError:
            return

    def get_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.stopping.wait(0.05):
                self.wfile.write(b"x")
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.stopping = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.stopping.set()
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(address: str) -> page_module.Page:
    return fetch_page(address, allow_network=True, proxies=NO_PROXY)


def test_nothing_is_asked_without_leave(site: str) -> None:
    Site.seen = {}
    with pytest.raises(SourceError, match="--allow-network"):
        fetch_page(f"{site}/page", allow_network=False, proxies=NO_PROXY)
    assert Site.seen == {}


def test_a_page_is_got_and_the_site_learns_nothing_about_us(site: str) -> None:
    page = fetch(f"{site}/page?q=ў#part")
    assert (page.data, page.file_name) == (PAGE, "page.html")
    assert set(Site.seen) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert "abeas" not in str(Site.seen)


def test_a_page_is_read_like_a_file(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("habeas.fetch.leave.getproxies", dict)
    result, text = read_all([f"{site}/moved", f"{site}/report.txt"], allow_network=True)
    assert result.error is None and result.documents[0].text == "Яе трымаюць з траўня."
    assert result.name == f"{site}/moved" and result.capture and result.capture.url == f"{site}/page"
    assert text.documents[0].text == "Яго трымаюць."
    assert {one.reader for one in (*result.documents, *text.documents)} == {"warc/1"}


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed").data == PAGE


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("missing", r"answered 404 \(Not Found\)"),
        ("round", "without end"),
        ("inside", "private network"),
        ("to-file", "begin with http"),
        ("cut", "broke off"),
        ("empty", "empty"),
        ("endless", "limit is 50 MB"),
        ("bomb", "limit is 50 MB"),
        ("strange", "packed in a way"),
    ],
)
def test_what_cannot_be_used_is_explained(site: str, path: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        fetch(f"{site}/{path}")


def test_a_site_that_drips_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "_SECONDS_IN_ALL", 0.5)
    with pytest.raises(SourceError, match="in time"):
        fetch(f"{site}/drip")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:1/", "Nothing answers"),
        ("http://no-such-site.invalid/", "no site of that name"),
        ("http://user:secret@127.0.0.1/", "name or a password"),
        ("http:///path", "begin with http"),
        ("http://[::1", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("http://127.0.0.1:99999/", "begin with http"),
    ],
)
def test_addresses_that_lead_nowhere_are_explained(address: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        fetch(address)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:127.0.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_private_numbers_are_told_from_public_ones(number: str, public: bool) -> None:
    assert page_module._is_public(number) is public


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = [(2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(page_module.socket, "getaddrinfo", lambda *args, **kwargs: inside)
    with pytest.raises(SourceError, match="private network"):
        fetch("http://looks-public.example/")


def test_a_set_proxy_is_never_gone_past(site: str) -> None:
    Site.seen = {}
    with pytest.raises(SourceError, match="proxy"):
        fetch_page(f"{site}/page", allow_network=True, proxies={"all": "socks5h://127.0.0.1:9050"})
    assert Site.seen == {}


def test_addresses_are_told_from_paths() -> None:
    assert is_address("https://example.org") and is_address("FTP://example.org/a")
    assert not any(map(is_address, ["a.txt", "C:\\reports\\a.txt", "/home/a", "./http:/a", "://", "mail:to"]))
