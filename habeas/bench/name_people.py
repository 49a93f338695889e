"""How fast a country is: names keyed, pairs of namesakes compared in one go, people looked up among a million.

All people are invented: listed given names, and surnames put together of syllables. What is asked for is written by rules that the engine
does not use: as Belarusian passports have it, as Russian clerks have it, and with one typing error. Times are CPU seconds of this process.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice

from habeas.bench.cold import forget
from habeas.identity.compare.pairs import score_pairs
from habeas.identity.lookup import NameIndex
from habeas.packs.loader import load
from habeas.text.names import blocking_keys
from habeas.text.names.given import GIVEN_NAMES

LIMIT = 20
ASKED = 400
PAIRS_A_NAME = 50  # in how many pairs under one key a name stands, as it is when a country is compared
_BEGIN = [
    "ба",
    "бу",
    "ва",
    "вя",
    "га",
    "да",
    "дзе",
    "жу",
    "зя",
    "ка",
    "ко",
    "ла",
    "лу",
    "ма",
    "мі",
    "на",
    "па",
    "пя",
    "ра",
    "ру",
    "са",
    "ся",
    "ста",
    "та",
    "ха",
    "хве",
    "ца",
    "чы",
    "шу",
    "шчу",
    "я",
]
_MIDDLE = [
    "бр",
    "в",
    "вр",
    "г",
    "д",
    "дз",
    "ж",
    "з",
    "кр",
    "л",
    "м",
    "мб",
    "н",
    "нд",
    "п",
    "р",
    "рб",
    "рг",
    "рк",
    "рм",
    "рт",
    "с",
    "ск",
    "ст",
    "т",
    "х",
    "ц",
    "ш",
]
_VOWELS = ["а", "а", "а", "о", "і", "ы", "у", "э", "е", "я"]
_END = [
    "овіч",
    "евіч",
    "енка",
    "анка",
    "чук",
    "юк",
    "скі",
    "цкі",
    "ік",
    "оў",
    "аў",
    "еў",
    "ін",
    "ка",
    "ня",
    "ец",
    "айла",
    "уш",
    "ель",
]
_LETTERS = "абвгдежзіклмнопрстухцчшыя"
_PASSPORT = dict(
    zip(
        "абвгдеёжзійклмнопрстуўфхцчшыэюяь",
        [*"abvhde", "io", "zh", *"ziiklmnoprstuuf", "kh", "ts", "ch", "sh", "y", "e", "iu", "ia", ""],
        strict=True,
    )
)
_RUSSIAN = str.maketrans({"ў": "в", "і": "и"})


def report(people: int) -> str:
    """Measure with that many invented people; return the table."""
    return "\n".join(_lines(people))


def invented(count: int, seed: int = 1) -> list[str]:
    """Return names of invented people; some given names and surnames are far commoner than others, as in life."""
    chance = random.Random(seed)  # noqa: S311 - invents people, no secrets
    forms = (
        entry["forms"].split(",")[0].strip()
        for entry in load(GIVEN_NAMES).data.values()
        if entry.get("forms")
    )
    given = [form for form in forms if "а" <= form[-1:] <= "ў"][:300]
    surnames = list({_surname(chance): None for _ in range(count // 10 + 1)})
    return [
        f"{one} {other}"
        for one, other in zip(
            chance.choices(given, [1 / (place + 3) for place in range(len(given))], k=count),
            chance.choices(surnames, [1 / (place + 50) for place in range(len(surnames))], k=count),
            strict=True,
        )
    ]


def _surname(chance: random.Random) -> str:
    word = chance.choice(_BEGIN)
    for _ in range(chance.choice((1, 1, 1, 2))):
        word += chance.choice(_MIDDLE) + chance.choice(_VOWELS)
    return (word + chance.choice(_MIDDLE) + chance.choice(_END)).capitalize()


def _lines(people: int) -> Iterator[str]:
    names = invented(people)
    forget("habeas.text", "habeas.identity")
    yield f"{people} invented people, {len({name.split()[1] for name in names})} surnames; CPU seconds of one core"
    seconds, keys = _timed(lambda: [blocking_keys(name) for name in names])
    yield f"names keyed                {people / seconds:10.0f} a second ({seconds:.1f} s)"
    few = len(names) // PAIRS_A_NAME
    pairs = list(islice(_namesakes(names[:few], keys[:few]), people))
    forget("habeas.text", "habeas.identity")
    seconds, _ = _timed(lambda: list(score_pairs(pairs)))
    distinct = len({frozenset((a.split()[1], b.split()[1])) for a, b in pairs})
    yield f"pairs compared             {len(pairs) / seconds:10.0f} a second ({len(pairs)} of {few} people, {distinct} pairs of surnames)"
    seconds, index = _timed(lambda: NameIndex((str(place), name) for place, name in enumerate(names)))
    yield f"names put into the index   {people / seconds:10.0f} a second ({seconds:.1f} s)"
    yield from _looked_up(index, names)


def _namesakes(names: list[str], keys: list[frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that share a key, half of them written as in a passport."""
    under: dict[str, list[str]] = {}
    for name, own in zip(names, keys, strict=True):
        for key in own:
            under.setdefault(key, []).append(name)
    chance = random.Random(2)  # noqa: S311
    blocks = [block for block in under.values() if len(block) > 1]
    while True:
        one, other = chance.sample(chance.choice(blocks), 2)
        yield one, (_in_passport(other) if chance.random() < 0.5 else other)


def _looked_up(index: NameIndex, names: list[str]) -> Iterator[str]:
    chance = random.Random(3)  # noqa: S311
    asked = chance.sample(names, min(ASKED, len(names)))
    ways: dict[str, Callable[[str], str]] = {
        "as written": str,
        "the surname alone": lambda name: name.split()[1],
        "one typing error": lambda name: _mistyped(name, chance),
        "as in a passport": _in_passport,
        "as in Russian": lambda name: name.replace("аў", "ов").translate(_RUSSIAN),
    }
    index.find(_mistyped(asked[0], chance))  # the first question puts the index in order
    gc.collect()
    gc.freeze()  # as the app does before it serves: no question waits for a search through all that is kept
    yield f"{'looked up':24}{'found':>8}{'middle':>10}{'1 in 100':>10}"
    for way, write in ways.items():
        times, found = [], 0
        for name in asked:
            query = write(name)
            seconds, hits = _timed(lambda query=query: index.find(query, LIMIT))  # type: ignore[misc]
            times.append(seconds * 1000)
            wanted = name.split()[1] if len(query.split()) == 1 else name
            found += any(wanted in hit.name for hit in hits)
        times.sort()
        yield f"{way:24}{found / len(asked):8.3f}{times[len(times) // 2]:7.1f} ms{times[len(times) * 99 // 100]:7.1f} ms"


def _timed[Result](work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.process_time()
    found = work()
    return max(time.process_time() - start, 1e-9), found


def _in_passport(name: str) -> str:
    return "".join(_PASSPORT.get(letter.lower(), letter) for letter in name).title()


def _mistyped(name: str, chance: random.Random) -> str:
    """Spoil one letter of the surname: left out, added, put for another or exchanged with the next."""
    given, word = name.split()
    at = chance.randrange(1, len(word))
    return (
        given
        + " "
        + chance.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + chance.choice(_LETTERS) + word[at:],
                word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
    )
