"""Checks one claim: was this written, word for word, by the group with this key? Offline, and sharing no line with Habeas.

    python tools/verify.py CLAIM.proof ROOTKEY        ROOTKEY: 64 hex digits, or a file that holds them
    python tools/verify.py --vectors FOLDER           the test vectors

A proof is a file of the published site, or of a partner's. Needs only `cryptography` and `cbor2`. Exit status: 0 it was, 1 it
was not (the reason is printed), 2 wrong use. What it cannot tell: whether the claim is true, and whether the key was
revoked after the proof was made. docs/record-format.md says what the bytes are.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from unicodedata import is_normalized

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

EXACT = {"quote", "stretches", "at"}
HIDING = {chr(n) for n in (0, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
HEADER = {"v": 0, "log": 32, "lane": 16, "seq": 0, "prev": 32, "kind": "", "epoch": 0, "ts": 0, "body": 32}
HEAD = {"v": 0, "log": 32, "lane": 16, "epoch": 0, "seq": 0, "head": 32, "key": 32}
PROOF = {"entry", "headers", "head", "keys", "keys_head"}
PRIVATE = {"media", "size", "got", "captured", "voice", "for", "from", "method", "by", "why", "mentions"}
MOST = 16 * 1024 * 1024


class Refused(Exception):
    """The proof does not prove it; ``kind`` is the word of the test vectors."""

    def __init__(self, kind, words):
        super().__init__(words)
        self.kind = kind


def need(condition, kind, words):
    if not condition:
        raise Refused(kind, words)


def decode(data):
    """The value of bytes, which must be the one encoding of it."""
    need(isinstance(data, bytes) and len(data) <= MOST, "bytes", "a part is no byte string, or far too large")
    try:
        value = cbor2.loads(data)
    except Exception as error:
        raise Refused("bytes", "these bytes are not CBOR") from error
    plain(value, 1, False)
    need(
        cbor2.dumps(value, canonical=True) == data,
        "bytes",
        "not the one way to write this value",
    )
    return value


def plain(value, depth, exact):
    """Refuse what the record never writes."""
    if isinstance(value, str):
        need(len(value.encode("utf-8", "surrogatepass")) <= 65_536, "bytes", "a text is too long")
        need(
            value.isprintable() or all(not 0xD800 <= ord(c) < 0xE000 for c in value),
            "bytes",
            "half a character",
        )
        fair = exact or (is_normalized("NFC", value) and not HIDING & set(value))
        need(fair, "bytes", "a text is not composed, or hides something")
    elif isinstance(value, bool | bytes):
        return
    elif isinstance(value, int):
        need(-(2**63) <= value < 2**63, "bytes", "a number does not fit 64 bits")
    else:
        need(
            isinstance(value, list | dict) and depth <= 8,
            "bytes",
            "of another kind, or too deep",
        )
        if isinstance(value, list):
            for item in value:
                plain(item, depth + 1, exact)
            return
        need(len(value) <= 64, "bytes", "a map has too many keys")
        for key, item in value.items():
            need(isinstance(key, str), "bytes", "a key is no text")
            plain(key, depth, False)
            plain(item, depth + 1, exact or key in EXACT)


def shaped(value, shape, what):
    """A map with exactly these keys: byte strings of that length, whole numbers, or words."""
    need(isinstance(value, dict) and set(value) == set(shape), "bytes", f"{what} has other fields")
    for name, kind in shape.items():
        one = value[name]
        if kind:
            need(isinstance(one, bytes) and len(one) == kind, "bytes", f"“{name}” has another length")
        else:
            need(type(one) is type(kind), "bytes", f"“{name}” of {what} is of another kind")
    need(
        value["v"] == 1 and value["epoch"] == 0 and value["seq"] >= 1,
        "bytes",
        f"{what} is of another version",
    )
    return value


def digest(tag, *parts):
    return sha256(tag + b"".join(parts)).digest()


class Entry:
    """An entry whose contents are those that its header names."""

    def __init__(self, data):
        outer = decode(data)
        need(
            isinstance(outer, dict) and set(outer) == {"header", "leaves"},
            "bytes",
            "an entry is header and leaves",
        )
        self.header = shaped(decode(outer["header"]), HEADER, "the header")
        self.id = digest(b"habeas1/h", outer["header"])
        self.fields, self.erased, digests = {}, {}, []
        need(isinstance(outer["leaves"], list) and len(outer["leaves"]) <= 64, "bytes", "leaves are a list")
        for leaf in outer["leaves"]:
            digests.append(self.leaf(leaf))
        names = [leaf[0].encode() for leaf in outer["leaves"]]
        need(names == sorted(set(names)) and b"" not in names, "bytes", "the fields are not in order")
        body = digest(b"habeas1/b", *sorted(digests))
        need(
            body == self.header["body"],
            "changed",
            "a field was changed, added or taken out after it was written",
        )

    def leaf(self, leaf):
        fair = isinstance(leaf, list) and len(leaf) in (2, 3) and isinstance(leaf[0], str)
        fair = fair and all(isinstance(part, bytes) for part in leaf[1:])
        need(fair, "bytes", "a leaf is name, salt and value, or name and digest")
        name, *rest = leaf
        if len(rest) == 1:
            need(len(rest[0]) == 32, "bytes", "a digest has 32 bytes")
            self.erased[name] = rest[0]
            return rest[0]
        salt, value = rest
        need(16 <= len(salt) <= 32, "bytes", "a salt has 16 to 32 bytes")
        self.fields[name] = decode(value)
        return digest(b"habeas1/f", *(len(p).to_bytes(8, "big") + p for p in (name.encode(), salt, value)))


def signed_head(data):
    """A signed head whose signature is that of the key that it names."""
    outer = decode(data)
    need(isinstance(outer, list) and len(outer) == 2, "bytes", "a signed head is the head and a signature")
    inner, signature = outer
    head = shaped(decode(inner), HEAD, "the head")
    try:
        key = Ed25519PublicKey.from_public_bytes(head["key"])
        key.verify(bytes(signature), b"habeas1/head" + sha256(inner).digest())
    except (InvalidSignature, ValueError, TypeError) as error:
        raise Refused("signature", "a signature is not that of the key that it names") from error
    return head


def certified(entries, head, root):
    """The signing keys for which the root answers: raw key to the key that it replaces (or None)."""
    log = digest(b"habeas1/log", root)
    prev = bytes(32)
    need(
        entries and entries[0].fields.get("scope") == "keys",
        "keys",
        "the keys do not begin as a chain of keys",
    )
    for number, entry in enumerate(entries, start=1):
        header = entry.header
        follows = (header["log"], header["lane"]) == (log, entries[0].header["lane"])
        follows = follows and (header["seq"], header["prev"]) == (number, prev)
        need(follows, "keys", "the chain of keys is not that of this group, or is broken")
        need(
            (header["kind"] == "open") == (number == 1) and not entry.erased,
            "keys",
            "the chain of keys is broken",
        )
        need(header["kind"] in ("open", "key"), "keys", "the chain of keys holds something else")
        prev = entry.id
    signed = (head["log"], head["lane"], head["seq"], head["head"], head["key"])
    own = (log, entries[0].header["lane"], len(entries), prev, root)
    need(signed == own, "keys", "the chain of keys is not signed by the root key that was given")
    keys = [entry.fields for entry in entries[1:]]
    need(
        any((k.get("use"), k.get("key")) == ("root", root) for k in keys), "keys", "it does not name its root"
    )
    gone = {k.get("key") for k in keys if k.get("use") == "revoke"}
    found = {}
    for key in keys:
        if key.get("use") == "signing" and key.get("key") not in gone:
            found.setdefault(key.get("key"), key.get("replaces"))
    return found


def verify(data, root):
    """Return the entry that the proof ``data`` proves to be of the group with the raw ``root`` key; raise Refused."""
    need(len(root) == 32, "keys", "a root key has 32 bytes")
    proof = decode(data)
    need(isinstance(proof, dict) and set(proof) == PROOF, "bytes", "a proof has other parts")
    need(all(isinstance(proof[k], list) for k in ("headers", "keys")), "bytes", "headers and keys are lists")
    signing = certified([Entry(one) for one in proof["keys"]], signed_head(proof["keys_head"]), root)
    entry, head = Entry(proof["entry"]), signed_head(proof["head"])
    need(head["key"] in signing, "signer", "it is signed with a key for which the root does not answer")
    last, seq = entry.id, entry.header["seq"]
    for encoded in proof["headers"]:
        header = shaped(decode(encoded), HEADER, "a header")
        need(
            (header["prev"], header["seq"]) == (last, seq + 1),
            "chain",
            "a header does not follow on the one before",
        )
        last, seq = digest(b"habeas1/h", encoded), header["seq"]
    place = (head["log"], head["lane"], head["seq"], head["head"])
    need(
        place == (entry.header["log"], entry.header["lane"], seq, last),
        "chain",
        "the signed head is of another chain",
    )
    need(head["log"] == digest(b"habeas1/log", root), "chain", "it is of another group")
    check_claim(entry)
    return entry


def check_claim(entry):
    """Refuse what is no claim that a wider audience may hold."""
    need(
        entry.header["kind"] == "claim", "kind", f"it proves an entry “{entry.header['kind']}”, and no claim"
    )
    need(
        not PRIVATE & {*entry.fields, *entry.erased},
        "private",
        "it holds a field that stays in the private lane",
    )
    need(entry.header["ts"] % 86_400 == 0, "private", "it tells the hour at which it was written")
    gone = {"type", "subjects", "evidence", "modality", "said_by"} & set(entry.erased)
    need(not gone, "erased", f"“{min(gone, default='')}” was erased: what is left says nothing")
    need({"type", "subjects", "evidence"} <= set(entry.fields), "kind", "the claim lacks what a claim needs")


def told(entry):
    """The claim in lines."""
    lines = [f"{entry.fields['type']} ({entry.fields.get('modality', 'plainly said')})"]
    for name, rows in sorted(entry.fields.items()):
        if name.startswith("f.") or name == "said_by":
            lines.append(f"  {name.removeprefix('f.')}: {'; '.join(str(row.get('value')) for row in rows)}")
    for item in entry.fields["evidence"]:
        lines.append(f"  “{' [...] '.join(item.get('stretches', []))}” ({item.get('lang')})")
    return lines


def vectors(folder):
    """Check the vectors of a folder: each says success, or the kind of failure. Return how many are not as they say."""
    wrong = 0
    files = sorted(Path(folder).glob("*.json"))
    for file in files:
        row = json.loads(file.read_text(encoding="utf-8"))
        try:
            verify(bytes.fromhex(row["proof"]), bytes.fromhex(row["root"]))
            found = "success"
        except Refused as refused:
            found = refused.kind
        if found != row["expect"]:
            wrong += 1
            print(f"{file.name}: {found}, and {row['expect']} was expected")
    print(f"{len(files)} vectors, {wrong} not as they say")
    return wrong if files else 1


def main(arguments):
    if len(arguments) != 2:
        print(__doc__)
        return 2
    if arguments[0] == "--vectors":
        return 1 if vectors(arguments[1]) else 0
    given = Path(arguments[1])
    root = bytes.fromhex((given.read_text() if given.is_file() else arguments[1]).strip())
    try:
        entry = verify(Path(arguments[0]).read_bytes(), root)
    except Refused as refused:
        print(f"NOT PROVEN: {refused}")
        return 1
    print(f"Written by the group {entry.header['log'].hex()[:16]}, as it stands here:")
    print("\n".join(told(entry)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
