"""Write the given names of the Belarusian pack in Lacinka, for the Lacinka pack.

Run it after names were added to ``habeas/packs/languages/be/people.yml``::

    python tools/lacinka_names.py

It prints the ``given:`` and ``foreign_given:`` blocks of ``habeas/packs/languages/be-Latn/people.yml``; paste them there. A name that
softens a consonant before a soft one is given both ways (Sviatłana, Śviatłana), as reports write both.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import yaml

PEOPLE = Path(__file__).parent.parent / "habeas/packs/languages/be/people.yml"
PLAIN = dict(
    zip(
        "абвгджзйкмнопрстуўфхцчшыэ",
        [
            "a",
            "b",
            "v",
            "h",
            "d",
            "ž",
            "z",
            "j",
            "k",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "ŭ",
            "f",
            "ch",
            "c",
            "č",
            "š",
            "y",
            "e",
        ],
        strict=True,
    )
)
IOTATED = {"я": "a", "е": "e", "ё": "o", "ю": "u"}
SOFT = {"н": "ń", "с": "ś", "з": "ź", "ц": "ć"}
SOFTENS = "яеёюіь"
ASSIMILATED = re.compile(r"([sz])(?=(?:[vnmcpb]|dz|l)i|l[aeiou]|[ćńśź])")
WIDTH = 150


def lacinka(word: str) -> str:
    """Return a Belarusian Cyrillic word in Lacinka, its first letter as it was."""
    low = word.lower()
    letters = "".join(_letter(low, at) for at in range(len(low)))
    return letters[:1].upper() + letters[1:] if word[:1].isupper() else letters


def _letter(word: str, at: int) -> str:
    here, before = word[at], word[at - 1 : at]
    after = word[at + 1 : at + 2].strip()
    if here in IOTATED:
        if not before or before in "аеёіоуыэюяў'ьй":
            return "j" + IOTATED[here]
        return IOTATED[here] if before == "л" else "i" + IOTATED[here]
    if here == "і":
        return "ji" if before == "'" else "i"
    if here == "л":
        soft = word[at + 2 : at + 3] if after == "л" else after
        return "l" if soft and soft in SOFTENS else "ł"
    if here in SOFT and after == "ь":
        return SOFT[here]
    if here == "н" and after == "н" and word[at + 2 : at + 3] in tuple(SOFTENS):
        return "ń"
    return PLAIN.get(here, "" if here in "ь'" else here)


def spellings(name: str) -> list[str]:
    """Return a name of the pack, with its stem in brackets if it has one, in every Lacinka spelling."""
    plain, _, stem = name.partition("(")
    base, oblique = lacinka(plain.strip()), lacinka(stem.rstrip(")"))
    tail = f"({oblique})" if oblique else ""
    return list(dict.fromkeys([f"{base}{tail}", f"{_assimilated(base)}{tail}"]))


def _assimilated(name: str) -> str:
    marked = ASSIMILATED.sub(lambda found: {"s": "ś", "z": "ź"}[found.group(1)], name.lower())
    return marked[:1].upper() + marked[1:]


def main() -> None:
    """Print the blocks."""
    people = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
    for block in ("given", "foreign_given"):
        print(f"{block}:")
        for sex, names in people[block].items():
            found = [one for name in names.split(",") for one in spellings(name.strip())]
            listed = ", ".join(dict.fromkeys(found))
            print(f"  {sex}: >")
            print(textwrap.fill(listed, WIDTH, initial_indent="    ", subsequent_indent="    "))


if __name__ == "__main__":
    main()
