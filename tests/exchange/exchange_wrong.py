"""Bundles that are wrong in one way each, and the sentence with which each is refused (failures.yml)."""

from dataclasses import replace
from pathlib import Path

import yaml
import zstandard
from exchange_house import Forge, Group, meet, sealed
from nacl.public import PrivateKey

from habeas.record.chain import Position
from habeas.record.draft import Draft
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.heads import sign_head
from habeas.record.keys import start_chain
from habeas.record.lanes import Scope
from habeas.record.leaf import body_digest, leaf_digest
from habeas.store.partner_nouns import REVOKED

TABLE = yaml.safe_load((Path(__file__).parent / "failures.yml").read_text(encoding="utf-8"))
MESSAGES = {case: words for row in TABLE for case, words in row["says"].items()}


def signed_again(forge, entries):
    """Put ``entries`` (from the second on) in the place of what was written, chained and signed by the sender itself."""
    first = decode_entry(forge.entries[0])
    position = Position(first.log, first.lane, 1, first.id)
    made, prev = [forge.entries[0]], first.id
    for seq, leaves in enumerate(entries, start=2):
        header = replace(first.header, seq=seq, prev=prev, kind="claim", body=digest_of(leaves))
        made.append(raw_entry(header, leaves))
        prev = header_id(header)
        position = Position(first.log, first.lane, seq, prev)
    forge.entries, forge.last = made, position.seq
    forge.heads = [sign_head(position, forge.seed)]
    forge.changes |= {"last": position.seq, "head": prev}


def digest_of(leaves):
    import hashlib

    return hashlib.sha256(b"habeas1/b" + b"".join(sorted(leaf_digest(*leaf) for leaf in leaves))).digest()


def header_id(header):
    import hashlib

    return hashlib.sha256(b"habeas1/h" + header.encode()).digest()


def raw_entry(header, leaves):
    import cbor2

    rows = [[name, salt, value] for name, salt, value in sorted(leaves, key=lambda leaf: leaf[0].encode())]
    return cbor2.dumps({"header": header.encode(), "leaves": rows}, canonical=True)


def leaves_of(entry, **changed):
    """The leaves of an entry as they are sent, some with other bytes."""
    found = {leaf.name: (leaf.name, leaf.salt, leaf.value) for leaf in entry.leaves}
    for name, value in changed.items():
        name = name.replace("__", ".")
        found[name] = (name, b"s" * 16, value)
    return list(found.values())


def resigned(pair, **changed):
    anna, berta = pair
    anna.tell(berta, "Lasnychy")
    forge = Forge(anna, berta)
    signed_again(forge, [leaves_of(decode_entry(forge.entries[1]), **changed)])
    return forge.write()


def place(text):
    import cbor2

    return cbor2.dumps([{"lang": "en", "value": text}], canonical=True)


def cut_file(pair):
    anna, berta = pair
    file = anna.send(berta)
    file.write_bytes(file.read_bytes()[:-200])
    return file


def cut_part_of_several(pair):
    anna, berta = pair
    forge = Forge(anna, berta)
    forge.changes |= {"part": 2, "parts": 3}
    return sealed(anna, forge.plain()[:-40], forge.recipients)


def flipped_file(pair):
    anna, berta = pair
    file = anna.send(berta)
    data = bytearray(file.read_bytes())
    data[len(data) // 2 + 200] ^= 1
    file.write_bytes(data)
    return file


def no_bundle_at_all(pair):
    anna, _ = pair
    file = anna.file()
    file.write_bytes(b"\x89PNG\r\n\x1a\n" * 1000)
    return file


def sealed_for_others(pair):
    forge = Forge(*pair)
    forge.recipients = [bytes(PrivateKey(b"x" * 32).public_key)]
    return forge.write()


def to_lacks_us(pair):
    forge = Forge(*pair)
    forge.changes["to"] = (b"o" * 32,)
    return forge.write()


def lane_is_not_for_us(pair):
    """A lane for somebody else, sealed for us by mistake."""
    anna, berta = pair
    forge = Forge(anna, berta)
    started = start_chain(
        anna.workspace.log,
        Scope.PARTNERS,
        "trial",
        forge.seed,
        ts=anna.now,
        salt=lambda: anna.ids(16),
        to=(b"o" * 32,),
    )
    forge.entries = [encode_entry(one) for one in started.entries]
    forge.heads, forge.last = [started.head], 1
    forge.changes = {"lane": started.position.lane, "last": 1, "head": started.position.head}
    return forge.write()


def unknown_signer(pair):
    anna, berta = pair
    stranger = Group(anna.folder, "stranger")
    meet(stranger, anna)
    stranger.tell(anna, "Lasnychy")
    forge = Forge(stranger, anna)
    forge.recipients = [bytes(PrivateKey(berta.workspace.opened.keys.receiving).public_key)]
    file = forge.write()
    stranger.close()
    return file


def signed_by_another_key(pair):
    forge = Forge(*pair)
    forge.seed = b"another key of somebody else ..."
    return forge.write()


def partner_cut_off(pair):
    anna, berta = pair
    berta.workspace.exchange.partners.set_state(anna.workspace.log, REVOKED)
    return anna.send(berta)


def revoked_key(pair):
    anna, berta = pair
    file = anna.send(berta)
    keys = anna.workspace.opened.keys
    lanes = anna.workspace.exchange.lanes
    with anna.workspace.transaction():
        from habeas.store.append import append

        draft = Draft("key", {"use": "revoke", "key": keys.writer, "from": anna.now - anna.now % 86_400})
        append(
            anna.workspace.alias,
            lanes.keys_chain().lane,
            [draft],
            keys.root,
            ts=anna.now,
            salt=lambda: anna.ids(16),
        )
    # the bundle was made before, and does not know of it; berta does
    with berta.workspace.transaction():
        berta.workspace.exchange.received.keep_keyring(lanes.ring())
    return file


def declared_too_large(pair):
    forge = Forge(*pair)
    forge.section["plain_len"] = 100_000_000
    return forge.write()


def too_many_entries(pair):
    forge = Forge(*pair)
    forge.changes["last"] = 200_001
    return forge.write()


def bomb(pair):
    forge = Forge(*pair)
    forge.packed = zstandard.ZstdCompressor(level=19).compress(bytes(400_000_000))
    forge.section["plain_len"] = 200 * len(forge.packed)
    return forge.write()


def hole_without_erasure(pair):
    anna, berta = pair
    anna.tell(berta, "Lasnychy")
    forge = Forge(anna, berta)
    entry = decode_entry(forge.entries[1])
    leaves = tuple(leaf.erase() if leaf.name == "certainty" else leaf for leaf in entry.leaves)
    forge.entries[1] = encode_entry(Entry(entry.header, leaves))
    assert body_digest(leaves) == entry.header.body
    return forge.write()


def something_behind(pair):
    forge = Forge(*pair)
    forge.tail = b"and more"
    return forge.write()


CASES = {
    "cut file": cut_file,
    "cut part of several": cut_part_of_several,
    "flipped file": flipped_file,
    "no bundle at all": no_bundle_at_all,
    "sealed for others": sealed_for_others,
    "to lacks us": to_lacks_us,
    "lane is not for us": lane_is_not_for_us,
    "unknown signer": unknown_signer,
    "signed by another key": signed_by_another_key,
    "partner cut off": partner_cut_off,
    "revoked key": revoked_key,
    "declared too large": declared_too_large,
    "too many entries": too_many_entries,
    "bomb": bomb,
    "not canonical": lambda pair: resigned(pair, certainty=b"\x78\x05plain"),
    "too deep": lambda pair: resigned(pair, f__place=b"\x81" * 9 + b"\x01"),
    "private field": lambda pair: resigned(pair, by=b"\x64R-07"),
    "bidi override": lambda pair: resigned(pair, f__place=place("Lasnychy\u202e")),
    "NUL": lambda pair: resigned(pair, f__place=place("Lasnychy\0")),
    "not composed": lambda pair: resigned(pair, f__place=place("Zialo\u0301nka")),
    "half a character": lambda pair: resigned(pair, certainty=b"\x63\xed\xa0\x80"),
    "hole without erasure": hole_without_erasure,
    "something behind": something_behind,
}
