"""Verb: take in what a partner sent. Verified first, all of it; then it lands, and counts all at once; else nothing was written.

Its claims are proposals with their origin, never facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from habeas.exchange import limits
from habeas.exchange.errors import ExchangeError, oversized
from habeas.exchange.incoming import Incoming, Opening
from habeas.exchange.keyring import Keyring, longer
from habeas.exchange.manifest import Seen, signer
from habeas.exchange.sealing import not_for_us, unseal
from habeas.record.errors import RecordError
from habeas.store.partner_nouns import REVOKED, Landed, Partner
from habeas.store.workspace import Workspace
from habeas.workflows.alone import alone
from habeas.workflows.receive_notes import notes_on_keys, notes_on_landing, notes_on_seen, quarantine_for
from habeas.workflows.refused import Refused

LANDED, KNOWN, STAGED = "received", "known", "staged"
SLACK = 1_000_000  # bytes that sealing may add to a bundle


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one bundle: ``status`` is received, known (already here) or staged; ``words`` say it; ``notes`` are what
    somebody should know or decide. ``entries`` are those that are new.
    """

    status: str
    partner: str
    entries: int
    words: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle whose file is whole and whose signer is known; nothing of it was unpacked yet."""

    opening: Opening
    partner: Partner
    ring: Keyring
    signer: bytes
    questions: tuple[str, ...]


def receive(workspace: Workspace, file: Path, *, now: int) -> tuple[Receipt, ...]:
    """Take in the bundle in ``file``, and what waited for it; the first receipt is its own. Raises Refused with the sentence.

    A refusal is noted (rule and day), and nothing else of what was refused is kept.
    """
    with alone(workspace.folder / "tmp" / "receive.lock", "Something else is being received just now"):
        workspace.exchange.tidy()
        try:
            first, checked = _take(workspace, file, now)
        except ExchangeError as error:
            workspace.exchange.partners.note_refusal(error.rule, None)
            raise Refused(error.words) from error
        except OSError as error:
            raise Refused(
                f"{file} could not be read ({error.strerror or error}). Nothing was written."
            ) from error
        found = [first]
        if first.status == LANDED:
            found += _waiting(workspace, checked.partner, now)
    workspace.clean_up()
    return tuple(found)


def check(workspace: Workspace, sealed: IO[bytes], *, now: int) -> Checked:
    """Read a sealed bundle to its end without unpacking it: is it whole, for us, and signed by whom we know?"""
    senders, found = list[Partner](), list[Checked]()

    def on_opening(opening: Opening) -> None:
        senders.append(_partner(workspace, opening))

    def on_keys(opening: Opening, came: Keyring) -> None:
        found.append(_checked(workspace, opening, senders[0], came, now))

    reader = Incoming(on_opening, on_keys)
    unseal(sealed, reader.take, workspace.exchange.receiving_keys())
    reader.finish()
    return found[0]


def _partner(workspace: Workspace, opening: Opening) -> Partner:
    manifest = opening.manifest
    partner = workspace.exchange.partners.of_log(manifest.log)
    if partner is None or partner.state == REVOKED:
        raise unknown_signer(revoked=partner is not None)
    if workspace.log not in manifest.to:
        raise not_for_us()
    return partner


def unknown_signer(*, revoked: bool) -> ExchangeError:
    """Return the refusal of a bundle of somebody whom we did not pin, cut off, or whose key was revoked."""
    if revoked:
        words = (
            "This bundle is signed by a group or with a key that was cut off. It was refused before it was unpacked; "
            "nothing was written. Call them before you believe anything that comes under this name."
        )
        return ExchangeError("revoked-signer", words)
    words = (
        "This bundle is signed by nobody whom we know. It was refused before it was unpacked; nothing was written. "
        "If you expect it, ask them for their card and run `habeas partner add`."
    )
    return ExchangeError("unknown-signer", words)


def _checked(workspace: Workspace, opening: Opening, partner: Partner, came: Keyring, now: int) -> Checked:
    manifest = opening.manifest
    if came.log != manifest.log:
        raise unknown_signer(revoked=False)
    ring = longer(workspace.exchange.received.keyring(manifest.log), came)
    trusted = ring.certificates
    signing = [key for key, one in trusted.items() if one.use == "signing"]
    key = signer(opening.encoded, opening.signature, signing)
    if key is None or trusted[key].revoked:
        raise unknown_signer(revoked=key is not None)
    questions = []
    until = trusted[key].until
    if until is not None and max(now, manifest.made_at) >= until:
        questions.append("The time of the key that signed it is over. Is that still their device?")
    if now >= manifest.expires_at:
        questions.append("It was longer on its way than it should be. Does it still stand?")
    kept = Keyring(ring.entries, (*came.heads, *ring.heads))
    return Checked(opening, partner, kept, key, tuple(questions))


def _take(workspace: Workspace, file: Path, now: int) -> tuple[Receipt, Checked]:
    exchange = workspace.exchange
    with file.open("rb") as sealed:
        if sealed.seek(0, 2) > limits.FILE + SLACK:
            raise oversized(f"a file may have {limits.FILE // 1_000_000} MB")
        sealed.seek(0)
        checked = check(workspace, sealed, now=now)
        opening, name = checked.opening, checked.partner.name
        manifest = opening.manifest
        if exchange.state_of(opening.id) == "landed":
            return Receipt(KNOWN, name, 0, "Already here: this bundle was received before."), checked
        missing = _gap(workspace, opening)
        if missing is not None:
            exchange.stage(opening.id, manifest, file)
            words = (
                f"Have {missing}, bundle starts at {manifest.first}: it is kept sealed until what comes before it is here. "
                f"Ask “{name}” for the part before."
            )
            return Receipt(STAGED, name, 0, words), checked
        sealed.seek(0)
        return _land(workspace, sealed, checked), checked


def _gap(workspace: Workspace, opening: Opening) -> int | None:
    """Return how many entries of the chain are here, where the bundle starts behind the next."""
    manifest, received = opening.manifest, workspace.exchange.received
    if manifest.last < manifest.first:
        return None  # receipts only
    chain = received.chain(manifest.log, manifest.lane)
    here = received.highest(chain) if chain else 0
    return here if manifest.first > here + 1 else None


def _land(workspace: Workspace, sealed: IO[bytes], checked: Checked) -> Receipt:
    manifest, exchange = checked.opening.manifest, workspace.exchange
    before = exchange.received.position(manifest.log, manifest.lane)
    notes = (
        *notes_on_seen(workspace, checked.partner, manifest),
        *notes_on_keys(workspace, checked.partner, exchange.received.keyring(manifest.log), checked.ring),
    )
    if manifest.last < manifest.first:
        with workspace.transaction():
            exchange.received.keep_keyring(checked.ring)
            exchange.partners.acknowledge(manifest.log, _about_us(workspace, checked.opening))
        words = f"“{checked.partner.name}” confirms what it holds; nothing new came."
        return Receipt(LANDED, checked.partner.name, 0, words, notes)
    landing = exchange.land(checked.opening.id, manifest)
    try:
        _read_again(workspace, sealed, checked, landing.entry)
        landed = landing.finish(
            checked.ring, checked.signer, _about_us(workspace, checked.opening), exchange.partners
        )
    except RecordError as error:
        landing.undo()
        raise ExchangeError("malformed", str(error)) from error
    except BaseException:
        landing.undo()
        raise
    notes = (*notes, *notes_on_landing(workspace, checked.partner, manifest, landed))
    if checked.questions:
        quarantine_for(workspace, manifest, checked.questions)
        notes = (*notes, *(f"{one} Until you say so, it is set aside." for one in checked.questions))
    return Receipt(
        LANDED, checked.partner.name, landed.fresh, _words(checked, landed, before is not None), notes
    )


def _words(checked: Checked, landed: Landed, more: bool) -> str:
    name, manifest = checked.partner.name, checked.opening.manifest
    if not landed.fresh:
        return f"Already here: everything in it (entries {manifest.first} to {manifest.last}) is held. Nothing went back."
    many = "1 entry" if landed.fresh == 1 else f"{landed.fresh} entries"
    return f"{many} from “{name}”{' more' if more else ''}: proposals, with their origin."


def _read_again(
    workspace: Workspace, sealed: IO[bytes], checked: Checked, on_entry: Callable[[bytes], None]
) -> None:
    """Unpack the bundle that was just checked; a file that changed in between is refused."""

    def same(opening: Opening) -> None:
        if opening != checked.opening:
            raise ExchangeError(
                "cut", "The file changed while it was read. Nothing was written. Copy it and try again."
            )

    reader = Incoming(same, on_entry=on_entry)
    unseal(sealed, reader.take, workspace.exchange.receiving_keys())
    reader.finish()


def _about_us(workspace: Workspace, opening: Opening) -> tuple[Seen, ...]:
    return tuple(one for one in opening.manifest.seen if one.log == workspace.log)


def _waiting(workspace: Workspace, partner: Partner, now: int) -> list[Receipt]:
    """Land what waited for what has come, one after another."""
    found: list[Receipt] = []
    exchange, tried = workspace.exchange, set[bytes]()
    while True:
        ready = [
            one
            for one in exchange.staged()
            if one.log == partner.log
            and one.bundle not in tried
            and _fits(workspace, one.log, one.lane, one.first)
        ]
        if not ready:
            return found
        one = ready[0]
        tried.add(one.bundle)
        try:
            receipt, _ = _take(workspace, one.file, now)
        except (ExchangeError, OSError) as error:
            rule = error.rule if isinstance(error, ExchangeError) else "cut"
            exchange.partners.note_refusal(rule, partner.log)
            receipt = Receipt(STAGED, partner.name, 0, f"What waited was refused: {error}")
        exchange.unstage([one.bundle])
        found.append(receipt)


def _fits(workspace: Workspace, log: bytes, lane: bytes, first: int) -> bool:
    chain = workspace.exchange.received.chain(log, lane)
    return first <= (workspace.exchange.received.highest(chain) if chain else 0) + 1
