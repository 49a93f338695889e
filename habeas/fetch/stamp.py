"""Asks a time-stamping authority: it sees the hash of an original and when it is asked, never the original.

The way out is that of pages: only through the proxy that was named or direct where a person wrote so. Source: RFC 3161, 3.4
(time stamps over HTTP).
"""

from __future__ import annotations

import http
import http.client
import threading
from urllib.parse import quote

from habeas.fetch.leave import refuse_past_a_proxy
from habeas.fetch.page import connect_to, explained, split_address
from habeas.fetch.proxy import Proxy
from habeas.sources.errors import SourceError

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
_SECONDS = 60.0
_LONGEST = 1_000_000  # bytes of a reply; with all certificates it has some thousands
_LATER = "Nothing was stamped. Try again later, or name another authority."


def ask_for_stamp(address: str, query: bytes, proxy: Proxy | None) -> bytes:
    """Return what the authority at ``address`` answers to a time-stamp query; raise SourceError where it gives no reply."""
    parts = split_address(address)
    refuse_past_a_proxy(proxy, None, "")
    try:
        connection = connect_to(parts, parts, proxy)
        timer = threading.Timer(_SECONDS, connection.close)
        timer.daemon = True
        timer.start()
        try:
            headers = {"Content-Type": QUERY, "User-Agent": "Mozilla/5.0", "Connection": "close"}
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
                f"?{parts.query}" if parts.query else ""
            )
            connection.request("POST", path, body=query, headers=headers)
            response = connection.getresponse()
            reply = response.read(_LONGEST + 1)
        finally:
            timer.cancel()
            connection.close()
    except SourceError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise explained(error) from error
    if response.status != http.HTTPStatus.OK or len(reply) > _LONGEST:
        raise SourceError(f"The authority answered {response.status} instead of a time stamp.", _LATER)
    return reply
