"""The texts that the tagger learns from: annotated files and reports, their names exchanged for others, and Lacinka.

Names are exchanged so that the tagger learns what stands around a name and how names are made, not who is in the news:
each word of a name gives way to another that ends alike, in the same case, the same one throughout a text.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lacinka_names import IOTATED, PLAIN, SOFT
from told_sentences import kept_apart, told_in

from habeas.bench.reports import is_held_out, load
from habeas.claims.language.language_pack import language_pack
from habeas.text.language import paragraphs

Places = list[tuple[int, int]]
Text = tuple[str, Places]
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
LONGEST_ENDING = 4
FEWEST = 8  # words that end alike, among which one is drawn


def spans_file(path: Path) -> Iterator[Text]:
    """Yield the texts of a file of ``{"text", "spans": [[start, end, "PER"]]}`` with the places of people's names."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield one["text"], sorted((a, b) for a, b, kind in one.get("spans", ()) if kind == "PER")


def regression_reports(folder: Path) -> Iterator[tuple[str, Text]]:
    """Yield language and text of the annotated reports that may be learned from (never those held out)."""
    for report in load(folder):
        if not is_held_out(report["id"]):
            people = [*report["people"], *report["other_people"]]
            places = {(one["start"], one["end"]) for person in people for one in person["mentions"]}
            yield report["language"], (report["text"], sorted(places))


def own_sentences(path: Path) -> Iterator[Text]:
    """Yield the sentences of a file of our own, with the places of the names in square brackets."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "==")):
            parts = re.split(r"[\[\]]", line)
            text, places = "", []
            for at, part in enumerate(parts):
                places += [(len(text), len(text) + len(part))] if at % 2 else []
                text += part
            yield text, places


def told_names(path: Path) -> Iterator[Text]:
    """Yield the told passages of a file that are learned from, with the places of people's names."""
    for number, one in enumerate(told_in(path)):
        if not kept_apart(number):
            yield one.text, one.names


def name_words(path: Path) -> tuple[list[str], list[str], dict[str, int]]:
    """Return name words in Russian and in Latin letters, and how often each was counted."""
    russian, latin, counts = [], [], dict[str, int]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one, other, count = line.rstrip("\n").split("\t")
            other = other.replace(" ", "")
            for word in (part for whole in (one, other) for part in whole.split("-")):
                counts[word] = max(counts.get(word, 0), int(count))
            russian += [other] if re.fullmatch("[а-яё]{3,}", other) else []
            latin += [one] if len(one) > 2 and one.isalpha() else []
    return russian, latin, counts


class Exchange:
    """Exchanges the names of a text for others of the list."""

    def __init__(self, russian: list[str], latin: list[str]) -> None:
        self._words = {
            "ru": _by_ending(russian),
            "be": _by_ending([belarusian(word) for word in russian]),
            "uk": _by_ending([ukrainian(word) for word in russian]),
            "be-Latn": _by_ending([lacinka(belarusian(word)) for word in russian]),
            "": _by_ending(latin),
        }

    def exchanged(self, text: Text, rng: random.Random, share: float = 0.8) -> Text:
        """Return the text with about ``share`` of its name words exchanged, and where names stand now."""
        source, places = text
        languages = [(one.start, one.end, one.lang) for one in paragraphs(source)]
        chosen: dict[str, str | None] = {}
        parts, found, at, size = [], [], 0, 0
        for start, end in places:
            if start < at:
                continue
            lang = next((lang for a, b, lang in languages if a <= start < b), "und")
            name = WORD.sub(
                lambda match, lang=lang: self._word(match.group(), lang, chosen, rng, share),
                source[start:end],
            )
            parts += [source[at:start], name]
            size += start - at
            found.append((size, size + len(name)))
            size, at = size + len(name), end
        return "".join([*parts, source[at:]]), found

    def _word(
        self, word: str, lang: str, chosen: dict[str, str | None], rng: random.Random, share: float
    ) -> str:
        pack = language_pack(lang)
        if pack is None or len(word) < 3 or not word[0].isupper() or word.isupper() or "-" in word:
            return word
        low, names = word.lower(), pack.names
        surname = names.surname_forms(word)
        forms = names.given_forms(word) or [one for one in surname if one.sure] or surname
        base = forms[0].base.lower() if forms else low
        kept = next(
            (n for n, (a, b) in enumerate(zip(base, low, strict=False)) if a != b), min(len(base), len(low))
        )
        if len(base) - kept > LONGEST_ENDING:
            base, kept = low, len(low)
        if base not in chosen:
            words = self._words.get(lang, self._words[""])
            alike = words.get(base[-3:], [])
            alike = alike if len(alike) >= FEWEST else words.get(base[-2:], [])
            chosen[base] = rng.choice(alike) if alike and rng.random() < share else None
        other, off = chosen[base], len(base) - kept
        if other is None or len(other) <= off + 1:
            return word
        return (other[: len(other) - off] + low[kept:]).capitalize()


def _by_ending(words: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[-2:]].append(word)
        found[word[-3:]].append(word)
    return found


def belarusian(word: str) -> str:
    """Return a Russian name word roughly as Belarusian writes it."""
    for old, new in (("ий", "і"), ("ый", "ы"), ("и", "і"), ("щ", "шч"), ("ъ", "'")):
        word = word.replace(old, new)
    return re.sub(r"([аеёіоуыэюя])в(?![аеёіоуыэюя])", r"\1ў", word)


def ukrainian(word: str) -> str:
    """Return a Russian name word roughly as Ukrainian writes it."""
    for old, new in (("ий", "ій"), ("ый", "ий"), ("ы", "и"), ("ё", "йо"), ("э", "е"), ("ъ", "'")):
        word = word.replace(old, new)
    return word


def lacinka(text: str) -> str:
    """Return Belarusian Cyrillic in Lacinka."""
    return "".join(_letter(text, at) for at in range(len(text)))


def in_lacinka(text: Text) -> Text:
    """Return a Belarusian text in Lacinka, with the places of its names."""
    source, places = text
    ends = [0]
    for at in range(len(source)):
        ends.append(ends[-1] + len(_letter(source, at)))
    return lacinka(source), [(ends[start], ends[end]) for start, end in places]


def _letter(text: str, at: int) -> str:
    char = text[at]
    low = char.lower()
    before = text[at - 1].lower() if at else " "
    after = text[at + 1].lower() if at + 1 < len(text) else " "
    if low in IOTATED:
        glide = "j" if not before.isalpha() or before in "аеёіоуыэюяў'’ь" else "" if before == "л" else "i"
        sound = glide + IOTATED[low]
    elif low == "і":
        sound = "ji" if before in "'’" else "i"
    elif low == "л":
        sound = "l" if after in "еёіюяь" else "ł"
    elif low == "ь" or (low in "'’" and before.isalpha()):
        sound = ""
    elif low in SOFT and after == "ь":
        sound = SOFT[low]
    else:
        sound = PLAIN.get(low, char)
    return sound.capitalize() if char.isupper() else sound
