"""A group's workspace: the record and the desk behind plain nouns. No Django type comes in or goes out.

    with Workspace.open(folder) as workspace:
        lane = workspace.private()
        workspace.append_private([Draft("decision", {...})])

Every write is one transaction: all of it is kept or nothing. ``workspace.transaction()`` joins several.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.lanes import Mode, PrivateLane, PublicLane, Scope
from habeas.store import opening, setup
from habeas.store.database import Database
from habeas.store.layout import Layout, find_folder

if TYPE_CHECKING:
    from habeas.store.lanes import StoredChain

type FromPublic = Callable[[tuple[Entry, ...]], Iterable[Draft]]
"""Drafts for the private lane that name entries just written to the public one."""


def now() -> int:
    """Return the time, in unix seconds."""
    return int(time.time())


class Workspace:
    """An open workspace. Make one with :meth:`create` or :meth:`open`; it may be used from several threads."""

    def __init__(
        self, opened: opening.Opened, *, clock: Callable[[], int], random: Callable[[int], bytes]
    ) -> None:
        from habeas.store.lanes import LaneReader

        self._opened, self._clock, self._random = opened, clock, random
        self._alias = opened.alias
        self._reader = LaneReader(opened.alias)

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        mode: Literal["trial", "demo"] = "trial",
        database: Database | None = None,
        served: bool = False,
        clock: Callable[[], int] = now,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> Self:
        """Make a workspace in ``folder`` (which must be empty or absent), with throw-away keys, and open it.

        ``random`` returns that many random bytes. Raises StoreError, and then leaves nothing behind.
        """
        opened = opening.create(
            Layout(folder),
            mode=mode,
            database=database or Database(),
            ts=clock(),
            random=random,
            served=served,
        )
        return cls(opened, clock=clock, random=random)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        served: bool = False,
        clock: Callable[[], int] = now,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> Self:
        """Open the workspace in ``folder``. ``served``: its database becomes Django's default, for the web app.

        Raises NotAWorkspace, NewerWorkspace, CopiedWorkspace (a question for a person) or StoreError.
        """
        return cls(opening.open_folder(Layout(folder), served=served), clock=clock, random=random)

    @staticmethod
    def find(start: Path) -> Path | None:
        """Return the nearest folder at or above ``start`` that is a workspace, or None."""
        return find_folder(start)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Connections of other threads end with their threads."""
        setup.detach(self._alias)

    @property
    def folder(self) -> Path:
        """The workspace's folder."""
        return self._opened.layout.folder

    @property
    def id(self) -> str:
        """The workspace's own name among others, in hex. It says nothing about the group."""
        return self._opened.marker.id

    @property
    def mode(self) -> Mode:
        """``trial`` or ``demo``; fixed for ever when the workspace was made."""
        return self._opened.mode

    @property
    def log(self) -> bytes:
        """The id (32 bytes) of the group's log."""
        return self._opened.log

    @property
    def key(self) -> bytes:
        """The workspace key (32 bytes): it makes the addresses of people who are only proposed."""
        return self._opened.keys.workspace

    def private(self) -> PrivateLane:
        """Return all that we hold for ourselves, in Order."""
        entries, received = self._reader.entries(Scope.PRIVATE)
        return PrivateLane(self.log, self._opened.private.audience, self.mode, entries, received)

    def public(self) -> PublicLane:
        """Return what everybody may know, in Order."""
        entries, received = self._reader.entries(Scope.PUBLIC)
        return PublicLane(self.log, self._opened.public.audience, self.mode, entries, received)

    def chains(self, *scopes: Scope) -> tuple[StoredChain, ...]:
        """Return our chains as they are stored, with their signed heads (default: all), for checking them."""
        return self._reader.chains(*scopes)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that the block writes, or nothing. Keep it short: it holds up every other writer."""
        from habeas.store.transactions import writing

        with writing(self._alias):
            yield

    def append_private(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Add entries to our private lane; return them. Raises RecordError or StoreError, and then adds nothing."""
        return self._append(Scope.PRIVATE, drafts)

    def append_public(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Add entries to the public lane, each under its own signed head; return them."""
        return self._append(Scope.PUBLIC, drafts)

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

    def _append(self, scope: Scope, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        from habeas.store.append import append

        own = self._opened.private if scope is Scope.PRIVATE else self._opened.public
        return append(
            self._alias,
            own.lane,
            drafts,
            self._opened.keys.for_scope(scope),
            ts=self._clock(),
            salt=lambda: self._random(16),
        )
