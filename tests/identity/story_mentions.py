"""The sample story's names as mentions, one for each person and report: what clustering must put together."""

from __future__ import annotations

import hashlib
from typing import Any

from habeas.identity.context import Mention
from habeas.packs.loader import load

BASE = {"be": "be", "be-Latn": "be-Latn", "ru": "ru", "uk": "uk", "pl": "pl", "en": "en"}


def fingerprint(report: str, person: str) -> str:
    return hashlib.sha256(f"{report} {person}".encode()).hexdigest()


def story_mentions() -> tuple[list[Mention], dict[str, str]]:
    """Return a mention for every person who is in a report, in her base form there, and whose it is."""
    story: dict[str, Any] = load("sample/story.yml").data
    mentions: list[Mention] = []
    truth: dict[str, str] = {}
    for report in story["reports"]:
        for key in report["mentions"]:
            person = story["people"][key]
            if not person.get("subject"):
                continue
            name = written(report, key, person)
            if name is None:
                continue
            node = "m:" + fingerprint(report["key"], key)
            mentions.append(Mention(node, (name,), frozenset({report["key"]}), facts(report, key)))
            truth[node] = key
    return mentions, truth


def written(report: dict[str, Any], key: str, person: dict[str, Any]) -> str | None:
    """The name as an identity statement of the report gives it, else its base form in the report's language."""
    for row in report["statements"]:
        if row["type"] == "identity" and row["subjects"] == [key] and row["decision"] != "leave":
            return str(row["fields"]["name"]["value"])
    forms = person["names"].get(report["language"])
    return str(forms[0]) if forms else None


def facts(report: dict[str, Any], key: str) -> frozenset[tuple[str, str]]:
    found = set()
    for row in report["statements"]:
        if key in row["subjects"]:
            for name in ("article", "facility", "place", "court", "born"):
                told = row.get("fields", {}).get(name)
                for one in told if isinstance(told, list) else [told] if told else []:
                    found.add((name, str(one["value"])))
    return frozenset(found)
