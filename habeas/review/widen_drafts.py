"""From a plan that somebody has read to the entries: first what is seen, then what hangs on it, then our own memory.

Three steps, because a decision names claims by the ids that only appending gives them:
``prepare`` (append to the wider lane), ``companions`` (append there too), ``remember`` (append to the private lane).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from habeas.model.claim import Value
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.register.resolution import as_read
from habeas.review.leaves import ID_FIELDS, decision
from habeas.review.widening import BASES, Card, Companion, Shown, WidenError, WidenPlan

CONSENT, FAMILY = BASES[0], BASES[1]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The drafts for the wider lane, and which id is which there. ``members``: private address to lane id;
    ``cards``: report (SHA-256, hex) to card id. ``basis`` is what is recorded as the reason.
    """

    plan: WidenPlan
    drafts: tuple[Draft, ...]
    members: Mapping[str, bytes]
    cards: Mapping[str, bytes]
    basis: str


def prepare(plan: WidenPlan, *, basis: str, words: str, new_id: Callable[[], bytes]) -> Prepared:
    """Return the entries that show what ``plan`` says. ``basis`` is one of ``BASES``, ``words`` say more about it.

    Raises WidenError while anything blocks, consent is missing, or the basis is not given.
    """
    _check(plan, basis, words)
    members = {m.address: bytes.fromhex(m.id) if m.id else new_id() for m in plan.members}
    cards = {c.capture: bytes.fromhex(c.id) if c.id else new_id() for c in plan.cards}
    drafts = [
        Draft("decision", {"act": "subject", "id": members[m.address], "sort": m.sort})
        for m in plan.members
        if m.id is None
    ]
    drafts += [_card(card, cards) for card in plan.cards if card.id is None]
    known = {address: bytes.fromhex(ids[0]) for address, ids in plan.there.subjects.items()}
    drafts += [_claim(one, {**known, **members}, cards) for one in plan.shown]
    return Prepared(plan, tuple(drafts), members, cards, f"{basis}: {words}" if words.strip() else basis)


def companions(prepared: Prepared, entries: Sequence[Entry]) -> tuple[Draft, ...]:
    """Return the decisions that go along, for the wider lane.

    ``entries`` are those that ``prepare``'s drafts became.
    """
    now = {
        **prepared.plan.there.claims,
        **{one.of: entry.id.hex() for one, entry in _claims(prepared, entries)},
    }
    return tuple(_companion(one, prepared, now) for one in prepared.plan.companions)


def remember(
    prepared: Prepared, entries: Sequence[Entry], *, by: str, why: str | None = None
) -> tuple[Draft, ...]:
    """Return the private lane's decision: what was shown to whom, as what, on which basis."""
    pairs = _claims(prepared, entries)
    ids: list[CborValue] = [[there, bytes.fromhex(own)] for own, there in sorted(prepared.members.items())]
    ids += [[there, bytes.fromhex(capture)[:16]] for capture, there in sorted(prepared.cards.items())]
    fields: dict[str, CborValue] = {
        "lane": bytes.fromhex(prepared.plan.audience.lane),
        "of": [bytes.fromhex(one.of) for one, _ in pairs],
        "to": [entry.id for _, entry in pairs],
        "ids": ids,
        "basis": prepared.basis,
    }
    return (decision("widen", by, why, fields),)


def _check(plan: WidenPlan, basis: str, words: str) -> None:
    if not plan.shown:
        reasons = "; ".join(reason.words for _, reason in plan.refused)
        raise WidenError(f"None of this can be shown: {reasons or 'nothing was chosen.'}")
    if basis not in BASES:
        raise WidenError(f"Say on which basis this is shown: {', '.join(BASES)}. Nothing is preset.")
    if basis == "overriding" and not words.strip():
        raise WidenError("“Overriding” needs your words: why this is shown without anybody’s consent.")
    if plan.blocked:
        raise WidenError(f"This is in the way: {plan.blocked[0].words}")
    for reason in plan.consent:
        enough = (CONSENT, FAMILY) if reason.rule == "widen.minor" else (CONSENT,)
        if basis not in enough:
            raise WidenError(
                f"{reason.words} Record the consent, choose “{CONSENT}”, or leave this statement out."
            )


def _claims(prepared: Prepared, entries: Sequence[Entry]) -> list[tuple[Shown, Entry]]:
    found = [entry for entry in entries if entry.kind == "claim"]
    if len(found) != len(prepared.plan.shown):
        raise WidenError("The entries are not those of this plan; nothing was recorded. Make the plan anew.")
    return list(zip(prepared.plan.shown, found, strict=True))


def _card(card: Card, cards: Mapping[str, bytes]) -> Draft:
    fields: dict[str, CborValue] = {"id": cards[card.capture]}
    for name in ("publisher", "url", "published", "archive", "lang"):
        value = getattr(card, name)
        if value:
            fields[name] = value
    fields["origin"] = card.origin or f"o-{cards[card.twin or card.capture].hex()[:12]}"
    if card.public:
        fields["sha256"] = bytes.fromhex(card.capture)
    return Draft("capture", fields)


def _claim(one: Shown, members: Mapping[str, bytes], cards: Mapping[str, bytes]) -> Draft:
    statement = one.statement
    fields: dict[str, CborValue] = {
        "type": statement.type,
        "subjects": [members[a] for a in one.addresses],
        "certainty": statement.certainty.value,
        "evidence": [
            {"source": cards[capture], "stretches": list(stretches), "lang": lang}
            for capture, stretches, lang in zip(one.captures, one.stretches, one.langs, strict=True)
        ],
    }
    if statement.modality is not None:
        fields["modality"] = statement.modality.value
    if one.said_by:
        fields["said_by"] = [_value(value) for value in one.said_by]
    if one.restates:
        fields["restates"] = bytes.fromhex(one.restates)
    published = next((p for p in one.published if p), None)
    for name, values in as_read(statement.fields, published, statement.modality).items():
        people = members if name in ID_FIELDS and statement.type == "group" else None
        rows = [_value(value, people) for value in values]
        if rows:
            fields[f"f.{name}"] = rows
    return Draft("claim", fields)


def _value(value: Value, members: Mapping[str, bytes] | None = None) -> dict[str, CborValue]:
    text = value.read
    if members is not None and value.value in members:
        text = members[value.value].hex()
    return {"value": text, "lang": value.lang} if value.lang else {"value": text}


def _companion(one: Companion, prepared: Prepared, now: Mapping[str, str]) -> Draft:
    if one.act == "same":
        a, b = bytes.fromhex(one.a[0]), bytes.fromhex(one.b[0])
        return Draft("decision", {"act": "same", "sort": one.sort, "a": a, "b": b, "keep": a})
    if one.act == "different":
        a, b = (_member(side[0], prepared) for side in (one.a, one.b))
        return Draft("decision", {"act": "different", "sort": one.sort, "a": a, "b": b})
    if one.act == "copies":
        return Draft("decision", {"act": "copies", "captures": [_card_id(c, prepared) for c in one.a]})
    if one.act == "allow":
        return Draft("decision", {"act": "allow", "subject": _member(one.a[0], prepared), "what": one.field})
    claims, over = ([bytes.fromhex(now[c]) for c in side] for side in (one.a, one.b))
    fields: dict[str, CborValue] = {"act": "choose", "claims": claims, "over": over}
    if one.field:
        fields["field"] = one.field
    return Draft("decision", fields)


def _member(address: str, prepared: Prepared) -> bytes:
    known = prepared.plan.there.subject(address)
    return prepared.members[address] if address in prepared.members else bytes.fromhex(known or "")


def _card_id(capture: str, prepared: Prepared) -> bytes:
    known = prepared.plan.there.card(capture)
    return prepared.cards[capture] if capture in prepared.cards else bytes.fromhex(known or "")
