"""What an output may see: one derived register of the public lane, and the settings of the site. Nothing wider."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from habeas.model.record import GroupRecord, Record, Register
from habeas.model.statement import State, Statement
from habeas.publish.pieces import digest
from habeas.publish.settings import SiteSettings
from habeas.publish.turning import turned
from habeas.publish.words import Words, packs_digest

NO_STATEMENTS: Mapping[str, Statement] = MappingProxyType({})
NO_ARCHIVES: Mapping[str, str] = MappingProxyType({})
_HEX = frozenset("0123456789abcdef")
FEW = 64  # people whose parts are kept at hand: the pages of one person are made one after the other


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
    _digests: dict[str, bytes] = field(init=False, repr=False, compare=False)
    _parts: dict[str, Edition] = field(init=False, repr=False, compare=False)
    _once: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_digests", {})
        object.__setattr__(self, "_parts", {})
        object.__setattr__(self, "_once", {})
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
        told = self.once("told", lambda: _by_subject(self.statements.values(), lambda one: one.subjects))
        return tuple([statement for one in addresses for statement in told.get(one, ())])

    def in_order(self) -> tuple[Statement, ...]:
        """Return every statement in the order of the record, put in order once for all outputs."""
        return self.once("in order", lambda: tuple(sorted(self.statements.values(), key=_order)))

    def once[T](self, name: str, make: Callable[[], T]) -> T:
        """Return what ``make`` makes of this edition, kept under ``name``: several outputs ask for it."""
        if name not in self._once:
            self._once[name] = make()
        found: T = self._once[name]
        return found

    def site_title(self, words: Words) -> str:
        """Return the title of the site in one language: the group's own, or the program's."""
        own = " ".join(self.settings.title.get(words.lang, "").split())
        return own or words.text("site.name").unescape()

    def alone(self, record: Record) -> Edition:
        """Return the part of the edition that the page of one person is made from, and nothing else.

        The page is made from this part alone, so what it rests on cannot be forgotten. Its day is not today but
        the last one on which something about her turned, so that a new day alone makes no page anew.
        """
        found = self._parts.get(record.id)
        if found is None:
            if len(self._parts) >= FEW:
                self._parts.clear()
            found = self._parts[record.id] = self._alone(record)
        return found

    def _alone(self, record: Record) -> Edition:
        addresses = (record.id, *record.redirects)
        statements = {s.id: s for s in self.about(record)}
        for episode in record.episodes:
            for identity in episode.statements:
                if identity not in statements and identity in self.statements:
                    statements[identity] = self.statements[identity]
        corrected = self.once(
            "corrected", lambda: _by_subject(self.corrections, lambda one: one.statement.subjects)
        )
        taken_back = {id(c): c for one in addresses for c in corrected.get(one, ())}
        groups = self._groups_of(record)
        archives = (
            {
                e.capture: self.archives[e.capture]
                for s in statements.values()
                for e in s.evidence
                if e.capture in self.archives
            }
            if self.archives
            else NO_ARCHIVES
        )
        return replace(
            self,
            register=Register((record,), groups),
            statements=statements,
            corrections=tuple(taken_back.values()),
            archives=archives,
            today=turned(record, self.today),
        )

    def _groups_of(self, record: Record) -> tuple[GroupRecord, ...]:
        """The groups of a person with what her page says of them: how many they hold."""
        if not record.groups:
            return ()
        return tuple(
            replace(group, members=(), episodes=(), evidence=())
            for group in self.register.groups
            if group.id in record.groups
        )

    def rests_on(self, record: Record) -> bytes:
        """Return the digest of all that the page of ``record`` is made from."""
        if record.id not in self._digests:
            part = self.alone(record)
            self._digests[record.id] = digest(
                self.ground(), part.today, record, part.register.groups, part.statements, part.corrections,
                part.archives,
            )  # fmt: skip
        return self._digests[record.id]

    def digests(self, people: Iterable[Record]) -> dict[str, bytes]:
        """Return by id what ``rests_on`` says of each of ``people``: for a helper, which sends it back."""
        return {record.id: self.rests_on(record) for record in people}

    def learn(self, digests: Mapping[str, bytes]) -> None:
        """Take over what a helper said of some people of this very edition."""
        self._digests.update(digests)

    def ground(self) -> bytes:
        """Return the digest of what every page rests on: settings, mode, version, languages, packs."""
        if "" not in self._digests:
            self._digests[""] = digest(
                self.settings,
                self.mode,
                self.version,
                self.languages,
                packs_digest(self.languages),
            )
        return self._digests[""]

    def whole(self, name: str) -> bytes:
        """Return the digest of everything, for an output ``name`` that is made from everything."""
        if "*" not in self._digests:
            people = tuple(self.rests_on(record) for record in self.register.people)
            shown = {a for record in self.register.people for a in (record.id, *record.redirects)}
            left = tuple(s for s in self.statements.values() if shown.isdisjoint(s.subjects))
            self._digests["*"] = digest(
                self.ground(), self.today, people, tuple(self.register.groups), self.register.support, self.register.digest,
                left, self.corrections, self.archives,
            )  # fmt: skip
        return digest(name, self._digests["*"])


def _order(statement: Statement) -> tuple[tuple[int, str, int], str]:
    return statement.order, statement.id


def _by_subject[Told](
    told: Iterable[Told], subjects: Callable[[Told], Iterable[str]]
) -> dict[str, list[Told]]:
    """What is told of each person and group."""
    found: dict[str, list[Told]] = {}
    for one in told:
        for subject in subjects(one):
            found.setdefault(subject, []).append(one)
    return found


def _check_address(address: str) -> None:
    if len(address) != 32 or not _HEX.issuperset(address):
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
