"""Ids of what is only proposed: equal for the same words of the same capture, whichever reader finds them again.

A mention's fingerprint is SHA-256 of ``habeas1/m`` and the canonical CBOR of [capture's SHA-256, folded name,
ordinal among equal ones]; a claim's is SHA-256 of ``habeas1/c`` and [capture's SHA-256, type, sorted fingerprints of
its subjects, folded passage, ordinal, values as read by field]. Folded is NFC with single spaces, trimmed. No
extractor version and no offsets are in it, so that a better reader settles the same questions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256

import cbor2

from habeas.model.claim import Claim
from habeas.model.reading import Reading
from habeas.model.span import Span

MENTION, CLAIM = b"habeas1/m", b"habeas1/c"


def folded(text: str) -> str:
    """Return the text in NFC with white space made single and trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def mention_fingerprint(capture: str, name: str, ordinal: int) -> str:
    """Return the fingerprint (64 hex digits) of the ``ordinal``-th (from 0) mention of ``name`` in a capture (hex SHA-256)."""
    return _digest(MENTION, [bytes.fromhex(capture), _plain(folded(name)), ordinal])


def claim_fingerprint(
    capture: str,
    kind: str,
    subjects: Sequence[str],
    passage: str,
    ordinal: int,
    values: Mapping[str, Sequence[str]],
) -> str:
    """Return the fingerprint (64 hex digits) of a claim.

    ``subjects`` are fingerprints of mentions (hex), ``values`` those as read by field name, ``ordinal`` counts equal claims.
    """
    parts = [
        bytes.fromhex(capture),
        kind,
        sorted(bytes.fromhex(one) for one in subjects),
        _plain(folded(passage)),
        ordinal,
        {name: sorted(_plain(folded(value)) for value in found) for name, found in values.items()},
    ]
    return _digest(CLAIM, parts)


def fingerprints_of(reading: Reading, capture: str) -> dict[str, str]:
    """Return the fingerprint of every person, group and claim of a reading by its local id.

    A person stands under her first mention, a group under its passage; equal words are told apart by the order in
    which they stand in the text.
    """
    found: dict[str, str] = {}
    ordinals = _ordinals(reading)
    for person in reading.people:
        span = person.mentions[0]
        found[person.id] = mention_fingerprint(capture, span.text, ordinals[span])
    for group in reading.groups:
        found[group.id] = mention_fingerprint(capture, group.passage.text, ordinals[group.passage])
    seen: dict[str, int] = {}
    for claim in reading.claims:
        first = _of_claim(claim, capture, found, 0)
        ordinal = seen.get(first, 0)
        seen[first] = ordinal + 1
        found[claim.id] = first if ordinal == 0 else _of_claim(claim, capture, found, ordinal)
    return found


def _of_claim(claim: Claim, capture: str, known: Mapping[str, str], ordinal: int) -> str:
    values = {name: [value.read for value in read] for name, read in claim.fields.items()}
    subjects = [known[one] for one in claim.subjects]
    return claim_fingerprint(capture, claim.type, subjects, claim.passage.text, ordinal, values)


def _ordinals(reading: Reading) -> dict[Span, int]:
    """Return for every mention and group the number of equal words that stand before it."""
    spans = {span for person in reading.people for span in person.mentions}
    spans |= {group.passage for group in reading.groups}
    counts: dict[str, int] = {}
    found: dict[Span, int] = {}
    for span in sorted(spans):
        key = folded(span.text)
        found[span] = counts.get(key, 0)
        counts[key] = found[span] + 1
    return found


def _plain(text: str) -> str:
    """Return the text as UTF-8 can carry it (a lone half of a surrogate pair becomes U+FFFD)."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def _digest(prefix: bytes, parts: Sequence[object]) -> str:
    return sha256(prefix + cbor2.dumps(parts, canonical=True)).hexdigest()
