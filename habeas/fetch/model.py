"""Asks a model of the user's own over the protocol of OpenAI's chat completions, as local model servers speak it.

Only an address of this very computer unless the person allowed the network; no redirect is followed; a limit on time in
all and on size. The key, where there is one, goes to that address alone and into no message.
"""

from __future__ import annotations

import contextlib
import http
import http.client
import ipaddress
import json
import socket
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from habeas.fetch.leave import refuse_past_a_proxy
from habeas.fetch.page import connect_to, split_address
from habeas.sources.errors import SourceError

SECONDS = 120.0  # a model on an ordinary computer writes slowly
LONGEST = 2_000_000  # bytes of a reply
PATH = "/v1/chat/completions"
_RULES = "The reading by the rules stands."


def ask_model(
    address: str,
    body: Mapping[str, Any],
    *,
    allow_network: bool,
    key: str | None = None,
    seconds: float = SECONDS,
) -> bytes:
    """Return the reply of the model server at ``address``; raise SourceError, with the way out, where it gives none.

    ``address`` is the server's (http://127.0.0.1:8080) or the full address of its chat completions.
    """
    parts = split_address(address)
    if not is_this_computer(parts.hostname or ""):
        if not allow_network:
            raise SourceError(
                f"The model at {address} is not on this computer, and the text would be sent there.",
                "Name a server on this computer (http://127.0.0.1:PORT), or allow it with --allow-network.",
            )
        refuse_past_a_proxy(None, None, "")
    path = quote(parts.path, safe="/%:@") if parts.path not in ("", "/") else PATH
    path = path if path.endswith("/completions") else path.rstrip("/") + "/chat/completions"
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    late = threading.Event()
    try:
        connection = connect_to(parts, parts, None)
        timer = threading.Timer(seconds, _hang_up, (connection.sock, late))
        timer.daemon = True
        connection.sock.settimeout(seconds)
        timer.start()
        try:
            connection.request("POST", path, body=json.dumps(body).encode(), headers=headers)
            response = connection.getresponse()
            reply = response.read(LONGEST + 1)
        finally:
            timer.cancel()
            connection.close()
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise _explained(address, error, late=late.is_set(), seconds=seconds) from error
    if late.is_set():
        raise _explained(address, TimeoutError(), late=True, seconds=seconds)
    if response.status != http.HTTPStatus.OK:
        raise SourceError(
            f"The model server answered {response.status} {_name(response.status)}.",
            f"{_RULES} Look at the address, the name of the model and its key.",
        )
    if len(reply) > LONGEST:
        raise SourceError(
            "The model server's reply does not end.", f"{_RULES} Look at what runs at {address}."
        )
    return reply


def is_this_computer(host: str) -> bool:
    """Whether a host is this computer by its very address or by the name localhost."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _hang_up(plain: socket.socket, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):
        plain.shutdown(socket.SHUT_RDWR)  # wakes the one who waits for it


def _explained(address: str, error: Exception, *, late: bool, seconds: float) -> SourceError:
    if late or isinstance(error, TimeoutError):
        return SourceError(
            f"The model at {address} did not answer within {seconds:.0f} seconds.",
            f"{_RULES} Try a smaller model or a shorter text.",
        )
    if isinstance(error, SourceError):
        return error
    return SourceError(
        f"The model at {address} cannot be reached ({type(error).__name__}).",
        f"{_RULES} Start the server, or look at the address.",
    )


def _name(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""
