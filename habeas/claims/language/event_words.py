"""The event words of a language pack: what a phrase says has happened, and where its people stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from habeas.claims.language.pack_shapes import EVENT_KEYS, WHO
from habeas.packs.loader import Pack
from habeas.text.patterns import split_patterns

NOTHING = "nothing"  # words under it only look like an event, and keep shorter ones from being read («вызвалілі ад працы»)
OBJECTS = frozenset({"acc", "dat", "obl"})  # cases of one to whom something is done


@dataclass(frozen=True, slots=True)
class EventWords:
    """One row of ``events:`` in a pack.

    ``type`` is a claim type; ``who`` says where the people stand (``before``, ``after``, ``owner``, ``any``);
    ``needs`` lists kinds of value of which the clause must hold one; ``implicit`` lets the words speak of the
    people of the sentence before; ``weak`` words yield to any other event of the same people; ``voice``
    means that the one who does it is its voice (who recognises says so); a name that cannot stand in ``case``
    (nom, gen, dat, acc, ins) is hardly the one; what has ``ended`` is over (“served three years”).
    """

    type: str
    number: int
    who: str = "any"
    needs: tuple[str, ...] = ()
    implicit: bool = False
    weak: bool = False
    voice: bool = False
    modality: str | None = None
    case: str | None = None
    ended: bool = False


def read_events(pack: Pack, content: object) -> Iterator[tuple[EventWords, object]]:
    """Yield every row of ``events:`` with its patterns; raise PackError for a row that cannot be used."""
    if not isinstance(content, Mapping):
        raise pack.error(
            ("events",), "event types are expected here.", "write “detention:” and rows under it."
        )
    number = 0
    for kind, rows in content.items():
        for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
            path = ("events", str(kind), str(index))
            yield _event(pack, path, str(kind), number, row), row.get("words")
            number += 1


def _event(pack: Pack, path: tuple[str, ...], kind: str, number: int, row: Any) -> EventWords:
    if not isinstance(row, Mapping) or "words" not in row:
        raise pack.error(path, "a row needs “words:”.", "write “- words: was arrested”.")
    unknown = sorted(set(map(str, row)) - EVENT_KEYS)
    if unknown:
        raise pack.error(
            path, f"“{unknown[0]}” is no key of a row.", f"use: {', '.join(sorted(EVENT_KEYS))}."
        )
    who = str(row.get("who", "any"))
    if who not in WHO:
        raise pack.error(path, f"“who: {who}” is unknown.", f"use one of: {', '.join(sorted(WHO))}.")
    modality = row.get("modality")
    return EventWords(
        type=kind,
        number=number,
        who=who,
        needs=tuple(split_patterns(row.get("needs"))),
        implicit=bool(row.get("implicit")),
        weak=bool(row.get("weak")),
        voice=bool(row.get("voice")),
        modality=str(modality) if modality else None,
        case=str(row["case"]) if "case" in row else None,
        ended=bool(row.get("ended")),
    )
