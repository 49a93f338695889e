"""Through a SOCKS proxy: names are looked up there, each site goes its own way, and what came is kept as a web archive."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from fetch_socks import SocksProxy
from warcio.archiveiterator import ArchiveIterator

from habeas.fetch import page
from habeas.fetch.page import fetch_page
from habeas.fetch.proxy import Proxy
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

PAGE = "<!doctype html><meta charset=utf-8><title>Суд</title><p>Марыну Зялёнку асудзілі.".encode()


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        moved = self.path == "/moved"
        self.send_response(302 if moved else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("X-Site", "itself")
        if moved:
            self.send_header("Location", "/page")
        body = b"" if moved else PAGE
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, int]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ("127.0.0.1", server.server_address[1])
    server.shutdown()


@pytest.fixture
def proxy(site: tuple[str, int]) -> Iterator[SocksProxy]:
    made = SocksProxy(site)
    yield made
    made.close()


def get(proxy: SocksProxy, address: str):
    return fetch_page(address, allow_network=True, proxy=Proxy.parse(proxy.address))


def test_the_proxy_is_given_the_name_and_nobody_here_looks_it_up(proxy: SocksProxy) -> None:
    got = get(proxy, "http://chronicle.example/page")  # no such name exists: only the proxy could know it
    assert got.data == PAGE
    assert proxy.asked == [("chronicle.example", 80)]


def test_each_site_goes_its_own_way(proxy: SocksProxy) -> None:
    for host in ("one.example", "two.example", "one.example"):
        get(proxy, f"http://{host}/page")
    first, second, again = proxy.users
    assert first == again != second


def test_a_proxy_that_wants_no_password_is_fine(site: tuple[str, int]) -> None:
    plain = SocksProxy(site, password=False)
    assert get(plain, "http://chronicle.example/page").data == PAGE
    plain.close()


@pytest.mark.parametrize(
    ("answer", "why"),
    [(2, "may not connect"), (4, "no such site"), (5, "nothing answers"), (99, "could not reach")],
)
def test_what_the_proxy_refuses_is_told_in_its_reason(site: tuple[str, int], answer: int, why: str) -> None:
    refusing = SocksProxy(site, answer=answer)
    with pytest.raises(SourceError, match=why):
        get(refusing, "http://chronicle.example/page")
    refusing.close()


def test_a_proxy_that_is_not_there_or_is_none_is_named(site: tuple[str, int]) -> None:
    with pytest.raises(SourceError, match="does not answer"):
        fetch_page("http://a.example/", allow_network=True, proxy=Proxy("127.0.0.1", 9))
    with pytest.raises(SourceError, match="the proxy: it did not answer in time"):
        Proxy(*site).connect("a.example", 80, seconds=0.5)


@pytest.mark.parametrize(
    "written",
    ["http://127.0.0.1:8080", "socks5://", "127.0.0.1:9050", "socks5://u:p@h:1", "socks5://h:99999"],
)
def test_what_is_no_proxy_is_refused(written: str) -> None:
    with pytest.raises(SourceError, match="no address of a SOCKS5 proxy"):
        Proxy.parse(written)


def test_a_private_number_is_not_reached_through_the_proxy_by_a_redirect(proxy: SocksProxy) -> None:
    with pytest.raises(SourceError, match="private network"):
        page.connect_to(
            urlsplit("http://10.0.0.7/"), urlsplit("http://a.example/"), Proxy.parse(proxy.address)
        )
    assert proxy.asked == []


def test_every_step_is_kept_with_its_headers_and_reads_again(proxy: SocksProxy) -> None:
    got = get(proxy, "http://chronicle.example/moved")
    records = list(_records(got.archive))
    kinds = [(kind, address, status) for kind, address, status, _, _ in records]
    assert ("response", "http://chronicle.example/moved", "302") in kinds
    assert ("response", "http://chronicle.example/page", "200") in kinds
    assert [kind for kind, *_ in records].count("request") == 2
    [(_, _, _, headers, body)] = [one for one in records if one[2] == "200"]
    assert headers.get_header("X-Site") == "itself" and body == PAGE
    [document] = read_bytes("page.warc.gz", got.archive)
    assert (
        document.text == "Марыну Зялёнку асудзілі." and document.links[0] == "http://chronicle.example/page"
    )


def _records(archive: bytes):
    for record in ArchiveIterator(io.BytesIO(archive)):
        headers = record.http_headers
        status = headers.get_statuscode() if headers and record.rec_type == "response" else ""
        yield (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            status,
            headers,
            record.content_stream().read(),
        )
