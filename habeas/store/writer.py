"""What writes to the chains of one open workspace: appends with this device's keys, and erases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.lanes import Scope
from habeas.store import erasure
from habeas.store.append import append
from habeas.store.erasure import Erased, Targets
from habeas.store.lanes import LaneReader
from habeas.store.models import Chain
from habeas.store.opening import Opened
from habeas.store.partner_lanes import PartnerLanes
from habeas.store.transactions import writing


class Writer:
    """``clock`` returns unix seconds, ``random`` that many random bytes; ``reader`` reads what was written."""

    def __init__(self, opened: Opened, *, clock: Callable[[], int], random: Callable[[int], bytes]) -> None:
        self._opened, self._clock, self._random = opened, clock, random
        self.reader = LaneReader(opened.alias)
        self.partners = PartnerLanes(opened, self.reader, clock=clock, random=random)

    def append(self, scope: Scope, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Add entries to this device's private or public chain."""
        own = self._opened.private if scope is Scope.PRIVATE else self._opened.public
        return append(
            self._opened.alias,
            own.lane,
            drafts,
            self._opened.keys.signing,
            ts=self._clock(),
            salt=lambda: self._random(16),
        )

    def erase(self, targets: Targets, private: Sequence[Draft] = (), public: Sequence[Draft] = ()) -> Erased:
        """Erase leaves in every lane of ours, and add what takes their place; see ``Workspace.erase``."""
        alias = self._opened.alias
        with writing(alias):
            self.append(Scope.PUBLIC, public)
            self.append(Scope.PRIVATE, private)
            written = erasure.hollow(alias, self._lanes(), targets)
            erasure.note_waiting(alias, erasure.drop_orphans(alias))
        return Erased(written, self.clean_up())

    def _lanes(self) -> list[erasure.OwnLane]:
        """Return our lanes: what stands in each, and how to append to it."""
        private = self.reader.entries(Scope.PRIVATE)[0]
        return [erasure.OwnLane(private, partial(self.append, Scope.PRIVATE)), *self.wider_lanes()]

    def wider_lanes(self) -> list[erasure.OwnLane]:
        """Return our lanes for others, everyone's first."""
        append_public = partial(self.append, Scope.PUBLIC) if self.writes_for_everyone else None
        lanes = [erasure.OwnLane(self.reader.entries(Scope.PUBLIC)[0], append_public)]
        for one in self.partners.all():
            entries = self.reader.entries(Scope.PARTNERS, one.audience)[0]
            append_there = partial(self.partners.append, one.audience) if one.lane else None
            lanes.append(erasure.OwnLane(entries, append_there))
        return lanes

    @property
    def writes_for_everyone(self) -> bool:
        """Whether this device is the one that writes the public lane."""
        rows = Chain.objects.using(self._opened.alias).filter(lane=self._opened.public.lane, closed=None)
        return rows.filter(writer=self._opened.keys.writer).exists()

    def clean_up(self) -> bool:
        """Destroy on the disk what erasures left waiting; return whether all is done."""
        return erasure.clean_up(self._opened.layout, self._opened.alias, self._opened.log)
