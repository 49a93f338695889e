"""One event or trait of a person as a page shows it: the values, rivals side by side, who says so, the quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from markupsafe import Markup

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.record import Belief, Episode
from habeas.model.statement import Evidence, State
from habeas.packs.loader import load
from habeas.publish.dates import line_of
from habeas.publish.edition import Edition
from habeas.publish.quotes import Cards, Quote, quotes_of
from habeas.publish.reasons import Told, told
from habeas.publish.values import DATE_FIELDS, Shown, shown
from habeas.publish.words import Words

_TRAIT_ORDER = {
    name: place for place, name in enumerate(("name", "other_name", "born", "gender", "occupation"))
}
LINES = {Certainty.PLAIN: "sure", Certainty.HEDGED: "hedged", Certainty.DOUBTED: "doubt"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that sources give for one thing, with its own count, voices and quotes."""

    value: Shown
    line: str
    counts: Markup
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a fact: a single value, or (``choices``) rivals with the reason for their order.

    ``note`` says how a date was resolved that its source leaves open; ``quotes`` are the line's own, where the
    fact has none for all of its lines; ``why`` is None where nothing stands beside the value.
    """

    field: str
    label: Markup
    value: Shown
    line: str
    choices: tuple[Choice, ...]
    why: Told | None
    note: Told | None
    counts: Markup
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a page: ``title`` says what and in which voice; ``counts`` stands for every line that has
    no count of its own, and is None where each has.
    """

    anchor: str
    label: Markup
    title: Markup
    lines: tuple[Line, ...]
    counts: Markup | None
    quotes: tuple[Quote, ...]
    disputed: bool
    alleged: bool
    certainty: str
    group: str | None = None


class Teller:
    """Turns beliefs and episodes into facts for one language, over one lane's statements."""

    def __init__(self, edition: Edition, words: Words) -> None:
        self.words = words
        self.statements = edition.statements
        self.cards = Cards(words, edition.archives)
        self._told: dict[int, Fact] = {}

    def episode(self, episode: Episode) -> Fact:
        """Return the fact of an event. Its first belief is that it took place, and stands in the title."""
        found = self._told.get(id(episode))
        if found is None:
            found = self._told[id(episode)] = self._episode(episode)
        return found

    def _episode(self, episode: Episode) -> Fact:
        label = self.words.term("claim_types", episode.type)
        told_here = [b for b in episode.beliefs if b.property != episode.type or b.rivals]
        happened = [b for b in episode.beliefs if b.property == episode.type]
        many = (happened[0].reports, happened[0].origins) if happened else _counted(episode.beliefs)
        ids = _ids(episode.statements, episode.beliefs)
        return Fact(
            anchor=f"e-{episode.id[:16]}",
            label=label,
            title=self.title(label, episode.modality, many, self._voiced(ids)),
            lines=_in_order(self._line(belief, episode.type) for belief in told_here),
            counts=self.counts(*many),
            quotes=self._quotes(ids, episode.beliefs),
            disputed=any(belief.state is State.DISPUTED for belief in episode.beliefs),
            alleged=episode.modality is Modality.ALLEGED,
            certainty=self._certainty(ids, episode.beliefs),
            group=episode.group,
        )

    def traits(self, beliefs: Iterable[Belief]) -> tuple[Fact, ...]:
        """Return the facts of what belongs to no event: one for each kind, its values each with their own quotes."""
        kinds: dict[str, list[Belief]] = {}
        for belief in beliefs:
            kinds.setdefault(belief.episode_type or field_of(belief), []).append(belief)
        return tuple(self._trait(kind, tuple(group)) for kind, group in kinds.items())

    def _trait(self, kind: str, beliefs: tuple[Belief, ...]) -> Fact:
        ids = _ids((), beliefs)
        known = self.words.knows("claim_types", kind)
        label = self.words.term("claim_types" if known else "fields", kind)
        lines = (replace(self._line(b, ""), quotes=self._quotes(_ids((), (b,)), (b,))) for b in beliefs)
        return Fact(
            anchor=f"t-{ids[0][:16] if ids else ''}-{len(beliefs)}",
            label=label,
            title=self.title(label, beliefs[0].modality, _counted(beliefs), self._voiced(ids)),
            lines=_in_order(lines),
            counts=None,
            quotes=(),
            disputed=any(belief.state is State.DISPUTED for belief in beliefs),
            alleged=beliefs[0].modality is Modality.ALLEGED,
            certainty=self._certainty(ids, beliefs),
        )

    def title(self, what: Markup, modality: Modality | None, many: tuple[int, int], voiced: bool) -> Markup:
        """Return the heading of a fact in the voice that it has: an allegation is never told as a fact."""
        reports, origins = many
        if modality is Modality.ALLEGED:
            if voiced:
                return self.words.text("site.says.voice", what=what)
            if origins == 1 and reports > 1:
                return self.words.text("site.says.copies", what=what)
            return self.words.count("site.says.reports", max(origins, 1), what=what)
        if modality is Modality.EXPECTED:
            return self.words.text("site.says.expected", what=what)
        if modality is Modality.DENIED:
            return self.words.text("site.says.denied", what=what)
        return self.words.text("site.says.absentia", what=what) if modality else what

    def counts(self, reports: int, origins: int) -> Markup:
        """Return “3 reports, 1 origin”: never only the larger number."""
        return counted(reports, origins, self.words)

    def value_of(self, belief: Belief) -> Shown:
        """Return the value of a belief in words."""
        return self._value(field_of(belief), belief.value, belief.statements)

    def _line(self, belief: Belief, event: str) -> Line:
        field = field_of(belief)
        sides = [(belief.value, belief.said_by, belief.evidence, belief.statements, belief.certainty)]
        sides += [(r.value, r.said_by, r.evidence, r.statements, r.certainty) for r in belief.rivals]
        choices = tuple([self._choice(field, event, *side) for side in sides]) if belief.rivals else ()
        found = self._found(field, belief.value, belief.statements)
        return Line(
            field=field,
            label=self.words.text("site.fact.told") if field == event else self._label(belief),
            value=self._shown(field, belief.value, found),
            line=_line(field, belief.value, belief.certainty),
            choices=choices,
            why=told(belief.reason, self.words) if choices else None,
            note=self._note(found),
            counts=self.counts(belief.reports, belief.origins),
        )

    def _choice(
        self,
        field: str,
        event: str,
        value: str,
        said_by: tuple[str, ...],
        evidence: tuple[Evidence, ...],
        ids: tuple[str, ...],
        certainty: Certainty,
    ) -> Choice:
        reports = {e.capture for e in evidence}
        origins = {e.origin or e.capture for e in evidence}
        return Choice(
            value=self._manner(value) if field == event else self._value(field, value, ids),
            line=_line(field, value, certainty),
            counts=self.counts(len(reports), len(origins)),
            quotes=quotes_of(ids, self.statements, [(said_by, evidence)], self.cards),
        )

    def _manner(self, value: str) -> Shown:
        """How an event is told, where some say that it happened and others deny it."""
        return Shown(self.words.term("manners", value))

    def _label(self, belief: Belief) -> Markup:
        return self.words.term("fields", field_of(belief))

    def _value(self, field: str, value: str, ids: tuple[str, ...]) -> Shown:
        return self._shown(field, value, self._found(field, value, ids))

    def _shown(self, field: str, value: str, found: Iterable[Value]) -> Shown:
        return shown(field, value, self.words, next((one.lang for one in found if one.lang), None))

    def _note(self, found: Iterable[Value]) -> Told | None:
        reason = next((v.reason for v in found if v.reason and v.read != v.value), None)
        return told(reason, self.words) if reason else None

    def _found(self, field: str, value: str, ids: tuple[str, ...]) -> list[Value]:
        stated = (self.statements[i] for i in ids if i in self.statements)
        return [v for s in stated for v in s.fields.get(field, ()) if value in (v.value, v.read)]

    def _voiced(self, ids: tuple[str, ...]) -> bool:
        return any(self.statements[i].said_by for i in ids if i in self.statements)

    def _quotes(self, ids: tuple[str, ...], beliefs: tuple[Belief, ...]) -> tuple[Quote, ...]:
        return quotes_of(ids, self.statements, _spare(beliefs), self.cards)

    def _certainty(self, ids: tuple[str, ...], beliefs: tuple[Belief, ...]) -> str:
        given = [self.statements[i].certainty for i in ids if i in self.statements]
        order = (Certainty.PLAIN, Certainty.HEDGED, Certainty.DOUBTED)
        return str(min(given or [b.certainty for b in beliefs], key=order.index, default=Certainty.PLAIN))


def counted(reports: int, origins: int, words: Words) -> Markup:
    """Return how many reports and how many origins in words."""
    return words.say(_reports, reports, origins)


@lru_cache(maxsize=1 << 14)
def _reports(words: Words, reports: int, origins: int) -> Markup:
    return words.text(
        "site.fact.origins",
        reports=words.count("site.fact.reports", reports),
        origins=words.count("site.fact.origin", origins),
    )


def field_of(belief: Belief) -> str:
    """Return the field's name without the kind of trait before it (``identity.born`` is ``born``)."""
    return belief.property.rsplit(".", 1)[-1]


def _ids(statements: tuple[str, ...], beliefs: Iterable[Belief]) -> tuple[str, ...]:
    of_beliefs = (i for b in beliefs for i in (*b.statements, *(s for r in b.rivals for s in r.statements)))
    return tuple(dict.fromkeys((*statements, *of_beliefs)))


def _spare(beliefs: Iterable[Belief]) -> list[tuple[tuple[str, ...], tuple[Evidence, ...]]]:
    spare = [(belief.said_by, belief.evidence) for belief in beliefs]
    return spare + [(rival.said_by, rival.evidence) for belief in beliefs for rival in belief.rivals]


def _counted(beliefs: Iterable[Belief]) -> tuple[int, int]:
    return max(((b.reports, b.origins) for b in beliefs), default=(0, 0))


def _line(field: str, value: str, certainty: Certainty) -> str:
    """The least sure of what the date and what the source allow."""
    lines = [LINES[certainty], line_of(value) if field in DATE_FIELDS else "sure"]
    return max(lines, key=("sure", "hedged", "doubt").index)


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines in the order in which vocabulary/properties.yml lists their fields; first whether it happened."""
    places = _places()
    return tuple(sorted(lines, key=lambda line: places.get(line.field, -1 if line.choices else len(places))))


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(load("vocabulary/properties.yml").data["fields"])}
