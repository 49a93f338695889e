"""The sample story's own statements as the register would hold them, each under the day of its report."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.statement import Evidence, State, Statement
from habeas.packs.loader import load
from habeas.register.resolution import resolve

STORY = "sample/story.yml"


@cache
def story() -> dict[str, Any]:
    return load(STORY).data


def person_id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


@cache
def accepted() -> tuple[Statement, ...]:
    """Every statement that the story accepts, in the order of its reports."""
    found = [
        statement(report, row, number)
        for report in story()["reports"]
        for number, row in enumerate(report["statements"])
        if row["decision"] == "accept" and report["decided"]
    ]
    groups = [one for key, row in story()["groups"].items() for one in [membership(key, row)] if one]
    return (*found, *groups)


def statement(report: dict[str, Any], row: dict[str, Any], number: int) -> Statement:
    modality = Modality(row["modality"]) if "modality" in row else None
    fields = {
        name: tuple(
            value(name, one, report, modality) for one in (told if isinstance(told, list) else [told])
        )
        for name, told in row.get("fields", {}).items()
    }
    capture = hashlib.sha256(report["key"].encode()).hexdigest()
    voice = row.get("said_by")
    return Statement(
        id=hashlib.sha256(f"{report['key']}/{row['id']}".encode()).hexdigest(),
        state=State.ACCEPTED,
        type=row["type"],
        subjects=tuple(person_id(one) for one in row["subjects"]),
        fields=fields,
        modality=modality,
        certainty=Certainty(row.get("certainty", "plain")),
        said_by=(Value(voice["value"]),) if voice else (),
        evidence=(
            Evidence(
                capture=capture,
                stretches=(row["quote"],),
                lang=report["language"],
                publisher=report["publisher"],
                published=report["published"],
            ),
        ),
        day=report["decided"],
        order=(int(report["key"]), "story", number),
    )


def value(name: str, told: dict[str, Any], report: dict[str, Any], modality: Modality | None) -> Value:
    read = told["value"]
    if name not in ("date", "until"):
        return Value(read)
    ahead = name == "until" or modality is Modality.EXPECTED
    resolved, reason = resolve(read, report["published"], ahead=ahead)
    return Value(resolved, None, report["language"], read, reason)


def membership(key: str, row: dict[str, Any]) -> Statement | None:
    fields = {"includes": tuple(Value(person_id(one)) for one in row.get("includes", ()))}
    if "of" in row:
        fields["of"] = (Value(person_id(row["of"])),)
    capture = hashlib.sha256(b"04").hexdigest()
    return Statement(
        id=hashlib.sha256(f"members {key}".encode()).hexdigest(),
        state=State.ACCEPTED,
        type="group",
        subjects=(person_id(key),),
        fields={name: values for name, values in fields.items() if values},
        evidence=(Evidence(capture, ("the people named",), published="2026-04-15"),),
        order=(99, "story", 0),
    )
