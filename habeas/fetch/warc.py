"""What was asked of a site and what it answered, as one web archive: the evidence that a page was there.

The record holds every step of the way (redirects included): the request as it was sent, the answer's headers and bytes as
they came, the moment in UTC, and which program wrote it. Source: ISO 28500 (WARC 1.1).
"""

from __future__ import annotations

import http
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from habeas import __version__

MEDIA = "application/warc"
ENDING = ".warc.gz"


@dataclass(frozen=True, slots=True)
class Step:
    """One request and its answer: ``at`` is unix seconds, ``body`` the bytes as they travelled."""

    address: str
    path: str
    asked: tuple[tuple[str, str], ...]
    status: int
    answered: tuple[tuple[str, str], ...]
    body: bytes
    at: float


def archive_of(steps: Sequence[Step]) -> bytes:
    """Return the web archive (WARC 1.1, packed record by record) of ``steps``."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    made = {"software": f"Habeas {__version__}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("habeas.warc", made))
    for step in steps:
        moment = {"WARC-Date": f"{datetime.fromtimestamp(step.at, UTC):%Y-%m-%dT%H:%M:%SZ}"}
        reason = {status.value: status.phrase for status in http.HTTPStatus}.get(step.status, "")
        answer = StatusAndHeaders(f"{step.status} {reason}", list(step.answered), protocol="HTTP/1.1")
        response = writer.create_warc_record(
            step.address,
            "response",
            payload=io.BytesIO(step.body),
            http_headers=answer,
            warc_headers_dict=moment,
        )
        question = StatusAndHeaders(f"GET {step.path} HTTP/1.1", list(step.asked), is_http_request=True)
        request = writer.create_warc_record(
            step.address, "request", http_headers=question, warc_headers_dict=dict(moment)
        )
        writer.write_request_response_pair(request, response)
    return out.getvalue()
