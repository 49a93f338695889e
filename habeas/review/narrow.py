"""Taking back what a wider audience was shown: erase there, keep here. Neither value nor line is left.

Narrowing a person erases her claims, what else names her in that lane (stretches of other people's quotes, group
lists, decisions), her id, and source cards that nothing rests on any more. Quotes of others that must be cut are
stated again without the cut part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.model.reason import Reason
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import ERASABLE, erase_draft
from habeas.review.spotting import Spotter, cut
from habeas.review.widening import WidenError

_LISTS = ("f.includes", "f.equals")


@dataclass(frozen=True, slots=True)
class NarrowPlan:
    """What goes: ``erase`` are whole entries; ``again`` states anew what others' entries among them said, without the
    part that must go; ``words`` say it, entry by entry.
    """

    erase: tuple[Entry, ...]
    again: tuple[Draft, ...]
    words: tuple[Reason, ...]

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The entries to append to the wider lane: what is said anew, then one erasure."""
        targets = [(entry, [leaf.name for leaf in entry.leaves if not leaf.erased]) for entry in self.erase]
        return (*self.again, erase_draft(targets))


def narrow_claims(ids: Iterable[str], entries: Sequence[Entry]) -> NarrowPlan:
    """Return the plan that takes back the claims ``ids`` (wider entry ids, hex) and the cards that only they rest on."""
    wanted = {bytes.fromhex(one) for one in ids}
    claims = [e for e in entries if e.id in wanted and e.kind == "claim" and not _gone(e)]
    if not claims:
        raise WidenError("This audience sees none of these statements: there is nothing to take back.")
    return _plan(entries, _with_earlier(claims, entries), (), None)


def narrow_subject(
    subject: str, entries: Sequence[Entry], names: Iterable[str], spare: Iterable[str]
) -> NarrowPlan:
    """Return the plan that takes back a person (lane id, hex) wholly.

    ``names`` are hers, in every form that we know; ``spare`` those of people who stay, which look like hers.
    """
    wanted = bytes.fromhex(subject)
    claims = [e for e in entries if e.kind == "claim" and not _gone(e)]
    hers = [e for e in claims if e.ids("subjects") == (wanted,)]
    shared = [e for e in claims if wanted in e.ids("subjects") and e not in hers]
    decisions = [e for e in entries if e.kind == "decision" and not _gone(e) and _names(e, wanted)]
    rest = [e for e in claims if e not in hers]
    if not (hers or shared or decisions):
        raise WidenError("This audience does not know this person: there is nothing to take back.")
    spotter = Spotter(names, spare)
    return _plan(entries, [*_with_earlier(hers, entries), *decisions], rest, (wanted, spotter))


def _plan(
    entries: Sequence[Entry],
    erase: Sequence[Entry],
    rest: Sequence[Entry],
    who: tuple[bytes, Spotter] | None,
) -> NarrowPlan:
    again: list[Draft] = []
    words = [Reason("narrow.erased", f"{_say(entry)} goes.", (("entry", entry.id.hex()),)) for entry in erase]
    cut_too: list[Entry] = []
    for entry in rest if who else ():
        fields = _without(entry, *who) if who else None
        if fields is not None:
            cut_too.append(entry)
            again.append(Draft("claim", {**fields, "restates": entry.id}))
            words.append(Reason("narrow.cut", f"{_say(entry)} stays, without what names her."))
    erase = [*erase, *_with_earlier(cut_too, entries)]
    gone = {entry.id for entry in erase}
    left = {
        item["source"]
        for e in entries
        if e.kind == "claim" and e.id not in gone and not _gone(e)
        for item in e.maps("evidence")
        if "source" in item
    }
    rested = {
        item["source"] for e in erase if e.kind == "claim" for item in e.maps("evidence") if "source" in item
    }
    cards = [e for e in entries if e.kind == "capture" and not _gone(e) and e.octets("id") in rested - left]
    words += [Reason("narrow.card", f"The source card {_say(card)} goes.") for card in cards]
    return NarrowPlan((*erase, *cards), tuple(again), tuple(words))


def _without(entry: Entry, wanted: bytes, spotter: Spotter) -> dict[str, CborValue] | None:
    """Return the fields of somebody else's claim without what names her; None where nothing does."""
    fields: dict[str, CborValue] = {n: v for n, v in entry.fields.items() if n != "restates"}
    changed = wanted in entry.ids("subjects")
    if changed:
        fields["subjects"] = [one for one in entry.ids("subjects") if one != wanted]
    for name in _LISTS:
        rows = entry.maps(name)
        kept = [dict(row) for row in rows if row.get("value") != wanted.hex()]
        if len(kept) < len(rows):
            changed = True
            fields.pop(name)
            if kept:
                fields[name] = kept
    evidence, cut_any = _cut(entry.maps("evidence"), spotter)
    fields["evidence"] = evidence
    return fields if changed or cut_any else None


def _rows(value: CborValue | None) -> list[Mapping[str, CborValue]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def _cut(
    rows: Iterable[Mapping[str, CborValue]], spotter: Spotter
) -> tuple[list[dict[str, CborValue]], bool]:
    found: list[dict[str, CborValue]] = []
    changed = False
    for row in rows:
        pieces: list[CborValue] = []
        stretches = row.get("stretches", ())
        for stretch in stretches if isinstance(stretches, tuple) else ():
            hits = spotter.find(str(stretch))
            changed = changed or bool(hits)
            pieces.extend(cut(str(stretch), ((hit.start, hit.end) for hit in hits)) if hits else [stretch])
        found.append({**row, "stretches": pieces})
    return found, changed


def _with_earlier(claims: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """Add the earlier versions of a claim: what they said must go too."""
    found = {e.id: e for e in claims}
    by_id = {e.id: e for e in entries if e.kind == "claim"}
    waiting = list(claims)
    while waiting:
        before = by_id.get(waiting.pop().octets("restates") or b"")
        if before is not None and before.id not in found and not _gone(before):
            found[before.id] = before
            waiting.append(before)
    return list(found.values())


def _gone(entry: Entry) -> bool:
    return entry.kind not in ERASABLE or all(leaf.erased for leaf in entry.leaves)


def _names(decision: Entry, wanted: bytes) -> bool:
    return wanted in (
        decision.octets("id"),
        decision.octets("a"),
        decision.octets("b"),
        decision.octets("subject"),
    )


def _say(entry: Entry) -> str:
    if entry.kind == "claim":
        return f"The statement “{(entry.text('type') or '').replace('_', ' ')}”"
    if entry.kind == "capture":
        return f"“{entry.text('publisher') or 'source held by us'}”"
    return f"The decision “{entry.text('act') or ''}”"
