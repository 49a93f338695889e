"""The lines of an envelope, in the script and the order that the country's post and prisons expect, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.exchange.letters.places import Place, find_place
from habeas.exchange.letters.recipient import Recipient
from habeas.exchange.letters.rules import Country, country
from habeas.model.reason import Reason
from habeas.packs.loader import load
from habeas.text.names import parse_name
from habeas.text.names.roles import Role
from habeas.text.translit import script_of

LINES = "letters/first_lines.yml"
_ORDER = (Role.SURNAME, Role.GIVEN, Role.PATRONYMIC)
STOPPING = frozenset({"no-address", "unknown-place", "closed-place", "two-places", "moved", "no-index"})


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on an envelope: ``lines`` from the top (none where no letter would arrive), in the language ``lang``.

    ``gaps`` say what is missing, in the pack's words by the rule after ``letter.``; ``rules`` are the country's.
    """

    lines: tuple[str, ...]
    lang: str
    rules: Country
    place: Place | None
    gaps: tuple[Reason, ...]

    @property
    def arrives(self) -> bool:
        """Whether the address is whole."""
        return not any(gap.rule.removeprefix("letter.") in STOPPING for gap in self.gaps)


def envelope(to: Recipient, today: date, own: Iterable[Place] = ()) -> Envelope:
    """Return the envelope of a letter to somebody, on the day on which it is written; ``own`` places are the group's."""
    if to.where is None:
        gaps = [to.lost] if to.lost else []
        place = None
    else:
        place, reason = find_place(to.where.facility, today, own=own, code=to.country)
        gaps = [] if place else [reason]
    rules = country(place.country if place else to.country or "any")
    lang = place.lang if place else next((one for one in rules.languages), "ru")
    if place is not None and not place.complete:
        words = f"The address of “{place.names.get('en', place.id)}” lacks its index or town."
        gaps.append(Reason("letter.no-index", words, (("facility", place.names.get(lang, place.id)),)))
    name = envelope_name(to.names, lang)
    if not name:
        gaps.append(Reason("letter.latin-name", "The name is not known in Cyrillic letters."))
    if rules.birth_year and not to.born_year:
        gaps.append(Reason("letter.no-born", "The year of birth belongs on the envelope and is not known."))
    if to.held is None:
        gaps.append(Reason("letter.held-unknown", "Whether she is still held is not known."))
    lines = _lines(name, to.born_year, place, rules) if place is not None and place.complete else ()
    return Envelope(lines, lang, rules, place, tuple(gaps))


def envelope_name(names: Iterable[str], lang: str) -> str:
    """Return the fullest spelling in Cyrillic letters, "" where none is known; of equals the one in the address's language.

    The fullest has the name after the father, as the state's own papers do; their order is surname, given name, father.
    """
    known = [name for name in names if _cyrillic(name)]
    if not known:
        return ""
    return _in_order(max(known, key=lambda name: (_full(name), _fits(name, lang), -known.index(name))))


def _cyrillic(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all(script_of(letter) == "cyrillic" for letter in letters)


def _fits(name: str, lang: str) -> int:
    """Return 1 where the spelling has letters that tell this language, -1 where it has ones that it never writes."""
    row = load(LINES).data[lang]
    told = name.casefold()
    return -1 if any(one in told for one in row["never"]) else int(any(one in told for one in row["tells"]))


def _full(name: str) -> int:
    parts = parse_name(name).parts
    return sum(1 for part in parts if part.role in _ORDER and not part.initial)


def _in_order(name: str) -> str:
    parsed = parse_name(name)
    if parsed.order == "unknown" or any(part.role not in _ORDER for part in parsed.parts):
        return name
    return " ".join(_words(parsed, role) for role in _ORDER if parsed.roles.get(role))


def _words(parsed: Any, role: Role) -> str:
    parts = parsed.roles[role]
    joined = "".join(part.text + ("-" if part.joined else " ") for part in parts)
    return joined.rstrip(" -")


def _lines(name: str, born: str, place: Place, rules: Country) -> tuple[str, ...]:
    form = str(load(LINES).data[place.lang]["born"])
    who = name or "______________________"
    told = {
        "name": f"{who}, {form.format(year=born)}" if rules.birth_year and born else who,
        "institution": place.names.get(place.lang) or next(iter(place.names.values())),
        "street": place.street,
        "town": f"{place.index}, {place.town}",
        "area": place.area,
        "country": rules.country_lines.get(place.lang, ""),
    }
    return tuple(told[key] for key in rules.order if told[key])
