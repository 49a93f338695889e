"""The benchmark of the pages measures what it says; in full (two servers, every page) with HABEAS_HARDEN=1."""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from habeas.bench.web import drafts, measure
from habeas.bench.web_visits import Visitor, timed


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b"x" * 2000
        self.send_response(404 if self.path == "/gone/" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "a=b; HttpOnly")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def visitor():
    server = HTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    visitor = Visitor(server.server_port)
    yield visitor
    visitor._open.close()
    server.shutdown()
    server.server_close()


def test_a_page_is_timed_and_one_that_is_none_is_not_taken_for_one(visitor):
    one = timed("a page", visitor, ["/"] * 20, os.getpid())
    assert 0 < one.median <= one.p95 and one.size == 2000
    assert visitor.cookies == {"a": "b"}
    with pytest.raises(RuntimeError, match="404"):
        timed("no page", visitor, ["/gone/"], os.getpid(), warm=0)


def test_everybody_of_the_record_has_a_name_and_a_fact():
    rows = list(drafts(30))
    assert [one.fields["type"] for one in rows if one.kind == "claim"].count("identity") == 30
    assert len(rows) == 200 + 30 + 30 + 10


@pytest.mark.long
@pytest.mark.skipif("HABEAS_HARDEN" not in os.environ, reason="starts two servers; `make harden` does")
def test_every_page_is_asked_and_compared():
    found = measure(30, visits=5)
    assert {one.name for one in found.pages} >= {
        "the queue",
        "one person",
        "questions",
        "a search, in another script",
    }
    assert all(0 < one.median <= one.p95 and one.size > 1000 for one in (*found.pages, *found.peers))
    assert "Django admin: a list page" in {one.name for one in found.peers}
    assert len(found.peers) + len(found.missing) == 2
