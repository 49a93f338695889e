"""Connections through a SOCKS proxy, Tor's above all: the proxy looks the names up, so nobody near us learns them.

Every site gets a name and password of its own towards the proxy: Tor then keeps the sites on different ways
(IsolateSOCKSAuth, on by default), and other proxies that ask for none are told none. Source: RFC 1928, RFC 1929,
Tor's socks-extensions.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import socksio

from habeas.sources.errors import SourceError

TOR: Final = "socks5://127.0.0.1:9050"
_SCHEMES: Final = ("socks5", "socks5h")
_OURS: Final = secrets.token_bytes(16)  # another way to a site in every run
_MOST: Final = 600  # bytes of the longest answer of a proxy


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where a SOCKS5 proxy listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, written: str) -> Proxy:
        """Return the proxy in an address like ``socks5://127.0.0.1:9050``; raise SourceError where it is none."""
        try:
            parts = urlsplit(written.strip())
            usable = parts.scheme in _SCHEMES and parts.hostname and not parts.username
            port = parts.port or 1080
        except ValueError:
            usable, port = None, 0
        if not usable:
            raise SourceError(
                f"“{written[:100]}” is no address of a SOCKS5 proxy.",
                f"Write it as {TOR}, where Tor listens.",
            )
        return cls(str(parts.hostname), port)

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """Return a connection to ``host`` made by the proxy; raise SourceError or OSError where there is none."""
        try:
            opened = socket.create_connection((self.host, self.port), timeout=seconds)
        except OSError as error:
            raise SourceError(
                f"The proxy at {self.host}:{self.port} does not answer.",
                "Start it (Tor: the Tor Browser, or the tor service), or name the right one with --proxy.",
            ) from error
        try:
            self._greet(opened, host)
            self._ask(opened, host, port)
        except TimeoutError as error:
            opened.close()
            raise _refused("it did not answer in time") from error
        except BaseException:
            opened.close()
            raise
        return opened

    def _greet(self, opened: socket.socket, host: str) -> None:
        self_named = hashlib.sha256(_OURS + host.encode("utf-8")).hexdigest()[:32].encode()
        talk = socksio.socks5.SOCKS5Connection()
        methods = [
            socksio.socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED,
            socksio.socks5.SOCKS5AuthMethod.USERNAME_PASSWORD,
        ]
        # asked for both, Tor takes the password: the other order would put all sites on one way
        talk.send(socksio.socks5.SOCKS5AuthMethodsRequest(methods[::-1]))
        opened.sendall(talk.data_to_send())
        chosen = _event(talk, opened, 2)
        if getattr(chosen, "method", None) == socksio.socks5.SOCKS5AuthMethod.USERNAME_PASSWORD:
            talk.send(socksio.socks5.SOCKS5UsernamePasswordRequest(self_named, self_named))
            opened.sendall(talk.data_to_send())
            if not getattr(_event(talk, opened, 2), "success", False):
                raise _refused("it wants a password")
        elif getattr(chosen, "method", None) != socksio.socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED:
            raise _refused("it takes none of our ways to greet it")

    def _ask(self, opened: socket.socket, host: str, port: int) -> None:
        address = _address(host)
        opened.sendall(b"\x05\x01\x00" + address + port.to_bytes(2, "big"))
        head = _exactly(opened, 4)
        if head[0] != 5:
            raise _refused("it is no SOCKS5 proxy")
        if head[1] != 0:
            raise _refused(_WHY.get(head[1], "it could not reach the site"))
        kind = head[3]
        rest = 4 if kind == 1 else 16 if kind == 4 else _exactly(opened, 1)[0] if kind == 3 else -1
        if rest < 0:
            raise _refused("it is no SOCKS5 proxy")
        _exactly(opened, rest + 2)


# RFC 1928, section 6.
_WHY: Final = {
    2: "it may not connect there",
    3: "its network is not reachable",
    4: "there is no such site, or it cannot be reached",
    5: "nothing answers at that address",
    6: "the site did not answer in time",
}


def _address(host: str) -> bytes:
    with suppress(ValueError):
        number = ipaddress.ip_address(host)
        return (b"\x01" if number.version == 4 else b"\x04") + number.packed
    name = host.encode("ascii")
    if not 0 < len(name) < 256:
        raise _refused("the name of the site is too long")
    return b"\x03" + bytes([len(name)]) + name


def _event(talk: socksio.socks5.SOCKS5Connection, opened: socket.socket, size: int) -> object:
    try:
        return talk.receive_data(_exactly(opened, size))
    except (socksio.ProtocolError, ValueError) as error:
        raise _refused("it is no SOCKS5 proxy") from error


def _exactly(opened: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < min(size, _MOST):
        piece = opened.recv(size - len(found))
        if not piece:
            raise _refused("it hung up")
        found += piece
    return found


def _refused(why: str) -> SourceError:
    return SourceError(
        f"The page could not be got through the proxy: {why}.",
        "Try again later, or save the page in your browser.",
    )
