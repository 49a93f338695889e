"""Checks the record's test vectors by docs/record-format.md alone: a second reader, sharing no line with Habeas.

python tools/check_vectors.py [FOLDER] [--why]    (Standard library, and PyNaCl for Ed25519.)
Exit status 1 if a vector is accepted where the file says refused, or the other way round.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from unicodedata import is_normalized

from nacl.signing import VerifyKey

HIDING = {chr(n) for n in (0, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
OURS = {"media", "size", "got", "captured", "voice", "for", "from", "method", "by", "why", "mentions"}


def need(condition, words):
    if not condition:
        raise ValueError(words)


def item(data, at, depth, exact):
    major, n, at = data[at] >> 5, data[at] & 31, at + 1
    need(major != 6 and n < 28 and depth < 10, "a tag, no length, or too deep")
    if major == 7:
        need(n in (20, 21), "neither true nor false")
        return n == 21, at
    if n >= 24:
        size = 1 << n - 24
        n, at = int.from_bytes(data[at : at + size], "big"), at + size
        need(n >= (24 if size == 1 else 1 << 4 * size), "not the shortest form")
    if major < 2:
        need(n < 2**63, "beyond 64 bits")
        return (-1 - n if major else n), at
    need(n <= len(data) - at, "cut off")
    if major < 4:
        raw = data[at : at + n]
        text = raw.decode() if major == 3 else ""
        need(exact or (is_normalized("NFC", text) and not HIDING & set(text)), "not composed, or hiding")
        return (text if major == 3 else raw), at + n
    made, last = [], b""
    for _ in range(n):
        key, start = None, at
        if major == 5:
            key, at = item(data, at, depth + 1, False)
            need(isinstance(key, str) and data[start:at] > last, "keys are texts, in order, each once")
            last = data[start:at]
        value, at = item(data, at, depth + 1, exact or key in ("quote", "stretches", "at"))
        made.append((key, value) if major == 5 else value)
    return (dict(made) if major == 5 else made), at


def dec(data):
    value, end = item(data, 0, 1, False)
    need(end == len(data), "something behind the value")
    return value


def digest(tag, *parts):
    return sha256(tag + b"".join(parts)).digest()


def entry(data):
    outer = dec(data)
    header, digests, fields, holes = dec(outer["header"]), [], {}, {}
    need(" ".join(sorted(header)) == "body epoch kind lane log prev seq ts v", "header")
    for name, *rest in outer["leaves"]:
        if len(rest) == 1:
            holes[name] = rest[0]
        else:
            fields[name] = dec(rest[1])
            rest = [digest(b"habeas1/f", *(len(p).to_bytes(8, "big") + p for p in (name.encode(), *rest)))]
        digests += rest
    need([row[0] for row in outer["leaves"]] == sorted({**fields, **holes}, key=str.encode), "names")
    need(digest(b"habeas1/b", *sorted(digests)) == header["body"], "body")
    return digest(b"habeas1/h", outer["header"]), header, fields, holes


def signed(data):
    inner, signature = dec(data)
    head = dec(inner)
    VerifyKey(head["key"]).verify(b"habeas1/head" + sha256(inner).digest(), signature)
    return head


def keys_of(entries):
    keys = [fields for _, header, fields, _ in entries if header["kind"] == "key"]
    by_use = {use: {k["key"] for k in keys if k["use"] == use} for use in ("root", "signing", "revoke")}
    log = entries[0][1]["log"]
    return {k for k in by_use["root"] if digest(b"habeas1/log", k) == log}, by_use["signing"] - by_use[
        "revoke"
    ]


def check_chain(entries, heads, may_sign, scope):
    prev = bytes(32)
    for n, (own, header, fields, _) in enumerate(entries, 1):
        need((header["seq"], header["prev"], header["kind"] == "open") == (n, prev, n == 1), "chain")
        told = set() if scope == "private" else OURS & set(fields) - ({"from"} if scope == "keys" else set())
        need(scope == "private" or not (told or header["ts"] % 86400), "tells too much")
        prev = own
    need(all(h["key"] in may_sign and entries[h["seq"] - 1][0] == h["head"] for h in heads), "head")
    need(any(h["seq"] == len(entries) for h in heads), "unsigned")


def check_log(rows, heads):
    entries = sorted(map(entry, rows), key=lambda e: e[1]["seq"])
    heads = list(map(signed, heads))
    opened = {header["lane"]: fields for _, header, fields, _ in entries if header["seq"] == 1}
    need({h["lane"] for h in heads} <= set(opened), "a chain is gone")
    root, signing = keys_of([e for e in entries if opened[e[1]["lane"]]["scope"] == "keys"])
    for lane, first in opened.items():
        may = root if first["scope"] == "keys" else signing & {first["writer"]}
        chain = [e for e in entries if e[1]["lane"] == lane]
        check_chain(chain, [h for h in heads if h["lane"] == lane], may, first["scope"])
    audience = {lane: first["audience"] for lane, first in opened.items()}
    erased = [(audience[e[1]["lane"]], *of) for e in entries if e[1]["kind"] == "erase" for of in e[2]["of"]]
    for own, header, _, holes in entries:
        need(all((audience[header["lane"]], own, *hole) in erased for hole in holes.items()), "hole")


def check_proof(proof):
    check_log(proof["keys"], [proof["keys_head"]])
    head, (last, header, _, _) = signed(proof["head"]), entry(proof["entry"])
    for following in proof["headers"]:
        need(dec(following)["prev"] == last, "headers")
        last = digest(b"habeas1/h", following)
    need((head["head"], head["lane"], head["log"]) == (last, header["lane"], header["log"]), "head")
    certified = list(map(entry, proof["keys"]))
    need(head["key"] in keys_of(certified)[1] and certified[0][1]["log"] == header["log"], "key")


def readable(v):
    if isinstance(v, dict | list):
        return {k: readable(x) for k, x in v.items()} if isinstance(v, dict) else list(map(readable, v))
    return v.hex() if isinstance(v, bytes) else v


def check(name, row, pool):
    if name == "values":
        need(readable(dec(bytes.fromhex(row["cbor"]))) == row.get("value"), "value")
    elif name == "entries":
        found = readable(list(entry(bytes.fromhex(row["bytes"]))))
        need(found == [row[k] for k in ("id", "header", "fields", "erased")], "entry")
    elif name == "logs":
        check_log(*([bytes.fromhex(pool[int(n)]) for n in row[k].split()] for k in ("entries", "heads")))
    else:
        check_proof(dec(bytes.fromhex(row["proof"])))


def main(folder, why):
    wrong = 0
    for file in sorted(Path(folder).glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        for row in content["vectors"]:
            try:
                outcome = check(file.stem, row, content.get("pool"))
            except Exception as error:  # whatever goes wrong in hostile bytes is a refusal
                outcome = error
            if why or (outcome is None) == ("refused" in row):
                print(f"{file.name}: {row.get('refused') or 'good'}: {outcome or 'accepted'!r}")
            wrong += (outcome is None) == ("refused" in row)
        print(f"{file.name}: {len(content['vectors'])} vectors checked")
    return 1 if wrong else 0


if __name__ == "__main__":
    asked = [word for word in sys.argv[1:] if word != "--why"]
    sys.exit(main(*(asked or [Path(__file__).parents[1] / "tests/record/vectors"]), "--why" in sys.argv))
