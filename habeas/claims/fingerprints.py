"""Names for what is only proposed: fingerprints that stay the same when a newer reader finds the same thing.

A mention's is made of the capture, the folded name and which of the equal ones it is; a claim's of the capture, its
type, whom it is about, the folded passage and the values as read. No offsets, no reader version, no resolved date.
The bytes are deterministic CBOR under a prefix of their own (docs/record-format.md).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import cbor2

from habeas.model.claim import Claim
from habeas.model.reading import Reading

_MENTION = b"habeas1/m"
_CLAIM = b"habeas1/c"


def fold(text: str) -> str:
    """Return ``text`` in NFC with every run of white space as one space, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def mention_fingerprint(capture_sha256: str, name: str, ordinal: int) -> str:
    """Return the fingerprint (64 hex digits) of the ``ordinal``-th mention (from 0) of ``name`` in a capture."""
    return _hashed(_MENTION, [bytes.fromhex(capture_sha256), fold(name), ordinal])


def claim_fingerprint(
    capture_sha256: str,
    claim_type: str,
    mentions: Iterable[str],
    passage: str,
    ordinal: int,
    values: Mapping[str, Iterable[str]],
) -> str:
    """Return the fingerprint (64 hex digits) of a claim.

    ``mentions`` are the fingerprints of its subjects; ``ordinal`` tells equal claims of one passage apart (from 0);
    ``values`` are the values as read, by field name.
    """
    read = {name: sorted(told) for name, told in values.items()}
    subjects = sorted(bytes.fromhex(one) for one in mentions)
    return _hashed(
        _CLAIM, [bytes.fromhex(capture_sha256), claim_type, subjects, fold(passage), ordinal, read]
    )


def fingerprints_of(reading: Reading, capture_sha256: str) -> dict[str, str]:
    """Return the fingerprint of every person, group and claim of ``reading``, by its local id.

    A person's is that of her first mention, a group's that of its passage.
    """
    found: dict[str, str] = {}
    firsts = [(person.mentions[0], person.id) for person in reading.people if person.mentions]
    everything = sorted((span, person.id) for person in reading.people for span in person.mentions)
    everything += sorted((group.passage, group.id) for group in reading.groups)
    first_of = {owner: span for span, owner in firsts} | {group.id: group.passage for group in reading.groups}
    seen: Counter[str] = Counter()
    for span, owner in sorted(everything):
        name = fold(span.text)
        if owner not in found and span == first_of.get(owner):
            found[owner] = mention_fingerprint(capture_sha256, span.text, seen[name])
        seen[name] += 1
    equal: Counter[str] = Counter()
    for claim in reading.claims:
        first = _of_claim(capture_sha256, claim, found, 0)
        ordinal = equal[first]
        equal[first] += 1
        found[claim.id] = first if ordinal == 0 else _of_claim(capture_sha256, claim, found, ordinal)
    return found


def _of_claim(capture: str, claim: Claim, known: Mapping[str, str], ordinal: int) -> str:
    values = {name: [value.read for value in told] for name, told in claim.fields.items()}
    subjects = [known[one] for one in claim.subjects if one in known]
    return claim_fingerprint(capture, claim.type, subjects, claim.passage.text, ordinal, values)


def _hashed(prefix: bytes, value: Any) -> str:
    return sha256(prefix + cbor2.dumps(value, canonical=True)).hexdigest()
