"""The door of publishing: the public lane goes in, files come out. Pure: the same lane and day give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from habeas.model.record import Register
from habeas.model.statement import Statement
from habeas.publish.checksums import SUMS, sums
from habeas.publish.edition import Correction, Edition, PublishError
from habeas.publish.outputs import OUTPUTS
from habeas.publish.pieces import Piece, bytes_of
from habeas.publish.settings import SiteSettings
from habeas.record.entry import Entry
from habeas.record.lanes import PublicLane
from habeas.register.derive import Derived, Rows, derive_all
from habeas.register.statements import Held, day_of, of_entries

ERROR = "error"  # the reason of a retraction that may be told: we were wrong


def build(
    lane: PublicLane, settings: SiteSettings, *, today: date, version: str, languages: Sequence[str]
) -> Mapping[str, bytes]:
    """Return the whole publication of ``lane`` as path -> bytes, in order of the paths.

    ``today`` is the day that it is made for; ``version`` names the program; ``languages`` are page languages, the
    first one is offered first. Raises PublishError where nothing may be written, PackError for a language that
    has no pages.
    """
    return files_of(edition_of(lane, settings, today=today, version=version, languages=languages))


def edition_of(
    lane: PublicLane,
    settings: SiteSettings,
    *,
    today: date,
    version: str,
    languages: Sequence[str],
    without: Collection[bytes] = (),
    rows: Rows | None = None,
) -> Edition:
    """Return all that the outputs may see: what is derived from this lane's entries, and the settings.

    ``without`` are ids of entries that are not shown yet, because nobody has signed them off; ``rows`` derives people
    on several cores.
    """
    if not languages:
        raise PublishError(
            "No page language was asked for; nothing was written. Name at least one, such as en."
        )
    entries = [entry for entry in lane.entries if entry.id not in without]
    held = of_entries(entries, lane.received)
    derived = derive_all(held.statements, held.links, today=today, rows=rows)
    return Edition(
        register=derived.register,
        mode=lane.mode,
        settings=settings,
        today=today,
        version=version,
        languages=tuple(dict.fromkeys(languages)),
        statements=MappingProxyType(_statements(held, derived)),
        corrections=_corrections(entries, held, derived),
        archives=MappingProxyType(
            {key: told["archive"] for key, told in held.sources.items() if "archive" in told}
        ),
    )


def pieces_of(edition: Edition) -> tuple[Piece, ...]:
    """Return every file of every output in order of their paths, each with what it rests on; the checksums come last."""
    found: dict[str, Piece] = {}
    for output in OUTPUTS:
        for piece in output.pieces(edition):
            if piece.path in found:
                raise PublishError(
                    f"Two outputs want to write {piece.path}; nothing was written. "
                    "This is a fault of the program: report it."
                )
            found[piece.path] = piece
    return tuple(found[path] for path in sorted(found))


def files_of(edition: Edition) -> Mapping[str, bytes]:
    """Return every file of every output by its path, and the checksums of them all, in order of their paths."""
    made = bytes_of(pieces_of(edition))
    made[SUMS] = sums({path: hashlib.sha256(data).hexdigest() for path, data in made.items()})
    return MappingProxyType(dict(sorted(made.items())))


def _statements(held: Held, derived: Derived) -> dict[str, Statement]:
    """Every statement that stands, by id, its people under the addresses of their pages."""
    return {statement.id: derived.subjects.rewrite(statement) for statement in held.statements}


def _corrections(entries: Iterable[Entry], held: Held, derived: Derived) -> tuple[Correction, ...]:
    """What we took back as an error of ours, about people and groups who are still here.

    Every other reason (withheld, consent taken back, harm) leaves no line: repeating the value would undo it.
    """
    told = _retractions(entries, held)
    shown = _addresses(derived.register)
    found = []
    for retracted in held.retracted:
        statement = derived.subjects.rewrite(retracted)
        if statement.id in told and shown & {*statement.subjects}:
            day, words = told[statement.id]
            found.append(Correction(statement, day, words))
    return tuple(sorted(found, key=lambda c: (c.day, c.statement.id)))


def _retractions(entries: Iterable[Entry], held: Held) -> dict[str, tuple[str, str]]:
    """(day, words) by claim id of the retractions in force whose reason is “error” or “error: words for everyone”."""
    found: dict[str, tuple[str, str]] = {}
    for entry in entries:
        if entry.kind != "decision" or entry.text("act") != "retract" or entry.id.hex() in held.void:
            continue
        kind, _, words = (entry.text("reason") or "").partition(":")
        for claim in entry.ids("claims"):
            if kind.strip() == ERROR:
                found[claim.hex()] = (day_of(entry.header.ts), words.strip())
            else:
                found.pop(claim.hex(), None)
    return found


def _addresses(register: Register) -> set[str]:
    return {person.id for person in register.people} | {group.id for group in register.groups}
