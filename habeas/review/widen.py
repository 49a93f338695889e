"""Before anything is shown to a wider audience: exactly what will be seen.

Only accepted statements, named one by one: there is no way to widen everything. Quotes are cut where they name
somebody whom the audience does not know; sensitivity is read from the pack; what stands in the way is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.statement import Evidence, State, Statement
from habeas.review.cards import card_of, cards_of
from habeas.review.companions import companions_of
from habeas.review.lane_map import LaneMap, lane_map
from habeas.review.lint import names_in, places_in, places_of, things_of
from habeas.review.sensitivity import Coarsened, coarsen, consented, minor, voice
from habeas.review.spotting import Spotter, Spotters, cut
from habeas.review.widening import Edit, Member, Shown, WidenError, Widening, WidenPlan
from habeas.review.wording import sentence

NO_EDIT = Edit()
MOST = 200  # statements in one act: each is to be read before it is shown
_ID_FIELDS = ("of", "equals", "includes")


def plan(ids: Sequence[str], widening: Widening) -> WidenPlan:
    """Return what widening the accepted statements ``ids`` (entry ids, hex) would show, and what stands in the way."""
    if not ids:
        raise WidenError("Nothing was chosen. Name the statements to be shown, one by one.")
    if len(set(ids)) > MOST:
        raise WidenError(
            f"More than {MOST} statements cannot be read before they are shown. Widen fewer at a time."
        )
    there = lane_map(
        widening.audience.lane, widening.held.links, widening.audience.held, widening.subjects.of
    )
    accepted = {s.id: s for s in widening.held.statements}
    chosen: list[tuple[Statement, Coarsened]] = []
    refused: list[tuple[str, Reason]] = []
    for one in dict.fromkeys(ids):
        coarsened, reason = _judge(one, accepted, there)
        if coarsened is None:
            refused.append((one, reason))
        else:
            chosen.append((accepted[one], coarsened))
    members = _members([s for s, _ in chosen], widening, there)
    shown = _Showing(widening, there, chosen, members).all()
    return WidenPlan(
        audience=widening.audience,
        shown=shown,
        cards=cards_of(shown, widening, there),
        members=members,
        there=there,
        companions=companions_of(shown, members, widening, there),
        refused=tuple(refused),
    )


NOTHING = Reason("", "")


def _judge(one: str, accepted: dict[str, Statement], there: LaneMap) -> tuple[Coarsened | None, Reason]:
    statement = accepted.get(one)
    if statement is None:
        return None, Reason("widen.unknown", "This is no accepted statement of ours: accept it first.")
    if statement.state is not State.ACCEPTED:
        return None, Reason("widen.disputed", "This statement is disputed: decide that first.")
    if one in there.claims:
        return None, Reason("widen.there", "This audience sees it already.", (("entry", there.claims[one]),))
    found = coarsen(statement)
    return (None, found.refused) if found.refused else (found, NOTHING)


def _members(statements: Iterable[Statement], widening: Widening, there: LaneMap) -> tuple[Member, ...]:
    found: dict[str, Member] = {}
    for statement in statements:
        for subject in statement.subjects:
            address = widening.subjects.address(subject)
            sort = "group" if address in widening.subjects.groups else "person"
            found.setdefault(address, Member(address, there.subject(address), sort))
    return tuple(found.values())


class _Showing:
    """Turns chosen statements into what is seen, with one idea of which names may be seen."""

    def __init__(
        self,
        widening: Widening,
        there: LaneMap,
        chosen: Sequence[tuple[Statement, Coarsened]],
        members: Sequence[Member],
    ) -> None:
        self.widening, self.there, self.chosen = widening, there, chosen
        self.known = {m.address for m in members} | set(there.subjects)
        seen = _identity_names([*widening.audience.held.statements, *(c.statement for _, c in chosen)])
        officials = {v.value for s, _ in chosen for v in s.fields.get("judge", ())}
        seen |= officials
        self.spotter = _spotters(widening, seen)
        self.places = places_of(widening.held.statements)
        self.seen_places = places_of([*widening.audience.held.statements, *(c.statement for _, c in chosen)])
        self.born = _born(widening)

    def all(self) -> tuple[Shown, ...]:
        """Return every chosen statement as it will be seen."""
        return tuple(self.one(statement, coarsened) for statement, coarsened in self.chosen)

    def one(self, statement: Statement, coarsened: Coarsened) -> Shown:
        """Return one statement as it will be seen."""
        edit = self.widening.edits.get(statement.id, NO_EDIT)
        seen, changes = self._fields(coarsened, edit)
        stretches = tuple(self._stretches(one, coarsened.quotes, edit, changes) for one in statement.evidence)
        said_by = self._voices(statement, edit, changes)
        told = [v.value for name, values in seen.fields.items() if name not in _ID_FIELDS for v in values]
        texts = [*told, *(v.value for v in said_by), *self._card_texts(statement)]
        quotes = [stretch for one in stretches for stretch in one]
        return Shown(
            of=statement.id,
            addresses=tuple(dict.fromkeys(self.widening.subjects.address(s) for s in statement.subjects)),
            statement=seen,
            sentence=sentence(seen, said_by, self._names(seen)),
            captures=tuple(one.capture for one in statement.evidence),
            stretches=stretches,
            langs=tuple(one.lang for one in statement.evidence),
            published=tuple(
                card_of(one.capture, self.widening, self.there).published for one in statement.evidence
            ),
            said_by=said_by,
            restates=self._restated(statement),
            changes=tuple(dict.fromkeys((*coarsened.changes, *changes))),
            warnings=places_in(quotes, self.places, self.seen_places),
            blocked=(*self._bad_edit(statement, edit), *names_in([*texts, *quotes], self.spotter)),
            consent=self._consent(statement, coarsened),
        )

    def _fields(self, coarsened: Coarsened, edit: Edit) -> tuple[Statement, list[Reason]]:
        changes: list[Reason] = []
        fields: dict[str, tuple[Value, ...]] = {}
        for name, values in coarsened.statement.fields.items():
            if name in edit.drop:
                continue
            if name in _ID_FIELDS and coarsened.statement.type == "group":
                values = self._people(values, changes)
            if values:
                fields[name] = values
        return replace(coarsened.statement, fields=fields), changes

    def _people(self, values: tuple[Value, ...], changes: list[Reason]) -> tuple[Value, ...]:
        named = [Value(self.widening.subjects.address(value.value)) for value in values]
        kept = tuple(value for value in named if value.value in self.known)
        if len(kept) < len(values):
            words = f"{len(values) - len(kept)} whom this audience does not know are left out."
            changes.append(Reason("widen.people-left-out", words))
        return kept

    def _stretches(self, one: Evidence, quotes: bool, edit: Edit, changes: list[Reason]) -> tuple[str, ...]:
        if not quotes or self._told(one.capture):
            return ()
        if edit.stretches is not None:
            return tuple(piece for piece in edit.stretches if piece in one.text)
        pieces: list[str] = []
        for stretch in one.stretches:
            found = self.spotter.find(stretch)
            pieces.extend(cut(stretch, ((f.start, f.end) for f in found)))
            if found:
                words = "Names of people whom this audience does not know are cut from the quote."
                changes.append(Reason("widen.cut", words))
        return tuple(pieces)

    def _told(self, capture: str) -> bool:
        """Whether the source is a note of what we were told: never shown, only the fact and a coarse voice."""
        return "voice" in self.widening.held.sources.get(capture, {})

    def _voices(self, statement: Statement, edit: Edit, changes: list[Reason]) -> tuple[Value, ...]:
        if edit.said_by is not None:
            return (Value(edit.said_by),) if edit.said_by else ()
        told = [e.capture for e in statement.evidence if self._told(e.capture)]
        if told:
            coarse = voice(self.widening.held.sources[told[0]]["voice"])
            words = f"It comes from a note of ours: the voice is given as “{coarse}”."
            changes.append(Reason("widen.voice", words, (("voice", coarse),)))
            return (Value(coarse, None, "en"),)
        return statement.said_by

    def _card_texts(self, statement: Statement) -> list[str]:
        found: list[str] = []
        for one in statement.evidence:
            card = card_of(one.capture, self.widening, self.there)
            found += [text for text in (card.publisher, card.url, card.archive) if text]
        return found

    def _names(self, statement: Statement) -> tuple[str, ...]:
        names = []
        for subject in statement.subjects:
            address = self.widening.subjects.address(subject)
            if address in self.widening.subjects.groups:
                names.append("a group of people")
                continue
            told = self.widening.subjects.names.get(address, ())
            allowed = [name for name in told if not self.spotter.find(name)]
            names.append(allowed[0] if allowed else "a person without a name here")
        return tuple(names)

    def _restated(self, statement: Statement) -> str | None:
        return next(
            (
                self.there.claims[old]
                for old, now in self.widening.held.now.items()
                if now == statement.id and old in self.there.claims
            ),
            None,
        )

    def _bad_edit(self, statement: Statement, edit: Edit) -> tuple[Reason, ...]:
        if edit.stretches is None:
            return ()
        quotes = [e.text for e in statement.evidence]
        wrong = [piece for piece in edit.stretches if not any(piece in quote for quote in quotes)]
        return tuple(
            Reason("widen.not-in-quote", f"“{piece}” does not stand in the quote; a quote can only be cut.")
            for piece in wrong
        )

    def _consent(self, statement: Statement, coarsened: Coarsened) -> tuple[Reason, ...]:
        asked = list(coarsened.consent)
        addresses = [self.widening.subjects.address(one) for one in statement.subjects]
        if statement.type == "identity" and any(
            minor(self.born.get(one, ()), self.widening.today) for one in addresses
        ):
            asked.append(
                Reason(
                    "widen.minor", "She may be under age: her name is shown only with a guardian’s consent."
                )
            )
        audience = self.widening.audience
        consents = self.widening.held.links.consents
        for name in (audience.lane, audience.words):
            if asked and consented(consents, addresses, name, self.widening.today):
                return ()
        return tuple(asked)


def _spotters(widening: Widening, seen: frozenset[str]) -> Spotters:
    """Return what finds names that must not be seen: of accepted people strictly, of all others unless they are the
    name of a thing that we hold.
    """
    ours: list[str] = []
    others = [*widening.names]
    for address, names in widening.subjects.names.items():
        (others if address.startswith(("p-", "m:")) else ours).extend(names)
    return Spotters(Spotter(ours, seen), Spotter(others, seen | things_of(widening.held)))


def _identity_names(statements: Iterable[Statement]) -> frozenset[str]:
    return frozenset(
        value.value
        for s in statements
        if s.type == "identity"
        for name in ("name", "other_name")
        for value in s.fields.get(name, ())
    )


def _born(widening: Widening) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for statement in widening.held.statements:
        for subject in statement.subjects:
            rows = found.setdefault(widening.subjects.address(subject), [])
            rows += [value.value for value in statement.fields.get("born", ())]
    return found
