"""Places of detention: dated addresses, what their country lets through by post, who of ours is held there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from markupsafe import Markup

from habeas.exchange.letters.places import Place
from habeas.exchange.letters.rules import Country, country
from habeas.model.record import Record
from habeas.publish.dates import date_words, day_words
from habeas.publish.links import web_address
from habeas.publish.names import Spelling, named
from habeas.publish.reasons import Told
from habeas.web.pages import page
from habeas.web.people import everybody_of
from habeas.web.person_page import ledger_of
from habeas.web.queue import country_words
from habeas.web.reasons import because
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording, wording_for
from habeas.workflows.held_where import Held, House, Houses
from habeas.workflows.letters_places import places_of
from habeas.workflows.refused import Refused

PAGE = 100  # people on one page


@dataclass(frozen=True, slots=True)
class Row:
    """One place in the list: its code, its name with its language (“” where the words are ours), what and where it is."""

    code: str
    name: str
    lang: str
    about: tuple[Markup, ...]
    held: int
    why: Told | None


@dataclass(frozen=True, slots=True)
class Address:
    """One dated address: its lines as on an envelope, when it holds, where it was read and whether somebody tried it."""

    lines: tuple[str, ...]
    lang: str
    days: Markup
    now: bool
    complete: bool
    source: str
    link: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Inmate:
    """Somebody of ours there: when she was last reported, and in which words."""

    id: str
    name: Spelling | None
    day: Markup | None
    words: str


@dataclass(frozen=True, slots=True)
class LetterRules:
    """What is let through in the country of a place; ``stopped`` are beginnings of words that get a letter stopped, by kind."""

    country: str
    languages: tuple[Markup, ...]
    birth_year: bool
    longest: int
    stopped: tuple[tuple[Markup, str], ...]


@require_GET
def institutions(request: HttpRequest) -> HttpResponse:
    """List the places: first those in which somebody of ours is, then those that we have an address of."""
    words, (found, problem) = wording_for(request), houses_of(served().seen())
    rows = [_row(house, words) for house in found]
    values = {
        "ours": [row for row in rows if row.held],
        "others": [row for row in rows if not row.held],
        "problem": problem,
        "here": "institutions",
    }
    return page(request, "institutions.html", values)


@require_GET
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """Show one place."""
    words, seen = wording_for(request), served().seen()
    found, problem = houses_of(seen)
    house = next((one for one in found if one.code == code), None)
    if house is None:
        raise Http404
    row, card = _row(house, words), house.cards[0] if house.cards else None
    values = {
        "place": row,
        "names": _names(card, row.name),
        "addresses": [_address(one, words) for one in house.cards if one.town or one.street],
        "bare": card is not None and not any(one.town or one.street for one in house.cards),
        "rules": _rules(card.country, words) if card is not None else None,
        "people": _inmates(house.held, seen, words),
        "more": max(len(house.held) - PAGE, 0),
        "problem": problem,
        "here": "institutions",
    }
    return page(request, "institution.html", values)


def houses_of(seen: Seen) -> tuple[tuple[House, ...], str]:
    """Return the places of this moment, and what is wrong in the group's own file of addresses (“” where nothing is)."""
    finder, problem = seen.once("cards of places", _cards)
    people = lambda: (hit.record for hit in everybody_of(seen))  # noqa: E731
    return seen.once("houses", lambda: finder.all(people(), served().seats)), problem


def house_of(seen: Seen, record: Record) -> str:
    """Return the address of the place in which somebody is held, or “”."""
    return seen.once("cards of places", _cards)[0].code_for(record)


def _cards() -> tuple[Houses, str]:
    try:
        return Houses(places_of(served().workspace), served().today()), ""
    except Refused as error:
        return Houses((), served().today()), str(error)


def _row(house: House, words: Wording) -> Row:
    if not house.cards:
        why = because(house.why, words) if house.why else None
        return Row(house.code, house.words, "und", (), len(house.held), why)
    card = house.cards[0]
    name, lang = _called(card, words.lang)
    about = (words.w.term("place_kinds", card.kind), Markup("<bdi>{}</bdi>").format(card.place))
    land = country_words(card.country, words)
    return Row(house.code, name, lang, (*about, Markup.escape(land)), len(house.held), None)


def _called(card: Place, lang: str) -> tuple[str, str]:
    """Return a place's name in the reader's language, else in its country's, and the language it is in (“” for hers)."""
    if lang in card.names:
        return card.names[lang], ""
    other = next((one for one in ("ru", "be", "en") if one in card.names), next(iter(card.names), ""))
    return card.names.get(other, card.id), other


def _names(card: Place | None, shown: str) -> list[tuple[str, str]]:
    rows = card.names.items() if card is not None else ()
    return [(lang, name) for lang, name in rows if name != shown]


def _address(card: Place, words: Wording) -> Address:
    first = day_words(card.first, words.s) if card.first else None
    last = day_words(card.last, words.s) if card.last else None
    if first and last:
        days = words.w.text("institutions.between", first=first, last=last)
    elif first:
        days = words.w.text("institutions.since", first=first)
    else:
        days = words.w.text("institutions.till", last=last) if last else words.w.text("institutions.undated")
    lines = (card.street, card.area, " ".join(one for one in (card.index, card.town) if one))
    return Address(
        lines=tuple(line for line in lines if line),
        lang=card.lang,
        days=days,
        now=card.holds(served().today()),
        complete=card.complete,
        source=card.source,
        link=web_address(card.source) or "",
        checked=card.checked,
    )


def _rules(code: str, words: Wording) -> LetterRules:
    found: Country = country(code)
    return LetterRules(
        country=country_words(code, words),
        languages=tuple(words.w.term("languages", lang) for lang in found.languages),
        birth_year=found.birth_year,
        longest=found.longest,
        stopped=tuple(
            (
                words.w.term("stopped_kinds", kind),
                ", ".join(one.replace("*", "…") for one in rows),
            )
            for kind, rows in found.stopped.items()
        ),
    )


def _inmates(held: Iterable[Held], seen: Seen, words: Wording) -> list[Inmate]:
    ledger = ledger_of(seen, served().today())
    rows = sorted(held, key=lambda one: (one.record.name.casefold(), one.record.id))[:PAGE]
    return [
        Inmate(
            one.record.id,
            named(one.record, ledger, words.s).first,
            date_words(one.day.isoformat(), words.s) if one.day else None,
            one.words,
        )
        for one in rows
    ]
