"""Verb: lay out for a partner, sealed, what it may know and has not acknowledged yet, so that it can fetch it itself.

The folder has a name that nobody can guess, and nothing in it that anybody but the partner can open; whoever serves it needs
neither key nor passphrase. What is offered anew takes the place of what was offered before.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.exchange.errors import ExchangeError
from habeas.exchange.offers import INDEX, Address, Offered, decode_offer, encode_offer
from habeas.exchange.offers import place as place_of
from habeas.exchange.outgoing import Parcel, plain
from habeas.fetch.certificate import fingerprint, make_certificate
from habeas.record.chain import DAY
from habeas.store.layout import sync_folder, write_atomically
from habeas.store.workspace import Workspace
from habeas.workflows.alone import alone
from habeas.workflows.refused import Refused
from habeas.workflows.send import Planned, parcel_for, planned, write_bundle

ANEW = 30 * DAY  # an offer that lies longer is made again, so that it does not run out on its way
_NAME = "offer/"  # the setting of a partner: {"key", "state", "made"}
_KEY = 32


@dataclass(frozen=True, slots=True)
class Offering:
    """What is offered to a partner: how many files and entries; ``fresh`` says whether they were made just now."""

    partner: str
    files: int
    entries: int
    fresh: bool


def offer(workspace: Workspace, name: str, *, now: int) -> Offering:
    """Seal what the partner ``name`` lacks into its folder of the outbox. Raises Refused; then what was offered before is."""
    with alone(workspace.folder / "tmp" / "offer.lock", "Something else is being offered just now"):
        parcel = parcel_for(workspace, name, now)
        bundles = planned(workspace, parcel)
        entries = sum(part.last - part.first + 1 for _, part, _, _ in bundles)
        state, known = _state(bundles, parcel), _setting(workspace, parcel.to)
        here = _folder(workspace, known["key"])
        if known.get("state") == state and now < known.get("made", 0) + ANEW and _whole(here):
            return Offering(name, len(bundles), entries, fresh=False)
        made = _seal(workspace, parcel, bundles, here)
        workspace.set_setting(_NAME + parcel.to.hex(), {"key": known["key"], "state": state, "made": now})
    return Offering(name, len(made), entries, fresh=True)


def offer_all(workspace: Workspace, *, now: int) -> tuple[Offering, ...]:
    """Offer anew to every partner that was offered something before and may still get something."""
    names = [
        one.name
        for one in workspace.exchange.partners.all()
        if one.state == "verified" and workspace.setting(_NAME + one.log.hex()) is not None
    ]
    return tuple(offer(workspace, name, now=now) for name in names)


def address(workspace: Workspace, name: str, at: str, *, pinned: bool = True) -> Address:
    """Return the address to hand over to the partner ``name``, where our outbox is reached at ``at`` (https://host:port).

    ``pinned``: it is reached with the outbox's own certificate, which is named by its fingerprint; else with a public one.
    Raises Refused where ``at`` is no such place.
    """
    key = _setting(workspace, workspace.exchange.partners.named(name).log)["key"]
    pin = fingerprint(certificate(workspace.folder)) if pinned and at.startswith("https:") else None
    try:
        return place_of(at, key, pin)
    except ExchangeError as error:
        raise Refused(
            f"“{at}” is no place from which partners can fetch. Write it as https://HOST:PORT, http://NAME.onion, or "
            "http://127.0.0.1:PORT to try it out."
        ) from error


def new_address(workspace: Workspace, name: str) -> None:
    """Let the partner's address end: what lay there is removed, and the next one is another."""
    withdraw_offer(workspace, workspace.exchange.partners.named(name).log)


def withdraw_offer(workspace: Workspace, log: bytes) -> None:
    """Remove what is offered to the group ``log``, and its address with it."""
    known = workspace.setting(_NAME + log.hex())
    if known is not None:
        shutil.rmtree(_folder(workspace, known["key"]), ignore_errors=True)
        workspace.set_setting(_NAME + log.hex(), None)


def certificate(folder: Path) -> Path:
    """Return the outbox's certificate of the workspace in ``folder``; make it where there is none."""
    from habeas.store.layout import Layout

    file = Layout(folder).certificate
    if not file.exists():
        write_atomically(file, make_certificate())
    return file


def _setting(workspace: Workspace, log: bytes) -> dict[str, Any]:
    found: dict[str, Any] | None = workspace.setting(_NAME + log.hex())
    if found is None:
        found = {"key": secrets.token_hex(_KEY)}
        workspace.set_setting(_NAME + log.hex(), found)
    return found


def _folder(workspace: Workspace, key: object) -> Path:
    return workspace.folder / "offered" / str(key)


def _state(bundles: list[Planned], parcel: Parcel) -> str:
    """Return what changes whenever another offer would be another: what goes, what is confirmed, our keys."""
    told = [(chain.lane.hex(), part.first, part.last, part.head.hex()) for chain, part, _, _ in bundles]
    ring = [entry.id.hex() for entry in parcel.ring.entries[-1:]]
    return hashlib.sha256(repr((told, parcel.seen, ring)).encode()).hexdigest()


def _whole(folder: Path) -> bool:
    """Whether all that a folder's list names lies in it."""
    try:
        listed = decode_offer((folder / INDEX).read_bytes())
        return all((folder / one.name).stat().st_size == one.size for one in listed)
    except (OSError, ExchangeError):
        return False


def _seal(workspace: Workspace, parcel: Parcel, bundles: list[Planned], here: Path) -> list[Offered]:
    """Seal the bundles aside, then put them in the place of what lies there; the list comes last."""
    with _aside(here) as aside:
        made: list[Offered] = []
        for chain, part, number, parts in bundles:
            file = aside / f"{len(made)}.age"
            write_bundle(workspace, parcel, file, plain(chain, parcel, part, number, parts))
            with file.open("rb") as source:
                one = Offered(hashlib.file_digest(source, "sha256").hexdigest(), file.stat().st_size)
            file.rename(aside / one.name)
            made.append(one)
        here.mkdir(mode=0o700, parents=True, exist_ok=True)
        old = set(here.iterdir())
        for one in made:
            (aside / one.name).replace(here / one.name)
        write_atomically(here / INDEX, encode_offer(made))
        for file in old - {here / INDEX, *(here / one.name for one in made)}:
            file.unlink(missing_ok=True)
        sync_folder(here)
    return made


@contextmanager
def _aside(here: Path) -> Iterator[Path]:
    """Give the block a folder beside ``here``, which no address reaches; it is gone afterwards, also that of a killed program."""
    aside = here.with_name(f".{here.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(mode=0o700, parents=True)
        yield aside
    except OSError as error:
        raise Refused(
            f"Nothing new is offered: {here.parent} could not be written ({error.strerror or error}). Make room, and try again."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
