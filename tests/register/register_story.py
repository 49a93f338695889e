"""A small invented story for the tests: reports, what a reader proposes from them, and a private lane to write to.

All people, places and outlets are invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.span import Span
from habeas.model.statement import Evidence, State, Statement
from habeas.record.chain import extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import apply, erase_draft
from habeas.record.keys import Seeds, start_chain, start_log
from habeas.record.lanes import PrivateLane, PublicLane, Scope
from habeas.record.order import in_order
from habeas.register.derive import Derived, derive_all
from habeas.register.statements import Held, of_entries
from habeas.register.status import Presented

NOON = 1_774_180_800  # 22 March 2026, 12:00 UTC
TODAY = date(2026, 12, 2)
KEY = b"K" * 32
SEEDS = Seeds(root=b"R" * 32, signing=b"S" * 32, receiving=b"E" * 32)


def counted(name: str) -> Callable[[], bytes]:
    """Salts and ids that look random and are always the same."""
    made = iter(range(10_000_000))
    return lambda: hashlib.sha256(f"{name} {next(made)}".encode()).digest()[:16]


def sha(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True)
class Report:
    """One report: its text, its outlet, its day."""

    text: str
    publisher: str = "Viestačka"
    published: str | None = "2026-03-23"
    lang: str = "en"

    @property
    def capture(self) -> str:
        return sha("bytes " + self.text)

    @property
    def text_sha256(self) -> str:
        return sha(self.text)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words), words)

    def evidence(self, quote: str) -> Evidence:
        span = self.span(quote)
        return Evidence(
            capture=self.capture,
            stretches=(quote,),
            text_sha256=self.text_sha256,
            start=span.start,
            end=span.end,
            lang=self.lang,
            publisher=self.publisher,
            published=self.published,
        )

    def draft(self) -> Draft:
        fields: dict[str, object] = {
            "sha256": bytes.fromhex(self.capture),
            "media": "text/plain",
            "size": len(self.text.encode()),
            "got": NOON,
            "publisher": self.publisher,
        }
        if self.published:
            fields["published"] = self.published
        return Draft("capture", fields)  # type: ignore[arg-type]

    def mention(self, name: str) -> str:
        return "m:" + sha(f"mention {self.capture} {name}")

    def group(self, name: str) -> str:
        return "g:" + sha(f"group {self.capture} {name}")

    def propose(
        self,
        type: str,
        subjects: Sequence[str],
        quote: str,
        *,
        said_by: str | None = None,
        modality: Modality | None = None,
        certainty: Certainty = Certainty.PLAIN,
        **fields: str | tuple[str, ...],
    ) -> Statement:
        """What a reader would propose: ``subjects`` are names, or “group: ...” for a group."""
        nodes = tuple(self.node(one) for one in subjects)
        values = {
            name: tuple(self.value(name, one) for one in ((told,) if isinstance(told, str) else told))
            for name, told in fields.items()
        }
        fingerprint = sha(f"claim {self.capture} {type} {nodes} {quote} {sorted(fields.items())!r}")
        return Statement(
            id=fingerprint,
            state=State.PROPOSED,
            type=type,
            subjects=nodes,
            fields=values,
            modality=modality,
            certainty=certainty,
            said_by=(Value(said_by),) if said_by else (),
            evidence=(self.evidence(quote),),
            method="phrases/1",
            fingerprint=fingerprint,
            names={node: (one,) for node, one in zip(nodes, subjects, strict=True) if node[:2] == "m:"},
        )

    def node(self, one: str) -> str:
        return self.group(one) if one.startswith("group") else self.mention(one)

    def value(self, name: str, told: str) -> Value:
        if name in ("of", "equals", "includes"):
            return Value(self.node(told))
        if told in self.text:
            return Value(told, self.span(told), self.lang)
        return Value(told, None, self.lang)

    def identity(self, name: str) -> Statement:
        return self.propose("identity", [name], name, name=name)

    def presents(self, name: str, held: bool | None) -> Presented:
        return Presented(self.mention(name), self.capture, held, self.published, name)


class Lane:
    """One chain and what was written to it."""

    def __init__(self, name: str = "laptop", scope: Scope = Scope.PRIVATE, start: int = NOON) -> None:
        self.salt = counted(name)
        self.new_id = counted("ids of " + name)
        self.log = start_log(SEEDS, mode="trial", ts=start, salt=counted("log"))
        self.audience = self.log.private.audience if scope is Scope.PRIVATE else self.log.public.audience
        self.scope, self.ts = scope, start
        opened = start_chain(
            self.log.log, scope, "trial", SEEDS.signing, ts=start, salt=self.salt, audience=self.audience
        )
        self.entries: list[Entry] = list(opened.entries)
        self.position = opened.position

    def write(self, *drafts: Draft, days: int = 0) -> tuple[Entry, ...]:
        self.ts += 60 + days * 86_400
        new, self.position = extend(self.position, drafts, scope=self.scope, ts=self.ts, salt=self.salt)
        self.entries.extend(new)
        return new

    def erase(self, *targets: tuple[Entry, Iterable[str]]) -> Entry:
        """Append the erase entry and carry it out on what this lane holds."""
        (said,) = self.write(erase_draft([(entry, list(names)) for entry, names in targets]))
        self.entries = list(apply(self.entries))
        return said

    @property
    def private(self) -> PrivateLane:
        return PrivateLane(self.log.log, self.audience, "trial", in_order(self.entries, {}))

    @property
    def public(self) -> PublicLane:
        return PublicLane(self.log.log, self.audience, "trial", in_order(self.entries, {}))

    @property
    def held(self) -> Held:
        return of_entries(in_order(self.entries, {}), {})

    def derive(
        self,
        proposals: Sequence[Statement] = (),
        presented: Sequence[Presented] = (),
        today: date = TODAY,
    ) -> Derived:
        held = self.held
        return derive_all(
            [*held.statements, *proposals], held.links, today=today, presented=presented, key=KEY
        )
