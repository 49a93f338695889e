"""Bundles that are wrong somewhere, in the way of their own structure: cut, flipped, doubled, exchanged; signed anew or not."""

import hashlib
import random
from dataclasses import replace
from functools import cache

import cbor2
import zstandard
from exchange_house import Forge, sealed
from exchange_wrong import digest_of, header_id, leaves_of, raw_entry

from habeas.exchange.framing import list_head, octets_head
from habeas.exchange.manifest import MAGIC, Section, sign
from habeas.record.chain import Position
from habeas.record.entry import decode_entry
from habeas.record.heads import sign_head

ODD = [
    0,
    1,
    -1,
    2**63 - 1,
    2**64 - 1,
    "",
    "a\0",
    "\u202e",
    b"",
    b"x" * 32,
    [],
    {},
    None,
    1.5,
    True,
    [[]] * 70,
]
HEADS = [
    b"\x9f",
    b"\xbf",
    b"\x5f",
    b"\xc2\x41\x01",
    b"\x9b" + b"\xff" * 8,
    b"\x5b\x7f" + b"\xff" * 7,
    b"\xf6",
    b"\xfb" + b"\0" * 8,
]


def material(sender, to):
    """What all of them are made of, once: a right bundle, its plaintext, its entries."""
    forge = Forge(sender, to)
    forge.right = forge.plain()
    return forge, [decode_entry(one) for one in forge.entries]


def wrong(forge, entries, seed):
    """The plaintext of one bundle, wrong in a way that ``seed`` decides."""
    chance = random.Random(seed)
    way = chance.choice([bytes_of, manifest_of, values_of, packed_of, entries_of, keys_of])
    return way(forge, entries, chance)


def bytes_of(forge, _, chance):
    data = bytearray(forge.right)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + chance.randint(1, 400)]
            case 2:
                data[at:at] = chance.randbytes(chance.randint(1, 40))
            case 3:
                data[at:at] = data[at : at + chance.randint(1, 400)]
            case 4:
                data[at:at] = chance.choice(HEADS)
        data = data or bytearray(b"h")
    return bytes(data)


def build(forge, manifest, keys, packed, seed=None):
    encoded = manifest if isinstance(manifest, bytes) else manifest.encode()
    return MAGIC + encoded + sign(encoded, seed or forge.seed) + keys + packed


def pieces(forge):
    """The manifest as a map, the keys and the packed entries of a right bundle."""
    data = forge.right
    manifest, end = cbor2.loads(data[len(MAGIC) :]), 0
    encoded = cbor2.dumps(manifest, canonical=True)
    end = len(MAGIC) + len(encoded) + 64
    size = manifest["sections"][0]["packed_len"]
    return manifest, data[end : end + size], data[end + size :]


def manifest_of(forge, _, chance):
    manifest, keys, packed = pieces(forge)
    for _ in range(chance.randint(1, 2)):
        target = chance.choice([manifest, *manifest["sections"]])
        if not isinstance(target, dict) or not target:
            continue
        name = chance.choice(sorted(target))
        match chance.randrange(3):
            case 0:
                target[name] = chance.choice(ODD)
            case 1:
                del target[name]
            case 2:
                target[chance.choice(["x", "to", "v"])] = chance.choice(ODD)
        if not isinstance(manifest.get("sections"), list):
            break
    return build(forge, cbor2.dumps(manifest, canonical=chance.random() < 0.9), keys, packed)


def with_entries(forge, rows, chance, heads=()):
    """A bundle that holds other entries and is signed for them in every way."""
    manifest, keys, _ = pieces(forge)
    if heads:
        keys = replace(forge.ring, heads=(*forge.ring.heads, *heads)).encode()
    plain = list_head(len(rows)) + b"".join(octets_head(len(one)) + one for one in rows)
    packed = zstandard.ZstdCompressor(level=chance.choice([1, 3, 9])).compress(plain)
    return signed_for(forge, manifest, keys, packed, len(plain), len(rows))


def signed_for(forge, manifest, keys, packed, plain_len, count):
    entries = Section("entries", len(packed), plain_len, hashlib.sha256(packed).digest())
    sections = [Section("keys", len(keys), len(keys), hashlib.sha256(keys).digest()), entries]
    manifest["sections"] = [
        {"type": s.kind, "packed_len": s.packed_len, "plain_len": s.plain_len, "sha256": s.sha256}
        for s in sections
    ]
    manifest["last"] = manifest["first"] + count - 1
    return build(forge, cbor2.dumps(manifest, canonical=True), keys, packed)


def entries_of(forge, _, chance):
    rows = [bytearray(one) for one in forge.entries]
    for _ in range(chance.randint(1, 3)):
        row = chance.choice(rows)
        at = chance.randrange(len(row))
        match chance.randrange(5):
            case 0:
                row[at] ^= 1 << chance.randrange(8)
            case 1:
                del row[at : at + chance.randint(1, 60)]
                row += b"" if row else b"\0"
            case 2:
                row[at:at] = chance.choice(HEADS)
            case 3:
                rows[:] = chance.sample(rows, len(rows))
            case 4:
                rows.append(bytearray(chance.choice(rows)))
    return with_entries(forge, [bytes(row) for row in rows], chance)


def values_of(forge, entries, chance):
    """Entries whose every hash and signature is right, and whose values are odd: written by the partner itself."""
    first = entries[0]
    prev, made, header = first.id, [forge.entries[0]], first.header
    for seq in range(2, 2 + chance.randint(1, 4)):
        odd = {
            chance.choice(
                ["type", "subjects", "evidence", "f__place", "certainty", "said_by", "act", "of", "x", "by"]
            ): encoded(chance)
            for _ in range(chance.randint(1, 3))
        }
        leaves = leaves_of(entries[1 + seq % (len(entries) - 1)], **odd)
        kind = chance.choice(["claim", "claim", "decision", "capture", "erase", "withdraw", "key", "new"])
        ts = chance.choice([header.ts, 0, -1, 2**62, header.ts + 1])
        header = replace(first.header, seq=seq, prev=prev, kind=kind, ts=ts, body=digest_of(leaves))
        made.append(raw_entry(header, leaves))
        prev = header_id(header)
    position = Position(first.log, first.lane, header.seq, prev)
    manifest, _, _ = pieces(forge)
    manifest["head"] = prev
    plain = list_head(len(made)) + b"".join(octets_head(len(one)) + one for one in made)
    packed = zstandard.ZstdCompressor(level=3).compress(plain)
    keys = replace(forge.ring, heads=(*forge.ring.heads, sign_head(position, forge.seed))).encode()
    return signed_for(forge, manifest, keys, packed, len(plain), len(made))


def encoded(chance):
    if chance.random() < 0.3:
        return chance.choice(HEADS) + chance.randbytes(chance.randint(0, 30))
    value = chance.choice(ODD)
    for _ in range(chance.choice([0, 0, 1, 12])):
        value = [value] if chance.random() < 0.5 else {"value": value, "lang": "en"}
    return cbor2.dumps(value, canonical=True)


@cache
def zeros(many):
    """So many bytes, packed to almost nothing."""
    return zstandard.ZstdCompressor(level=19).compress(bytes(many))


def packed_of(forge, _, chance):
    manifest, keys, packed = pieces(forge)
    match chance.randrange(4):
        case 0:
            packed = zeros(chance.choice([10_000, 8_000_000]))
        case 1:
            packed += packed
        case 2:
            data = bytearray(packed)
            data[chance.randrange(len(data))] ^= 255
            packed = bytes(data)
        case 3:
            packed = packed[: chance.randrange(1, len(packed))]
    plain = chance.choice([manifest["sections"][1]["plain_len"], 200 * len(packed), 10])
    return signed_for(forge, manifest, keys, packed, plain, chance.choice([len(forge.entries), 1, 200_000]))


def keys_of(forge, _, chance):
    manifest, keys, packed = pieces(forge)
    data = bytearray(keys)
    at = chance.randrange(len(data))
    if chance.random() < 0.5:
        data[at] ^= 1 << chance.randrange(8)
    else:
        data[at:at] = chance.choice(HEADS)
    keys = bytes(data)
    count = manifest["last"] - manifest["first"] + 1
    return signed_for(forge, manifest, keys, packed, manifest["sections"][1]["plain_len"], count)


def write(sender, forge, data):
    return sealed(sender, data, forge.recipients)
