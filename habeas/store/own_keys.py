"""What a workspace knows of its own keys: until when they count, and whether the paper was read back once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from habeas.record.chain import DAY
from habeas.record.keys import RENEW_BEFORE, certificates, receiving_key
from habeas.record.lanes import Scope
from habeas.record.revocation import make_revocation
from habeas.store.desk_values import set_setting, setting
from habeas.store.errors import StoreError
from habeas.store.lanes import LaneReader
from habeas.store.layout import REAL
from habeas.store.opening import REVOCATION, Opened

PAPER = "paper read back"  # the setting that holds the day on which it was (unix seconds)


@dataclass(frozen=True, slots=True)
class OwnKey:
    """One key of this device: its use (signing, receiving), its raw public half, from when until when (unix seconds)."""

    use: str
    key: bytes
    since: int
    until: int
    now: int

    @property
    def days_left(self) -> int:
        """How many whole days are left; below 0 where its time is over, from the day of its end on."""
        return (self.until - self.now) // DAY

    @property
    def soon(self) -> bool:
        """Whether it is time to renew it."""
        return self.until - self.now < RENEW_BEFORE


class OwnKeys:
    """The keys of one open workspace, as far as they may be shown."""

    def __init__(self, opened: Opened, clock: Callable[[], int]) -> None:
        self._opened, self._clock = opened, clock

    @property
    def identity(self) -> bytes:
        """The raw public root key of the group."""
        return self._opened.keys.identity

    @property
    def on_paper(self) -> bool:
        """Whether the root key is on paper, as it is in a real workspace."""
        return self._opened.mode == REAL

    @property
    def waits_for_paper(self) -> bool:
        """Whether the sheets were not read back yet: until then nothing leaves a real workspace."""
        return self.on_paper and setting(self._opened.alias, PAPER, None) is None

    def refuse_before_paper(self) -> None:
        """Raise StoreError while the sheets were not read back: a key that is lost with its sheets ends the record."""
        if self.waits_for_paper:
            raise StoreError(
                "Nothing can be published or sent yet: the sheets with the root key were never read back.",
                "Type two of them into `habeas keys check-paper`.",
            )

    def check_paper(self, typed: Sequence[str]) -> None:
        """Note that two sheets bring the root key back; raise SheetError naming what is wrong with them."""
        from habeas.store.paper import root_from

        root_from(typed, self.identity)
        set_setting(self._opened.alias, PAPER, self._clock())

    def revocation(self) -> bytes:
        """Return the revocation of this log, to be left with partners; it was signed when a real workspace was made."""
        kept = setting(self._opened.alias, REVOCATION, None)
        if kept is not None:
            return bytes.fromhex(kept)
        if self._opened.keys.root is None:
            raise StoreError(
                "This workspace holds no revocation: it was made before there were any.",
                "Cut partners off by voice if it is ever needed, and make a new workspace in quiet times.",
            )
        return make_revocation(self._opened.keys.root, self._clock())

    def held(self) -> tuple[OwnKey, ...]:
        """Return the signing and the receiving key of this device, as the root certified them."""
        stated = certificates(LaneReader(self._opened.alias).entries(Scope.KEYS)[0])
        keys = self._opened.keys
        mine = (stated.get(keys.writer), stated.get(receiving_key(keys.receiving)))
        return tuple(
            OwnKey(one.use, one.key, one.since, one.until, self._clock())
            for one in mine
            if one is not None and one.until is not None
        )
