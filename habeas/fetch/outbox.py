"""The outbox: serves sealed files to whoever knows their address. It has no key, no database, no passphrase, no account.

It reads one folder and nothing else, so it may run on another machine, with a copy of that folder. Every other request has the
same answer: nothing here. A part of a file can be asked for (Range, RFC 9110), so that a broken fetch goes on.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from habeas.exchange.offers import HEX, INDEX, SUFFIX

MOST_AT_ONCE: Final = 32
SECONDS: Final = 30  # without a byte, then it hangs up
PIECE: Final = 65_536


def serve_outbox(
    folder: Path, *, host: str, port: int, certificate: Path | None, ready: Callable[[int], None]
) -> None:
    """Serve ``folder`` until interrupted; ``ready`` is called with the port once it listens.

    ``certificate`` (PEM with its key) makes it https. Raises OSError where the port cannot be used.
    """
    with _Server((host, port), folder, certificate) as server:
        ready(int(server.server_address[1]))
        server.serve_forever(poll_interval=0.2)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, where: tuple[str, int], folder: Path, certificate: Path | None) -> None:
        self.folder, self._free = folder, BoundedSemaphore(MOST_AT_ONCE)
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.minimum_version = ssl.TLSVersion.TLSv1_2
            self._tls.load_cert_chain(certificate)
        if ":" in where[0]:
            self.address_family = socket.AF_INET6
        super().__init__(where, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, if one is free; else hang up: they will ask again."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and say that the place is free again."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Greet in TLS here, in the request's own thread: who does not greet back holds up nobody."""
        request.settimeout(SECONDS)
        if self._tls is None:
            super().finish_request(request, client_address)
            return
        with self._tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: who asked, and for what, is nobody's business."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file, or a part of one."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer with a file's size."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        file = self._file()
        try:
            source = file.open("rb") if file is not None else None
        except OSError:
            source = None
        if source is None:
            self._nothing(HTTPStatus.NOT_FOUND)
            return
        with source:
            size = source.seek(0, 2)
            first, last = _part(self.headers.get("Range"), size)
            if first > last:
                self._nothing(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, f"bytes */{size}")
                return
            whole = (first, last) == (0, size - 1)
            self.send_response_only(HTTPStatus.OK if whole else HTTPStatus.PARTIAL_CONTENT)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Length", str(last - first + 1))
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Cache-Control", "no-store")
            if not whole:
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self.end_headers()
            source.seek(first)
            left = last - first + 1 if body else 0
            with suppress(OSError):
                while left and (piece := source.read(min(PIECE, left))):
                    self.wfile.write(piece)
                    left -= len(piece)

    def _file(self) -> Path | None:
        """Return the file that a path names: only names of our own making are ever looked at."""
        _, _, rest = self.path.partition("/")
        key, _, name = rest.partition("/")
        if len(key) != 64 or not set(key) <= HEX:
            return None
        stem = name.removesuffix(SUFFIX)
        sealed = name.endswith(SUFFIX) and len(stem) == 64 and set(stem) <= HEX
        return self.server.folder / key / name if sealed or name == INDEX else None

    def _nothing(self, status: HTTPStatus, span: str | None = None) -> None:
        self.send_response_only(status)
        if span:
            self.send_header("Content-Range", span)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Note nothing: an address in a log opens what is behind it."""


def _part(asked: str | None, size: int) -> tuple[int, int]:
    """Return the first and last byte that were asked for; the whole file where nothing, or nothing simple, was."""
    unit, _, span = (asked or "").partition("=")
    first, dash, last = span.strip().partition("-")
    if unit.strip() != "bytes" or not dash or not first.isdecimal() or len(first) > 15:
        return 0, size - 1
    if last and not (last.isdecimal() and len(last) <= 15):
        return 0, size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)
