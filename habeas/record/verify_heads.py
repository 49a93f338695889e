"""The signatures: whether what a chain holds was signed, by a key for which the root of the log answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from habeas.record.errors import RecordError
from habeas.record.findings import Finding, HeldChain, Weight
from habeas.record.header import log_id
from habeas.record.heads import SignedHead, verify_head
from habeas.record.keys import Certificate, certificates
from habeas.record.lanes import Scope


def check_heads(
    chains: Sequence[HeldChain], heads: Iterable[SignedHead], *, whole: bool
) -> tuple[dict[bytes, int], list[Finding]]:
    """Return how far each chain is validly signed (by chain id), and what is wrong with signatures and keys.

    ``whole``: all of it is here, so that an unsigned tail is refused instead of waiting.
    """
    by_chain: dict[tuple[bytes, bytes], list[SignedHead]] = {}
    for head in heads:
        by_chain.setdefault((head.log, head.lane), []).append(head)
    found: list[Finding] = []
    signed: dict[bytes, int] = {}
    for log in sorted({chain.log for chain in chains}):
        ours = [chain for chain in chains if chain.log == log]
        trusted = _check_keys(log, ours, by_chain, signed, found)
        for chain in ours:
            if chain.scope is not Scope.KEYS:
                mine = by_chain.get((chain.log, chain.lane), [])
                signed[chain.lane] = _signed_up_to(chain, mine, trusted, found)
    for chain in chains:
        found += _unsigned_tail(chain, signed[chain.lane], whole=whole)
    known = {(chain.log, chain.lane) for chain in chains}
    found += [_orphan(heads[0]) for place, heads in sorted(by_chain.items()) if place not in known]
    return signed, found


def _check_keys(
    log: bytes,
    ours: Sequence[HeldChain],
    heads: Mapping[tuple[bytes, bytes], list[SignedHead]],
    signed: dict[bytes, int],
    found: list[Finding],
) -> Mapping[bytes, Certificate]:
    """Check the keys chain of a log; return the certificates in the part of it that the root has signed."""
    keys = [chain for chain in ours if chain.scope is Scope.KEYS]
    for chain in keys:
        signed[chain.lane] = 0
    if len(keys) != 1:
        words = f"log {log.hex()[:8]} has {len(keys)} chains of keys and needs exactly one: nothing says whose it is"
        found.append(Finding("verify.keys", words))
        return {}
    (chain,) = keys
    stated = certificates(chain.entries)
    root = next((key for key, one in stated.items() if one.use == "root" and log_id(key) == log), None)
    if root is None:
        found.append(chain.finding("verify.root", "it does not name the root key to which this log belongs"))
        return {}
    own = {root: Certificate("signing", root, 0)}
    signed[chain.lane] = _signed_up_to(chain, heads.get((log, chain.lane), []), own, found)
    return certificates(entry for entry in chain.entries if entry.seq <= signed[chain.lane])


def _signed_up_to(
    chain: HeldChain, heads: Iterable[SignedHead], trusted: Mapping[bytes, Certificate], found: list[Finding]
) -> int:
    by_seq = {entry.seq: entry for entry in chain.entries}
    up_to = 0
    for head in sorted(set(heads), key=lambda head: (head.seq, head.head, head.key)):
        entry = by_seq.get(head.seq)
        problem = _problem(chain, head, trusted)
        if problem:
            found.append(chain.finding("verify.signature", problem, entry))
        elif entry is None:
            words = (
                f"it was signed up to entry {head.seq}, and holds {len(by_seq)}: what was signed is missing"
            )
            found.append(chain.finding("verify.missing", words))
        elif entry.id != head.head:
            words = "another entry with this number was signed; this one was changed, or is a second history"
            found.append(chain.finding("verify.head", words, entry))
        else:
            up_to = max(up_to, head.seq)
            until = trusted[head.key].until
            if until is not None and entry.ts >= until:
                words = f"signed with key {head.key.hex()[:8]}, whose time was over; ask whose device that is"
                found.append(chain.finding("verify.expired", words, entry, Weight.NOTE))
    return up_to


def _problem(chain: HeldChain, head: SignedHead, trusted: Mapping[bytes, Certificate]) -> str | None:
    try:
        verify_head(head)
    except RecordError as error:
        return str(error)
    certificate = trusted.get(head.key)
    if certificate is None or certificate.use != "signing":
        return f"signed with key {head.key.hex()[:8]}, for which the root of this log does not answer"
    if certificate.revoked:
        return f"signed with key {head.key.hex()[:8]}, which has been revoked"
    if not _speaks_for(chain, certificate, trusted):
        return f"signed with key {head.key.hex()[:8]}, which is not the key of this chain's writer"
    return None


def _speaks_for(chain: HeldChain, certificate: Certificate, trusted: Mapping[bytes, Certificate]) -> bool:
    """Whether the key is the writer's, or follows on it by replacements that the root certified."""
    seen: set[bytes] = set()
    one: Certificate | None = certificate
    while one is not None and one.key not in seen:
        if one.key == chain.writer:
            return True
        seen.add(one.key)
        one = trusted.get(one.replaces) if one.replaces else None
    return False


def _unsigned_tail(chain: HeldChain, signed: int, *, whole: bool) -> list[Finding]:
    last = chain.entries[-1].seq
    if signed >= last:
        return []
    words = (
        f"nothing valid is signed after entry {signed}, and it holds {last}. If the program was cut off just now, "
        "start it again: it checks and signs the rest"
    )
    weight = Weight.REFUSED if whole else Weight.WAITING
    return [chain.finding("verify.unsigned", words, weight=weight)]


def _orphan(head: SignedHead) -> Finding:
    words = (
        f"There is a signature for chain {head.lane.hex()[:8]}, up to entry {head.seq}, but no entry of it."
    )
    return Finding("verify.missing", words, lane=head.lane)
