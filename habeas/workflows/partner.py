"""Verbs about partners: make our card, add a group by its card, compare the twelve words, list, cut out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.exchange.errors import ExchangeError
from habeas.exchange.keyring import Keyring, decode_card, encode_card
from habeas.exchange.words import fingerprint, heard, spoken
from habeas.packs.loader import load
from habeas.store.layout import write_atomically
from habeas.store.partner_nouns import REVOKED, VERIFIED, Partner
from habeas.store.workspace import Workspace
from habeas.workflows import two_people
from habeas.workflows.decide import Decider
from habeas.workflows.offer import withdraw_offer
from habeas.workflows.partner_aside import set_aside
from habeas.workflows.refused import Refused
from habeas.workflows.typeset import qr

SPOKEN = "vocabulary/spoken.yml"
MOST_CARD = 2_000_000  # bytes that are read of a file that says that it is a card


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one partner: the ``lanes`` of ours for it, entries it has not acknowledged (``waiting``), erasures among
    them, entries of its ``held`` here, its chains with two histories (``forked``), and whether it is ``aside``.
    """

    partner: Partner
    lanes: int
    waiting: int
    erasures: int
    held: int
    forked: int
    aside: bool


def write_card(workspace: Workspace, file: Path) -> None:
    """Write our card to ``file``, which must not exist: our public keys, no secret and no fact."""
    if file.exists():
        raise Refused(f"{file} is there already; nothing was written. Name a new file.")
    try:
        write_atomically(file, encode_card(workspace.exchange.lanes.ring()))
    except OSError as error:
        raise Refused(f"{file} could not be written ({error.strerror}).") from error


def add(workspace: Workspace, name: str, card: Path, *, by: str = "") -> Partner:
    """Pin the group of ``card`` under ``name``. What it sends is set aside until its words were compared.

    ``by`` is the role code of who adds it. Raises Refused; of it SecondNeeded where the group wants a second person.
    """
    if not name.strip() or any(letter in name for letter in "+:/\n\r\t\0") or len(name) > 60:
        raise Refused(f"“{name}” is no name for a partner: up to 60 letters, without + : and /.")
    ring = _read_card(workspace, card)
    two_people.check(workspace, two_people.adding(ring.log), by)
    with workspace.transaction():
        partner = workspace.exchange.partners.add(name, ring)
        workspace.exchange.received.keep_keyring(ring)
    return partner


def allow_adding(workspace: Workspace, card: Path, who: Decider) -> None:
    """Allow, as the second person, that the group of ``card`` becomes a partner. It is added by somebody else."""
    two_people.allow(workspace, two_people.adding(_read_card(workspace, card).log), who)


def _read_card(workspace: Workspace, card: Path) -> Keyring:
    """Return the keys on a card of a group that may become a partner."""
    try:
        with card.open("rb") as file:
            ring = decode_card(file.read(MOST_CARD))
    except OSError as error:
        raise Refused(f"{card} could not be read ({error.strerror}). Nothing was written.") from error
    except ExchangeError as error:
        raise Refused(error.words) from error
    if ring.log == workspace.log:
        raise Refused("This is our own card. Nothing was written. Give it to them, and ask for theirs.")
    if ring.mode != workspace.mode:
        raise Refused(
            f"Their workspace is a “{ring.mode}” one and ours a “{workspace.mode}” one: what is tried out and what "
            "is real do not mix. Nothing was written."
        )
    return ring


def words(workspace: Workspace, name: str, lang: str = "en") -> tuple[str, ...]:
    """Return the twelve words that stand on both screens, in the letters of ``lang``."""
    numbers = _numbers(workspace, workspace.exchange.partners.named(name))
    return spoken(numbers, _alphabets()[lang])


def words_picture(workspace: Workspace, name: str, lang: str = "en") -> str:
    """Return the twelve words as a QR code (SVG): whoever meets in person reads them off the other's screen with a phone."""
    return qr(" ".join(words(workspace, name, lang)))


def languages() -> tuple[str, ...]:
    """Return the languages in whose letters the words can be shown."""
    return tuple(_alphabets())


def verify(workspace: Workspace, name: str, typed: Sequence[str]) -> None:
    """Take a partner to be the group that we spoke to, if ``typed``, the words that it read to us, are ours."""
    partner = workspace.exchange.partners.named(name)
    if partner.state == REVOKED:
        raise Refused(f"“{name}” was cut off; nothing was changed. Add the group anew, by a new card.")
    try:
        same = heard(typed, tuple(_alphabets().values())) == _numbers(workspace, partner)
    except ExchangeError as error:
        raise Refused(error.words) from error
    if not same:
        raise Refused(
            "The words are not the same: the card on one of the two sides is not the one that was sent. Nothing was "
            "changed. Do not send anything; exchange the cards again, by another way."
        )
    workspace.exchange.partners.set_state(partner.log, VERIFIED)


def revoke(workspace: Workspace, name: str) -> None:
    """End the exchange with a partner: nothing goes there and nothing from there is taken. What came stays as it is."""
    partner = workspace.exchange.partners.named(name)
    workspace.exchange.partners.set_state(partner.log, REVOKED)
    withdraw_offer(workspace, partner.log)


def standings(workspace: Workspace) -> tuple[Standing, ...]:
    """Return how it stands with each partner."""
    exchange, aside = workspace.exchange, set_aside(workspace)
    found = []
    for partner in exchange.partners.all():
        known = {one.lane: one.seq for one in exchange.partners.acknowledged(partner.log)}
        chains = exchange.lanes.chains_for(partner.log)
        waiting = {chain.lane: exchange.lanes.last(chain.lane) - known.get(chain.lane, 0) for chain in chains}
        erasures = sum(exchange.lanes.erasures_behind(one.lane, known.get(one.lane, 0)) for one in chains)
        here = [one for one in exchange.received.positions(partner.log) if one.scope != "keys"]
        found.append(
            Standing(
                partner,
                len([one for one in exchange.lanes.all() if partner.log in one.to]),
                sum(waiting.values()),
                erasures,
                sum(one.seq for one in here),
                sum(one.frozen is not None for one in here),
                aside.whole(partner.log),
            )
        )
    return tuple(found)


def _numbers(workspace: Workspace, partner: Partner) -> tuple[int, ...]:
    theirs = workspace.exchange.received.keyring(partner.log)
    if theirs is None:
        raise Refused(f"The keys of “{partner.name}” are missing here. Add the group anew, by its card.")
    return fingerprint(workspace.exchange.lanes.ring().root, theirs.root)


def _alphabets() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = load(SPOKEN).data
    return found
