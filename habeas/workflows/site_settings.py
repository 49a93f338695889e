"""What a group says of itself on its site, read from a small YAML file that it keeps: title, publisher, contact, licence.

All of it is public. A key that is misspelt is refused and named, so that no site goes out without what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from habeas.packs.loader import PackError, parse
from habeas.publish.links import web_address
from habeas.publish.settings import SiteSettings
from habeas.workflows.refused import Refused

LANGUAGES = ("be", "de", "en", "pl", "ru", "uk")
BY_LANGUAGE = ("title", "about")
_MOST = 50_000  # characters of the file: what a group says of itself is short
_OUT = "Nothing was changed. Correct the file and publish again."


def read_settings(file: Path) -> SiteSettings:
    """Return the settings that ``file`` states; Refused with the place and the way out where it cannot be used.

    Keys: ``title`` and ``about`` with a text by language, ``publisher``, ``contact``, ``licence``, ``address``. What
    is left out is empty.
    """
    told = _mapping(_parsed(file), f"{file.name} is to hold lines such as “publisher: Our group”")
    known = [field.name for field in fields(SiteSettings)]
    for key in told:
        if key not in known:
            raise Refused(f"{file.name}: “{key}” is none of {', '.join(known)}. {_OUT}")
    texts = {key: _text(file, key, told.get(key)) for key in known if key not in BY_LANGUAGE}
    if texts["address"] and web_address(texts["address"]) is None:
        raise Refused(
            f"{file.name}: address is to begin with https:// or http:// and name a host "
            f"(https://register.example). {_OUT}"
        )
    return SiteSettings(
        title=_by_language(file, "title", told.get("title")),
        about=_by_language(file, "about", told.get("about")),
        **texts,
    )


def _parsed(file: Path) -> Any:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise Refused(f"{file} could not be read ({error.strerror or error}). {_OUT}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{file.name} is not written in UTF-8. {_OUT}") from error
    if len(text) > _MOST:
        raise Refused(f"{file.name} is longer than {_MOST} characters: is it the right file? {_OUT}")
    try:
        return parse(file.name, text).data
    except (PackError, ValueError, RecursionError) as error:
        raise Refused(f"{error} {_OUT}") from error


def _mapping(value: Any, wanted: str) -> Mapping[Any, Any]:
    if not isinstance(value, dict):
        raise Refused(f"{wanted}. {_OUT}")
    return value


def _text(file: Path, key: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(f"{file.name}: {key} is to be a text. {_OUT}")
    return value.strip()


def _by_language(file: Path, key: str, value: Any) -> Mapping[str, str]:
    if value is None:
        return {}
    rows = _mapping(value, f"{file.name}: {key} is to hold a text for each language (en: ..., be: ...)")
    for lang in rows:
        if lang not in LANGUAGES:
            raise Refused(f"{file.name}: {key}: “{lang}” is none of {', '.join(LANGUAGES)}. {_OUT}")
    return {lang: _text(file, f"{key}, {lang}", text) for lang, text in rows.items()}
