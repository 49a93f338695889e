"""The register as JSON for the command line: the shapes of ``habeas people --json`` and ``habeas show --json``.

Version 1; documented in docs/, held by its JSON Schema in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode, GroupRecord, Record, Register, Rival
from habeas.model.statement import Evidence, State
from habeas.register.completeness import item_words
from habeas.register.contradictions import contradictions
from habeas.register.differences import Difference, difference_json
from habeas.register.legal import LegalFile, legal_json
from habeas.register.recognition import recognition_json, recognitions
from habeas.register.status import registers, status_words

type Json = dict[str, Any]


def people_json(records: Iterable[Record]) -> Json:
    """Return the rows of people of whom a statement of detention, trial, sentence, ill-treatment or exposure tells."""
    return {"people": [person_row(record) for record in records if is_subject(record)]}


def is_subject(record: Record) -> bool:
    """Return whether the person is on the register by a fact of hers (and not by a name or an address alone)."""
    return any(registers(episode.type) for episode in record.episodes) or bool(record.groups)


def person_row(record: Record) -> Json:
    """Return one row; ``status`` is a term of ``packs/vocabulary/status.yml``."""
    return {
        "id": record.id,
        "name": record.name,
        "names": list(record.names),
        "held": record.held,
        "held_as_of": record.held_as_of,
        "status": record.status,
        "state": "proposed" if record.state is State.PROPOSED else "accepted",
    }


def show_json(
    record: Record,
    register: Register | None = None,
    law: LegalFile | None = None,
    changes: Iterable[Difference] | None = None,
) -> Json:
    """Return one person's whole record; ``register`` adds the groups that she is in, ``law`` what the law says, ``changes``
    what changed since a day.
    """
    known = sum(1 for _, there in record.completeness if there)
    groups = [g for g in register.groups if g.id in record.groups] if register else []
    return {
        **person_row(record),
        "status_words": status_words(record.status),
        "status_reason": reason_json(record.status_reason),
        "beliefs": [belief_json(belief) for belief in record.beliefs],
        "episodes": [episode_json(episode) for episode in record.episodes],
        "groups": [group_json(group) for group in groups],
        "completeness": {
            "known": known,
            "of": len(record.completeness),
            "items": [
                {"item": key, "words": item_words(key), "known": there} for key, there in record.completeness
            ],
        },
        "joined": [reason_json(reason) for reason in record.joined],
        "redirects": list(record.redirects),
        "law": legal_json(law) if law else None,
        "changes": None if changes is None else [difference_json(one) for one in changes],
        "recognitions": [recognition_json(one) for one in recognitions(record)],
        "contradictions": [
            {"reason": reason_json(one.reason), "statements": list(one.statements)}
            for one in contradictions(record, law.country if law else None)
        ],
    }


def belief_json(belief: Belief) -> Json:
    """Return one belief; ``reports`` counts captures, ``origins`` the independent ones among them."""
    return {
        "property": belief.property,
        "value": belief.value,
        "state": belief.state.value,
        "said_by": list(belief.said_by),
        "reports": belief.reports,
        "origins": belief.origins,
        "evidence": [evidence_json(one) for one in belief.evidence],
        "rivals": [rival_json(rival) for rival in belief.rivals],
        "reason": reason_json(belief.reason),
        "notes": [reason_json(note) for note in belief.notes],
        "modality": belief.modality.value if belief.modality else None,
        "certainty": belief.certainty.value,
        "episode": belief.episode,
        "episode_type": belief.episode_type,
        "statements": list(belief.statements),
    }


def rival_json(rival: Rival) -> Json:
    """Return one value that stands against a belief."""
    return {
        "value": rival.value,
        "said_by": list(rival.said_by),
        "evidence": [evidence_json(one) for one in rival.evidence],
        "modality": rival.modality.value if rival.modality else None,
        "certainty": rival.certainty.value,
        "statements": list(rival.statements),
    }


def evidence_json(one: Evidence) -> Json:
    """Return one passage; ``start`` and ``end`` are null in lanes wider than the private one."""
    return {
        "capture": one.capture,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "origin": one.origin,
        "publisher": one.publisher,
        "published": one.published,
        "lang": one.lang,
    }


def episode_json(episode: Episode) -> Json:
    """Return one event of the timeline."""
    return {
        "id": episode.id,
        "type": episode.type,
        "date": episode.date,
        "modality": episode.modality.value if episode.modality else None,
        "state": episode.state.value,
        "group": episode.group,
        "reason": reason_json(episode.reason),
        "statements": list(episode.statements),
    }


def group_json(group: GroupRecord) -> Json:
    """Return one group: its range, the people named among it, the group that it is a part of."""
    return {
        "id": group.id,
        "least": group.least,
        "most": group.most,
        "of": group.of,
        "members": list(group.members),
        "state": group.state.value,
        "reason": reason_json(group.reason),
        "evidence": [evidence_json(one) for one in group.evidence],
    }


def reason_json(reason: Reason) -> Json:
    """Return a reason: the rule's id, its words in English, the facts that it used."""
    return {"rule": reason.rule, "words": reason.words, "facts": dict(reason.facts)}
