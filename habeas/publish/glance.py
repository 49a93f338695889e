"""What lists, counts and the search need of each person, read once for all languages."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from habeas.model.claim import Modality
from habeas.model.record import Belief, Record
from habeas.publish.edition import Edition
from habeas.publish.facts import field_of
from habeas.publish.held import NOT_SO, Holding, bounds, holding, where
from habeas.publish.values import is_article

INSTITUTIONS = {"facility": "facility", "from_facility": "facility", "court": "court", "agency": "agency"}
DETAINED = ("detention",)
FREED = ("release", "acquittal", "charges_dropped")


@dataclass(frozen=True, slots=True)
class Named:
    """A value under which people are found: ``slug`` is its address, ``text`` the first spelling seen, ``lang`` its language."""

    slug: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Glance:
    """One person: places of detention, articles and institutions; years of detentions and releases (None: not known).

    ``since`` and ``where`` she is held, as a line in a list says it, and whether it is said that she gets ``no_letters``.
    """

    record: Record
    places: tuple[Named, ...]
    articles: tuple[str, ...]
    institutions: tuple[tuple[str, Named], ...]
    detained: tuple[int | None, ...]
    released: tuple[int | None, ...]
    bodies: tuple[str, ...]
    since: Holding | None
    where: Belief | None
    no_letters: bool


def slug_of(text: str) -> str:
    """Return the address of a value: it names nothing, and one value in one spelling has one address."""
    return sha256(" ".join(text.casefold().split()).encode("utf-8")).hexdigest()[:12]


def glances_of(edition: Edition) -> tuple[Glance, ...]:
    """Return every person of the edition at a glance, looked at once for all outputs and languages."""
    return edition.once("glances", lambda: _glances(edition))


def _glances(edition: Edition) -> tuple[Glance, ...]:
    langs: dict[tuple[str, str], str] = {}
    for statement in edition.statements.values():
        for field, values in statement.fields.items():
            if field == "place" or field in INSTITUTIONS:
                for value in values:
                    langs.setdefault((field, value.value), value.lang or "und")
    return tuple(_glance(record, langs) for record in edition.register.people)


def _glance(record: Record, langs: dict[tuple[str, str], str]) -> Glance:
    places: dict[str, Named] = {}
    articles: dict[str, None] = {}
    institutions: dict[tuple[str, str], Named] = {}
    years: dict[str, list[int | None]] = {"detained": [], "released": []}
    bodies: dict[str, None] = {}
    for episode in record.episodes:
        if episode.modality is Modality.DENIED:
            continue
        for belief in episode.beliefs:
            field = field_of(belief)
            if field == "place" and episode.type in DETAINED:
                places.setdefault(slug_of(belief.value), _named(field, belief.value, langs))
            elif field == "article" and episode.type != "exposure" and is_article(belief.value):
                articles[belief.value] = None
            elif field in INSTITUTIONS:
                key = (INSTITUTIONS[field], slug_of(belief.value))
                institutions.setdefault(key, _named(field, belief.value, langs))
            elif field == "body" and episode.type == "recognition":
                bodies[belief.value] = None
        if episode.modality not in NOT_SO:
            kind = "detained" if episode.type in DETAINED else "released" if episode.type in FREED else ""
            if kind:
                years[kind].append(_year(episode.date))
    return Glance(
        record=record,
        places=tuple(places.values()),
        articles=tuple(articles),
        institutions=tuple((kind, named) for (kind, _), named in institutions.items()),
        detained=tuple(years["detained"]),
        released=tuple(years["released"]),
        bodies=tuple(bodies),
        since=holding(record),
        where=where(record) if record.held is not False else None,
        no_letters=any(
            field_of(b) == "letters_known" and b.value in ("no", "none", "0") for b in record.beliefs
        ),
    )


def _named(field: str, text: str, langs: dict[tuple[str, str], str]) -> Named:
    return Named(slug_of(text), text, langs.get((field, text), "und"))


def _year(text: str | None) -> int | None:
    edtf = bounds(text)
    if edtf is None or edtf.earliest is None or edtf.latest is None or edtf.earliest.year != edtf.latest.year:
        return None
    return edtf.earliest.year
