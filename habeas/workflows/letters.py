"""Verbs: a letter kit of one person, and a whole evening of letters. Working copies: they say ONLY-FOR-US and the day.

A kit is made from the private lane, of people who are named or assigned, each time anew; it is no output of the site.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.exchange.letters.envelope import Envelope, envelope
from habeas.exchange.letters.log import NOTHING_LOGGED, Tally, letters_of, moved, tallies
from habeas.exchange.letters.places import Place
from habeas.exchange.letters.recipient import Recipient, recipient_of
from habeas.exchange.letters.sheet import Occasion, Sheet, sheet_of
from habeas.exchange.letters.wishes import Wish
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.publish.checksums import SUMS
from habeas.store.layout import write_atomically
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, hold
from habeas.workflows.letters_places import places_of
from habeas.workflows.look import the_one
from habeas.workflows.partner_wider import everyones
from habeas.workflows.publish import settings_of
from habeas.workflows.refused import Refused
from habeas.workflows.typeset import qr, set_pages

MARK = "ONLY-FOR-US"
TEMPLATE = "letters/sheet.typ"


@dataclass(frozen=True, slots=True)
class Desk:
    """What letters are made from: what is held, the group's own places, the log, and the public pages by address."""

    holding: Holding
    places: tuple[Place, ...]
    log: dict[str, Tally]
    pages: dict[str, str]
    base: str
    today: date

    def person(self, named: str) -> Record:
        """Return the one person at an address, its beginning, or a name."""
        found = {
            r.id: r for one, r in self.holding.by_id.items() if len(named) >= 6 and one.startswith(named)
        }
        return next(iter(found.values())) if len(found) == 1 else the_one(self.holding, named)

    def recipient(self, record: Record) -> Recipient:
        """Return what a letter writer needs of somebody."""
        return recipient_of(record, self.today)

    def tally(self, person: str) -> Tally:
        """Return how many letters went to somebody."""
        return self.log.get(person, NOTHING_LOGGED)

    def envelope(self, to: Recipient) -> Envelope:
        """Return the envelope of a letter to somebody."""
        return envelope(to, self.today, self.places)

    def returned(self, to: Recipient) -> Reason | None:
        """Return the question “returned, moved?” where it stands open."""
        return moved(self.tally(to.id), to.where.day if to.where else None)

    def page(self, person: str, lang: str) -> str:
        """Return the web address of her public page, or "" where she has none."""
        there = self.pages.get(person)
        return f"{self.base}{lang}/people/{there}.html" if there and self.base else ""


def desk_of(workspace: Workspace, *, today: date, places: Path | None = None) -> Desk:
    """Return what letters are made from on ``today``."""
    holding = hold(workspace, today=today)
    links = holding.held.links
    log = tallies(letters_of(holding.held.statements, links.address))
    there = everyones(workspace).map(holding).subjects
    pages = {person: ids[0] for person, ids in there.items() if ids}
    own = places_of(workspace, places)
    return Desk(holding, own, log, pages, settings_of(workspace).base, today)


def kit(
    workspace: Workspace, person: str, file: Path, *, today: date, lang: str, places: Path | None = None
) -> Sheet:
    """Write the letter sheet of one person to ``file``; return it. Refused where nobody may or can write to her."""
    check_ours(file, ".pdf")
    desk = desk_of(workspace, today=today, places=places)
    to = desk.recipient(desk.person(person))
    why = refusal(to)
    if why is not None:
        raise Refused(f"No kit was made. {why}")
    sheet = sheet_for(desk, to, lang)
    write_ours(file, set_sheets([sheet], today))
    return sheet


def sheet_for(desk: Desk, to: Recipient, lang: str, writer: str = "") -> Sheet:
    """Return the sheet of a letter to somebody."""
    told = Occasion(desk.today, lang, writer, desk.tally(to.id), desk.page(to.id, lang), desk.returned(to))
    return sheet_of(to, desk.envelope(to), told)


def set_sheets(sheets: Iterable[Sheet], today: date) -> bytes:
    """Return the sheets as one PDF, a page each."""
    rows = [{**one.fields, "qr": qr(one.fields["page"]) if one.fields["page"] else ""} for one in sheets]
    return set_pages(TEMPLATE, {"sheets": rows}, day=today)


def refusal(to: Recipient) -> Reason | None:
    """Return why no letter is to be written to somebody at all, or None."""
    facts = (("person", to.id),)
    if not to.name.strip():
        return Reason(
            "letter.unnamed", "No name of this person is accepted, so no envelope can name anybody.", facts
        )
    if not to.accepted:
        words = f"All about {to.name} is still proposed. Accept a statement about this person first."
        return Reason("letter.proposed", words, facts)
    if to.held is False:
        words = f"By what we hold, {to.name} is no longer held; a letter to the prison would reach nobody."
        return Reason("letter.free", words, facts)
    for wish in to.wishes:
        if wish.wish is Wish.UNNAMED:
            words = f"This person wishes to be named to nobody: “{wish.words}”. A sheet would name her to whoever writes."
            return Reason("letter.unnamed", words, facts)
        if wish.wish is Wish.NONE:
            words = (
                f"{to.name} does not want letters: “{wish.words}”. If that changed, correct the statement."
            )
            return Reason("letter.wish", words, facts)
        if wish.wish is Wish.PAUSE:
            words = f"No letters to {to.name} before {wish.until}: “{wish.words}”."
            return Reason("letter.pause", words, (*facts, ("until", str(wish.until))))
    return None


def check_ours(file: Path, ending: str) -> None:
    """Refuse a file of ours that could be taken for one to pass on."""
    if MARK not in file.name or file.suffix.lower() != ending:
        raise Refused(
            f"{file}: nothing was written. It would hold what only we may see: its name must say {MARK} and end in "
            f"{ending}, such as letter-{MARK}{ending}."
        )
    check_folder(file.resolve().parent)


def check_folder(folder: Path) -> None:
    """Refuse a place inside a published folder."""
    if any((one / SUMS).is_file() for one in (folder, *folder.parents)):
        raise Refused(f"{folder} lies in a published folder, where everyone can take it. Name another place.")


def write_ours(file: Path, data: bytes) -> None:
    """Write a file that only we can read, whole or not at all."""
    try:
        write_atomically(file, data)
    except OSError as error:
        raise Refused(f"{file} cannot be written ({error.strerror}). Nothing was made.") from error
