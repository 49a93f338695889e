"""Train the tagger of people's names and write habeas/packs/names/tagger.bin.

    python tools/train_tagger.py --names en-ru-name-tokens.tsv.gz --spans ru-a.jsonl.gz ru-b.jsonl.gz be-dev.jsonl.gz
    python tools/train_tagger.py ... --held-out ru-b.jsonl.gz --out /tmp/trial.bin     and measure on what it never saw

Files of spans have an object a line, {"text", "spans": [[start, end, "PER"]]}; the annotated reports of tests/reports
(never those held out) are learned from too. Nothing is fetched. What the shipped weights were made from, and with which
licences, stands in docs/model-card.md. Takes about ten minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from babel import Locale  # noqa: E402
from tagger_network import Floats, Ints, Net, numbered, softmax  # noqa: E402
from tagger_texts import (  # noqa: E402
    Exchange,
    Text,
    in_lacinka,
    name_words,
    own_sentences,
    regression_reports,
    spans_file,
    told_names,
)

from habeas.claims.grammar.institutions import find_institutions  # noqa: E402
from habeas.claims.names.mentions import find_mentions  # noqa: E402
from habeas.claims.names.name_clues import neighbour_clues, own_clues  # noqa: E402
from habeas.claims.names.name_lists import Filter, NameLists, sounds  # noqa: E402
from habeas.claims.names.name_tagger import Looked, looked_at, second_clues, tagging  # noqa: E402
from habeas.claims.names.name_weights import MOST_CLUES, packed  # noqa: E402
from habeas.claims.read import document_of  # noqa: E402
from habeas.packs.loader import read_text  # noqa: E402
from habeas.text.tokens import WORD, tokenize  # noqa: E402

BUCKETS, HIDDEN, ROUNDS, FOLDS, SEED = (32768, 8192), 16, 14, 3, 20261122
NAME_TIERS, COMMON_TIERS = (1, 3, 50), (1, 2, 8)  # how often a word must have been counted
POPULATION = 5000  # of places whose names are kept
EXCHANGED_WEIGHT, HIDDEN_SHARE, UNSPELLED_SHARE = 0.1, (0.0, 0.5), 0.6


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text made ready: its candidates, their clues for the first pass, their labels, its weight."""

    text: str
    places: list[tuple[int, int]]
    looked: list[Looked]
    clues: list[list[str]]
    like: list[list[str]]
    labels: list[int]
    weight: float


@dataclass(frozen=True, slots=True)
class Hidden(NameLists):
    """Lists in which some words are not found, and those of the text itself do not count as common."""

    share: float = 0.0
    own: frozenset[str] = frozenset()
    counts: Any = None

    def name(self, word: str) -> tuple[int, int]:
        if self.share and zlib.crc32(sounds(word)[:4].encode()) % 100 < 100 * self.share:
            return 0, 0
        return NameLists.name(self, word)

    def in_small_letters(self, word: str) -> int:
        row = sounds(word)
        seen = self.counts[row] - (row in self.own)
        return sum(seen >= tier for tier in COMMON_TIERS)


def rows_in_small_letters(text: Text) -> frozenset[str]:
    """Return the sounds of the words that a text writes in small letters, names typed so apart."""
    source, places = text
    inside = {at for start, end in places for at in range(start, end)}
    return frozenset(
        sounds(one.text)
        for one in tokenize(source)
        if one.kind == WORD and not one.capital and len(one.text) > 1 and one.start not in inside
    )


def filters(name_counts: dict[str, int], common: Counter[str]) -> dict[str, list[Filter]]:
    """Return the Bloom filters of name words, places and words in small letters."""
    rows: Counter[str] = Counter()
    for word, count in name_counts.items():
        if len(word) > 1:
            rows[sounds(word)] = max(rows[sounds(word)], count)
    places: set[str] = set()
    for line in read_text("places/geonames.tsv").splitlines():
        cells = line.split("\t")
        if len(cells) == 5 and cells[3].isdigit() and int(cells[3]) >= POPULATION:
            places |= {sounds(name) for name in cells[4].split("|") if " " not in name and len(name) > 3}
    for language in ("be", "ru", "uk", "pl", "en"):
        for name in Locale(language).territories.values():
            places |= {sounds(one.text) for one in tokenize(name) if one.kind == WORD and len(one.text) > 2}
    return {
        "names": [Filter.of([r for r, n in rows.items() if n >= tier], 12, 7) for tier in NAME_TIERS],
        "places": [Filter.of(places, 14, 7)],
        "common": [Filter.of([r for r, n in common.items() if n >= tier], 10, 5) for tier in COMMON_TIERS],
    }


def lesson(text: Text, lists: NameLists, weight: float, rng: random.Random | None = None) -> Lesson:
    """Make a text ready; with ``rng`` most words keep to themselves which word they are."""
    source, places = text
    document, _ = document_of(source)
    mentions = {one.number: find_mentions(one, find_institutions(one)) for one in document}
    tiers = cache(lists.tiers)
    looked = looked_at(document, mentions, tiers)
    clues, like = [], []
    for one in looked:
        general, spelled = own_clues(one.token, tiers)
        if rng is not None and rng.random() < UNSPELLED_SHARE:
            spelled = []
        beside = [clue for offset, token in one.beside() for clue in neighbour_clues(token, offset, tiers)]
        clues.append([*general, *spelled, *beside, *one.clues])
        like.append(general)
    return Lesson(
        source, places, looked, clues, like, [_label(one, places, looked) for one in looked], weight
    )


def _label(one: Looked, places: Sequence[tuple[int, int]], looked: Sequence[Looked]) -> int:
    token = one.token
    for start, end in places:
        if start < token.end and token.start < end:
            earlier = any(
                start < other.token.end and start <= other.token.start < token.start for other in looked
            )
            return 2 if earlier and one.candidate.joined else 1
    return 0


def second_rows(lessons: Sequence[Lesson], shares: Floats) -> list[list[str]]:
    """Return the clues of the second pass, given what the first says."""
    rows, at = [], 0
    for one in lessons:
        told = [(float(a), float(b), float(c)) for a, b, c in shares[at : at + len(one.looked)]]
        rows += [
            [*like, *clues] for like, clues in zip(one.like, second_clues(one.looked, told), strict=True)
        ]
        at += len(one.looked)
    return rows


def train(lessons: Sequence[Lesson]) -> tuple[Net, Net]:
    """Train both passes; the second learns from what the first says of texts that it did not learn from."""
    labels: Ints = np.array([label for one in lessons for label in one.labels])
    weights: Floats = np.array([one.weight for one in lessons for _ in one.labels], np.float32)
    folds = np.array([at % FOLDS for at, one in enumerate(lessons) for _ in one.labels])
    rows = numbered([clues for one in lessons for clues in one.clues], BUCKETS[0], MOST_CLUES)
    shares = np.zeros((len(labels), 3), np.float32)
    for fold in range(FOLDS):
        here = folds != fold
        net = Net(BUCKETS[0], HIDDEN, SEED + fold).fit(rows[here], labels[here], weights[here], ROUNDS)
        shares[~here] = softmax(net.logits(rows[~here]))
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr)
    first = Net(BUCKETS[0], HIDDEN, SEED).fit(rows, labels, weights, ROUNDS)
    more = numbered(second_rows(lessons, shares), BUCKETS[1], MOST_CLUES)
    return first, Net(BUCKETS[1], HIDDEN, SEED).fit(more, labels, weights, ROUNDS)


def measured(nets: tuple[Net, Net], lessons: Sequence[Lesson], readiness: float) -> str:
    """Return precision, recall and F1 of the names' exact places, by the tagger alone."""
    first = softmax(
        nets[0].logits(numbered([c for one in lessons for c in one.clues], BUCKETS[0], MOST_CLUES))
    )
    shares = softmax(nets[1].logits(numbered(second_rows(lessons, first), BUCKETS[1], MOST_CLUES)))
    right = told = at = 0
    for one in lessons:
        rows = [(float(a), float(b), float(c)) for a, b, c in shares[at : at + len(one.looked)]]
        at += len(one.looked)
        tokens = {word.sentence.number: word.sentence.tokens for word in one.looked}
        found = {
            (tokens[number][name.first].start, tokens[number][name.last - 1].end)
            for number, names in tagging(one.looked, rows, readiness).names.items()
            for name in names
        }
        right, told = right + len(found & set(one.places)), told + len(found)
    wanted = sum(len(one.places) for one in lessons)
    return f"precision {right / max(told, 1):.3f}, recall {right / max(wanted, 1):.3f}, F1 {2 * right / max(told + wanted, 1):.3f}"


def lessons_of(
    asked: argparse.Namespace,
) -> tuple[list[Lesson], list[tuple[str, list[Lesson]]], dict[str, list[Filter]]]:
    """Return what is learned from, what is measured on, and the filters."""
    russian, latin, counts = name_words(asked.names)
    texts = [text for path in asked.spans for text in spans_file(path)]
    belarusian = [text for path in asked.spans if path.name.startswith("be") for text in spans_file(path)]
    reports = [text for _, text in regression_reports(asked.reports)]
    reports += own_sentences(ROOT / "tools/tagger_sentences.txt")
    for path in asked.told:
        reports += told_names(path)
    in_latin = [*belarusian, *(text for path in asked.told if path.stem == "be" for text in told_names(path))]
    common: Counter[str] = Counter()
    plain = [
        path.read_text("utf-8")
        for folder in ("docs", "habeas/packs/words")
        for path in sorted((ROOT / folder).rglob("*.[my][dm]*"))
    ]
    for text in [*texts, *reports, *map(in_lacinka, in_latin), *((source, []) for source in plain)]:
        common.update(rows_in_small_letters(text))
    made = filters(counts, common)
    lists = Hidden(**made, counts=common)
    own = [(text, 2.0 if text in belarusian else 1.0) for text in [*texts, *reports]]
    own += [(in_lacinka(text), 1.0) for text in in_latin]
    learned = [lesson(text, replace(lists, own=rows_in_small_letters(text)), weight) for text, weight in own]
    exchange = Exchange(russian, latin)
    for copy in range(asked.copies):
        rng = random.Random(SEED + copy)
        for source in [*texts, *reports, *reports]:
            text = exchange.exchanged(source, rng)
            hidden = replace(lists, own=rows_in_small_letters(text), share=rng.choice(HIDDEN_SHARE))
            learned.append(lesson(text, hidden, EXCHANGED_WEIGHT, rng))
    held = [(path.name, [lesson(text, lists, 1.0) for text in spans_file(path)]) for path in asked.held_out]
    return learned, held, made


def main(arguments: Iterable[str] | None = None) -> int:
    """Train, measure on what was held out, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--names", type=Path, required=True, help="name words with counts, tab-separated, gzip"
    )
    parser.add_argument("--spans", type=Path, nargs="+", required=True, help="texts with names to learn from")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="texts to measure on")
    parser.add_argument(
        "--told",
        type=Path,
        nargs="*",
        default=[],
        help="told sentences to learn from too (not yet shipped so)",
    )
    parser.add_argument("--reports", type=Path, default=ROOT / "tests/reports")
    parser.add_argument("--copies", type=int, default=1, help="copies of every text with other names")
    parser.add_argument("--readiness", type=float, default=0.5)
    parser.add_argument("--out", type=Path, default=ROOT / "habeas/packs/names/tagger.bin")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    learned, held, made = lessons_of(asked)
    print(
        f"{len(learned)} texts, {sum(len(one.labels) for one in learned)} words with a capital",
        file=sys.stderr,
    )
    nets = train(learned)
    for name, lessons in held:
        print(name, measured(nets, lessons, asked.readiness))
    heads, blocks = zip(*(net.packed() for net in nets), strict=True)
    kinds = [(group, one) for group in ("names", "places", "common") for one in made[group]]
    head = {
        "networks": heads,
        "filters": [[group, one.hashes] for group, one in kinds],
        "readiness": asked.readiness,
    }
    data = packed(head, [*blocks, *(one.bits for _, one in kinds)])
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_bytes(data)
    print(f"{asked.out}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
