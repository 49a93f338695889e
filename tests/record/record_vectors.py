"""Makes the test vectors in ``vectors/`` from fixed seeds and salts: run this file to write them anew.

A change of these files is a change of the format. All people and papers in them are invented.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from record_desk import NOON, SEEDS, claim, counted, decision, evidence, hash_of, id_of

from habeas.record import cbor
from habeas.record.chain import Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry, encode_entry
from habeas.record.erasure import erase, erase_draft
from habeas.record.heads import SignedHead, encode_head, public_key, sign_head
from habeas.record.keys import StartedLog, start_chain, start_log
from habeas.record.lanes import Scope
from habeas.record.leaf import Leaf, body_digest
from habeas.record.proof import encode_proof, make_proof

FOLDER = Path(__file__).with_name("vectors")
CARD = {"source": id_of("card"), "stretches": ["was detained", "in Mozyr"], "lang": "en"}
WIDER_CLAIM = {
    "type": "detention",
    "subjects": [id_of("Hanna, public")],
    "f.date": [{"value": "2026-03-22", "lang": "en"}],
    "said_by": [{"value": "relatives", "lang": "en"}],
    "evidence": [CARD],
}


class Story:
    """One log with every kind of entry and every act, as two lanes of one device."""

    def __init__(self) -> None:
        self.log: StartedLog = start_log(SEEDS, mode="trial", ts=NOON, salt=counted("vectors"))
        self.salt = counted("vectors, later")
        partners = start_chain(
            self.log.log,
            Scope.PARTNERS,
            "trial",
            SEEDS.signing,
            ts=NOON,
            salt=self.salt,
            to=(hash_of("the log of a partner"),),
        )
        started = (self.log.private, self.log.public, partners)
        self.chains = {one.scope: list(one.entries) for one in started}
        self.at = {one.scope: one.position for one in started}
        self.heads = [self.log.keys.head, *(one.head for one in started)]
        self.private = [self.write(draft) for draft in private_drafts()]
        self.public = [self.write(draft, Scope.PUBLIC) for draft in public_drafts()]
        self.write(decision("widen", **widened(self.private[1], self.public[1], self.at[Scope.PUBLIC].lane)))

    def write(self, draft: Draft, scope: Scope = Scope.PRIVATE) -> Entry:
        ts = NOON + 60 * len(self.chains[scope])
        (entry,), self.at[scope] = extend(self.at[scope], [draft], scope=scope, ts=ts, salt=self.salt)
        self.chains[scope].append(entry)
        self.heads.append(sign_head(self.at[scope], SEEDS.signing))
        return entry

    @property
    def entries(self) -> list[Entry]:
        return [*self.log.keys.entries, *(entry for chain in self.chains.values() for entry in chain)]


def private_drafts() -> list[Draft]:
    told = {
        "media": "text/plain",
        "size": 34,
        "got": NOON,
        "publisher": "Mozyr Chronicle",
        "published": "2026-03",
    }
    said = [{"value": "relatives", "lang": "en", "at": [40, 49, "relatives"]}]
    pair = {"a": id_of("Hanna"), "b": id_of("Ganna")}
    first, second = hash_of("claim one"), hash_of("claim two")
    decomposed = "Zymnic\u030c was detained"  # a quote keeps the source's own characters, here not composed
    return [
        Draft("capture", {"sha256": hash_of("report 1"), **told, "url": "https://mozyr.example/1"}),
        claim(date="XXXX-03-22", place="Mozyr", said_by=said, proposal="p1", method="phrases/1", by="editor"),
        claim("ill_treatment", modality="alleged", certainty="hedged", evidence=[evidence(decomposed)]),
        claim(restates=first, evidence=[evidence("in Mozyr")]),
        decision("reject", fingerprint=hash_of("p2"), by="editor", why="a judge, not a prisoner"),
        decision("subject", id=id_of("Hanna"), sort="person", mentions=[hash_of("mention of Hanna")]),
        decision("same", sort="person", **pair, keep=id_of("Hanna")),
        decision("different", sort="mention", a=hash_of("mention 1"), b=hash_of("mention 2")),
        decision("split", sort="group", **pair, replaces=[hash_of("an earlier decision")]),
        decision("choose", claims=[first], over=[second], field="date", why="the court's own notice"),
        decision("dispute", claims=[second], reason="the lawyer says otherwise"),
        decision("retract", claims=[second], reason="the paper corrected itself"),
        decision("copies", captures=[hash_of("report 1"), hash_of("report 2")]),
        decision("allow", subject=id_of("Hanna"), what="derived dates"),
        decision(
            "consent",
            subject=id_of("Hanna"),
            purpose="letters",
            audience="public",
            giver="mother",
            until="2027",
        ),
        decision("quarantine", log=hash_of("a partner"), lane=id_of("its chain"), first=3, last=9),
        Draft(
            "withdraw",
            {"log": hash_of("us"), "lane": id_of("a chain"), "first": 2, "last": 2, "why": "a lost phone"},
        ),
    ]


def public_drafts() -> list[Draft]:
    return [
        Draft(
            "capture",
            {"id": id_of("card"), "publisher": "Mozyr Chronicle", "lang": "en", "origin": "the paper"},
        ),
        Draft("claim", WIDER_CLAIM),
        Draft("claim", {**WIDER_CLAIM, "type": "release", "evidence": [{**CARD, "stretches": []}]}),
    ]


def widened(own: Entry, wider: Entry, lane: bytes) -> dict[str, Any]:
    ids = [[id_of("Hanna, public"), id_of("Hanna")]]
    return {"lane": lane, "of": [own.id], "to": [wider.id], "ids": ids, "basis": "consent of the family"}


def build() -> dict[str, str]:
    """Return the vector files, by name."""
    story = Story()
    files = {
        "values.json": ("Values, and bytes that are none.", values()),
        "entries.json": (
            "One entry of every kind and act; every field readable beside its bytes.",
            entries(story),
        ),
        "logs.json": ("Whole logs: accepted, or refused and why.", logs(story)),
        "proofs.json": ("Proofs of one entry, for somebody without the chain.", proofs(story)),
    }
    made = {name: {"about": about, "vectors": rows} for name, (about, rows) in files.items()}
    made["logs.json"] |= _pooled(files["logs.json"][1])
    return {name: json.dumps(file, ensure_ascii=True, indent=1) + "\n" for name, file in made.items()}


def _pooled(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The same rows with every entry and head written once, and referred to by its number."""
    pool = list(dict.fromkeys(item for row in rows for name in ("entries", "heads") for item in row[name]))
    number = {item: str(place) for place, item in enumerate(pool)}
    short = [
        {
            key: value if isinstance(value, str) else " ".join(map(number.__getitem__, value))
            for key, value in row.items()
        }
        for row in rows
    ]
    return {"vectors": short, "pool": pool}


def values() -> list[dict[str, Any]]:
    good: list[Any] = [0, 23, 24, -1, 2**63 - 1, -(2**63), "", "Мазыр", b"", b"\x00\xff", True, [], {}]
    good += [
        {"b": 1, "a": [1, "x"], "aa": b"z"},
        {"quote": "c\u030c, as it stands"},
        {"at": [0, 1, "\u202e"]},
    ]
    rows = [{"cbor": cbor.encode(value).hex(), "value": readable(value)} for value in good]
    bad = {
        "1801": "a number not in its shortest form",
        "1bffffffffffffffff": "a number beyond 64 bits",
        "c249010000000000000000": "a tag (a number beyond 64 bits)",
        "f93c00": "a number with a fraction",
        "f6": "an empty value (null)",
        "f7": "an undefined value",
        "c074323032362d30332d32325431323a30303a30305a": "a tag (a date)",
        "9f01ff": "a list without a length",
        "7f6161ff": "a text without a length",
        "a2616201616102": "keys out of order",
        "a2616101616101": "a key twice",
        "a10102": "a key that is no text",
        "6363cc8c": "a text that is not composed (NFC)",
        "6161ff": "something behind the value",
        "6200e2": "a text that is not UTF-8",
        "6461006162": "a text with a NUL",
        "6561e280ae62": "a text that turns round what follows it",
        "818181818181818181" + "01": "nested too deep",
        "61": "cut off",
        "": "nothing",
    }
    return rows + [{"cbor": data, "refused": why} for data, why in bad.items()]


def entries(story: Story) -> list[dict[str, Any]]:
    erased = erase(story.private[1], ["f.place", "by"])
    said = Story().write(erase_draft([(story.private[1], ["f.place", "by"])]))
    return [readable_entry(entry) for entry in (*story.entries, said, erased)]


def proofs(story: Story) -> list[dict[str, Any]]:
    keys, public = story.log.keys, story.chains[Scope.PUBLIC]
    own = make_proof(story.public[1], public, story.heads, keys.entries, keys.head)
    last = [head for head in story.heads if head.lane == public[0].lane][-1:]
    long = make_proof(story.public[1], public, last, keys.entries, keys.head)
    stranger = replace(own, head=sign_head(own.head.position, b"X" * 32))
    gap = replace(long, headers=())
    return [
        {"about": "the head is the entry's own: no neighbour in it", "proof": encode_proof(own).hex()},
        {"about": "over the next header to a later head", "proof": encode_proof(long).hex()},
        {"refused": "signed by a stranger", "proof": encode_proof(stranger).hex()},
        {"refused": "a header is missing between entry and head", "proof": encode_proof(gap).hex()},
    ]


def logs(story: Story) -> list[dict[str, Any]]:
    held, heads = story.entries, list(story.heads)
    said, last = story.private[1], story.chains[Scope.PRIVATE][-1]
    erasing = Story()
    erasing.write(erase_draft([(said, ["f.place", "evidence"])]))
    hollow = [erase(one, ["f.place", "evidence"]) if one.id == said.id else one for one in erasing.entries]
    wrong = Story()
    wrong.write(erase_draft([(said, ["f.place", "evidence"])]), Scope.PUBLIC)
    elsewhere = [erase(one, ["f.place", "evidence"]) if one.id == said.id else one for one in wrong.entries]
    unexplained = [hide(one, "modality") for one in held]
    changed = [
        put(one, "f.place", [{"value": "Gomel", "lang": "en"}]) if one.id == said.id else one for one in held
    ]
    forged = [rebody(one) if one.id == said.id else one for one in changed]
    public = story.at[Scope.PUBLIC]
    told, told_head = written_wrongly(public, {**WIDER_CLAIM, "by": "editor"}, NOON - NOON % 86_400)
    late, late_head = written_wrongly(public, WIDER_CLAIM, NOON)
    back = Position(said.log, said.lane, said.seq, said.id)
    fork = extend(back, [claim("release")], scope=Scope.PRIVATE, ts=NOON, salt=counted("fork"))[0]
    revoked, revoked_head = revocation(story)
    stranger = sign_head(story.at[Scope.PRIVATE], b"X" * 32)
    return [
        _log("every kind and act", held, heads),
        _log("two fields erased, with the entry that says so", hollow, erasing.heads),
        _log("the same before the values were removed", erasing.entries, erasing.heads),
        _log("a hole that nothing explains", unexplained, heads, refused=True),
        _log("a hole explained only in another audience", elsewhere, wrong.heads, refused=True),
        _log("a value was changed", changed, heads, refused=True),
        _log("a value and the header's body were changed", forged, heads, refused=True),
        _log(
            "an entry was removed from the middle",
            [one for one in held if one.id != said.id],
            heads,
            refused=True,
        ),
        _log("the last entry was removed", [one for one in held if one.id != last.id], heads, refused=True),
        _log("the last entry was never signed", held, heads_without(heads, last), refused=True),
        _log("a chain was removed", held[:-1], heads, refused=True),
        _log("two entries with one number", [*held, *fork], heads, refused=True),
        _log("signed by a stranger", held, [*heads, stranger], refused=True),
        _log("a signature was changed", held, [*heads[:-1], flip(heads[-1])], refused=True),
        _log("the signing key was revoked", [*held, revoked], [*heads, revoked_head], refused=True),
        _log("without its keys", held[len(story.log.keys.entries) :], heads[1:], refused=True),
        _log(
            "a field of the private lane in the public one", [*held, told], [*heads, told_head], refused=True
        ),
        _log("the hour in the public lane", [*held, late], [*heads, late_head], refused=True),
    ]


def heads_without(heads: Sequence[SignedHead], last: Entry) -> list[SignedHead]:
    return [head for head in heads if head.head != last.id]


def flip(head: SignedHead) -> SignedHead:
    return replace(head, signature=bytes([head.signature[0] ^ 1]) + head.signature[1:])


def hide(entry: Entry, name: str) -> Entry:
    return Entry(entry.header, tuple(leaf.erase() if leaf.name == name else leaf for leaf in entry.leaves))


def put(entry: Entry, name: str, value: Any) -> Entry:
    leaves = tuple(
        Leaf.of(name, leaf.salt or b"", value) if leaf.name == name else leaf for leaf in entry.leaves
    )
    return Entry(entry.header, leaves)


def rebody(entry: Entry) -> Entry:
    return Entry(replace(entry.header, body=body_digest(entry.leaves)), entry.leaves)


def written_wrongly(at: Position, fields: Mapping[str, Any], ts: int) -> tuple[Entry, SignedHead]:
    """A claim in the public lane as a careless writer would make it: correctly chained and signed all the same."""
    salt = counted("careless")
    leaves = tuple(Leaf.of(name, salt(), fields[name]) for name in sorted(fields))
    allowed = extend(at, [Draft("claim", WIDER_CLAIM)], scope=Scope.PUBLIC, ts=ts, salt=salt)[0][0]
    entry = Entry(replace(allowed.header, ts=ts, body=body_digest(leaves)), leaves)
    return entry, sign_head(Position(at.log, at.lane, entry.seq, entry.id), SEEDS.signing)


def revocation(story: Story) -> tuple[Entry, SignedHead]:
    draft = Draft("key", {"use": "revoke", "key": public_key(SEEDS.signing), "from": NOON})
    (entry,), end = extend(
        story.log.keys.position, [draft], scope=Scope.KEYS, ts=NOON, salt=counted("revocation")
    )
    return entry, sign_head(end, SEEDS.root)


def _log(
    about: str, held: Sequence[Entry], heads: Sequence[SignedHead], *, refused: bool = False
) -> dict[str, Any]:
    return {
        "refused" if refused else "accepted": about,
        "entries": [encode_entry(entry).hex() for entry in held],
        "heads": [encode_head(head).hex() for head in heads],
    }


def readable_entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id.hex(),
        "header": readable(cbor.decode(entry.header.encode())),
        "fields": readable(entry.fields),
        "erased": {leaf.name: leaf.digest.hex() for leaf in entry.leaves if leaf.erased},
        "bytes": encode_entry(entry).hex(),
    }


def readable(value: Any) -> Any:
    """JSON for the eye: byte strings as hex."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {key: readable(item) for key, item in value.items()}
    return [readable(item) for item in value] if isinstance(value, list | tuple) else value


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in build().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
