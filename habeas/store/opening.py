"""Makes a workspace in an empty folder, and opens one that is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import cast

from habeas.record import cbor
from habeas.record.header import log_id
from habeas.record.keys import StartedLog, start_log
from habeas.record.lanes import Mode, Scope
from habeas.store import binding, setup
from habeas.store.binding import Progress
from habeas.store.database import Database
from habeas.store.errors import CopiedWorkspace, LockedWorkspace, StoreError, plain_errors
from habeas.store.keys import Keys, read_keys, write_keys
from habeas.store.layout import REAL, Layout, Marker, read_marker, write_atomically, write_marker
from habeas.store.making import UNFINISHED, check_empty, mark, unmake
from habeas.store.vault import SIZE, Ask, Secret, Vault, new_locks, relock, unlock

REVOCATION = "revocation"  # the setting that holds it (hex): signed while the root key was there

type HandOut = Callable[[Sequence[str]], None]
"""Shows the sheets with a new root key, once; whatever it raises unmakes the workspace."""

ABANDONED_SECONDS = 3_600  # a temporary file of another process that is older than this belongs to a dead one


@dataclass(frozen=True, slots=True)
class OwnChain:
    """A chain that this device writes: its id and its audience's, 16 bytes each."""

    lane: bytes
    audience: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace: where it is, its keys, and the chains that this device writes."""

    layout: Layout
    marker: Marker
    alias: str
    keys: Keys
    log: bytes
    private: OwnChain
    public: OwnChain

    @property
    def mode(self) -> Mode:
        """Trial, demo or real."""
        return cast(Mode, self.marker.mode)


def create(
    layout: Layout,
    *,
    mode: Mode,
    database: Database,
    ts: int,
    random: Callable[[int], bytes],
    served: bool = False,
    secret: Secret | None = None,
    hand_out: HandOut | None = None,
) -> Opened:
    """Make a workspace with new keys and a new log, sealed if a ``secret`` is given; on any failure leave the folder as it was.

    A real one must be sealed, and ``hand_out`` is given the sheets with its root key, which is not kept.
    """
    if mode == REAL and (secret is None or hand_out is None):
        raise StoreError(
            "A real workspace is sealed, and its root key goes on paper.",
            "Make it with `habeas init --real`, in a terminal.",
            kept="Nothing was made.",
        )
    keys = Keys.fresh(random)
    root = keys.root or b""
    layout, locks = sealed_layout(layout, secret, random)
    marker = Marker(random(8).hex(), mode, database, sealed=locks is not None)
    started = start_log(keys.seeds(root), mode=mode, ts=ts, salt=lambda: random(16))
    if mode == REAL:
        keys = keys.without_root()
    with making(layout, keys, database, mode, served=served, locks=locks) as alias:
        _store_log(alias, keys, started, ts)
        if mode == REAL and hand_out is not None:
            from habeas.record.revocation import make_revocation
            from habeas.store.desk_values import set_setting
            from habeas.store.paper import sheets_of

            hand_out(sheets_of(root))
            set_setting(alias, REVOCATION, make_revocation(root, ts).hex())
        found = opened(layout, marker, alias, keys)
        finish(layout, marker, keys)
    return found


def sealed_layout(
    layout: Layout, secret: Secret | None, random: Callable[[int], bytes]
) -> tuple[Layout, bytes | None]:
    """Return the layout with a new vault and its lock file, or as it is where there is no ``secret``."""
    if secret is None:
        return layout, None
    vault = Vault(random(SIZE))
    return replace(layout, vault=vault), new_locks(vault, secret, random)


@contextmanager
def making(
    layout: Layout, keys: Keys, database: Database, mode: str, *, served: bool, locks: bytes | None = None
) -> Iterator[str]:
    """Prepare folder, keys and empty tables, and yield the database's alias; undo all if the block fails.

    ``locks`` is the lock file of a workspace that is sealed.
    """
    was_there = check_empty(layout)
    alias = None
    try:
        with plain_errors("Making the workspace"):
            mark(layout)
            layout.make()
            if locks is not None:
                write_atomically(layout.locks, locks)
            write_keys(layout, keys, mode)
            if not database.is_postgres:
                (layout.folder / database.address).touch(mode=0o600, exist_ok=False)
            alias = attach(layout, database, served=served)
            setup.migrate(alias)
            _check_unused(alias)
            yield alias
    except BaseException:
        if alias:
            setup.detach(alias)
        unmake(layout, keys.device, was_there=was_there)
        raise


def finish(layout: Layout, marker: Marker, keys: Keys) -> None:
    """Make the folder a workspace of this device: the last step of :func:`making`."""
    binding.bind(layout, keys.device)
    write_marker(layout, marker)
    with plain_errors("Finishing the workspace"):
        (layout.folder / UNFINISHED).unlink(missing_ok=True)


def attach(layout: Layout, database: Database, *, served: bool = False) -> str:
    """Make the workspace's database known to Django, with its key where the workspace is sealed; return its alias."""
    return setup.attach(
        database, layout.folder, served=served, key=layout.vault.database if layout.vault else None
    )


def unlocked(layout: Layout, marker: Marker, ask: Ask | None) -> Layout:
    """Return the layout with its vault open, asking for the secret where the workspace is sealed."""
    if not marker.sealed or layout.vault is not None:
        return layout
    if ask is None:
        raise LockedWorkspace(str(layout.folder))
    with plain_errors("Reading the locks"):
        locks = layout.locks.read_bytes()
    return replace(layout, vault=unlock(locks, ask()))


def change_secret(layout: Layout, old: Secret, new: Secret, random: Callable[[int], bytes]) -> None:
    """Put ``new`` in the place of ``old`` among the locks; raise StoreError, and change nothing, if ``old`` is wrong."""
    with plain_errors("Changing the locks"):
        locks = layout.locks.read_bytes()
        write_atomically(layout.locks, relock(locks, unlock(locks, old), old, new, random))


def open_folder(
    layout: Layout,
    *,
    served: bool = False,
    ask: Ask | None = None,
    clock: Callable[[], int] = lambda: int(time.time()),
) -> Opened:
    """Open the workspace in the folder, bringing its tables to this version of the program.

    ``ask`` is called for the secret of a sealed one.
    """
    marker = read_marker(layout)
    layout = unlocked(layout, marker, ask)
    keys = read_keys(layout)
    binding.check(layout, keys.device)
    alias = attach(layout, marker.database, served=served)
    try:
        with plain_errors("Opening the workspace"):
            from habeas.store.settling import settle

            setup.migrate(alias)
            keys = settle(layout, alias, keys, marker.mode, clock())
            found = opened(layout, marker, alias, keys)
            binding.check_progress(layout, keys.device, progress(found))
            _tidy(found)
            return found
    except BaseException:
        setup.detach(alias)
        raise


def progress(opened: Opened) -> Progress:
    """Return how far the chains of our log have come here: lane id to number of entries."""
    from django.db.models import Max

    from habeas.store.models import EntryRow

    rows = EntryRow.objects.using(opened.alias).filter(chain__log__ours=True)
    return {bytes(lane): seq for lane, seq in rows.values_list("chain__lane").annotate(Max("seq"))}


def note_progress(opened: Opened) -> None:
    """Note outside the workspace how far it has come, so that an older copy in its place is known."""
    with plain_errors("Noting how far the workspace is"):
        binding.bind(opened.layout, opened.keys.device, progress(opened))


def _tidy(opened: Opened) -> None:
    """Undo what a crash left half done, and finish what an erasure left waiting."""
    from habeas.store.captures import ADDING, settle
    from habeas.store.erasure import clean_up

    opened.layout.make()
    for file in opened.layout.tmp.iterdir():
        if file.name.startswith(ADDING):
            settle(opened.layout, opened.alias, file)
        elif file.stat().st_mtime < time.time() - ABANDONED_SECONDS:
            file.unlink(missing_ok=True)
    clean_up(opened.layout, opened.alias, opened.log)


def opened(layout: Layout, marker: Marker, alias: str, keys: Keys) -> Opened:
    """Return the workspace behind ``alias``.

    Raises StoreError where the keys do not belong to its log, CopiedWorkspace where this device has no chains in it.
    """
    from habeas.store.models import Chain, Log

    log = log_id(keys.identity)
    if not Log.objects.using(alias).filter(log=log, ours=True).exists():
        raise StoreError(
            "The keys in this workspace are not those of its database.",
            "Put the folder back as it was, or restore the last backup into a new one.",
            kept="",
        )
    mine = Chain.objects.using(alias).filter(log__log=log, writer=keys.writer, closed=None)
    found = {chain.scope: OwnChain(bytes(chain.lane), bytes(chain.audience)) for chain in mine}
    if Scope.PRIVATE not in found:
        raise CopiedWorkspace(str(layout.folder), None)
    if Scope.PUBLIC not in found:  # another device of ours writes it
        there = Chain.objects.using(alias).filter(log__log=log, scope=Scope.PUBLIC.value).order_by("-pk")[0]
        found[Scope.PUBLIC] = OwnChain(bytes(there.lane), bytes(there.audience))
    _check_mode(layout, marker, alias, found[Scope.PRIVATE])
    return Opened(layout, marker, alias, keys, log, found[Scope.PRIVATE], found[Scope.PUBLIC])


def _check_mode(layout: Layout, marker: Marker, alias: str, chain: OwnChain) -> None:
    """Refuse a marker that says another mode than the record: a demonstration stays one for ever."""
    from habeas.store.models import LeafRow

    leaf = LeafRow.objects.using(alias).get(entry__chain__lane=chain.lane, entry__seq=1, name="mode")
    mode = cbor.decode(bytes(leaf.value))
    if mode != marker.mode:
        raise StoreError(
            f"{layout.marker} says “{marker.mode}”, but the record was begun as “{mode}”, and that cannot change.",
            f'Write mode = "{mode}" there, or make another workspace with `habeas init`.',
            kept="",
        )


def _store_log(alias: str, keys: Keys, started: StartedLog, ts: int) -> None:
    from habeas.store.append import begin
    from habeas.store.models import Device, Log
    from habeas.store.transactions import writing

    with writing(alias):
        log = Log.objects.using(alias).create(log=started.log, root=started.keys.head.key, ours=True)
        Device.objects.using(alias).create(key=keys.writer, since=ts)
        for chain in (started.keys, started.private, started.public):
            begin(alias, log, chain, mode=started.mode, received=ts)


def _check_unused(alias: str) -> None:
    from habeas.store.models import Log

    if Log.objects.using(alias).exists():
        raise StoreError(
            "This database already holds a workspace.", "Give the new workspace a database of its own."
        )
