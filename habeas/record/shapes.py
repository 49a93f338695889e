"""Which fields each kind of entry and each act carries, in which lane: the format, as a table.

What we write is checked strictly before it is appended. What we read is kept: an unknown kind, act, field
or term is “of a newer version” and derives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.record.header import KINDS
from habeas.record.lanes import Scope
from habeas.record.values import (
    Check,
    Fault,
    any_text,
    count,
    either,
    listed,
    octets,
    row,
    table,
    text,
    word,
)

ID: Final = octets(16)
HASH: Final = octets(32)
MODALITIES: Final = ("expected", "alleged", "denied", "in absentia")
CERTAINTIES: Final = ("plain", "hedged", "doubted")
# A claim without one of these says something else, so it is void without it, or where we cannot read it.
CLAIM_CORE: Final = frozenset({"type", "subjects", "evidence", "modality", "said_by"})
FIELD_NAME: Final = re.compile(r"f\.[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one kind or act in one lane: those it must have, those it may have."""

    must: Mapping[str, Check]
    may: Mapping[str, Check]

    def rule(self, name: str) -> Check | None:
        """Return the check of a field, or None where the shape has no such field."""
        return self.must.get(name) or self.may.get(name)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is odd about an entry: ``faults`` are refusals, in sentences; ``newer`` are fields (or ``kind``, ``act``)
    that a later version may know. ``readable`` is False where the entry as a whole derives nothing.
    """

    faults: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    readable: bool = True


_SPAN: Final = row(count, count, any_text)
_VALUE: Final = {
    True: table({"value": text}, {"lang": text, "at": _SPAN}),
    False: table({"value": text}, {"lang": text}, frozenset({"at"})),
}
_CARD_EVIDENCE: Final = {"source": ID, "stretches": listed(text, least=0), "lang": text}
_OWN_EVIDENCE: Final = {"capture": HASH, "text": HASH, "at": row(count, count), "quote": text, "lang": text}
_EVIDENCE: Final = {
    # in the private lane also a partner's source card: quoted by them, not seen by us
    True: either(table(_OWN_EVIDENCE, {"published": text}), table(_CARD_EVIDENCE, {})),
    False: table(_CARD_EVIDENCE, {}, frozenset(_OWN_EVIDENCE) - {"lang"}),
}
_CAPTURE: Final = {
    True: Shape(
        {"sha256": HASH, "media": text, "size": count, "got": count},
        dict.fromkeys(("captured", "publisher", "url", "published", "voice", "for"), text),
    ),
    False: Shape(
        {"id": ID},
        {"sha256": HASH}
        | dict.fromkeys(("publisher", "url", "published", "archive", "lang", "origin"), text),
    ),
}
_CLAIM_MAY: Final = {"modality": word(*MODALITIES), "certainty": word(*CERTAINTIES), "restates": HASH}
_CLAIM: Final = {
    private: Shape(
        {"type": text, "subjects": listed(ID), "evidence": listed(_EVIDENCE[private])},
        {**_CLAIM_MAY, "said_by": listed(_VALUE[private])}
        | ({"from": HASH, "method": text, "by": text} if private else {}),
    )
    for private in (True, False)
}
_OPEN: Final = Shape(
    {
        "audience": ID,
        "scope": word(*Scope),
        "mode": word("real", "trial", "demo"),
        "writer": HASH,
    },
    {"to": listed(HASH, least=0)},
)
_KEY: Final = Shape(
    {"use": word("root", "signing", "receiving", "revoke"), "key": HASH, "from": count},
    {"until": count, "replaces": HASH, "good": listed(row(ID, count, HASH))},
)
_ERASE: Final = Shape({"of": listed(row(HASH, text, HASH))}, {})
_RANGE: Final = {"log": HASH, "lane": ID, "first": count, "last": count}
_WITHDRAW: Final = Shape(_RANGE, {"why": text})

_ONE: Final = octets(16), octets(32)
_PAIR: Final = {"a": either(*_ONE), "b": either(*_ONE)}
_SUBJECT_SORT: Final = word("person", "group")
_PAIR_SORT: Final = {
    True: word("person", "group", "claim", "mention"),
    False: word("person", "group", "claim"),
}
_SAYS: Final = Shape({"claims": listed(HASH)}, {"reason": text})
ACTS: Final[Mapping[str, Mapping[bool, Shape]]] = {
    "reject": {True: Shape({"fingerprint": HASH}, {})},
    "subject": {
        True: Shape({"id": ID, "sort": _SUBJECT_SORT}, {"mentions": listed(HASH)}),
        False: Shape({"id": ID, "sort": _SUBJECT_SORT}, {}),
    },
    **{
        act: {
            private: Shape({"sort": _PAIR_SORT[private], **_PAIR}, {"keep": ID}) for private in (True, False)
        }
        for act in ("same", "different", "split")
    },
    "choose": dict.fromkeys(
        (True, False), Shape({"claims": listed(HASH), "over": listed(HASH)}, {"field": text})
    ),
    "dispute": dict.fromkeys((True, False), _SAYS),
    "retract": dict.fromkeys((True, False), _SAYS),
    "copies": {
        True: Shape({"captures": listed(HASH, least=2)}, {}),
        False: Shape({"captures": listed(ID, least=2)}, {}),
    },
    "widen": {
        True: Shape(
            {"lane": ID, "of": listed(HASH), "to": listed(HASH), "basis": text},
            {"ids": listed(row(ID, ID))},
        )
    },
    "allow": dict.fromkeys((True, False), Shape({"subject": ID, "what": text}, {})),
    "consent": {
        True: Shape(
            {"subject": ID, "purpose": text, "audience": either(text, ID), "giver": text},
            {"lang": text, "until": text},
        )
    },
    "quarantine": {True: Shape(_RANGE, {})},
}


def shapes_of_kinds() -> tuple[Shape, ...]:
    """Return the shapes of all kinds but decisions, which ``ACTS`` has."""
    return (_OPEN, _KEY, _ERASE, _WITHDRAW, *_CAPTURE.values(), *_CLAIM.values())


def check_draft(draft: Draft, scope: Scope) -> None:
    """Raise RecordError unless ``draft`` is exactly what a chain of ``scope`` may hold."""
    found = examine(draft.kind, draft.fields, frozenset(), scope)
    if found.faults:
        raise RecordError(found.faults[0])
    if found.newer:
        raise RecordError(
            f"this version of Habeas does not write “{found.newer[0]}” in an entry “{draft.kind}”"
        )


def examine_entry(entry: Entry, scope: Scope) -> Examined:
    """Return what is odd about an entry that was read from a chain of ``scope``."""
    return examine(entry.kind, entry.fields, entry.erased, scope)


def examine(kind: str, fields: Mapping[str, CborValue], erased: Collection[str], scope: Scope) -> Examined:
    """Return what is odd about an entry of ``kind`` in a lane of ``scope``; ``erased`` fields count as there."""
    if kind not in KINDS:
        return Examined(newer=("kind",), readable=False)
    if (kind == "key") != (scope is Scope.KEYS) and kind != "open":
        return Examined((f"an entry “{kind}” has no place in a chain of scope “{scope}”",), readable=False)
    act = fields.get("act")
    if kind == "decision" and (
        not isinstance(act, str) or act not in ACTS
    ):  # hostile: it may be a map or a list
        newer = () if "act" in erased else ("act",)
        return Examined(_missing_act(fields, erased), newer, readable=False)
    shape = _shape(kind, fields, private=scope is Scope.PRIVATE)
    if shape is None:
        return Examined((f"a decision “{act}” stays in the private lane",), readable=False)
    return _compare(kind, shape, fields, erased, scope)


def _missing_act(fields: Mapping[str, CborValue], erased: Collection[str]) -> tuple[str, ...]:
    if "act" in erased or isinstance(fields.get("act"), str):
        return ()
    return ("a decision does not say what it decides (“act”)",)


def _shape(kind: str, fields: Mapping[str, CborValue], *, private: bool) -> Shape | None:
    if kind == "decision":
        shape = ACTS[str(fields["act"])].get(private)
        if shape is None:
            return None
        more = {"act": any_text, "replaces": listed(HASH)} | ({"by": text, "why": text} if private else {})
        return Shape(shape.must, {**shape.may, **more})
    fixed = {"open": _OPEN, "key": _KEY, "erase": _ERASE, "withdraw": _WITHDRAW}
    return fixed[kind] if kind in fixed else (_CAPTURE if kind == "capture" else _CLAIM)[private]


def _compare(
    kind: str, shape: Shape, fields: Mapping[str, CborValue], erased: Collection[str], scope: Scope
) -> Examined:
    faults: list[str] = []
    newer: list[str] = []
    for name, value in fields.items():
        fault = _field_fault(kind, name, value, shape, scope)
        if fault and fault.newer:
            newer.append(name)
        elif fault:
            faults.append(f"“{name}” of an entry “{kind}” {fault.words}")
    present = set(fields) | set(erased)
    faults += [f"an entry “{kind}” lacks “{name}”" for name in shape.must if name not in present]
    faults += _between_fields(kind, fields, scope)
    core = set(shape.must) | (CLAIM_CORE if kind == "claim" else set())
    return Examined(tuple(faults), tuple(newer), readable=not faults and core.isdisjoint(newer))


def _field_fault(kind: str, name: str, value: CborValue, shape: Shape, scope: Scope) -> Fault | None:
    private = scope is Scope.PRIVATE
    if kind == "claim" and FIELD_NAME.fullmatch(name):
        return listed(_VALUE[private])(value)
    rule = shape.rule(name)
    if rule:
        return rule(value)
    if not private and name in _private_only(kind):
        return Fault("stays in the private lane")
    return Fault("is not known to this version", newer=True)


def _private_only(kind: str) -> frozenset[str]:
    if kind == "decision":
        return frozenset({"by", "why", "mentions", "fingerprint"})
    pairs = {"capture": _CAPTURE, "claim": _CLAIM}.get(kind)
    if pairs is None:
        return frozenset()
    own, wider = pairs[True], pairs[False]
    return frozenset({*own.must, *own.may} - {*wider.must, *wider.may})


def _between_fields(kind: str, fields: Mapping[str, CborValue], scope: Scope) -> list[str]:
    faults = []
    if kind == "open":
        named = str(fields.get("scope"))
        if named in tuple(Scope) and named != scope:
            faults.append(f"“open” names the scope “{named}” in a chain of scope “{scope}”")
        if ("to" in fields) != (scope is Scope.PARTNERS):
            faults.append("“open” names partners (“to”) if, and only if, the chain is for partners")
    if kind == "decision" and "a" in fields and "b" in fields:
        size = 16 if fields.get("sort") in ("person", "group") else 32
        pair = (fields["a"], fields["b"])
        if pair[0] == pair[1]:
            faults.append("a decision compares one thing with itself")
        # Without its sort (erased) a decision's ids may have either length.
        if "sort" in fields and any(isinstance(one, bytes) and len(one) != size for one in pair):
            faults.append(f"the ids of a decision about a {fields.get('sort')} are {size} bytes")
        if "keep" in fields and fields["keep"] not in pair:
            faults.append("a decision keeps an id that is neither of its two")
    return faults
