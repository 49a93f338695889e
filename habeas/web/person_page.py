"""What a person's page puts out: the facts with their quotes as on the public site, and what only we see beside them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from habeas.model.record import Belief, Record, Register
from habeas.model.statement import State, Statement
from habeas.publish.dates import date_words
from habeas.publish.edition import Correction
from habeas.publish.facts import Fact, Teller, field_of
from habeas.publish.held import in_order
from habeas.publish.pages.person import PersonPage, group_count, person_page
from habeas.publish.reasons import Told
from habeas.register.legal import legal_file
from habeas.web.asked import Asked, questions_of
from habeas.web.due_lines import DueLine, due_of_person
from habeas.web.law_panel import LawPanel, law_panel
from habeas.web.person_more import LogDay, RecognitionLine, log_of, notes_of, recognition_lines
from habeas.web.reasons import because
from habeas.web.serving import Seen
from habeas.web.timeline_drawing import Drawing, drawing_of
from habeas.web.wording import Wording


@dataclass(frozen=True)
class Ledger:
    """The private lane in the shape in which the pages of the site are told.

    On purpose no ``Edition``, though it has the same names: outputs take an edition and nothing else, so that
    nothing can be published from this.
    """

    register: Register
    statements: Mapping[str, Statement]
    today: date
    by_address: Mapping[str, Sequence[Statement]]
    archives: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    _made: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, made once for this moment, as an edition does."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    def about(self, record: Record) -> tuple[Statement, ...]:
        """Return the statements about a person, under her address and her earlier ones."""
        rows = (s for one in (record.id, *record.redirects) for s in self.by_address.get(one, ()))
        return tuple({s.id: s for s in rows}.values())


def ledger_of(seen: Seen, today: date) -> Ledger:
    """Return what is held in the shape in which pages are told."""
    derived = seen.holding.derived
    return seen.once(
        ("ledger", today),
        lambda: Ledger(seen.holding.register, seen.statements, today, derived.statements),
    )


@dataclass(frozen=True, slots=True)
class OwnFact:
    """One fact with what only we know of it. ``states`` are (state, words); ``public`` counts its statements that
    everyone sees; ``reports`` are the texts that it rests on, by id and title; ``notes`` say how its values were read.
    """

    fact: Fact
    states: tuple[tuple[str, Markup], ...]
    public: int
    reports: tuple[tuple[str, str], ...]
    notes: tuple[tuple[Markup, Told], ...] = ()


@dataclass(frozen=True, slots=True)
class Company:
    """A group that she was in: how many, and whom of it we know by name."""

    count: Markup
    members: tuple[tuple[str, str], ...]
    dots: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """All that the template of a person's page puts out; ``told`` is what a public page would say of the same facts.

    ``alarm``: her term has run out and nothing is known of what followed.
    """

    id: str
    told: PersonPage
    state: str
    state_words: Markup
    alarm: bool
    why: Told
    facts: tuple[OwnFact, ...]
    public: int
    can_show: bool
    accepted: bool
    known: int
    missing: tuple[Markup, ...]
    company: tuple[Company, ...]
    joined: tuple[Told, ...]
    questions: tuple[Asked, ...]
    reports: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, Markup], ...]
    law: LawPanel
    due: tuple[DueLine, ...]
    recognised: tuple[RecognitionLine, ...]
    log: tuple[LogDay, ...]
    drawing: Drawing | None


def person_view(seen: Seen, record: Record, words: Wording, *, today: date) -> PersonView:
    """Return the page of ``record`` as ``seen`` holds it."""
    ledger = ledger_of(seen, today)
    own = seen.holding.derived.statements.get(record.id, ())
    public = [s for s in own if s.id in seen.public.claims]
    law = legal_file(record, today=today)
    open_questions = [q for q in seen.holding.derived.subjects.questions if record.id in (q.a, q.b)]
    return PersonView(
        id=record.id,
        told=person_page(ledger, record, words.s),
        state=record.state.value,
        state_words=words.s.term("states", record.state.value),
        alarm=record.status == "term-over",
        why=because(record.status_reason, words),
        facts=tuple(_facts(seen, record, ledger, words)),
        public=len(public),
        can_show=any(s.state is State.ACCEPTED and s.id not in seen.public.claims for s in own),
        accepted=len(record.id) == 32,
        known=sum(known for _, known in record.completeness),
        missing=tuple(words.s.term("items", item) for item, known in record.completeness if not known),
        company=tuple(_company(seen, group, words) for group in record.groups),
        joined=tuple(because(reason, words) for reason in record.joined),
        questions=tuple(questions_of(seen, words, open_questions)),
        reports=_reports(seen, own),
        days=_days(seen, record, words),
        law=law_panel(law, words),
        due=due_of_person(seen.holding, record, law, today, words),
        recognised=recognition_lines(record, words),
        log=log_of(seen, record, words),
        drawing=drawing_of(record, today),
    )


def _facts(seen: Seen, record: Record, ledger: Ledger, words: Wording) -> Iterable[OwnFact]:
    """Yield the events in order of time, then the traits; the anchors are those of the timeline."""
    teller = Teller(ledger, words.s)
    for episode in in_order(record.episodes):
        ids = [*episode.statements, *(i for belief in episode.beliefs for i in belief.statements)]
        yield _own(seen, teller.episode(episode), ids, episode.beliefs, words)
    kinds: dict[str, list[Belief]] = {}
    for belief in record.beliefs:
        if belief.episode is None:
            kinds.setdefault(belief.episode_type or field_of(belief), []).append(belief)
    for beliefs in kinds.values():
        ids = [i for belief in beliefs for i in belief.statements]
        for fact in teller.traits(beliefs):
            yield _own(seen, fact, ids, beliefs, words)


def _own(seen: Seen, fact: Fact, ids: Iterable[str], beliefs: Iterable[Belief], words: Wording) -> OwnFact:
    rows = [seen.statements[one] for one in dict.fromkeys(ids) if one in seen.statements]
    states = sorted({s.state for s in rows}, key=tuple(State).index)
    return OwnFact(
        fact=fact,
        states=tuple((state.value, words.s.term("states", state.value)) for state in states),
        public=sum(s.id in seen.public.claims for s in rows),
        reports=_reports(seen, rows),
        notes=notes_of(beliefs, (line.note for line in fact.lines if line.note), words),
    )


def _reports(seen: Seen, statements: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    texts = dict.fromkeys(e.text_sha256 for s in statements for e in s.evidence if e.text_sha256)
    held = seen.holding.reports
    return tuple((one, held[one].title) for one in texts if one in held)


def _company(seen: Seen, group: str, words: Wording) -> Company:
    found = next((g for g in seen.holding.register.groups if g.id == group), None)
    if found is None:
        return Company(group_count(None, None, words.s), (), ())
    members = tuple((one, seen.holding.name(one)) for one in found.members)
    small = found.least is not None and found.least == found.most and 0 < found.least <= 24
    dots = tuple(i < len(members) for i in range(found.least or 0)) if small else ()
    return Company(group_count(found.least, found.most, words.s), members, dots)


def _days(seen: Seen, record: Record, words: Wording) -> tuple[tuple[str, Markup], ...]:
    """Return the days on which anything that we hold of her changed, newest first."""
    days = {s.day for s, _ in seen.taken_in(record) if s.day}
    return tuple((day, date_words(day, words.s)) for day in sorted(days, reverse=True))
