"""Learns how Latin letters of names are written in Cyrillic by ear, and writes packs/vocabulary/name_by_ear.yml.

    python tools/learn_by_ear.py TOKENS.tsv.gz                  # learn, measure on the tenth kept back, write the pack
    python tools/learn_by_ear.py TOKENS.tsv.gz --measure        # only measure the pack

Each line of the file: a word in Latin letters, a tab, the same in Cyrillic letters with spaces between them. The pairs are cut into groups
of letters that answer to each other so that all together become likeliest (expectation and maximisation): eau and о, oi and уа, a silent t
at the end. A group is kept if it tells more than the shorter groups it is made of. Words are kept back by their letters, so that
no word is learned from and measured. Takes some ten minutes of one core.
"""

from __future__ import annotations

import argparse
import gzip
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from habeas.text.names.by_ear import (  # noqa: E402
    BEGIN,
    END,
    LONGEST,
    bare_cyrillic,
    bare_latin,
    unlikeliness,
)
from habeas.text.names.sounds import nearest  # noqa: E402
from habeas.text.names.token import token  # noqa: E402

PACK = ROOT / "habeas/packs/vocabulary/name_by_ear.yml"
KEPT_BACK = 10  # one word in so many is measured on
ROUNDS = (
    (10_000, 0.3),
    (30_000, 1.0),
    (120_000, 1.0),
    (120_000, 1.5),
)  # pairs of a round, times that a group must be seen
SILENT_FIRST = (
    2  # signs of a group that holds the beginning of a word: only its first letter may be silent (^h)
)
SHAPES = [(a, b) for a in range(1, LONGEST + 1) for b in (1, 2, 3) if (a, b) not in ((4, 3), (3, 3), (2, 3))]
LONG = {shape: math.exp(-1.2 * (sum(shape) - 2)) for shape in SHAPES}  # long groups must be worth it
LEAST_SEEN, GAIN = 5, 0.7  # times; natural logarithms by which a group is likelier than what it is made of
SELDOM = {1: 4.6, 2: 5.0, 3: 5.5, 4: 5.5}  # what is less likely than this tells nothing, by letters
LETTERS = frozenset("абвгдежзийклмнопрстуфхцчшюя")
HEAD = """\
# How Latin letters of names are written in Cyrillic by ear, for names that no table of spellings here can read.
#
# For each group of Latin letters: what it becomes, and how unlikely that is (0 always, 0.7 every second time, 2.3 one time in ten, 4.6 one
# in a hundred). ^ and $ are the beginning and the end of a word: what becomes $ alone is silent there.
# Cyrillic stands as bare_cyrillic of text/names/by_ear.py writes it: э and ё as е, ы and і as и, щ as ш, no ь.
# Written by tools/learn_by_ear.py from the English-Russian words of NETransliteration-COLING2018 (CC0); not to be mended by hand.
"""

Pair = tuple[str, str]
Groups = dict[tuple[str, str], float]
Table = dict[str, dict[str, float]]


def read(path: Path) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of words to learn from, and those kept back."""
    learned, back = [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, cyrillic = line.split("\t")[:2]
            pair = bare_latin(latin), bare_cyrillic(cyrillic.replace(" ", ""))
            if all(2 <= len(word) <= 16 for word in pair) and LETTERS.issuperset(pair[1]):
                (learned if crc32(pair[0].encode()) % KEPT_BACK else back).append(pair)
    return learned, back


def learn(pairs: list[Pair]) -> Table:
    """Return what groups become, and how unlikely that is."""
    likely: Groups | None = None
    counts: Groups = {}
    some = pairs
    for many, seen in ROUNDS:
        some = random.Random(many).sample(pairs, min(many, len(pairs)))
        counts = defaultdict(float)
        for latin, cyrillic in some:
            count(BEGIN + latin + END, BEGIN + cyrillic + END, likely, counts)
        total = sum(counts.values())
        likely = {group: times / total for group, times in counts.items() if times > seen}
        print(f"{len(some)} pairs, {len(likely)} groups", flush=True)
    return kept(counts, occurrences(some))


def count(latin: str, cyrillic: str, likely: Groups | None, counts: Groups) -> None:
    """Add to ``counts`` how often each group is seen in a pair, over all ways to cut it (forwards, then backwards)."""
    n, m = len(latin), len(cyrillic)
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    steps = []
    for i in range(n):
        for j in range(m):
            if not forward[i][j]:
                continue
            for a, b in SHAPES:
                i2, j2 = i + a, j + b
                if i == 0 and max(a, b) > SILENT_FIRST:
                    continue  # else words of which one is cut short would teach silent syllables
                if i2 > n or j2 > m or m - j2 > 3 * (n - i2) or n - i2 > LONGEST * (m - j2):
                    continue
                group = latin[i:i2], cyrillic[j:j2]
                chance = (0.05 if likely is None else likely.get(group, 0.0)) * LONG[a, b]
                if chance:
                    forward[i2][j2] += forward[i][j] * chance
                    steps.append((i, j, i2, j2, group, chance))
    if not forward[n][m]:
        return  # no way to cut it: most such pairs are two different words
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0 / forward[n][m]
    for i, j, i2, j2, group, chance in reversed(steps):
        share = chance * backward[i2][j2]
        backward[i][j] += share
        counts[group] += forward[i][j] * share


def occurrences(pairs: list[Pair]) -> Counter[str]:
    """Return how often each group of Latin letters stands in the words, whatever it becomes."""
    found: Counter[str] = Counter()
    for latin, _ in pairs:
        word = BEGIN + latin + END
        for size in range(1, LONGEST + 1):
            found.update([word[at : at + size] for at in range(len(word) - size + 1)])
    return found


def kept(counts: Groups, standing: Counter[str]) -> Table:
    """Return the groups that are worth keeping, and how unlikely each is among all that its Latin letters become."""
    table: Table = defaultdict(dict)
    for (latin, cyrillic), times in sorted(counts.items(), key=lambda group: (len(group[0][0]), group[0])):
        unlikely = -math.log(min(1.0, times / standing[latin]))
        single = len(latin) + len(cyrillic) == 2
        if times < LEAST_SEEN or unlikely > SELDOM[len(latin)]:
            continue
        if single or made_of(latin, cyrillic, table) > unlikely + GAIN:
            table[latin][cyrillic] = unlikely
    return table


def made_of(latin: str, cyrillic: str, table: Table) -> float:
    """Return how unlikely a group is when it is read by shorter ones."""
    least = {(0, 0): 0.0}
    for i in range(len(latin)):
        for j in range(len(cyrillic)):
            for a, b in SHAPES if (i, j) in least else ():
                more = table.get(latin[i : i + a], {}).get(cyrillic[j : j + b])
                if more is not None and len(latin) >= i + a and len(cyrillic) >= j + b:
                    to = i + a, j + b
                    least[to] = min(least.get(to, math.inf), least[i, j] + more)
    return least.get((len(latin), len(cyrillic)), math.inf)


def write(table: Table) -> None:
    """Write the pack."""
    lines = [HEAD + "letters:"]
    for latin, ways in sorted(table.items()):
        told = sorted(ways.items(), key=lambda way: (way[1], way[0]))
        lines.append(
            f'  "{latin}": ' + ", ".join(f"{cyrillic} {unlikely:.1f}" for cyrillic, unlikely in told)
        )
    PACK.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(learned: list[Pair], back: list[Pair]) -> None:
    """Print how well pairs kept back are told from near words of other pairs: by the tables alone, and by ear as well."""
    chance = random.Random(2)
    some = chance.sample(back, min(1500, len(back)))
    words = chance.sample(sorted({cyrillic for _, cyrillic in learned + back}), 30_000)
    true = defaultdict(set)
    for latin, cyrillic in learned + back:
        true[latin].add(cyrillic)
    rows = []
    for latin, cyrillic in some:
        near = process.extract(cyrillic, words, scorer=Levenshtein.distance, score_cutoff=2, limit=3)
        rows.append((latin, cyrillic, True))
        rows.extend((latin, word, False) for word, _, _ in near if word not in true[latin])
    tables = [(nearest(token(a).spreads, token(b).spreads, 3.0)[0], same) for a, b, same in rows]
    ear = [(unlikeliness(a, b), same) for a, b, same in rows]
    both = [
        (far if less is None else min(far, 0.3 + less / 10), same)
        for (far, same), (less, _) in zip(tables, ear, strict=True)
    ]
    print(f"{len(some)} pairs kept back, {len(rows) - len(some)} near words of others")
    for name, told in (
        ("tables", tables),
        ("by ear", [(99 if x is None else x, y) for x, y in ear]),
        ("both", both),
    ):
        print(f"{name:8} F1 {best_f1(told)}")


def best_f1(rows: list[tuple[float, bool]]) -> str:
    """Return F1, precision and recall at the best threshold, and the threshold."""
    total, right, best = sum(same for _, same in rows), 0, (0.0, 0.0, 0.0, 0.0)
    ranked = sorted(rows, key=lambda row: row[0])
    for taken, (far, same) in enumerate(ranked, start=1):
        right += same
        if taken == len(ranked) or ranked[taken][0] != far:
            best = max(best, (2 * right / (taken + total), right / taken, right / total, far))
    return " ".join(f"{number:.3f}" for number in best)


def main() -> None:
    """Learn and measure, as the command line says."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("tokens", type=Path)
    arguments.add_argument("--measure", action="store_true")
    asked = arguments.parse_args()
    learned, back = read(asked.tokens)
    if not asked.measure:
        write(learn(learned))
    measure(learned, back)


if __name__ == "__main__":
    main()
