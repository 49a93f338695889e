"""Fetches sealed files from a partner's outbox, piece by piece, going on where an earlier fetch broke off.

The server is believed only as far as its certificate is the one whose fingerprint was handed over (or a valid public one): then
it learns the address, and no impostor does. What it sends is believed not at all: each file is checked by its hash, and opened by
what verifies bundles.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

from habeas.exchange.offers import INDEX, MOST_INDEX, Address, Offered, decode_offer, digest
from habeas.fetch.proxy import TOR, Proxy
from habeas.sources.errors import SourceError

SECONDS: Final = 30.0  # without a byte
PIECE: Final = 65_536
_HEADERS: Final = {"User-Agent": "Mozilla/5.0", "Accept-Encoding": "identity", "Connection": "close"}
_LATER: Final = "Try again later: what came is kept, and the next fetch goes on there."


def offered(address: Address, proxy: Proxy | None) -> tuple[Offered, ...]:
    """Return what is offered at an address; raise SourceError, or ExchangeError for what is no list."""
    with _answer(address, INDEX, 0, proxy) as answer:
        return decode_offer(answer.read(MOST_INDEX + 1))


def fetch(
    address: Address, one: Offered, file: Path, proxy: Proxy | None, on_piece: Callable[[int], None]
) -> None:
    """Fetch a sealed file into ``file``, going on behind what is there; raise SourceError.

    ``on_piece`` is told how many bytes are there. What is wrong when all has come is removed.
    """
    there = file.stat().st_size if file.exists() else 0
    if there > one.size:
        file.unlink()
        there = 0
    if there < one.size:
        with _answer(address, one.name, there, proxy) as answer, file.open("ab") as out:
            if answer.status != HTTPStatus.PARTIAL_CONTENT:
                out.truncate(0)
                there = 0
            while piece := answer.read(min(PIECE, one.size - there + 1)):
                there += len(piece)
                if there > one.size:
                    break
                out.write(piece)
                on_piece(there)
    if there < one.size:
        raise SourceError("The connection broke off before the file was whole.", _LATER)
    if there > one.size or _hash_of(file) != one.sha256:
        file.unlink(missing_ok=True)
        raise SourceError("What came is not the file that was offered; it was removed.", "Try again later.")


@contextmanager
def _answer(
    address: Address, name: str, start: int, proxy: Proxy | None
) -> Iterator[http.client.HTTPResponse]:
    """Ask for a file from byte ``start`` on; raise SourceError for any other answer than it."""
    try:
        connection = http.client.HTTPConnection(address.host, address.port, timeout=SECONDS)
        connection.sock = _connected(address, proxy)
        try:
            span = {"Range": f"bytes={start}-"} if start else {}
            connection.request("GET", address.path(name), headers=_HEADERS | span)
            answer = connection.getresponse()
            _check(answer, start)
            yield answer
        finally:
            connection.close()
    except SourceError:
        raise
    except (OSError, http.client.HTTPException) as error:
        raise _explained(error) from error


def _check(answer: http.client.HTTPResponse, start: int) -> None:
    if answer.status == HTTPStatus.NOT_FOUND:
        raise SourceError(
            "There is nothing at this address, or no longer.",
            "Ask them whether they offer something, and for the address.",
        )
    span = answer.getheader("Content-Range") or ""
    part = answer.status == HTTPStatus.PARTIAL_CONTENT and span.startswith(f"bytes {start}-")
    if answer.status != HTTPStatus.OK and not part:
        raise SourceError(f"Their computer answered {answer.status} instead of the file.", _LATER)


def _connected(address: Address, proxy: Proxy | None) -> socket.socket:
    if proxy is not None:
        plain = proxy.connect(address.host, address.port, SECONDS)
    elif address.onion:
        raise SourceError(
            "An onion address is reached through Tor only.", f"Start Tor, and name it: --proxy {TOR}."
        )
    else:
        plain = socket.create_connection((address.host, address.port), timeout=SECONDS)
    if not address.secure:
        return plain
    try:
        return _secured(plain, address)
    except BaseException:
        plain.close()
        raise


def _secured(plain: socket.socket, address: Address) -> socket.socket:
    """Greet in TLS, and go no further unless the certificate is the one that was handed over."""
    if address.pin is None:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # nobody vouches for it but its fingerprint, below
    # no name of theirs in the clear greeting: the certificate is known by its fingerprint
    secured = context.wrap_socket(plain)
    shown = secured.getpeercert(binary_form=True)
    if shown is None or digest(shown) != address.pin:
        secured.close()
        raise SourceError(
            "Another computer than theirs answered: its certificate is not the one that was handed over. Nothing was asked of it.",
            "Call them: it may be somebody on the way, or they have a new certificate and a new address.",
        )
    return secured


def _hash_of(file: Path) -> str:
    hashed = sha256()
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            hashed.update(piece)
    return hashed.hexdigest()


def _explained(error: Exception) -> SourceError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return SourceError(
            "Their certificate is not valid, so this may be somebody else’s computer.",
            "Ask them for an address with a fingerprint.",
        )
    if isinstance(error, socket.gaierror):
        return SourceError("There is no computer of that name, or this one is offline.", "Check the address.")
    if isinstance(error, TimeoutError):
        return SourceError("Their computer did not answer in time.", _LATER)
    if isinstance(error, ConnectionRefusedError):
        return SourceError("Nothing answers at that address.", _LATER)
    return SourceError("The connection failed.", _LATER)
