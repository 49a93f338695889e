"""Fetching from a partner: two real processes, over TLS, through a SOCKS proxy, broken off and gone on with; and nothing else is served."""

from __future__ import annotations

import http.client
import ssl
import sys
from pathlib import Path

import pytest
from exchange_house import Group, meet
from exchange_outbox import habeas, outbox

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))
from fetch_socks import SocksProxy

from habeas.exchange.errors import ExchangeError
from habeas.exchange.offers import Offered, decode_offer, encode_offer, read_address
from habeas.fetch import download
from habeas.fetch.proxy import Proxy
from habeas.sources.errors import SourceError
from habeas.workflows.offer import address, new_address, offer, offer_all
from habeas.workflows.pull import pull
from habeas.workflows.refused import Refused

KEY, PIN = "ab" * 32, "cd" * 32


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Anna, who offers, her running outbox over TLS, and Berta."""
    folder = tmp_path_factory.mktemp("pull")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        anna, berta = Group(folder, "anna"), Group(folder, "berta")
        meet(anna, berta)
        with outbox(anna.workspace.folder, "--tls") as port:
            yield anna, berta, port
        for one in (anna, berta):
            one.close()


@pytest.fixture
def served(house, monkeypatch):
    """The same, with the state folder of the house (each test has its own otherwise)."""
    monkeypatch.setenv("XDG_STATE_HOME", str(house[0].folder / "state"))
    return house


def offered(anna, port):
    offer(anna.workspace, "berta", now=anna.now)
    return address(anna.workspace, "berta", f"https://127.0.0.1:{port}")


def take(berta, written=None, **more):
    return pull(berta.workspace, "anna", written, now=berta.now, **{"allow_network": True, **more})


def test_two_processes_exchange_over_https_and_confirm(served):
    anna, berta, port = served
    anna.tell(berta, "Mozyr", "Rechytsa")
    where = ["--at", f"https://127.0.0.1:{port}"]
    status, written, _ = habeas(anna.workspace.folder, "offer", "berta", *where)
    assert status == 0
    status, out, err = habeas(berta.workspace.folder, "pull", "anna", written.strip(), "--allow-network")
    assert (status, out) == (0, "3 entries from “anna”: proposals, with their origin.\n"), err
    assert take(berta).receipts == ()  # the address is kept, and nothing is fetched twice
    anna.receive(berta.send(anna))  # berta confirms: the next offer holds only what is new
    anna.tell(berta, "Lasnychy")
    [made] = offer_all(anna.workspace, now=anna.now)
    assert (made.entries, made.fresh) == (1, True)
    [receipt] = take(berta).receipts
    assert receipt.words == "1 entry from “anna” more: proposals, with their origin."
    assert [entry.seq for entry in berta.told_by(anna)] == [1, 2, 3, 4]


def test_a_broken_fetch_goes_on_where_it_stopped_through_a_socks_proxy(served):
    anna, berta, port = served
    anna.tell(berta, *(f"Place {number}" for number in range(40)))
    found = offered(anna, port)
    proxy = SocksProxy(("127.0.0.1", port))
    try:
        way = Proxy.parse(proxy.address)
        [one] = download.offered(found, way)
        sealed = next((anna.workspace.folder / "offered" / found.key).glob("*.age")).read_bytes()
        here = berta.workspace.folder / "staging"
        here.mkdir(exist_ok=True)
        (here / f"{one.sha256}.pull").write_bytes(sealed[: one.size // 2])
        told: list[tuple[int, int]] = []
        done = take(
            berta, found.written, allow_network=False, proxy=way, on_progress=lambda *t: told.append(t)
        )
    finally:
        proxy.close()
    assert [receipt.status for receipt in done.receipts] == ["received"]
    assert told[0][0] > one.size // 2 and told[-1] == (one.size, one.size)
    assert proxy.asked == [("127.0.0.1", port)] * 3
    assert list(here.glob("*.pull")) == []


def test_what_is_new_alone_is_sealed_anew(served):
    anna, berta, port = served
    anna.tell(berta, "Vetka")
    first, again = (offer(anna.workspace, "berta", now=anna.now) for _ in range(2))
    assert (first.fresh, again.fresh) == (True, False)
    folder = anna.workspace.folder / "offered" / offered(anna, port).key
    listed = decode_offer((folder / "index.json").read_bytes())
    assert {file.name for file in folder.iterdir()} == {"index.json", *(one.name for one in listed)}


def test_another_certificate_is_not_asked_for_anything(served):
    anna, berta, port = served
    found = offered(anna, port)
    with pytest.raises(Refused, match="Another computer than theirs answered"):
        take(berta, found.written.replace(found.pin or "", "0" * 64))
    with pytest.raises(Refused, match="Their certificate is not valid"):
        take(berta, found.written.partition("#")[0])


def test_nothing_but_what_is_offered_is_served(served):
    anna, _, port = served
    found = offered(anna, port)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def ask(path, **headers):
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        told = (answer.status, answer.read(), sorted(name for name, _ in answer.getheaders()))
        connection.close()
        return told

    nothing = (404, b"", ["Content-Length"])
    for path in (
        "/",
        f"/{found.key}/",
        f"/{found.key}",
        f"/{'0' * 64}/index.json",
        f"/{found.key}/../../habeas.toml",
        f"/{found.key}/..%2f..%2fhabeas.toml",
        f"/{found.key}/{'0' * 64}.age",
        f"/{found.key.upper()}/index.json",
    ):
        assert ask(path) == nothing, path
    status, body, _ = ask(f"/{found.key}/index.json", Range="bytes=2-5")
    assert status == 206 and len(body) == 4
    assert ask(f"/{found.key}/index.json", Range="bytes=99999-")[0] == 416
    assert ask(f"/{found.key}/index.json", Range="words=1-2")[0] == 200


def test_an_erasure_takes_back_what_was_offered(served):
    anna, berta, port = served
    [entry] = anna.tell(berta, "Hidden place")
    found = offered(anna, port)
    folder = anna.workspace.folder / "offered" / found.key
    assert list(folder.glob("*.age"))
    anna.erase(berta, entry)
    assert list(folder.iterdir()) == []
    with pytest.raises(Refused, match="nothing at this address, or no longer"):
        take(berta, found.written)
    assert offer(anna.workspace, "berta", now=anna.now).fresh


def test_a_new_address_ends_the_old_one(served):
    anna, _, port = served
    old = offered(anna, port)
    new_address(anna.workspace, "berta")
    new = offered(anna, port)
    assert old.key != new.key and not (anna.workspace.folder / "offered" / old.key).exists()
    with pytest.raises(SourceError, match="nothing at this address"):
        download.offered(old, None)


def test_what_was_changed_on_the_server_is_removed_and_nothing_is_written(served):
    anna, berta, port = served
    anna.tell(berta, "Khoiniki")
    found = offered(anna, port)
    [file] = (anna.workspace.folder / "offered" / found.key).glob("*.age")
    data = file.read_bytes()
    file.write_bytes(data[:-1] + b"x")
    with pytest.raises(Refused, match="not the file that was offered"):
        take(berta, found.written)
    assert list((berta.workspace.folder / "staging").glob("*.pull")) == []
    file.write_bytes(data[:-9])
    with pytest.raises(Refused, match="broke off before the file was whole"):
        take(berta, found.written)


def test_nobody_is_asked_unless_told_to(pair):
    _, berta = pair
    with pytest.raises(Refused, match="connects to nobody unless told to"):
        pull(berta.workspace, "anna", f"https://anna.example/{KEY}/", now=berta.now)
    with pytest.raises(Refused, match="has told us no address yet"):
        take(berta)
    with pytest.raises(Refused, match="reached through Tor only"):
        take(berta, f"http://{'a' * 56}.onion/{KEY}/")


def test_who_is_cut_off_is_offered_nothing_more(pair):
    from habeas.workflows.partner import revoke

    anna, berta = pair
    anna.tell(berta, "Mozyr")
    offer(anna.workspace, "berta", now=anna.now)
    assert list((anna.workspace.folder / "offered").glob("*/*.age"))
    revoke(anna.workspace, "berta")
    assert list((anna.workspace.folder / "offered").glob("*/*")) == []
    with pytest.raises(Refused, match="the exchange was ended"):
        offer(anna.workspace, "berta", now=anna.now)
    with pytest.raises(Refused, match="the exchange with “berta” was ended"):
        pull(anna.workspace, "berta", f"https://berta.example/{KEY}/", now=anna.now, allow_network=True)


@pytest.mark.parametrize(
    "written",
    [
        f"https://anna.example/{KEY}/",
        f"https://anna.example:8443/{KEY}/#sha256-{PIN}",
        f"http://{'b' * 56}.onion/{KEY}/",
        f"http://127.0.0.1:8766/{KEY}/",
        f"https://[2001:db8::1]:8443/{KEY}/#sha256-{PIN}",
    ],
)
def test_an_address_is_written_as_it_was_read(written):
    assert read_address(written).written == written


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (f"http://anna.example/{KEY}/", "is not encrypted"),
        (f"http://127.0.0.1:8766/{KEY}/#sha256-{PIN}", "no address of sealed files"),
        (f"https://anna:word@anna.example/{KEY}/", "no address of sealed files"),
        ("https://anna.example/", "no address of sealed files"),
        (f"https://anna.example/{KEY[:-1]}/", "no address of sealed files"),
        (f"https://anna.example/{KEY}/#sha256-{PIN[:-1]}", "no address of sealed files"),
        (f"https://anna.example:99999/{KEY}/", "no address of sealed files"),
        ("", "no address of sealed files"),
    ],
)
def test_what_is_no_address_or_shows_too_much_is_refused(written, why):
    with pytest.raises(ExchangeError, match=why):
        read_address(written)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'{"kind": "habeas.offer/1", "files": [{"sha256": "x", "size": 1}]}', b"[" * 100_000]
    + [encode_offer([Offered(KEY, size)]) for size in (0, 10**12)],
)
def test_what_is_no_list_is_refused(data):
    with pytest.raises(ExchangeError, match="no list of sealed files"):
        decode_offer(data)


def test_words_and_address_can_be_read_off_a_screen(pair):
    from habeas.workflows.partner import words, words_picture
    from habeas.workflows.typeset import qr_text

    anna, berta = pair
    assert words_picture(anna.workspace, "berta", "be") == words_picture(berta.workspace, "anna", "be")
    assert words_picture(anna.workspace, "berta").startswith("<svg")
    told = " ".join(words(anna.workspace, "berta"))
    lines = qr_text(told).splitlines()
    assert len(lines) > 15 and len({len(line) for line in lines if line}) <= 2
