"""Exchange, as the workspace keeps it: partners, the lanes for them, what came, and what waits in staging."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.exchange.manifest import Manifest
from habeas.record import cbor
from habeas.store import landing
from habeas.store.errors import plain_errors
from habeas.store.landing import Landing
from habeas.store.layout import whole, write_atomically
from habeas.store.models import Part
from habeas.store.opening import Opened
from habeas.store.own_keys import OwnKeys
from habeas.store.partners import Partners
from habeas.store.received import STAGED, Received
from habeas.store.transactions import reading, writing
from habeas.store.writer import Writer

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Staged:
    """A sealed bundle that waits: whose chain, which entries, and the file in which it lies as it came."""

    bundle: bytes
    log: bytes
    lane: bytes
    first: int
    last: int
    file: Path


class Exchange:
    """What one open workspace exchanges. ``partners``, ``lanes`` (ours) and ``received`` (theirs) are its parts."""

    def __init__(self, opened: Opened, writer: Writer, *, clock: Callable[[], int]) -> None:
        self._opened, self._clock, self._alias = opened, clock, opened.alias
        self.partners = Partners(opened.alias, clock)
        self.lanes = writer.partners
        self.received = Received(opened.alias, clock)

    def receiving_keys(self) -> Sequence[bytes]:
        """Return the raw secrets that open what partners send. The one place where they are read."""
        keys = self._opened.keys
        return [one for one in (keys.receiving, keys.older) if one is not None]

    def signing_key(self) -> bytes:
        """Return the secret with which this device signs. The one place where exchange reads it.

        Raises StoreError while the sheets of a real workspace were not read back.
        """
        OwnKeys(self._opened, self._clock).refuse_before_paper()
        return self._opened.keys.signing

    def state_of(self, bundle: bytes) -> str | None:
        """Return what became of a bundle: landed, staged, or None where it never came."""
        with reading(self._alias):
            row = Part.objects.using(self._alias).filter(bundle=bundle).first()
            return row.state if row else None

    def land(self, bundle: bytes, manifest: Manifest) -> Landing:
        """Begin to land a verified bundle."""
        opened = self._opened
        return Landing(self._alias, self.received, opened.log, opened.mode, bundle, manifest, self._clock())

    def stage(self, bundle: bytes, manifest: Manifest, sealed: Path) -> None:
        """Keep a sealed file, as it came, until what comes before it is here."""
        folder = self._opened.layout.staging
        with plain_errors("Keeping the file"):
            folder.mkdir(mode=0o700, exist_ok=True)
            with sealed.open("rb") as source, whole(folder / f"{bundle.hex()}.age") as out:
                while piece := source.read(PIECE):
                    out.write(piece)
        m = manifest
        row = {"log": m.log, "lane": m.lane, "first": m.first, "last": m.last, "got": self._clock()}
        with writing(self._alias):
            Part.objects.using(self._alias).update_or_create(bundle=bundle, defaults={**row, "state": STAGED})

    def staged(self) -> tuple[Staged, ...]:
        """Return what waits, the earliest entries first."""
        folder = self._opened.layout.staging
        with reading(self._alias):
            rows = Part.objects.using(self._alias).filter(state=STAGED).order_by("first", "pk")
            return tuple(
                Staged(
                    bytes(row.bundle),
                    bytes(row.log),
                    bytes(row.lane),
                    row.first,
                    row.last,
                    folder / f"{bytes(row.bundle).hex()}.age",
                )
                for row in rows
            )

    def unstage(self, bundles: Iterable[bytes]) -> None:
        """Let go of sealed files that landed or are no longer wanted."""
        for bundle in bundles:
            with writing(self._alias):
                Part.objects.using(self._alias).filter(bundle=bundle, state=STAGED).delete()
            with plain_errors("Letting go of a file"):
                (self._opened.layout.staging / f"{bundle.hex()}.age").unlink(missing_ok=True)

    def write_fork_proof(self, log: bytes, lane: bytes) -> Path:
        """Write what proves that a chain has two histories: its signed heads and the headers from there on, no content."""
        heads, headers = self.received.fork(log, lane)
        data = cbor.encode({"kind": "habeas.fork/1", "heads": list(heads), "headers": list(headers)})
        folder = self._opened.layout.folder / "proofs"
        with plain_errors("Writing the proof"):
            folder.mkdir(mode=0o700, exist_ok=True)
            file = folder / f"fork-{log.hex()[:8]}-{lane.hex()[:8]}.cbor"
            write_atomically(file, data)
        return file

    def tidy(self) -> None:
        """Take out what a crash left in the middle of landing, and what waits without its file."""
        folder = self._opened.layout.staging
        waits = {bytes.fromhex(file.stem) for file in folder.glob("*.age")} if folder.is_dir() else set()
        landing.drop_unfinished(self._alias, waits)
        self.unstage(one.bundle for one in self.staged() if not one.file.is_file())
