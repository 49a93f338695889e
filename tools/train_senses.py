"""Train the weights that a sentence as a whole is weighed by, and write habeas/packs/senses/senses.bin.

    python tools/train_senses.py

Learned from are the told sentences of tools/told (every tenth is kept apart, and measured on), the annotated reports of tests/reports
(never those held out) and the worked examples, all of them invented and written for Habeas. Needs scikit-learn (BSD),
which Habeas itself does not. Nothing is fetched; a fixed seed gives the same weights. A minute or two on one core.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from told_sentences import CODES, kept_apart, told_in  # noqa: E402

from habeas.bench.reports import is_held_out, load  # noqa: E402
from habeas.claims.names.name_weights import ZERO, packed  # noqa: E402
from habeas.claims.read import read  # noqa: E402
from habeas.claims.story.sense_clues import clues_of  # noqa: E402

LANGUAGES = ("be", "ru", "uk", "pl", "en")
TYPES = sorted(set(CODES.values()))
BUCKETS, FREEDOM, SEED = 131072, 0.5, 20261122
PROPOSE, PROPOSE_HELD, DOUBT = 0.2, 0.8, 0.003  # whoever is wrongly held costs more than a claim missed
TIMES = 3  # tests hold the reader to the worked examples: they count so many times
Stretch = tuple[int, int, str]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its clues, and the types of the events that are told in it."""

    clues: list[str]
    types: frozenset[str]


def rows_of(
    text: str, published: str | None, events: Sequence[Stretch] | None, *, forgiven: bool = False
) -> Iterator[Row]:
    """Yield the sentences of a text as the reader comes to them; ``events`` are None where its own claims are the truth.

    Words of an event from which no claim was made (another sentence had told of it, another claim took it as a field) did no
    harm. Where a text is annotated claim by claim they are ``forgiven``: taken for events. A closed case, told as an acquittal,
    is none where the words say so.
    """
    met = []

    def listen(sentence: Any, values: Any, units: Any, triggers: Any, _types: Any) -> Any:
        types = [one.type for one in triggers]
        clues = [text for one in clues_of(sentence, values, units, types) for text in one.texts]
        met.append((sentence.tokens[0].start, sentence.tokens[-1].end, clues, types))
        return list(triggers), []

    claims = read(text, published=published, weigh=listen).claims
    made = [(one.passage.start, one.passage.end, one.type) for one in claims]
    for start, end, clues, types in met:
        told = {kind for a, b, kind in (made if events is None else events) if a < end and start < b}
        told -= {"acquittal"} if "charges_dropped" in types else set()
        claimed = {kind for a, b, kind in made if a < end and start < b}
        yield Row(clues, frozenset(told | (set(types) - claimed if forgiven else set())))


def told_rows(folder: Path) -> Iterator[tuple[bool, Row]]:
    """Yield the sentences of the told passages, each with whether it is kept apart."""
    for language in LANGUAGES:
        for number, one in enumerate(told_in(folder / f"{language}.txt")):
            stretches = [(event.start, event.end, kind) for event in one.events for kind in event.types]
            for row in rows_of(one.text, None, stretches):
                yield kept_apart(number), row


def report_rows(folder: Path) -> Iterator[Row]:
    """Yield the sentences of the annotated reports that may be learned from."""
    for report in load(folder):
        if not is_held_out(report["id"]):
            stretches = [
                (one["passage"]["start"], one["passage"]["end"], one["type"]) for one in report["claims"]
            ]
            yield from rows_of(report["text"], report["published"], stretches, forgiven=True)


def example_rows(root: Path) -> Iterator[Row]:
    """Yield the sentences of the worked examples, which tests hold to what the reader says of them by its words alone."""
    for path in sorted((root / "tests/claims/examples").glob("*.yml")):
        example = yaml.safe_load(path.read_text("utf-8"))
        yield from rows_of(example["text"], str(example.get("published") or "") or None, None, forgiven=True)
    for path in sorted((root / "tests/claims/nothing").glob("*.yml")):
        for text in yaml.safe_load(path.read_text("utf-8")).values():
            yield from rows_of(text, None, [])
    for path in sorted((root / "habeas/packs/languages").glob("*/examples.yml")):
        for kind, told in (yaml.safe_load(path.read_text("utf-8")).get("events") or {}).items():
            for sentence in told:
                yield from rows_of(sentence, None, [(0, len(sentence), kind)] if kind in TYPES else [])


class Learner:
    """One logistic regression a type over the hashed clues, as scikit-learn finds it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        clues, wanted = hashed(rows), wanted_of(rows)
        models = [
            LogisticRegression(C=FREEDOM, solver="liblinear", random_state=SEED).fit(clues, wanted[:, at])
            for at in range(len(TYPES))
        ]
        self.table: Floats = np.stack([one.coef_[0] for one in models], 1)
        self.offset: Floats = np.array([one.intercept_[0] for one in models])

    def shares(self, rows: Sequence[Row]) -> Floats:
        """Return how likely each type is for each sentence."""
        found: Floats = 1 / (1 + np.exp(-(hashed(rows) @ self.table + self.offset)))
        return found

    def packed(self) -> bytes:
        """Return the file's bytes, the weights in 8 bits."""
        scale = float(np.quantile(np.abs(self.table), 0.9999) / 127) or 1.0
        numbers = (np.clip(np.round(self.table / scale), -127, 127) + ZERO).astype(np.uint8)
        head = {
            "types": TYPES,
            "scale": scale,
            "offset": [round(float(one), 5) for one in self.offset],
            "propose": PROPOSE,
            "propose_held": PROPOSE_HELD,
            "doubt": DOUBT,
        }
        return packed(head, [numbers.tobytes()])


def hashed(rows: Sequence[Row]) -> Any:
    """Return the clues of sentences as a sparse table of ones, in the columns in which the reader looks for them."""
    columns = [
        zlib.crc32(one.encode("utf-8", "surrogatepass")) % BUCKETS for row in rows for one in row.clues
    ]
    ends = np.cumsum([0, *(len(row.clues) for row in rows)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), BUCKETS))


def wanted_of(rows: Sequence[Row]) -> Floats:
    """Return 1 where a sentence tells of an event of a type, else 0."""
    return np.array([[kind in one.types for kind in TYPES] for one in rows], np.float32)


def measured(learner: Learner, rows: Sequence[Row]) -> str:
    """Return precision, recall and F1 of the types of events in sentences, from a share of one half."""
    told = learner.shares(rows) > 0.5
    wanted = wanted_of(rows) > 0.5
    right = int((told & wanted).sum())
    return f"precision {right / max(told.sum(), 1):.3f}, recall {right / max(wanted.sum(), 1):.3f}, F1 {2 * right / max(told.sum() + wanted.sum(), 1):.3f}"


def main(arguments: Iterable[str] | None = None) -> int:
    """Train, measure on what was kept apart, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--told", type=Path, default=ROOT / "tools/told")
    parser.add_argument("--reports", type=Path, default=ROOT / "tests/reports")
    parser.add_argument("--out", type=Path, default=ROOT / "habeas/packs/senses/senses.bin")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    told = list(told_rows(asked.told))
    apart = [row for held, row in told if held]
    rows = [row for held, row in told if not held]
    rows += [*report_rows(asked.reports), *TIMES * list(example_rows(ROOT))]
    print(f"{len(rows)} sentences, {sum(len(row.types) for row in rows)} events", file=sys.stderr)
    learner = Learner(rows)
    print(f"{len(apart)} sentences kept apart: {measured(learner, apart)}")
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_bytes(learner.packed())
    print(f"{asked.out}: {asked.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
