"""Filters over people: status, article, place, institution, year of detention, language and origin of what tells of her.

A value stands in an address as a short digest, so that no address holds a word of a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.http import HttpRequest
from markupsafe import Markup

from habeas.identity.values import parse_date
from habeas.model.claim import Modality
from habeas.model.record import Record
from habeas.publish.names import sort_key
from habeas.publish.values import is_article, shown
from habeas.text.places import parse_place
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording

FACETS = ("status", "article", "place", "institution", "year", "language", "origin")
INSTITUTIONS = frozenset({"facility", "from_facility", "court", "agency"})
MOST_VALUES = 200  # of one filter; the commonest

type Values = Mapping[
    str, Mapping[str, str]
]  # of each filter, what stands for a value and how it was first written


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its name, its values as (digest, words, how many), and the digest that was chosen (“” for none)."""

    name: str
    title: Markup
    values: tuple[tuple[str, Markup, int], ...]
    chosen: str


def chosen_in(request: HttpRequest) -> dict[str, str]:
    """Return the filters that an address names; what makes no sense is as if it were not there."""
    given = {name: request.GET.get(name, "") for name in FACETS}
    return {name: one for name, one in given.items() if len(one) == 12 and one.isalnum()}


def values_of(seen: Seen, record: Record) -> Values:
    """Return under which values of each filter a person stands; counted again only where her record is another."""
    kept = served().filters
    known = kept.get(record.id)
    if known is None or known[0] is not record:
        known = kept[record.id] = (record, _values(seen, record))
    return known[1]


def fits(values: Values, chosen: Mapping[str, str]) -> bool:
    """Whether somebody stands under every value that was chosen."""
    return all(one in values.get(name, ()) for name, one in chosen.items())


def facets(
    seen: Seen, people: Iterable[Record], chosen: Mapping[str, str], words: Wording
) -> tuple[Facet, ...]:
    """Return every filter with the values that ``people`` have; each counts whom the other filters leave."""
    found: dict[str, dict[str, tuple[str, int]]] = {name: {} for name in FACETS}
    for record in people:
        values = values_of(seen, record)
        for name in FACETS:
            others = {other: one for other, one in chosen.items() if other != name}
            if not fits(values, others):
                continue
            for digest, text in values[name].items():
                first, count = found[name].get(digest, (text, 0))
                found[name][digest] = (min(first, text), count + 1)
    return tuple(_facet(name, rows, chosen.get(name, ""), words) for name, rows in found.items() if rows)


def facet_words(name: str, text: str, words: Wording) -> Markup:
    """Return one value in the reader's words where there are such, else as it is written."""
    if name == "status":
        return words.s.term("status", text)
    if name == "article":
        return Markup.escape(shown("article", text, words.s).words)
    if name == "language":
        return words.w.term("languages", text)
    return Markup.escape(text)


def digest_of(text: str) -> str:
    """Return what stands in an address for a value."""
    return sha256(" ".join(text.casefold().split()).encode("utf-8")).hexdigest()[:12]


def _facet(name: str, rows: Mapping[str, tuple[str, int]], chosen: str, words: Wording) -> Facet:
    common = sorted(rows.items(), key=lambda row: -row[1][1])[:MOST_VALUES]
    told = [(digest, facet_words(name, text, words), count) for digest, (text, count) in common]
    order: Callable[[tuple[str, Markup, int]], object] = lambda one: sort_key(str(one[1]), words.s)  # noqa: E731
    if name == "article":
        numbers = {digest: _number(text) for digest, (text, _) in common}
        order = lambda one: numbers[one[0]]  # noqa: E731
    told.sort(key=order)  # type: ignore[arg-type]
    return Facet(name, words.w.text(f"search.facets.{name}"), tuple(told), chosen)


def _number(article: str) -> tuple[int, ...]:
    return tuple(int(part) for part in article.replace("-", " ").replace(".", " ").split() if part.isdigit())


def _values(seen: Seen, record: Record) -> Values:
    found: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    found["status"][digest_of(record.status)] = record.status
    for episode in record.episodes:
        if episode.modality is Modality.DENIED:
            continue
        if episode.type == "detention" and episode.date:
            _put(found["year"], _years(episode.date))
        for belief in episode.beliefs:
            field = belief.property.rsplit(".", 1)[-1]
            told = (belief.value, *(rival.value for rival in belief.rivals))
            if field == "article":
                _put(found["article"], (one for one in told if is_article(one)))
            elif field == "place" and episode.type == "detention":
                found["place"].update((_place(one), one) for one in told)
            elif field in INSTITUTIONS:
                _put(found["institution"], told)
    for statement in seen.holding.derived.statements.get(record.id, ()):
        for evidence in statement.evidence:
            report = seen.holding.reports.get(evidence.text_sha256 or "")
            origin = (report.capture.publisher or report.capture.voice) if report is not None else None
            _put(found["origin"], [origin] if origin else ())
            _put(found["language"], [evidence.lang])
    return found


def _put(found: dict[str, str], values: Iterable[str]) -> None:
    for one in values:
        found.setdefault(digest_of(one), one)


def _place(text: str) -> str:
    """Return the digest of a place: one for all its spellings where it is listed, one for all its scripts where it is not."""
    read = parse_place(text)
    if read.places and not read.many:
        return digest_of(f"place {read.places[0].id}")
    return digest_of(f"sound {min(read.sounds)}" if read.sounds else text)


def _years(text: str) -> Iterable[str]:
    when = parse_date(text)
    if when is None or not when.is_resolved or when.earliest is None or when.latest is None:
        return ()
    first, last = when.earliest.year, when.latest.year
    return [str(year) for year in range(first, last + 1)] if last - first < 4 else ()
