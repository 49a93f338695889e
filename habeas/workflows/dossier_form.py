"""A draft of a communication to the UN Working Group on Arbitrary Detention: its questions, answered from a case file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from habeas.model.claim import Modality
from habeas.model.record import Episode
from habeas.model.statement import State
from habeas.packs.loader import load
from habeas.workflows.dossier_words import CaseFile

FORM = "dossier/questionnaire.yml"
UNKNOWN = "[not known]"
OPEN = "[to be written by the group]"
NOT_SO = (Modality.DENIED, Modality.EXPECTED)


def form(case: CaseFile) -> list[dict[str, Any]]:
    """Return the sections of the draft: each question with its answers, and the numbers of the sources behind each."""
    return [
        {"head": section["head"], "rows": [_row(case, row) for row in section["rows"]]}
        for section in load(FORM).data["sections"]
    ]


def _row(case: CaseFile, row: Mapping[str, Any]) -> dict[str, Any]:
    if row.get("open"):
        answers: list[dict[str, Any]] = [{"words": OPEN, "refs": []}]
    elif row.get("name"):
        names = dict.fromkeys((case.record.name, *case.record.names))
        answers = [{"words": "; ".join(names) or UNKNOWN, "refs": []}]
    else:
        answers = list(_answers(case, row)) or [{"words": UNKNOWN, "refs": []}]
    return {"ask": row["ask"], "answers": answers}


def _answers(case: CaseFile, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for belief in case.record.beliefs:
        if (
            belief.episode is None
            and belief.state is not State.PROPOSED
            and belief.property in row.get("traits", ())
        ):
            line = case.line(belief)
            yield {"words": _either(line), "refs": line["refs"]}
    for kind, wanted in row.get("facts", {}).items():
        found = next(
            (told for one in _events(case, kind) if (told := _told(case, one, wanted))["words"]), None
        )
        if found:
            yield found
            return
    for kind, wanted in row.get("every", {}).items():
        for episode in _events(case, kind):
            told = _told(case, episode, wanted, quotes=bool(row.get("quotes")))
            if told["words"]:
                yield told


def _events(case: CaseFile, kind: str) -> list[Episode]:
    return [
        one
        for one in case.record.episodes
        if one.type == kind and one.state is not State.PROPOSED and one.modality not in NOT_SO
    ]


def _told(case: CaseFile, episode: Episode, wanted: list[str], *, quotes: bool = False) -> dict[str, Any]:
    """Return what an event says of the fields that are asked for; with its first quotation where the words matter."""
    accepted = [belief for belief in episode.beliefs if belief.state is not State.PROPOSED]
    evidence = [one for belief in episode.beliefs for one in belief.evidence]
    parts = [_either(case.line(one)) for name in wanted for one in accepted if one.property == name]
    if quotes and evidence and evidence[0].text:
        parts.append(f"“{evidence[0].text[:300]}”")
    if parts and episode.modality is Modality.ALLEGED:
        parts.append("(alleged)")
    return {"words": "; ".join(parts), "refs": case.sources.cite(evidence) if parts else []}


def _either(line: Mapping[str, Any]) -> str:
    """Return the value that is held, and beside it what other sources say."""
    return " / ".join([line["value"], *line["rivals"]])
