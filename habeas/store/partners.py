"""Who we exchange with: the groups that we pinned, what they acknowledged, and what came and was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from habeas.exchange.keyring import Keyring
from habeas.exchange.manifest import Seen
from habeas.store.errors import StoreError
from habeas.store.models import Partner as Row
from habeas.store.models import Refusal, SeenRow
from habeas.store.partner_nouns import ADDED, Partner
from habeas.store.transactions import reading, writing

MOST_REFUSALS = 1_000


class Partners:
    """The pinned groups of one workspace."""

    def __init__(self, alias: str, clock: Callable[[], int]) -> None:
        self._alias, self._clock = alias, clock

    def all(self) -> tuple[Partner, ...]:
        """Return every partner, by name."""
        with reading(self._alias):
            return tuple(_noun(row) for row in Row.objects.using(self._alias).order_by("name"))

    def named(self, name: str) -> Partner:
        """Return the partner of that name; raise StoreError where there is none."""
        found = next((one for one in self.all() if one.name == name), None)
        if found is None:
            raise StoreError(
                f"There is no partner “{name}”.",
                "`habeas partner list` shows them; `habeas partner add NAME CARD` adds one.",
            )
        return found

    def of_log(self, log: bytes) -> Partner | None:
        """Return the partner whose log this is, or None."""
        return next((one for one in self.all() if one.log == log), None)

    def add(self, name: str, ring: Keyring) -> Partner:
        """Pin a group by its root; not verified yet. Raises StoreError where name or group is known."""
        with writing(self._alias):
            for one in self.all():
                if one.name == name or one.log == ring.log:
                    raise StoreError(
                        f"“{one.name}” is a partner already, and “{name}” would be the same name or the same group.",
                        "Choose another name, or use the partner that is there.",
                    )
            row = Row.objects.using(self._alias).create(
                name=name, log=ring.log, state=ADDED, since=self._clock()
            )
        return _noun(row)

    def set_state(self, log: bytes, state: str) -> None:
        """Say that a partner is verified or revoked."""
        with writing(self._alias):
            Row.objects.using(self._alias).filter(log=log).update(state=state, since=self._clock())

    def acknowledged(self, log: bytes) -> tuple[Seen, ...]:
        """Return how far a partner says it holds our chains. ``log`` of each is the partner's."""
        with reading(self._alias):
            rows = SeenRow.objects.using(self._alias).filter(partner__log=log)
            return tuple(Seen(log, bytes(row.lane), row.seq, bytes(row.head)) for row in rows)

    def acknowledge(self, log: bytes, seen: Iterable[Seen]) -> None:
        """Note what a partner says it holds of our chains, within the caller's transaction."""
        partner = Row.objects.using(self._alias).get(log=log)
        for one in seen:
            SeenRow.objects.using(self._alias).update_or_create(
                partner=partner,
                lane=one.lane,
                defaults={"seq": one.seq, "head": one.head, "at": self._clock()},
            )

    def note_refusal(self, rule: str, log: bytes | None) -> None:
        """Note that something came and was refused: the rule and the time, nothing of its content."""
        with writing(self._alias):
            rows = Refusal.objects.using(self._alias)
            rows.create(at=self._clock(), rule=rule, log=log)
            old = list(rows.order_by("-pk").values_list("pk", flat=True)[MOST_REFUSALS : MOST_REFUSALS + 100])
            rows.filter(pk__in=old).delete()

    def refusals(self) -> tuple[tuple[int, str, bytes | None], ...]:
        """Return what was refused: unix seconds, rule, and the log where it was known; the latest first."""
        with reading(self._alias):
            rows = Refusal.objects.using(self._alias).order_by("-pk").values_list("at", "rule", "log")
            return tuple((at, rule, None if log is None else bytes(log)) for at, rule, log in rows)


def _noun(row: Row) -> Partner:
    return Partner(row.name, bytes(row.log), row.state, row.since)
