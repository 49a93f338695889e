"""Verb: the papers of a day of action in one folder: posters, pictures to share, the list of people, and letter sheets.

What is made from the public lane and what only we may see lie in two folders, named so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.packs.loader import PackError
from habeas.publish.campaign import day_card, on_the_day, people_list
from habeas.publish.cards import card_words
from habeas.publish.edition import Edition, PublishError
from habeas.publish.poster import poster as words_of_poster
from habeas.publish.words import Words, words_of
from habeas.register.due import Due, campaign_days
from habeas.register.search import Finder
from habeas.store.workspace import Workspace
from habeas.workflows.letters import MARK, check_folder, desk_of, refusal, set_sheets, sheet_for, write_ours
from habeas.workflows.look import one_named
from habeas.workflows.poster import Size, poster_pdf, public_edition
from habeas.workflows.refused import Refused
from habeas.workflows.share_pictures import LONG_AGO
from habeas.workflows.share_pictures import TEMPLATE as SHARE
from habeas.workflows.typeset import set_pages, set_picture

TEMPLATE = "site/campaign.typ"
PUBLIC = "for-everyone"
MOST = 100  # people: a poster each
YEAR = 366


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the day of action by its id (None: the next one), people by public name or address (none: all
    who are held), the language, the size of the posters, and whether letter sheets are made too, from our own lane.
    """

    day: str | None = None
    people: tuple[str, ...] = ()
    lang: str = "en"
    size: Size = "a3"
    letters: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """What was written: the day's name and date, the files, and to whom no sheet was made, each with the reason."""

    name: str
    day: date
    files: tuple[Path, ...]
    without: tuple[tuple[str, Reason], ...]


def campaign(workspace: Workspace, folder: Path, asked: Asked, *, today: date) -> Pack:
    """Write the papers into ``folder``, a new or an empty one. Refused where a name is unknown or nobody is public."""
    workspace.own_keys.refuse_before_paper()
    _check(folder)
    day = _day(asked.day, today)
    words = words_of(asked.lang)
    told = {"name": str(day.named[asked.lang]), "date": day.span.edtf() or ""}
    try:
        edition = public_edition(workspace, today, asked.lang)
        people = _chosen(edition, asked, words)
        made = dict(_public(edition, people, told, asked, words))
    except (PublishError, PackError) as error:
        raise Refused(str(error)) from error
    without: list[tuple[str, Reason]] = []
    if asked.letters:
        made |= _letters(workspace, [one.id for one in people], asked.lang, today, without)
    for name, data in made.items():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Refused(f"{folder} cannot be made ({error.strerror}). Nothing was written.") from error
        write_ours(file, data)
    first = day.span.first or today
    return Pack(told["name"], first, tuple(folder / name for name in sorted(made)), tuple(without))


def days_ahead(today: date) -> tuple[Due, ...]:
    """Return the days of action of the year from today, the next one first."""
    found = {id_of(one): one for one in reversed(_by_day(campaign_days(today, YEAR)))}
    return _by_day(tuple(found.values()))


def _by_day(days: Sequence[Due]) -> tuple[Due, ...]:
    return tuple(sorted(days, key=lambda one: (one.span.first or date.max, id_of(one))))


def id_of(day: Due) -> str:
    """Return by which word a day of action is asked for."""
    return dict(day.reason.facts)["day"]


def _day(wanted: str | None, today: date) -> Due:
    days = days_ahead(today)
    if wanted is None:
        return days[0]
    known = {id_of(one): one for one in days}
    if wanted not in known:
        raise Refused(f"“{wanted}” is no day of action known here. They are: {', '.join(known)}.")
    return known[wanted]


def _check(folder: Path) -> None:
    check_folder(folder.resolve())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            f"{folder} holds something already; nothing was written. Name a new or an empty folder."
        )


def _chosen(edition: Edition, asked: Asked, words: Words) -> tuple[Record, ...]:
    people = edition.register.people
    by_id = {one: record for record in people for one in (record.id, *record.redirects)}
    finder = Finder(people)
    named = tuple(one_named(by_id, finder, one) for one in asked.people)
    chosen = tuple({record.id: record for record in named}.values()) or on_the_day(edition, words)
    if not chosen:
        raise Refused("Nobody who is held stands on the public site yet, so there is nothing to put up.")
    if len(chosen) > MOST:
        raise Refused(
            f"{len(chosen)} people would make {len(chosen)} posters. Name at most {MOST} of them with --people."
        )
    return chosen


def _public(
    edition: Edition, people: Sequence[Record], day: dict[str, str], asked: Asked, words: Words
) -> Iterator[tuple[str, bytes]]:
    today = edition.today
    listed = people_list(edition, people, day, words)
    yield f"{PUBLIC}/people.pdf", set_pages(TEMPLATE, {"sheet": listed}, day=today)
    yield f"{PUBLIC}/pictures/day.png", _picture(day_card(edition, len(people), day, words))
    for record in people:
        told = words_of_poster(edition, record, words)
        yield f"{PUBLIC}/posters/{record.id[:8]}.pdf", poster_pdf(told, asked.size, today)
        yield f"{PUBLIC}/pictures/{record.id[:8]}.png", _picture(card_words(edition, record, words))


def _picture(card: Any) -> bytes:
    return set_picture(SHARE, {"card": card}, day=LONG_AGO)


def _letters(
    workspace: Workspace, shown: Sequence[str], lang: str, today: date, without: list[tuple[str, Reason]]
) -> dict[str, bytes]:
    """The sheets of the same people from our own lane; whom nobody may or can write to is told in ``without``."""
    desk = desk_of(workspace, today=today)
    ours = {there: person for person, there in desk.pages.items()}
    sheets = []
    for one in shown:
        record = desk.holding.by_id.get(ours.get(one, ""))
        if record is None:
            continue
        to = desk.recipient(record)
        why = refusal(to) or desk.returned(to)
        if why is not None:
            without.append((to.name, why))
        else:
            sheets.append(sheet_for(desk, to, lang))
    return {f"{MARK}/letters-{MARK}.pdf": set_sheets(sheets, today)} if sheets else {}
