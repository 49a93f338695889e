"""Invented people for the measurement of publishing: a public lane, written entry by entry as widening writes it.

Names are put together from parts, so that no one is meant; each person has some six claims from two of nine outlets.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from habeas.record.cbor import CborValue
from habeas.record.chain import extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.keys import Seeds, start_log
from habeas.record.lanes import Scope
from habeas.record.order import in_order

START = 1_774_180_800  # 22 March 2026
OUTLETS = 9
GIVEN = (("Алесь", "Ales"), ("Зося", "Zosia"), ("Мікіта", "Mikita"), ("Ганна", "Hanna"), ("Янка", "Janka"))
FIRST = (
    ("Вар", "Var"),
    ("Гал", "Hal"),
    ("Лад", "Lad"),
    ("Мурав", "Muraŭ"),
    ("Пад", "Pad"),
    ("Сцеп", "Sciep"),
)
LAST = (("ановіч", "anovič"), ("еўскі", "eŭski"), ("ко", "ko"), ("еня", "ienia"), ("ук", "uk"))
TOWNS = ("Узгорск", "Заброддзе", "Лугавая", "Крыніцы", "Стары Млын")
COURTS = ("Узгорскі раённы суд", "Заброддзеўскі гарадскі суд")


class PeopleLane:
    """The public chain of one log; the same ``seed`` writes the same bytes."""

    def __init__(self, seed: int = 0) -> None:
        self.chance = random.Random(seed)  # noqa: S311  (a game, no secret)
        self.ts = START
        seeds = Seeds(root=b"R" * 32, signing=b"S" * 32, receiving=b"E" * 32)
        log = start_log(seeds, mode="trial", ts=START, salt=self._salt)
        self.position = log.public.position
        self.entries: list[Entry] = list(log.public.entries)
        self._write([_source(number) for number in range(OUTLETS)])

    def _salt(self) -> bytes:
        return self.chance.randbytes(16)

    def _write(self, drafts: list[Draft]) -> None:
        self.ts += 60
        new, self.position = extend(self.position, drafts, scope=Scope.PUBLIC, ts=self.ts, salt=self._salt)
        self.entries.extend(new)

    def add(self, people: int) -> None:
        """Append the claims about ``people`` people, numbered from 0."""
        self._write([draft for number in range(people) for draft in _told(number)])

    def hearing(self, number: int, day: str) -> None:
        """Append one new claim about the person ``number``: a hearing on ``day``."""
        quote = f"Суд над ёй прызначаны на {day}"
        self._write([_claim("hearing", number, 1, quote, date=(day, "be"), court=(COURTS[0], "be"))])

    def standing(self) -> tuple[Entry, ...]:
        """Return the entries in the order of the record."""
        return in_order(self.entries, {})


def told(people: int) -> Iterator[Draft]:
    """Yield the same for the public lane of a workspace: the outlets, and the claims about ``people`` people."""
    yield from map(_source, range(OUTLETS))
    for number in range(people):
        yield from _told(number)


def _name(number: int) -> tuple[str, str]:
    given, first, last = (
        GIVEN[number % len(GIVEN)],
        FIRST[number // 5 % len(FIRST)],
        LAST[number // 30 % len(LAST)],
    )
    more = number // 150
    told = "" if not more else "-" + "абвгдежзік"[more % 10] * 1 + "анаенаўк"[more // 10 % 8] + "ель"
    latin = "" if not more else "-" + "abvhdežzik"[more % 10] + "anaienaŭk"[more // 10 % 8] + "iel"
    return f"{given[0]} {first[0]}{last[0]}{told}", f"{given[1]} {first[1]}{last[1]}{latin}"


def _told(number: int) -> Iterator[Draft]:
    cyrillic, latin = _name(number)
    town, day = TOWNS[number % len(TOWNS)], 1 + number % 27
    yield Draft("decision", {"act": "subject", "id": _person(number), "sort": "person"})
    yield _claim("identity", number, 0, cyrillic, name=(cyrillic, "be"), born=(str(1960 + number % 45), "be"))
    yield _claim("identity", number, 1, latin, name=(latin, "en"), occupation=("teacher", "en"))
    yield _claim(
        "detention", number, 0, f"{cyrillic} затрыманы {day} сакавіка ў месцы {town}, кажа сястра",
        said="сястра", date=(f"2025-03-{day:02}", "be"), place=(town, "be"),
    )  # fmt: skip
    yield _claim(
        "detention", number, 1, f"{latin} was taken from home in March",
        date=("2025-03", "en"), place=(town, "be"),
    )  # fmt: skip
    yield _claim(
        "custody", number, 0, f"{cyrillic} пад вартай да 22 траўня паводле арт. 130 ч. 1",
        date=(f"2025-03-{min(day + 3, 30):02}", "be"), until=("2027-05-22", "be"), article=("130 1", "be"),
        facility=(f"СІЗА, {town}", "be"),
    )  # fmt: skip
    yield _claim(
        "sentence", number, 1, f"{latin}: three years, court of {town}",
        date=(f"2025-11-{day:02}", "en"), term=("P3Y", "en"), court=(COURTS[number % 2], "be"),
        article=("342 1" if number % 3 else "130 1", "en"),
    )  # fmt: skip


def _claim(
    kind: str, number: int, which: int, quote: str, said: str = "", **fields: tuple[str, str]
) -> Draft:
    lang = "en" if which else "be"
    told: dict[str, CborValue] = {
        f"f.{name}": ({"value": value, "lang": of},) for name, (value, of) in fields.items()
    }
    if said:
        told["said_by"] = ({"value": said, "lang": lang},)
    source = _id(f"outlet {(number + which) % OUTLETS}")
    evidence: tuple[CborValue, ...] = ({"source": source, "stretches": (quote,), "lang": lang},)
    return Draft(
        "claim",
        {"type": kind, "subjects": (_person(number),), "certainty": "plain", "evidence": evidence, **told},
    )


def _source(number: int) -> Draft:
    return Draft(
        "capture",
        {"id": _id(f"outlet {number}"), "publisher": f"Выданне {number}", "published": f"2025-12-{1 + number:02}",
         "url": f"https://outlet{number}.example/report"},
    )  # fmt: skip


def _person(number: int) -> bytes:
    return _id(f"person {number}")


def _id(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()[:16]
