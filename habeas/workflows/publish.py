"""Verb: write the public lane as files. Never widens anything, and never touches a folder that is not its own.

Only what changed is made again; what the addresses of changed pages are stands in a list for those who keep copies.
The new edition is written beside the old one and takes its place at the end: a reader of the folder never sees half.
Whatever is cut short, the next edition puts in order; one edition of a workspace is written at a time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas import __version__
from habeas.packs.loader import PackError
from habeas.publish.checksums import SUMS
from habeas.publish.pieces import Piece
from habeas.publish.settings import SiteSettings
from habeas.store.workspace import Workspace
from habeas.workflows.alone import alone
from habeas.workflows.as_left import ground, keep, left, without_rule
from habeas.workflows.edition_files import (
    Note,
    Written,
    changed,
    read_notes,
    read_sums,
    sign,
    told_notes,
    write,
)
from habeas.workflows.refused import Refused
from habeas.workflows.sign_off import sign_off_of
from habeas.workflows.uncollected import uncollected

if TYPE_CHECKING:
    from habeas.publish.edition import Edition

SETTING = "site"
PURGE = "purge.txt"
LANGUAGES = ("en", "be", "ru", "uk", "pl", "de")
NOTES = "edition:"  # and where it is written: what its files rested on
KEPT = ("blobs", "keys", "tmp")  # the workspace's own folders, which may be empty


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the folder, how many files it holds and how many of them were made anew.

    ``purge`` are the addresses (paths inside the site) whose copies elsewhere are out of date; ``purge_list`` is the
    file in the workspace that lists them; ``waiting`` entries are not shown, as nobody has signed them off.
    """

    folder: Path
    files: int
    made: int = 0
    purge: tuple[str, ...] = ()
    purge_list: Path | None = None
    waiting: int = 0


def publish(
    workspace: Workspace, folder: Path, *, today: date, languages: Sequence[str] = LANGUAGES
) -> Published:
    """Write the site and the data of the public lane into ``folder`` (new, empty, or an earlier edition)."""
    workspace.own_keys.refuse_before_paper()
    place = _Place(folder.resolve())
    lock = workspace.folder / "tmp" / "publish.lock"
    with alone(lock, "Another edition is being written just now"), uncollected():
        place.put_back()
        _check_own(workspace, place.folder)
        now = ground(workspace, settings_of(workspace), today=today, languages=languages)
        as_left = left(workspace, place.folder, now)
        if as_left is not None:
            return Published(folder, as_left.files, purge_list=_list(workspace, ()), waiting=as_left.waiting)
        signed = None if without_rule(workspace, place.folder) else sign_off_of(workspace, today=today)
        waiting = signed.left_out if signed else frozenset[bytes]()
        edition = shown_edition(workspace, today=today, languages=languages, without=waiting)
        pieces = pieces_for(edition)
        before = read_sums(place.folder)
        try:
            known = notes_of(workspace, place.folder)
            written = place.write(pieces, known, workspace.exchange.signing_key())
            workspace.set_setting(_notes_name(place.folder), told_notes(written.notes))
            purge = changed(before, written.hashes)
            listed = _list(workspace, purge)
        except OSError as error:
            raise Refused(
                f"The site could not be written to {folder} ({error.strerror or error}). The edition that was there "
                "is still there. Make room, or name another folder."
            ) from error
        keep(workspace, place.folder, now, rule=signed is not None and signed.needed, waiting=len(waiting))
    return Published(folder, len(written.hashes) + 2, len(written.made), purge, listed, len(waiting))


def _list(workspace: Workspace, purge: Sequence[str]) -> Path:
    """Write the list of addresses to purge, and return where it lies."""
    listed = workspace.folder / PURGE
    listed.write_text("".join(f"{path}\n" for path in purge), encoding="utf-8")
    return listed


def shown_edition(
    workspace: Workspace,
    *,
    today: date,
    languages: Sequence[str] = LANGUAGES,
    without: Collection[bytes] = (),
) -> Edition:
    """Return what everyone may see, ``without`` the entries that wait for a sign-off. Refused says what stands in the way."""
    from habeas.publish.build import edition_of  # all that derives and writes: not read where nothing changed
    from habeas.publish.edition import PublishError
    from habeas.workflows.people_shares import derive_shares

    try:
        return edition_of(
            workspace.public(), settings_of(workspace), today=today, version=__version__, languages=languages,
            without=without, rows=derive_shares,
        )  # fmt: skip
    except (PublishError, PackError) as error:
        raise Refused(str(error)) from error


def pieces_for(edition: Edition) -> tuple[Piece, ...]:
    """Return every file of a publication with its pictures, each with what it rests on."""
    from habeas.publish.build import pieces_of
    from habeas.publish.edition import PublishError
    from habeas.workflows.people_shares import compare_shares
    from habeas.workflows.share_pictures import pictures

    try:
        compare_shares(edition)
        return (*pieces_of(edition), *pictures(edition))
    except (PublishError, PackError) as error:
        raise Refused(str(error)) from error


def notes_of(workspace: Workspace, folder: Path) -> Mapping[str, Note]:
    """Return what is known of the files of the edition in ``folder``, by path."""
    return read_notes(workspace.setting(_notes_name(folder), {}))


def _notes_name(folder: Path) -> str:
    return NOTES + hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def settings_of(workspace: Workspace) -> SiteSettings:
    """Return what the group says of itself on its site."""
    told: Any = workspace.setting(SETTING, {})
    return SiteSettings(
        title=dict(told.get("title", {})),
        publisher=str(told.get("publisher", "")),
        contact=str(told.get("contact", "")),
        licence=str(told.get("licence", "")),
        about=dict(told.get("about", {})),
        address=str(told.get("address", "")),
    )


def set_settings(workspace: Workspace, settings: SiteSettings) -> None:
    """Keep what the group says of itself on its site. All of it is public."""
    workspace.set_setting(
        SETTING,
        {
            "title": dict(settings.title),
            "publisher": settings.publisher,
            "contact": settings.contact,
            "licence": settings.licence,
            "about": dict(settings.about),
            "address": settings.address,
        },
    )


def _check_own(workspace: Workspace, folder: Path) -> None:
    ours = workspace.folder.resolve()
    inside = folder == ours or (ours in folder.parents and folder.relative_to(ours).parts[0] in KEPT)
    if folder.exists():
        earlier = folder.is_dir() and (not any(folder.iterdir()) or (folder / SUMS).is_file())
        inside = inside or not earlier
    if inside:
        raise Refused(
            f"{folder} holds something that is no earlier edition of a site; nothing was written. "
            "Name a new or an empty folder."
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the edition lies, and beside it the places of one that is being written and of the one before."""

    folder: Path

    @property
    def fresh(self) -> Path:
        return self.folder.with_name(f".{self.folder.name}.habeas-new")

    @property
    def old(self) -> Path:
        return self.folder.with_name(f".{self.folder.name}.habeas-old")

    def put_back(self) -> None:
        """Undo what was cut short: the edition before returns to its place, and nothing is left beside it."""
        if self.old.is_dir() and not self.folder.exists():
            self.old.rename(self.folder)
        for place in (self.old, self.fresh):
            shutil.rmtree(place, ignore_errors=True)

    def write(self, pieces: Sequence[Piece], notes: Mapping[str, Note], seed: bytes) -> Written:
        """Write all of the edition, then put it in the place of the one before. Raises OSError, and then leaves that."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            written = write(pieces, self.fresh, self.folder, notes)
            sign(self.fresh, seed)
            if self.folder.exists():
                self.folder.rename(self.old)
            self.fresh.rename(self.folder)
            return written
        finally:
            self.put_back()
