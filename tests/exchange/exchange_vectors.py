"""Makes the vectors of proofs: one file each, with what a verifier must say. Run it as a program to write them anew."""

import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

import cbor2
from record_desk import SEEDS, counted, decision, evidence, id_of

from habeas.record.chain import Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import encode_entry
from habeas.record.erasure import erase
from habeas.record.heads import encode_head, public_key, sign_head
from habeas.record.keys import start_log
from habeas.record.lanes import Scope
from habeas.record.proof import encode_proof, make_proof

FOLDER = Path(__file__).parent / "vectors"
NOON = 1_774_180_800
MIDNIGHT = NOON - NOON % 86_400


def claim(words="Lasnychy", **more):
    item = {"source": id_of("card"), "stretches": ["Hanna Zymnik was detained"], "lang": "en"}
    fields = {"type": "detention", "subjects": [id_of("Hanna")], "evidence": [item], "modality": "alleged"}
    return Draft("claim", {**fields, "f.place": [{"value": words, "lang": "en"}], **more})


def world():
    log = start_log(SEEDS, mode="trial", ts=NOON, salt=counted("vectors"))
    drafts = [
        claim(),
        decision("subject", id=id_of("Hanna"), sort="person"),
        claim("Mozyr", certainty="hedged"),
    ]
    entries, end = extend(log.public.position, drafts, scope=Scope.PUBLIC, ts=NOON, salt=counted("salts"))
    heads = [sign_head(Position(e.log, e.lane, e.seq, e.id), SEEDS.signing) for e in entries]
    return log, (*log.public.entries, *entries), heads, end


def build():
    """The vectors: name to (proof, root, what is expected)."""
    log, chain, heads, _ = world()
    keys, keys_head = log.keys.entries, log.keys.head
    root = public_key(SEEDS.root)
    entry = chain[1]
    good = make_proof(entry, chain, heads, keys, keys_head)
    over = make_proof(entry, chain, [heads[-1]], keys, keys_head)
    raw = cbor2.loads(encode_proof(good))

    def again(**changed):
        return cbor2.dumps({**raw, **changed}, canonical=True)

    def swap(data, old, new):
        assert old in data
        return data.replace(old, new, 1)

    stranger = sign_head(Position(entry.log, entry.lane, entry.seq, entry.id), b"X" * 32)
    revoked, at = extend(
        log.keys.position,
        [Draft("key", {"use": "revoke", "key": public_key(SEEDS.signing), "from": MIDNIGHT})],
        scope=Scope.KEYS,
        ts=NOON,
        salt=counted("revoked"),
    )
    private, private_end = extend(
        log.private.position,
        [
            Draft(
                "claim",
                {"type": "detention", "subjects": [id_of("Hanna")], "evidence": [evidence()], "by": "R-01"},
            )
        ],
        scope=Scope.PRIVATE,
        ts=NOON,
        salt=counted("private"),
    )
    ours = make_proof(private[0], private, [sign_head(private_end, SEEDS.signing)], keys, keys_head)
    signature = bytearray(encode_head(heads[0]))
    signature[-1] ^= 1
    long_form = raw["entry"].replace(b"\x66leaves", b"\x78\x06leaves", 1)
    return {
        "a claim": (encode_proof(good), root, "success"),
        "a claim under a later head": (encode_proof(over), root, "success"),
        "a field of it was erased": (
            encode_proof(replace(good, entry=erase(entry, ["f.place"]))),
            root,
            "success",
        ),
        "what it needs was erased": (
            encode_proof(replace(good, entry=erase(entry, ["type"]))),
            root,
            "erased",
        ),
        "a place was changed": (again(entry=swap(raw["entry"], b"Lasnychy", b"Lasnychi")), root, "changed"),
        "denied was made of alleged": (
            again(entry=swap(raw["entry"], b"\x67alleged", b"\x67denied!")),
            root,
            "changed",
        ),
        "another claim under this head": (again(entry=encode_entry(chain[3])), root, "chain"),
        "a header was left out": (again(head=encode_head(heads[-1])), root, "chain"),
        "the signature was changed": (again(head=bytes(signature)), root, "signature"),
        "signed by a stranger": (again(head=encode_head(stranger)), root, "signer"),
        "the key was revoked": (
            again(
                keys=[*raw["keys"], encode_entry(revoked[0])],
                keys_head=encode_head(sign_head(at, SEEDS.root)),
            ),
            root,
            "signer",
        ),
        "the revocation was cut off": (again(keys=raw["keys"][:-1]), root, "keys"),
        "the root of another group": (encode_proof(good), public_key(b"X" * 32), "keys"),
        "a decision and no claim": (
            encode_proof(make_proof(chain[2], chain, heads, keys, keys_head)),
            root,
            "kind",
        ),
        "a private claim": (encode_proof(ours), root, "private"),
        "a longer form of a length": (again(entry=long_form), root, "bytes"),
        "cut off": (encode_proof(good)[:-40], root, "bytes"),
        "a part too many": (again(more=1), root, "bytes"),
        "no proof at all": (b"\x89PNG", root, "bytes"),
    }


def texts():
    return {
        f"{name.replace(' ', '-')}.json": json.dumps(
            {"about": name, "expect": expect, "root": root.hex(), "proof": proof.hex()}, indent=1
        )
        + "\n"
        for name, (proof, root, expect) in build().items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in texts().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
