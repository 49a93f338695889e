"""What an output may see: one derived register of the public lane, and the settings of the site. Nothing wider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from habeas.model.record import Record, Register
from habeas.model.statement import State, Statement
from habeas.publish.settings import SiteSettings

NO_STATEMENTS: Mapping[str, Statement] = MappingProxyType({})
NO_ARCHIVES: Mapping[str, str] = MappingProxyType({})


class PublishError(ValueError):
    """Something stands in the way of publishing; the message says what, and the way out."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement that we took back because we were wrong.

    ``statement`` is what it said, ``day`` (``YYYY-MM-DD``) when we took it back, ``words`` what we wrote about it
    for everyone. Only honest error is repeated in public: what was taken back for another reason leaves no line.
    """

    statement: Statement
    day: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that one publication is made from; the same edition gives the same bytes.

    ``mode`` is the lane's (trial, demo or real) and marks every page; ``statements`` are the lane's accepted ones
    by id, and ``archives`` the archived addresses of sources by theirs; ``today`` is the day of the publication; ``version`` names the program; ``languages`` are page languages.
    """

    register: Register
    mode: str
    settings: SiteSettings
    today: date
    version: str
    languages: tuple[str, ...]
    statements: Mapping[str, Statement] = field(default_factory=lambda: NO_STATEMENTS)
    corrections: tuple[Correction, ...] = ()
    archives: Mapping[str, str] = field(default_factory=lambda: NO_ARCHIVES)
    _told: Mapping[str, tuple[Statement, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        told: dict[str, list[Statement]] = {}
        for statement in self.statements.values():
            for subject in statement.subjects:
                told.setdefault(subject, []).append(statement)
        object.__setattr__(self, "_told", {subject: tuple(found) for subject, found in told.items()})
        if self.mode not in ("trial", "demo", "real"):
            raise PublishError(
                f"The lane says “{self.mode}” of itself, which is no mode known here; nothing was written. "
                "Publish with a newer version of Habeas."
            )
        for record in self.register.people:
            for address in (record.id, *record.redirects):
                _check_address(address)
            _check_state(record.id, record.state)
        for group in self.register.groups:
            _check_address(group.id)
            _check_state(group.id, group.state)

    def about(self, record: Record) -> tuple[Statement, ...]:
        """Return the statements about a person, under her address and her earlier ones."""
        addresses = (record.id, *record.redirects)
        return tuple(statement for one in addresses for statement in self._told.get(one, ()))


def _check_address(address: str) -> None:
    if len(address) != 32 or any(c not in "0123456789abcdef" for c in address):
        raise PublishError(
            f"“{address}” is no id of a public lane, so no page can be named after it; nothing was written. "
            "Run `habeas rebuild`, then publish again."
        )


def _check_state(identity: str, state: State) -> None:
    if state is State.PROPOSED:
        raise PublishError(
            f"{identity} is only proposed and cannot be published; nothing was written. "
            "Run `habeas rebuild`, then publish again."
        )
