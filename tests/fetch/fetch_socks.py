"""A small real SOCKS5 proxy on this computer, as Tor's listens: it notes where it was asked to connect, and by which name."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress


class SocksProxy:
    """Connects every name to ``site`` (host, port); ``asked`` are (name or number, port), ``users`` the names it was greeted with."""

    def __init__(self, site: tuple[str, int], *, password: bool = True, answer: int = 0) -> None:
        self.site, self.password, self.answer = site, password, answer
        self.asked: list[tuple[str, int]] = []
        self.users: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        return f"socks5://127.0.0.1:{self.port}"

    def close(self) -> None:
        with suppress(OSError):  # wakes the thread that waits for the next one
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                one, _ = self._listening.accept()
                threading.Thread(target=self._talk, args=(one,), daemon=True).start()

    def _talk(self, one: socket.socket) -> None:
        with suppress(OSError), one:
            _, count = _read(one, 2)
            methods = _read(one, count)
            if self.password and 2 in methods:
                one.sendall(b"\x05\x02")
                _, size = _read(one, 2)
                self.users.append(_read(one, size).decode())
                _read(one, _read(one, 1)[0])
                one.sendall(b"\x01\x00")
            else:
                one.sendall(b"\x05\x00")
            kind = _read(one, 4)[3]
            where = socket.inet_ntoa(_read(one, 4)) if kind == 1 else _read(one, _read(one, 1)[0]).decode()
            self.asked.append((where, struct.unpack(">H", _read(one, 2))[0]))
            one.sendall(bytes([5, self.answer, 0, 1]) + bytes(6))
            if self.answer:
                return
            with socket.create_connection(self.site) as site:
                other = threading.Thread(target=_pump, args=(one, site), daemon=True)
                other.start()
                _pump(site, one)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


def _read(one: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        piece = one.recv(size - len(found))
        if not piece:
            raise OSError("gone")
        found += piece
    return found
