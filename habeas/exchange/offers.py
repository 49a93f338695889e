"""Where a partner fetches what is for it: a list of sealed files behind an address that nobody can guess.

No account, no password: whoever knows the address may fetch, and only the partner can open what is fetched. A file is named by
the hash of its (sealed) bytes, so that a broken fetch goes on where it stopped, and never on another file.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from habeas.exchange import limits
from habeas.exchange.errors import ExchangeError

KIND: Final = "habeas.offer/1"
INDEX: Final = "index.json"
SUFFIX: Final = ".age"
MOST_INDEX: Final = 1_000_000  # bytes
MOST_FILES: Final = 4_096
SLACK: Final = 1_000_000  # bytes that sealing may add to a bundle
HEX: Final = frozenset("0123456789abcdef")
_PIN: Final = "sha256-"


@dataclass(frozen=True, slots=True)
class Offered:
    """A sealed file: the SHA-256 of its bytes (64 hex digits) and how many they are."""

    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The name under which it is fetched."""
        return self.sha256 + SUFFIX


@dataclass(frozen=True, slots=True)
class Address:
    """Where one partner's files are: ``secure`` is https; ``key`` the 64 hex digits that nobody can guess.

    ``pin`` is the SHA-256 of the one certificate that is believed (64 hex digits), or None: then a public one must be valid.
    """

    secure: bool
    host: str
    port: int
    key: str
    pin: str | None = None

    @property
    def onion(self) -> bool:
        """Whether it is a Tor service, which only a proxy can reach."""
        return self.host.endswith(".onion")

    def path(self, name: str) -> str:
        """Return the path of a file there."""
        return f"/{self.key}/{name}"

    @property
    def written(self) -> str:
        """The address as it is handed over."""
        scheme, usual = ("https", 443) if self.secure else ("http", 80)
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == usual else f":{self.port}"
        return f"{scheme}://{host}{port}/{self.key}/" + (f"#{_PIN}{self.pin}" if self.pin else "")


def place(written: str, key: str, pin: str | None) -> Address:
    """Return the address for ``key`` at a place like ``https://host:8443``; raise ExchangeError where it is none."""
    return read_address(f"{written.strip().rstrip('/')}/{key}/" + (f"#{_PIN}{pin}" if pin else ""))


def read_address(written: str) -> Address:
    """Return the address that a partner handed over; raise ExchangeError where it is none, or shows too much on its way."""
    try:
        parts = urlsplit(written.strip())
        host, port = (parts.hostname or "").lower(), parts.port
        key, pin = parts.path.strip("/"), parts.fragment.removeprefix(_PIN) or None
    except ValueError as error:
        raise _no_address() from error
    secure = parts.scheme == "https"
    plain = parts.scheme in ("http", "https") and not parts.username and not parts.query
    if not (plain and host and host.isascii() and _hash(key) and (pin is None or _hash(pin))):
        raise _no_address()
    if pin is not None and not secure:
        raise _no_address()
    if not secure and not host.endswith(".onion") and not is_loopback(host):
        raise ExchangeError(
            "address",
            "This address is not encrypted: everybody on the way could read it and fetch what is there. Nothing was "
            "fetched. Ask for one that begins with https://, or for an onion address.",
        )
    return Address(secure, host, port or (443 if secure else 80), key, pin)


def encode_offer(files: Iterable[Offered]) -> bytes:
    """Return the list of what is offered, in the order in which it is best received."""
    rows = [{"sha256": one.sha256, "size": one.size} for one in files]
    return json.dumps({"kind": KIND, "files": rows}, indent=1).encode()


def decode_offer(data: bytes) -> tuple[Offered, ...]:
    """Return what a list offers; raise ExchangeError where it is none. It is not trusted: each file says itself whose it is."""
    try:
        body = json.loads(data)
        rows = [(one["sha256"], one["size"]) for one in body["files"]]
        if body["kind"] != KIND or len(data) > MOST_INDEX or len(rows) > MOST_FILES:
            raise ValueError
        if not all(isinstance(a, str) and _hash(a) and type(n) is int for a, n in rows):
            raise ValueError
        if not all(0 < size <= limits.FILE + SLACK for _, size in rows):
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ExchangeError(
            "offer",
            "What stands at this address is no list of sealed files. Nothing was written. Ask for the address again.",
        ) from error
    return tuple(dict.fromkeys(Offered(sha256, size) for sha256, size in rows))


def digest(data: bytes) -> str:
    """Return the SHA-256 of a certificate or a file, in hex."""
    return hashlib.sha256(data).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether a host is this computer itself, which nobody else reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= HEX


def _no_address() -> ExchangeError:
    return ExchangeError(
        "address",
        "This is no address of sealed files. Nothing was fetched. They get it with `habeas offer PARTNER --at ADDRESS`, and it "
        "must come whole, with all that stands behind the last stroke.",
    )
