"""A group's workspace: the record and the desk behind plain nouns. No Django type comes in or goes out.

    with Workspace.open(folder) as workspace:
        lane = workspace.private()
        workspace.append_private([Draft("decision", {...})])

Every write is one transaction: all of it is kept or nothing. ``workspace.transaction()`` joins several.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.lanes import Mode, PrivateLane, PublicLane, Scope
from habeas.store import opening, setup
from habeas.store.database import Database
from habeas.store.errors import StoreError
from habeas.store.held_reports import HeldReports
from habeas.store.layout import Layout, find_folder
from habeas.store.vault import Ask, Secret

if TYPE_CHECKING:
    from habeas.store.checks import Checked
    from habeas.store.erasure import Erased, Targets
    from habeas.store.exchange import Exchange
    from habeas.store.lanes import End, StoredChain
    from habeas.store.merging import Merged
    from habeas.store.own_keys import OwnKeys

type FromPublic = Callable[[tuple[Entry, ...]], Iterable[Draft]]
"""Drafts for the private lane that name entries just written to the public one."""


def now() -> int:
    """Return the time, in unix seconds."""
    return int(time.time())


class Workspace(HeldReports):
    """An open workspace. Make one with :meth:`create` or :meth:`open`; it may be used from several threads.

    ``opened`` (keys, paths, alias) is for this room alone; ``clock`` returns unix seconds.
    """

    def __init__(
        self, opened: opening.Opened, *, clock: Callable[[], int], random: Callable[[int], bytes]
    ) -> None:
        from habeas.store.writer import Writer

        self.opened, self.clock = opened, clock
        self._alias, self._closed = opened.alias, False
        self._writer = Writer(opened, clock=clock, random=random)

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        mode: Mode = "trial",
        database: Database | None = None,
        served: bool = False,
        secret: Secret | None = None,
        hand_out: opening.HandOut | None = None,
        clock: Callable[[], int] = now,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> Self:
        """Make a workspace in ``folder`` (which must be empty or absent), and open it.

        With a ``secret`` all that lies in the folder is encrypted; without, its keys are throw-away ones. A real
        one needs it, and ``hand_out``, which is given the sheets with the root key, once. ``random`` returns that many random bytes. Raises StoreError, and then leaves nothing behind.
        """
        opened = opening.create(
            Layout(folder),
            mode=mode,
            database=database or Database(),
            ts=clock(),
            random=random,
            served=served,
            secret=secret,
            hand_out=hand_out,
        )
        return cls(opened, clock=clock, random=random)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        served: bool = False,
        ask: Ask | None = None,
        clock: Callable[[], int] = now,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> Self:
        """Open the workspace in ``folder``. ``served``: its database becomes Django's default, for the web app.

        ``ask`` is called for the secret of a sealed workspace. Raises NotAWorkspace, NewerWorkspace, LockedWorkspace,
        CopiedWorkspace (a question for a person) or StoreError.
        """
        return cls(
            opening.open_folder(Layout(folder), served=served, ask=ask, clock=clock),
            clock=clock,
            random=random,
        )

    @staticmethod
    def find(start: Path) -> Path | None:
        """Return the nearest folder at or above ``start`` that is a workspace, or None."""
        return find_folder(start)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database, once. Connections of other threads end with their threads."""
        if self._closed:
            return
        self._closed = True
        with suppress(StoreError):  # a help for the next opening, nothing that was asked for
            opening.note_progress(self.opened)
        setup.detach(self._alias)

    @property
    def folder(self) -> Path:
        """The workspace's folder."""
        return self.opened.layout.folder

    @property
    def id(self) -> str:
        """The workspace's own name among others, in hex. It says nothing about the group."""
        return self.opened.marker.id

    @property
    def mode(self) -> Mode:
        """``trial``, ``demo`` or ``real``; fixed for ever when the workspace was made."""
        return self.opened.mode

    @property
    def sealed(self) -> bool:
        """Whether what lies in its folder is encrypted."""
        return self.opened.layout.vault is not None

    def change_secret(self, old: Secret, new: Secret) -> None:
        """Let ``new`` open this sealed workspace in the place of ``old``; StoreError if ``old`` does not open it."""
        opening.change_secret(self.opened.layout, old, new, secrets.token_bytes)

    @cached_property
    def own_keys(self) -> OwnKeys:
        """The keys of this device, as far as they may be shown."""
        from habeas.store.own_keys import OwnKeys

        return OwnKeys(self.opened, self.clock)

    @property
    def log(self) -> bytes:
        """The id (32 bytes) of the group's log."""
        return self.opened.log

    @property
    def key(self) -> bytes:
        """The workspace key (32 bytes): it makes the addresses of people who are only proposed."""
        return self.opened.keys.workspace

    @property
    def alias(self) -> str:
        """Django's name of this workspace's database: for the rooms that know Django, store and web, only."""
        return self._alias

    def private(self) -> PrivateLane:
        """Return all that we hold for ourselves, in Order."""
        entries, received = self._writer.reader.entries(Scope.PRIVATE)
        return PrivateLane(self.log, self.opened.private.audience, self.mode, entries, received)

    def public(self) -> PublicLane:
        """Return what everybody may know, in Order."""
        entries, received = self._writer.reader.entries(Scope.PUBLIC)
        return PublicLane(self.log, self.opened.public.audience, self.mode, entries, received)

    def ends(self, scope: Scope) -> tuple[End, ...]:
        """Return how far our chains of one scope have come, without reading them."""
        return self._writer.reader.ends(scope)

    def private_since(self, known: Mapping[bytes, int]) -> tuple[Entry, ...]:
        """Return what was added to our private chains behind the ``known`` numbers (by lane id), and nothing else."""
        return self._writer.reader.since(Scope.PRIVATE, known)

    @cached_property
    def exchange(self) -> Exchange:
        """Partners, the lanes for them, and what came from them."""
        from habeas.store.exchange import Exchange

        return Exchange(self.opened, self._writer, clock=self.clock)

    def chains(self, *scopes: Scope) -> tuple[StoredChain, ...]:
        """Return our chains as they are stored, with their signed heads (default: all), for checking them."""
        return self._writer.reader.chains(*scopes)

    def check(self) -> Checked:
        """Return the record for ``habeas.record.verify``, and what is wrong with what is stored beside it."""
        from habeas.store.checks import check

        return check(self.opened)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that the block writes, or nothing. Keep it short: it holds up every other writer."""
        from habeas.store.transactions import writing

        with writing(self._alias):
            yield

    def append_private(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Add entries to our private lane; return them. Raises RecordError or StoreError, and then adds nothing."""
        return self._writer.append(Scope.PRIVATE, drafts)

    def append_public(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Add entries to the public lane, each under its own signed head; return them."""
        return self._writer.append(Scope.PUBLIC, drafts)

    def append_both(
        self, private: Sequence[Draft] | FromPublic, public: Sequence[Draft]
    ) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """Add entries to the public and then to the private lane, in one transaction; return (private, public).

        ``private`` may be a function that is given the new public entries, for decisions that name them (widen).
        """
        with self.transaction():
            seen = self.append_public(public)
            drafts = private(seen) if callable(private) else private
            return self.append_private(tuple(drafts)), seen

    def erase(
        self, targets: Targets, *, private: Sequence[Draft] = (), public: Sequence[Draft] = ()
    ) -> Erased:
        """Erase leaves of entries of ours (entry id to leaf names), in every lane where they stand.

        Values and salts are destroyed, and with them the texts, bytes, readings and file names to which nothing
        points any more. ``private`` and ``public`` drafts (what must take the place of what goes) are added in the
        same transaction. Raises StoreError or RecordError, and then nothing is erased.
        """
        return self._writer.erase(targets, private, public)

    def clean_up(self) -> bool:
        """Destroy on the disk what erasures left waiting (an open reader, a full disk); return whether all is done."""
        return self._writer.clean_up()

    def take_over(self, file: Path, ask: Ask | None = None) -> Merged:
        """Take over what another device of this group wrote, from a backup of it; ``ask`` is called for its secret.

        Raises StoreError; what came over before stays, and the same backup goes on.
        """
        from habeas.store.merging import merge

        return merge(self.opened, self._writer, file, ask=ask, now=self.clock())

    @property
    def writes_for_others(self) -> bool:
        """Whether this device is the one of the group that writes for everyone, and for partners."""
        return self._writer.writes_for_everyone

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a setting of the workspace or its site (what JSON can say), or ``default``."""
        from habeas.store import desk_values

        return desk_values.setting(self._alias, name, default)

    def set_setting(self, name: str, value: Any) -> None:
        """Set a setting; None removes it. What is kept as ``derived:…`` goes with the next erasure."""
        from habeas.store import desk_values

        desk_values.set_setting(self._alias, name, value)
