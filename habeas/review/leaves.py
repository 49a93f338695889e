"""A statement in the leaf shapes of the private lane: how a claim is written down.

Dates go in as they were read; what is derived from the report's date is never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from habeas.model.claim import Value
from habeas.model.statement import Evidence, Statement
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft

type Leaf = dict[str, CborValue]

ID_FIELDS = ("of", "equals", "includes")
CARD = 32  # hex digits of a source card's id; a report of ours has 64


class AnswerError(ValueError):
    """An answer cannot be written down; the message says why, and the way out."""


def claim_draft(
    statement: Statement,
    subjects: Iterable[bytes],
    *,
    by: str,
    origin: str | None,
    restates: str | None = None,
    ids: Mapping[str, bytes] | None = None,
) -> Draft:
    """Return the claim entry for ``statement`` about ``subjects`` (16-byte ids).

    ``origin`` is the fingerprint of the proposal that it settles (64 hex digits); ``restates`` the entry that it
    takes the place of, where there is no fingerprint; ``ids`` gives subject ids for values that name people.
    """
    fields: Leaf = {
        "type": statement.type,
        "subjects": list(subjects),
        "certainty": statement.certainty.value,
        "evidence": [_evidence(one) for one in statement.evidence],
        "by": by,
    }
    if not statement.evidence:
        raise AnswerError(
            "A statement needs the passage that says it. Note down who told it and in which words, "
            "then enter the fact from that note."
        )
    if statement.modality is not None:
        fields["modality"] = statement.modality.value
    if statement.said_by:
        fields["said_by"] = [_value(value) for value in statement.said_by]
    if statement.method:
        fields["method"] = statement.method
    if origin:
        fields["from"] = bytes.fromhex(origin)
    if restates:
        fields["restates"] = bytes.fromhex(restates)
    for name, values in statement.fields.items():
        if name == "said_by" or not values:
            continue
        known = ids if ids is not None and name in ID_FIELDS else None
        fields[f"f.{name}"] = [_value(value, known) for value in values]
    return Draft("claim", fields)


def _evidence(one: Evidence) -> Leaf:
    if len(one.capture) == CARD:  # a partner's source card: as quoted by it, not seen by us
        return {"source": bytes.fromhex(one.capture), "stretches": list(one.stretches), "lang": one.lang}
    if one.text_sha256 is None or one.start is None or one.end is None:
        raise AnswerError(
            "This passage is known only as others quote it; it cannot be entered as seen by us. Add the report itself."
        )
    own: Leaf = {"published": one.published} if one.own_day and one.published else {}
    return {
        **own,
        "capture": bytes.fromhex(one.capture),
        "text": bytes.fromhex(one.text_sha256),
        "at": [one.start, one.end],
        "quote": one.stretches[0] if one.stretches else "",
        "lang": one.lang,
    }


def _value(value: Value, ids: Mapping[str, bytes] | None = None) -> Leaf:
    text = value.read
    if ids is not None and text in ids:
        text = ids[text].hex()
    row: Leaf = {"value": text}
    if value.lang:
        row["lang"] = value.lang
    if value.span is not None:
        row["at"] = [value.span.start, value.span.end, value.span.text]
    return row


def decision(act: str, by: str, why: str | None, fields: Mapping[str, CborValue]) -> Draft:
    """Return a decision of the private lane."""
    row: Leaf = {"act": act, **fields, "by": by}
    if why:
        row["why"] = why
    return Draft("decision", row)
