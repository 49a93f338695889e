"""The page of one person: name and one sentence, the bar, what is known and from whom, what is not known, corrections."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from habeas.model.edtf import Edtf, EdtfError
from habeas.model.record import Belief, Record
from habeas.publish.bar import Bar, bar_of
from habeas.publish.dates import date_words, is_simple
from habeas.publish.edition import Edition
from habeas.publish.facts import Fact, Teller, field_of
from habeas.publish.held import Holding, holding, in_order, where
from habeas.publish.moments import Moment, ahead, timeline
from habeas.publish.names import Named, named
from habeas.publish.pages.corrections import CorrectionLine, corrections_of
from habeas.publish.reasons import Told, told
from habeas.publish.values import Shown
from habeas.publish.words import Words

ONLY_HELD = ("held", "arrested")  # of these “held since ...” says all


@dataclass(frozen=True, slots=True)
class BarWords:
    """The bar with its labels."""

    drawing: Bar
    start: Markup
    end: Markup
    label: Markup


@dataclass(frozen=True, slots=True)
class GroupLink:
    """The group in which a person was: its id and how many it holds."""

    id: str
    count: Markup


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the template of a person's page puts out."""

    id: str
    name: Named
    lede: tuple[Markup, ...]
    bar: BarWords | None
    newest: Markup | None
    events: tuple[Fact, ...]
    traits: tuple[Fact, ...]
    recognition: tuple[Fact, ...]
    support: tuple[Fact, ...]
    timeline: tuple[Moment, ...]
    ahead: tuple[Moment, ...]
    unknown: tuple[Markup, ...]
    groups: tuple[GroupLink, ...]
    joined: tuple[Told, ...]
    corrections: tuple[CorrectionLine, ...]
    changed: Markup | None
    status: Markup
    why: Told


def person_page(edition: Edition, record: Record, words: Words) -> PersonPage:
    """Return the page of ``record`` in one language."""
    teller = Teller(edition, words)
    order = in_order(record.episodes)
    traits = [belief for belief in record.beliefs if belief.episode is None]
    return PersonPage(
        id=record.id,
        name=named(record, edition, words),
        lede=lede(edition, record, words),
        bar=_bar(edition, record, words),
        newest=_newest(record, words),
        events=tuple(teller.episode(e) for e in order if e.type != "recognition"),
        traits=teller.traits(b for b in traits if not _supports(b)),
        recognition=tuple(teller.episode(e) for e in order if e.type == "recognition"),
        support=teller.traits(b for b in traits if _supports(b)),
        timeline=timeline(edition, record, teller),
        ahead=ahead(edition, record, teller),
        unknown=tuple(words.term("items", item) for item, known in record.completeness if not known),
        groups=_groups(edition, record, words),
        joined=tuple(told(reason, words) for reason in record.joined),
        corrections=corrections_of(edition, {record.id, *record.redirects}, words),
        changed=_changed(edition, record, words),
        status=words.term("status", record.status),
        why=told(record.status_reason, words),
    )


def lede(edition: Edition, record: Record, words: Words) -> tuple[Markup, ...]:
    """Return the sentences under the name: who, what became of the person since when, where."""
    sentences = [s for s in (_who(edition, record, words), *status_of(record, words, holding(record))) if s]
    place = where(record)
    if place and record.held is not False:
        value = Teller(edition, words).value_of(place)
        sentences.append(words.text("site.person.place", place=value_markup(value)))
    return tuple(sentences)


def value_markup(value: Shown) -> Markup:
    """Return a value ready to stand inside a sentence: a source's own words isolated and in their language."""
    if not value.theirs:
        return value.words
    lang = "" if value.lang == "und" else f' lang="{escape(value.lang)}"'
    return Markup(f'<bdi class="theirs"{lang}>{escape(value.words)}</bdi>')  # noqa: S704 - both are escaped


def _who(edition: Edition, record: Record, words: Words) -> Markup | None:
    traits: dict[str, list[Belief]] = {}
    for belief in record.beliefs:
        if belief.episode is None:
            traits.setdefault(field_of(belief), []).append(belief)
    parts: list[Markup] = []
    if "occupation" in traits:
        parts.append(words.say(_occupation, edition, tuple(traits["occupation"])))
    if "born" in traits:
        parts.append(words.text("site.person.born", year=_year(traits["born"][0].value, words)))
    if not parts:
        return None
    return Markup("{}.").format(Markup(", ").join(parts))


def _occupation(words: Words, edition: Edition, beliefs: tuple[Belief, ...]) -> Markup:
    """The occupation in the language that readers of this page read best."""
    teller = Teller(edition, words)
    values = [teller.value_of(belief) for belief in beliefs]
    return value_markup(min(values, key=lambda value: _preference(value, words)))


def _preference(value: Shown, words: Words) -> int:
    """The place of a value's language among those that readers of this page read best."""
    order = words.name_order
    return order.index(value.lang) if value.lang in order else len(order)


def _year(value: str, words: Words) -> Markup:
    """The year of a birth date; the day, where it is public, stands among the facts."""
    try:
        edtf = Edtf.parse(value)
    except EdtfError:
        return Markup.escape(value)
    whole = edtf.is_resolved and not edtf.is_interval and edtf.text[:4].isdigit()
    return Markup.escape(edtf.text[:4]) if whole else date_words(value, words)


def status_of(record: Record, words: Words, held: Holding | None) -> tuple[Markup, ...]:
    """What became of the person, and since when she is ``held``: two things, for a status may be younger."""
    status = words.term("status", record.status) + Markup(".")
    if held is None or record.held is not True:
        return (status,)
    if is_simple(held.date):
        since = words.text("site.person.since", date=date_words(held.date or "", words, "after"))
    else:
        date = date_words(held.date, words) if held.date else words.text("dates.unknown")
        since = words.text("site.person.since_label", date=date)
    return (since,) if record.status in ONLY_HELD else (status, since)


def _bar(edition: Edition, record: Record, words: Words) -> BarWords | None:
    drawing = bar_of(record, edition.today)
    if drawing is None:
        return None
    start = words.text(
        "site.bar.start",
        date=date_words(drawing.start, words),
        what=words.term("claim_types", drawing.start_type),
    )
    end_date = date_words(drawing.end, words)
    if drawing.end_type == "newest":
        end = words.text("site.bar.ongoing", date=end_date)
    else:
        end = words.text("site.bar.start", date=end_date, what=words.term("claim_types", drawing.end_type))
    after = words.text("site.bar.unknown") if drawing.open_after else Markup("")
    label = Markup("; ").join(part for part in (start, end, after) if part)
    return BarWords(drawing, start, end, label)


def _newest(record: Record, words: Words) -> Markup | None:
    if record.held is None and not record.held_as_of:
        return words.text("site.person.newest_unknown") if record.episodes else None
    if not record.held_as_of:
        return words.text("site.person.newest_unknown")
    return words.text("site.person.newest", date=date_words(record.held_as_of, words))


def _supports(belief: Belief) -> bool:
    return belief.episode_type == "support"


def _groups(edition: Edition, record: Record, words: Words) -> tuple[GroupLink, ...]:
    from_register = {group.id: group for group in edition.register.groups} if record.groups else {}
    return tuple(
        GroupLink(group, group_count(from_register[group].least, from_register[group].most, words))
        for group in record.groups
        if group in from_register
    )


def group_count(least: int | None, most: int | None, words: Words) -> Markup:
    """Return how many a group holds, in words: a range stays a range."""
    if least is None and most is None:
        return words.text("site.groups.unknown")
    if most is None:
        return words.count("site.groups.least", least or 0)
    if least is None:
        return words.count("site.groups.most", most)
    if least == most:
        return words.count("site.groups.exactly", most)
    return words.count("site.groups.between", most, least=least)


def _changed(edition: Edition, record: Record, words: Words) -> Markup | None:
    ids = {record.id, *record.redirects}
    days = [s.day for s in edition.about(record) if s.day]
    days += [c.day for c in edition.corrections if ids & {*c.statement.subjects}]
    return words.text("site.person.changed", date=date_words(max(days), words)) if days else None
