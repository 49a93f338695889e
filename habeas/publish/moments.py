"""A person's events as a list in order of time, and the dates that lie ahead: each only as exact as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from habeas.model.claim import Modality
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.record import Episode, Record
from habeas.publish.dates import date_words, line_of
from habeas.publish.edition import Edition
from habeas.publish.facts import Teller, field_of
from habeas.publish.held import bounds, happened, in_order
from habeas.publish.values import Shown
from habeas.publish.words import Words

TERMS = ("custody", "custody_extension", "house_arrest", "sentence", "regime_change")


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the list in order of time; ``anchor`` leads to its fact."""

    when: Markup
    line: str
    what: Markup
    anchor: str
    values: tuple[Shown, ...]


def timeline(edition: Edition, record: Record, teller: Teller) -> tuple[Moment, ...]:
    """Return what happened or is past, in order of time."""
    return tuple(
        _moment(episode, edition, teller, teller.words)
        for episode in in_order(record.episodes)
        if not _is_ahead(episode, edition)
    )


def ahead(edition: Edition, record: Record, teller: Teller) -> tuple[Moment, ...]:
    """Return what is expected, and the ends of terms as sources state them. Nothing here is computed from law."""
    words = teller.words
    expected = [(e.sort_key[0], e) for e in in_order(record.episodes) if _is_ahead(e, edition)]
    found = [(day, _moment(episode, edition, teller, words)) for day, episode in expected]
    found += _ends(edition, record, teller, words)
    return tuple(moment for _, moment in sorted(found, key=lambda row: row[0]))


def _ends(edition: Edition, record: Record, teller: Teller, words: Words) -> Iterator[tuple[str, Moment]]:
    if record.held is False:
        return
    for episode in happened(record):
        for belief in episode.beliefs if episode.type in TERMS else ():
            if field_of(belief) != "until":
                continue
            for value in dict.fromkeys((belief.value, *(rival.value for rival in belief.rivals))):
                edtf = bounds(value)
                if edtf is None or edtf.latest is None or edtf.latest < edition.today:
                    continue
                yield (
                    edtf.latest.isoformat(),
                    Moment(
                        when=date_words(value, words),
                        line=line_of(value),
                        what=words.term("claim_types", "term_end"),
                        anchor=teller.episode(episode).anchor,
                        values=(Shown(words.term("claim_types", episode.type)),),
                    ),
                )


def _is_ahead(episode: Episode, edition: Edition) -> bool:
    """Whether the event is expected and not yet past for certain."""
    if episode.modality is not Modality.EXPECTED:
        return False
    try:
        latest = Edtf.parse(episode.date or "").latest
    except EdtfError:
        return True
    return latest is None or latest >= edition.today


def _when(episode: Episode, edition: Edition, words: Words) -> Markup:
    """The event's date; without one, the day of the first report, said to be that and no more."""
    if episode.date:
        return date_words(episode.date, words)
    stated = (edition.statements[i] for i in episode.statements if i in edition.statements)
    reports = sorted(e.published for s in stated for e in s.evidence if e.published)
    if not reports:
        return words.text("dates.unknown")
    return words.text("site.person.undated", date=date_words(reports[0], words))


def _moment(episode: Episode, edition: Edition, teller: Teller, words: Words) -> Moment:
    fact = teller.episode(episode)
    values = tuple(line.value for line in fact.lines if line.field not in ("date", episode.type))
    return Moment(
        when=_when(episode, edition, words),
        line=line_of(episode.date),
        what=fact.title,
        anchor=fact.anchor,
        values=values[:2],
    )
