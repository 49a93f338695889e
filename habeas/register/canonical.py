"""One text for one derived record, so that two devices can compare what they derived by a digest.

Statements stand by their ids (an entry's id covers all that it says); what was derived from them stands in full.
"""

from __future__ import annotations

import json
from typing import Any

from habeas.model.record import Belief, Episode, GroupRecord, Record, Rival

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def record_text(record: Record) -> bytes:
    """Return the text of one person's record; why mentions were joined is left out (it names proposals)."""
    return _text(
        [
            record.id,
            record.name,
            record.names,
            record.held,
            record.held_as_of,
            record.status,
            record.state,
            record.status_reason.rule,
            [_belief(one) for one in record.beliefs],
            [_episode(one) for one in record.episodes],
            record.groups,
            record.completeness,
            record.redirects,
        ]
    )


def group_text(group: GroupRecord) -> bytes:
    """Return the text of one group's record."""
    return _text(
        [
            group.id,
            group.least,
            group.most,
            group.of,
            group.members,
            [[_episode(one), [_belief(b) for b in one.beliefs]] for one in group.episodes],
            group.state,
            group.reason.rule,
        ]
    )


def _belief(one: Belief) -> list[Any]:
    return [
        one.property,
        one.value,
        one.state,
        one.said_by,
        one.reports,
        one.origins,
        [_rival(rival) for rival in one.rivals],
        one.reason.rule,
        one.episode,
        one.episode_type,
        one.modality,
        one.certainty,
        one.statements,
    ]


def _rival(one: Rival) -> list[Any]:
    return [one.value, one.said_by, one.statements, one.certainty, one.modality]


def _episode(one: Episode) -> list[Any]:
    return [one.id, one.type, one.date, one.statements, one.modality, one.state, one.group, one.sort_key]


def _text(rows: list[Any]) -> bytes:
    return _WRITER.encode(rows).encode("utf-8", "surrogatepass")
