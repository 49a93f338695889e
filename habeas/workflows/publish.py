"""Verb: write the public lane as files. Never widens anything, and never touches a folder that is not its own.

The new edition is written beside the old one and takes its place at the end: a reader of the folder never sees half.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from habeas import __version__
from habeas.packs.loader import PackError
from habeas.publish.build import SUMS, build
from habeas.publish.edition import PublishError
from habeas.publish.settings import SiteSettings
from habeas.store.workspace import Workspace
from habeas.workflows.refused import Refused

SETTING = "site"
LANGUAGES = ("en", "be", "ru")


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the folder and how many files."""

    folder: Path
    files: int


def publish(
    workspace: Workspace, folder: Path, *, today: date, languages: Sequence[str] = LANGUAGES
) -> Published:
    """Write the site and the data of the public lane into ``folder`` (new, empty, or an earlier edition)."""
    _check_own(folder)
    lane = workspace.public()
    try:
        files = build(lane, settings_of(workspace), today=today, version=__version__, languages=languages)
    except (PublishError, PackError) as error:
        raise Refused(str(error)) from error
    try:
        _replace(folder, files)
    except OSError as error:
        raise Refused(
            f"The site could not be written to {folder} ({error.strerror or error}). The edition that was there "
            "is still there. Make room, or name another folder."
        ) from error
    return Published(folder, len(files))


def settings_of(workspace: Workspace) -> SiteSettings:
    """Return what the group says of itself on its site."""
    told: Any = workspace.setting(SETTING, {})
    return SiteSettings(
        title=dict(told.get("title", {})),
        publisher=str(told.get("publisher", "")),
        contact=str(told.get("contact", "")),
        licence=str(told.get("licence", "")),
        about=dict(told.get("about", {})),
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
        },
    )


def _check_own(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / SUMS).is_file())):
        raise Refused(
            f"{folder} holds something that is no earlier edition of a site; nothing was written. "
            "Name a new or an empty folder."
        )


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        for path, data in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
