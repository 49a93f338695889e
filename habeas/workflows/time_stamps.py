"""Verb: have somebody else say when we held an original (RFC 3161), and keep the proof, which can be checked offline for ever.

The reply is kept like any original, so that its hash stands in our record and it lies in every backup; so is the root
certificate by which it is believed. Which original a reply is about, the reply itself says. In ``habeas.toml``:

    [timestamps]
    tsa = "https://tsa.example/tsr"
    root = "tsa-root.pem"                  # the authority's root certificate; got from it, and looked at, beforehand
    proxy = "socks5://127.0.0.1:9050"      # or direct = true, and then the authority sees this computer's address
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from habeas.fetch.proxy import Proxy
from habeas.fetch.stamp import REPLY, ask_for_stamp
from habeas.model.capture import Capture, CaptureKind
from habeas.record.findings import Finding
from habeas.sources.errors import SourceError
from habeas.store.workspace import Workspace
from habeas.workflows.refused import Refused
from habeas.workflows.reports import captures_of

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

ROOT: Final = "application/x-pem-file"
PROOFS: Final = (REPLY, ROOT)  # media of captures that are no reports
_OTHER_BYTES: Final = "it is about other bytes than any that we hold"
_WAY: Final = "Nothing was asked. Under [timestamps] in habeas.toml write tsa, root, and proxy or direct = true; docs/cli.md shows it."


@dataclass(frozen=True, slots=True)
class Authority:
    """Whom to ask: its address, its root certificate (PEM), and the way to it."""

    address: str
    root: bytes
    proxy: Proxy | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that we hold: of which original (hash), in which reply (hash), when (UTC) and by whom; ``problem`` where it does not hold."""

    original: str
    reply: str
    time: datetime | None = None
    by: str = ""
    problem: str = ""


_checked_before: WeakKeyDictionary[Workspace, dict[tuple[str, tuple[str, ...]], Stamp]] = WeakKeyDictionary()


def read_authority(folder: Path) -> Authority:
    """Return the authority that ``habeas.toml`` names; raise Refused where it names none, or no way to it."""
    try:
        written = tomllib.loads((folder / "habeas.toml").read_text(encoding="utf-8")).get("timestamps", {})
    except (OSError, ValueError) as error:
        raise Refused(f"habeas.toml cannot be read ({error}). {_WAY}") from error
    if not isinstance(written, dict) or not all(isinstance(written.get(one), str) for one in ("tsa", "root")):
        raise Refused(f"No time-stamping authority is named. {_WAY}")
    proxy, direct = written.get("proxy"), written.get("direct") is True
    if not isinstance(proxy, str | None) or not (proxy or direct):
        raise Refused(f"No way to the authority is named. {_WAY}")
    try:
        root = (folder / str(written["root"])).read_bytes()
        _certificates(root)
        return Authority(str(written["tsa"]), root, Proxy.parse(proxy) if proxy else None)
    except (OSError, ValueError) as error:
        raise Refused(
            f"The authority’s root certificate or the proxy cannot be used ({error}). {_WAY}"
        ) from error


def stamp(workspace: Workspace, wanted: Iterable[str], authority: Authority, *, now: int) -> Iterator[Stamp]:
    """Have every original of ``wanted`` (hashes) stamped that is not yet, and keep the proofs; yield each."""
    held = {one.original for one in stamps_of(workspace) if not one.problem}
    roots = _certificates(authority.root)
    for original in wanted:
        data = workspace.blob(original) if original not in held else None
        if data is None:
            continue
        reply = ask_for_stamp(authority.address, _query(data), authority.proxy)
        found = _checked(reply, original, roots)
        if found.problem:
            raise SourceError(
                f"What the authority answered is no time stamp of this original: {found.problem}.",
                "It was not kept. Check root in habeas.toml, or name another authority.",
            )
        with workspace.transaction():
            _keep(workspace, authority.root, ROOT, now, authority.address)
            _keep(workspace, reply, REPLY, now, authority.address)
        yield found


def stamps_of(workspace: Workspace, *, anew: bool = False) -> tuple[Stamp, ...]:
    """Return every time stamp that we hold, checked without any network against the root that was kept with it.

    A proof is checked once as long as the workspace is open and the roots are the same; ``anew``: all are checked now.
    """
    captures = captures_of(workspace.private().entries)
    kept = tuple(one for one, capture in captures.items() if capture.media == ROOT)
    before = {} if anew else _checked_before.setdefault(workspace, {})
    roots: list[Certificate] | None = None
    found = []
    for one in captures.values():
        if one.media != REPLY:
            continue
        checked = before.get((one.sha256, kept))
        if checked is None:
            reply = workspace.blob(one.sha256)
            if reply is None:
                continue
            roots = roots if roots is not None else _roots(workspace, kept)
            checked = before[one.sha256, kept] = _checked(reply, None, roots)
        if not checked.problem and checked.original not in captures:
            checked = replace(checked, problem=_OTHER_BYTES)
        found.append(replace(checked, by=checked.by or one.url or ""))
    return tuple(found)


def _roots(workspace: Workspace, kept: Iterable[str]) -> list[Certificate]:
    pems = [workspace.blob(one) for one in kept]
    return [found for pem in pems if pem for found in _certificates(pem)]


def stamp_findings(workspace: Workspace) -> tuple[Finding, ...]:
    """Return what `habeas verify` says of time stamps that do not hold."""
    return tuple(
        Finding("verify.stamp", f"The time stamp {one.reply[:12]} does not hold: {one.problem}.")
        for one in stamps_of(workspace, anew=True)
        if one.problem
    )


def _query(data: bytes) -> bytes:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    asked = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return asked.cert_request(cert_request=True).build().as_bytes()


def _checked(reply: bytes, original: str | None, roots: Iterable[Certificate]) -> Stamp:
    """Return what a reply says, checked: of ``original``, or (None) of whatever original it names."""
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    name = hashlib.sha256(reply).hexdigest()
    try:
        response = decode_timestamp_response(reply)
        told = response.tst_info.message_imprint.message.hex()
        time, by = response.tst_info.gen_time, str(response.tst_info.name or "")
    except (ValueError, TypeError, AttributeError) as error:
        return Stamp(original or "", name, problem=f"it cannot be read ({error})")
    found = Stamp(told, name, time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC), by)
    if original is not None and told != original:
        return replace(found, problem=_OTHER_BYTES)
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        builder.build().verify(response, bytes.fromhex(told))
    except (VerificationError, ValueError) as error:
        return replace(found, problem=str(error) or "its signature is not good")
    return found


def _certificates(pem: bytes) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(pem)


def _keep(workspace: Workspace, data: bytes, media: str, now: int, address: str) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    workspace.add_capture(data, Capture(sha256, media, len(data), now, CaptureKind.FILE, url=address), ())
