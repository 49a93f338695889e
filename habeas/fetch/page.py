"""One page from the network, only where a person allowed it.

Refused without ``allow_network``; http and https only; few redirects; a limit on size and on time; never an
address inside a private network unless the person typed that very address; no cookie, no account, no referrer.
A name is looked up once and the connection goes to the address that was checked.
"""

from __future__ import annotations

import http
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from habeas.fetch.leave import refuse_past_a_proxy
from habeas.fetch.proxy import Proxy
from habeas.fetch.warc import Step, archive_of
from habeas.sources.errors import SourceError
from habeas.sources.formats import FORMATS
from habeas.sources.limits import MAX_BYTES, check_size
from habeas.sources.sniff import extension_of

_SCHEMES = {"http": 80, "https": 443}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MAX_REDIRECTS = 5
_SECONDS_A_STEP = 20.0
_SECONDS_IN_ALL = 90.0
_CHUNK = 65_536
_HEADERS = {
    # What any browser says, and nothing about us: the site need not learn who collects its reports.
    "User-Agent": "Mozilla/5.0",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_SAVE_IT = "Save the page in your browser and add the saved file."


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: bytes, the address they came from in the end, and a file name that tells their kind.

    ``archive`` is the web archive (WARC) of all that was asked and answered: what is kept as evidence.
    """

    address: str
    final_address: str
    data: bytes
    file_name: str
    archive: bytes


def is_address(item: str) -> bool:
    """Whether ``item`` is an address rather than a path."""
    scheme, colon, rest = item.partition("://")
    # one letter before the colon is a disk
    return bool(colon and rest) and len(scheme) > 1 and scheme.isascii() and scheme.replace("+", "").isalnum()


def fetch_page(
    address: str,
    *,
    allow_network: bool,
    proxy: Proxy | None = None,
    proxies: Mapping[str, str] | None = None,
) -> Page:
    """Return what ``address`` gives; raise SourceError with one sentence where it gives nothing usable.

    Through ``proxy``, where there is one: then it also looks the names up. ``proxies`` are those that the computer is set to use (by default what its environment says): a direct request
    past a proxy would show the person's own address, so it is refused.
    """
    if not allow_network:
        raise SourceError(
            "This is an address on the network, and Habeas asks nobody anything unless told to.",
            "Add --allow-network if the site may see that somebody at your address reads it, or save the page in "
            "your browser and add the saved file.",
        )
    named = split_address(address)
    refuse_past_a_proxy(proxy, proxies, ", or save the page in your browser and add the saved file")
    try:
        return _follow(address, named, proxy)
    except SourceError:
        raise
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        # what the site says is its own; what we say of it is one of a few sentences
        raise explained(error) from error


def _follow(address: str, named: SplitResult, proxy: Proxy | None) -> Page:
    here, steps = address, list[Step]()
    for _ in range(_MAX_REDIRECTS + 1):
        parts = split_address(here)
        connection = connect_to(parts, named, proxy)
        # a site that sends a byte now and then must not hold us for ever
        late = threading.Event()
        timer = threading.Timer(_SECONDS_IN_ALL, _hang_up, (connection.sock, late))
        timer.daemon = True
        timer.start()
        try:
            at, path = time.time(), _path(parts)
            connection.request("GET", path, headers=_HEADERS)
            response = connection.getresponse()
            onward = response.getheader("Location") if response.status in _REDIRECTS else None
            data, travelled = (b"", b"") if onward is not None else _body(response)
            asked = (("Host", parts.netloc), *_HEADERS.items())
            answered = _whole(response.getheaders(), travelled)
            steps.append(Step(here, path, asked, response.status, answered, travelled, at))
            if onward is None:
                if late.is_set():
                    raise TimeoutError
                name = _file_name(parts, response.headers.get_content_type())
                return Page(address, here, data, name, archive_of(steps))
            here = urljoin(here, onward)
        finally:
            timer.cancel()
            connection.close()
    raise SourceError("The address leads from one to the next without end.", _SAVE_IT)


def split_address(address: str) -> SplitResult:
    """Return the parts of an address; raise SourceError for one that cannot be asked, or that has a password in it."""
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise SourceError("Only addresses that begin with http:// or https:// can be read.", _SAVE_IT)
    if parts.username or parts.password:
        raise SourceError(
            "The address has a name or a password in it, which would be kept with it.", _SAVE_IT
        )
    return parts


def connect_to(parts: SplitResult, named: SplitResult, proxy: Proxy | None) -> http.client.HTTPConnection:
    """Return a connection to where ``parts`` lead, through ``proxy`` where there is one; ``named`` is what a person typed."""
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if not _is_number(parts.hostname)
        else parts.hostname
    )
    port = parts.port or _SCHEMES[parts.scheme]
    # only what a person typed as a number (or as this computer) may lie inside a private network
    same = (parts.hostname, port) == (named.hostname, named.port or _SCHEMES[named.scheme])
    private_allowed = same and (_is_number(named.hostname) or named.hostname == "localhost")
    if proxy is not None and _is_number(str(host)) and not (private_allowed or _is_public(str(host))):
        raise _private()
    plain = (
        proxy.connect(str(host), port, _SECONDS_A_STEP) if proxy else _open(str(host), port, private_allowed)
    )
    if parts.scheme == "https":
        try:
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=str(host))
        except BaseException:
            plain.close()
            raise
    connection = http.client.HTTPConnection(str(host), port, timeout=_SECONDS_A_STEP)
    connection.sock = plain
    return connection


def _open(host: str, port: int, private_allowed: bool) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private_allowed and not all(_is_public(str(where[4][0])) for where in found):
        raise _private()
    last: OSError = OSError("no address")
    for family, kind, protocol, _, where in found:
        try:
            opened = socket.socket(family, kind, protocol)
        except OSError as error:
            last = error
            continue
        try:
            opened.settimeout(_SECONDS_A_STEP)
            opened.connect(where)
        except OSError as error:
            opened.close()
            last = error
            continue
        return opened
    raise last


def _private() -> SourceError:
    return SourceError(
        "The address leads into a private network, not to a public site.",
        "If you mean a machine of your own, type its number (as in http://127.0.0.1/) yourself.",
    )


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    checked = inner or address
    return checked.is_global and not checked.is_multicast


def _is_number(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else path


def _whole(headers: list[tuple[str, str]], body: bytes) -> tuple[tuple[str, str], ...]:
    """Return the headers of an answer that is kept whole: not in chunks, and as long as it is."""
    kept = [
        (name, value)
        for name, value in headers
        if name.lower() not in ("transfer-encoding", "content-length")
    ]
    return (*kept, ("Content-Length", str(len(body))))


def _body(response: http.client.HTTPResponse) -> tuple[bytes, bytes]:
    """Return the page, and the bytes as they travelled (perhaps packed)."""
    if response.status != http.HTTPStatus.OK:
        known = {status.value: status.phrase for status in http.HTTPStatus}
        raise SourceError(
            f"The site answered {response.status} ({known.get(response.status, 'unknown')}) instead of the page.",
            "Open the address in a browser; if the page is there, save it and add the saved file.",
        )
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    unpacker = zlib.decompressobj(47) if packing in ("gzip", "x-gzip", "deflate") else None
    if unpacker is None and packing != "identity":
        raise SourceError(
            "The site sends the page packed in a way that this version does not know.", _SAVE_IT
        )
    kept, travelled = bytearray(), bytearray()
    while chunk := response.read(_CHUNK):
        travelled += chunk
        kept += unpacker.decompress(chunk, MAX_BYTES + 1 - len(kept)) if unpacker else chunk
        check_size(len(kept) or 1)  # 1: nothing unpacked yet is not an empty page
    if response.length:
        raise SourceError("The connection broke off before the page was whole.", "Try again later.")
    check_size(len(kept))
    return bytes(kept), bytes(travelled)


def _file_name(parts: SplitResult, media: str) -> str:
    name = parts.path.rsplit("/", 1)[-1] or "page"
    if any(extension_of(name) in one.extensions for one in FORMATS):
        return name
    return name + next((one.extensions[0] for one in FORMATS if one.media == media and one.extensions), "")


def _hang_up(connected: socket.socket | None, late: threading.Event) -> None:
    late.set()
    if connected is not None:
        try:
            connected.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def explained(error: Exception) -> SourceError:
    """Return one of a few sentences for what went wrong on the way: what the site itself says is its own."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return SourceError(
            "The site's certificate is not valid, so the page may be somebody else's.", _SAVE_IT
        )
    if isinstance(error, socket.gaierror):
        return SourceError(
            "There is no site of that name, or this computer is offline.", "Check the address."
        )
    if isinstance(error, TimeoutError):
        return SourceError(
            "The site did not answer in time.", "Try again later, or save the page in your browser."
        )
    if isinstance(error, ConnectionRefusedError):
        return SourceError("Nothing answers at that address.", "Check the address, or try again later.")
    return SourceError("The page could not be got: the connection failed.", f"Try again later. {_SAVE_IT}")
