"""A small writing desk for the tests: devices that append to their chains, with salts that are the same every time.

All names and words are invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from habeas.record.chain import Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import apply, erase_draft
from habeas.record.heads import SignedHead, sign_head
from habeas.record.keys import Seeds, start_chain, start_log
from habeas.record.lanes import Scope

NOON = 1_774_180_800  # 22 March 2026, 12:00 UTC
SEEDS = Seeds(root=b"R" * 32, signing=b"S" * 32, receiving=b"E" * 32)


def counted(name: str) -> Callable[[], bytes]:
    """Salts and ids that look random and are always the same."""
    made = iter(range(1_000_000))
    return lambda: hashlib.sha256(f"{name} {next(made)}".encode()).digest()[:16]


def hash_of(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()


def id_of(words: str) -> bytes:
    return hash_of(words)[:16]


def evidence(
    quote: str = "Hanna Zymnik was detained in Mozyr", capture: str = "report 1"
) -> Mapping[str, Any]:
    return {
        "capture": hash_of(capture),
        "text": hash_of(capture + " as text"),
        "at": [0, len(quote)],
        "quote": quote,
        "lang": "en",
    }


def claim(what: str = "detention", who: str = "Hanna", **more: Any) -> Draft:
    """A claim of the private lane: ``date`` and the like become ``f.date`` with one value."""
    fields: dict[str, Any] = {"type": what, "subjects": [id_of(who)], "evidence": [evidence()]}
    for name, value in more.items():
        if name in ("modality", "certainty", "restates", "said_by", "subjects", "evidence", "method", "by"):
            fields[name] = value
        elif name == "proposal":
            fields["from"] = hash_of(value)
        else:
            fields[f"f.{name}"] = [{"value": value, "lang": "en", "at": [0, len(value), value]}]
    return Draft("claim", fields)


def decision(act: str, **fields: Any) -> Draft:
    return Draft("decision", {"act": act, **fields})


class Desk:
    """One device's private chain (or, with ``scope``, another chain), and what was written to it."""

    def __init__(self, name: str = "laptop", scope: Scope = Scope.PRIVATE, start: int = NOON) -> None:
        self.salt = counted(name)
        self.log = start_log(SEEDS, mode="trial", ts=start, salt=counted("log"))
        audience = self.log.private.audience if scope is Scope.PRIVATE else self.log.public.audience
        self.scope, self.ts = scope, start
        opened = start_chain(
            self.log.log, scope, "trial", SEEDS.signing, ts=start, salt=self.salt, audience=audience
        )
        self.entries: list[Entry] = list(opened.entries)
        self.position: Position = opened.position

    def write(self, draft: Draft) -> Entry:
        self.ts += 60
        (entry,), self.position = extend(self.position, [draft], scope=self.scope, ts=self.ts, salt=self.salt)
        self.entries.append(entry)
        return entry

    def erase(self, *targets: tuple[Entry, list[str]]) -> Entry:
        """Append the erase entry and carry it out on what this desk holds."""
        said = self.write(erase_draft(targets))
        self.entries = list(apply(self.entries))
        return said

    def head(self) -> SignedHead:
        return sign_head(self.position, SEEDS.signing)
