"""What a person's judgement means: same, different, split, choose, dispute, retract, copies, consent, allow.

A judgement about somebody who is only proposed is stored between mention fingerprints, so that it outlives every
new reading of the report; between two accepted people, or claims, between their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.identity.judgements import bare
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.review.answers import Desk
from habeas.review.leaves import AnswerError, decision


def same(a: str, b: str, desk: Desk, *, keep: str | None = None) -> tuple[Draft, ...]:
    """Return the draft that makes two people (or groups) one. ``a``, ``b``: addresses or mentions.

    ``keep`` is the accepted id whose address stays (``a``, if it is left open).
    """
    return (_judged("same", a, b, desk, keep=keep or a),)


def different(a: str, b: str, desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that keeps two people apart, whatever their names and every later computation say."""
    return (_judged("different", a, b, desk),)


def split(a: str, b: str, desk: Desk, *, undone: Sequence[str] = ()) -> tuple[Draft, ...]:
    """Return the draft that takes two joined ids apart; ``undone`` are the “same” decisions that it replaces."""
    sort, one, other = _operands(a, b, desk)
    fields: dict[str, CborValue] = {"sort": sort, "a": one, "b": other}
    if undone:
        fields["replaces"] = [bytes.fromhex(entry) for entry in undone]
    return (decision("split", desk.by, desk.why, fields),)


def one_event(a: str, b: str, desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that says that two claims (entry ids) tell one event."""
    return (_events("same", a, b, desk),)


def two_events(a: str, b: str, desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that says that two claims (entry ids) tell two events."""
    return (_events("different", a, b, desk),)


def choose(claims: Sequence[str], over: Sequence[str], field: str, desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that puts what ``claims`` say of ``field`` over what ``over`` say (entry ids)."""
    if not claims or not over:
        raise AnswerError(
            "A choice is between two values that stand in the register: accept both statements first."
        )
    fields: dict[str, CborValue] = {"claims": _entries(claims), "over": _entries(over), "field": field}
    return (decision("choose", desk.by, desk.why, fields),)


def dispute(claims: Sequence[str], desk: Desk, *, reason: str | None = None) -> tuple[Draft, ...]:
    """Return the draft that marks claims as disputed; they stay on the register, and say so."""
    return (_says("dispute", claims, desk, reason),)


def retract(claims: Sequence[str], desk: Desk, *, reason: str | None = None) -> tuple[Draft, ...]:
    """Return the draft by which we no longer say so; the content is kept."""
    return (_says("retract", claims, desk, reason),)


def copies(captures: Sequence[str], desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that says that reports (SHA-256, hex) are copies of one origin."""
    if len(set(captures)) < 2:
        raise AnswerError("Copies are two reports or more: choose the other report too.")
    fields: dict[str, CborValue] = {"captures": _entries(sorted(set(captures)))}
    return (decision("copies", desk.by, desk.why, fields),)


def consent(
    subject: str,
    desk: Desk,
    *,
    purpose: str,
    audience: str,
    giver: str,
    lang: str | None = None,
    until: str | None = None,
) -> tuple[Draft, ...]:
    """Return the draft that records a consent: for what, for whom, given by whom (a role), until when (EDTF)."""
    fields: dict[str, CborValue] = {
        "subject": _subject(subject),
        "purpose": purpose,
        "audience": audience,
        "giver": giver,
    }
    fields |= {name: value for name, value in (("lang", lang), ("until", until)) if value}
    return (decision("consent", desk.by, desk.why, fields),)


def allow(subject: str, what: str, desk: Desk) -> tuple[Draft, ...]:
    """Return the draft that allows something for one person, for example “derived dates”."""
    return (decision("allow", desk.by, desk.why, {"subject": _subject(subject), "what": what}),)


def _says(act: str, claims: Sequence[str], desk: Desk, reason: str | None) -> Draft:
    if not claims:
        raise AnswerError("Nothing was chosen: mark the statements first.")
    fields: dict[str, CborValue] = {"claims": _entries(claims)}
    if reason:
        fields["reason"] = reason
    return decision(act, desk.by, desk.why, fields)


def _events(act: str, a: str, b: str, desk: Desk) -> Draft:
    if a == b:
        raise AnswerError("These are one and the same statement: choose two.")
    fields: dict[str, CborValue] = {"sort": "claim", "a": bytes.fromhex(a), "b": bytes.fromhex(b)}
    return decision(act, desk.by, desk.why, fields)


def _entries(ids: Sequence[str]) -> list[CborValue]:
    return [bytes.fromhex(one) for one in ids]


def _subject(subject: str) -> bytes:
    if not _accepted(subject):
        raise AnswerError("This person is only proposed. Accept a statement about her first.")
    return bytes.fromhex(subject)


def _accepted(one: str) -> bool:
    return len(one) == 32 and all(letter in "0123456789abcdef" for letter in one)


def _judged(act: str, a: str, b: str, desk: Desk, *, keep: str | None = None) -> Draft:
    sort, one, other = _operands(a, b, desk)
    fields: dict[str, CborValue] = {"sort": sort, "a": one, "b": other}
    if keep is not None and sort != "mention" and _accepted(keep):
        fields["keep"] = bytes.fromhex(keep)
    return decision(act, desk.by, desk.why, fields)


def _operands(a: str, b: str, desk: Desk) -> tuple[str, bytes, bytes]:
    """Return the sort of a judgement and its two operands: ids if both are accepted, else mention fingerprints."""
    if a == b:
        raise AnswerError("These are one and the same: choose two.")
    if _accepted(a) and _accepted(b):
        sorts = {desk.links.subjects[one].sort for one in (a, b) if one in desk.links.subjects}
        if len(sorts) > 1:
            raise AnswerError(
                "One of the two is a person, the other a group; say who is in the group instead."
            )
        return (sorts or {"person"}).pop(), bytes.fromhex(a), bytes.fromhex(b)
    return "mention", _fingerprint(a, b, desk), _fingerprint(b, a, desk)


def _fingerprint(one: str, other: str, desk: Desk) -> bytes:
    """Return the least mention fingerprint of a person: the one under which the judgement outlives a new reading.

    Of an accepted person one that we accepted, if there is any; never the very mention that she is compared with.
    """
    if one[:2] in ("m:", "g:"):
        return bytes.fromhex(bare(one))
    mentions = sorted(_mentions(one, desk.links.covered, desk.subjects.of) - {bare(other)})
    if not mentions:
        raise AnswerError(
            "No report names one of the two; she was entered by hand. Accept a statement about the other first, "
            "then compare the two accepted people."
        )
    return bytes.fromhex(mentions[0])


def _mentions(address: str, covered: Mapping[str, str], of: Mapping[str, str]) -> set[str]:
    found = {mention for mention, subject in covered.items() if of.get(subject, subject) == address}
    if found:
        return found
    return {bare(node) for node, target in of.items() if target == address and node.startswith("m:")}
