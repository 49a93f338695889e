"""What each kind of evidence is worth in comparing names: the figures with that kind left out.

    python tools/ablate_name_weights.py PAIRS.jsonl

Each line: {"a": name, "b": name, "same": 0 or 1, and, where known, "pa", "pb" (the people), "kind"}. Prints F1 and recall
at precision 0.99 with the weights of the pack, F1 with the threshold of other people's pairs (five folds by person), and the
first two again with the weights of each kind set to nothing, and with nothing heard.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fit_name_weights import FOLDS, folds  # noqa: E402

from habeas.bench.cold import forget  # noqa: E402
from habeas.bench.names import figures, read  # noqa: E402
from habeas.identity.compare import names, words  # noqa: E402
from habeas.identity.compare.weighing import weights  # noqa: E402

KINDS = {
    "known given names (and short forms)": ("given_known", "given_clash", "given_weak"),
    "distance of the given names": (
        "given_consonants",
        "given_vowels",
        "given_share",
        "given_letters",
        "given_head",
    ),
    "distance of the surnames": ("surname_consonants", "surname_vowels", "surname_share", "surname_letters"),
    "what spellings do not do": (
        "surname_odd",
        "surname_exchanged",
        "surname_replaced",
        "surname_derived",
        "surname_letter",
        "surname_several",
        "surname_head",
        "given_odd",
        "given_exchanged",
    ),
    "by-names from the father's name": (
        "father_same",
        "father_far",
        "father_initial",
        "father_initial_clash",
        "father_sexes",
    ),
    "case endings": ("surname_bent", "given_bent", "given_twofold", "uneven"),
    "man's and woman's surname": ("surname_sexes",),
    "initials": ("initial", "initial_clash"),
    "missing and additional words": (
        "surname_missing",
        "given_missing",
        "surname_extra",
        "given_extra",
        "both_extra",
    ),
    "order of the words": ("unlikely",),
}


def scores(rows: list[dict], bias: float, own: dict[str, float]) -> list[float]:
    found = [names.weigh_by(row["a"], row["b"], bias, own) for row in rows]
    return [1 / (1 + math.exp(-max(-40.0, min(40.0, one.weight)))) if one else 0.0 for one in found]


def across_people(values: list[float], same: list[bool], fold: list[int]) -> float:
    """F1 over all pairs, each judged by the best threshold of the pairs of other people."""
    right = said = 0
    for own in range(FOLDS):
        rest = [i for i, f in enumerate(fold) if f != own]
        threshold = figures([values[i] for i in rest], [same[i] for i in rest]).threshold
        taken = [i for i, f in enumerate(fold) if f == own and values[i] >= threshold]
        right, said = right + sum(same[i] for i in taken), said + len(taken)
    return 2 * right / (said + sum(same))


def main() -> None:
    rows = read(Path(sys.argv[1]))
    same = [bool(row["same"]) for row in rows]
    bias, pack = weights()
    values = scores(rows, bias, pack)
    whole = figures(values, same)
    fold = [int(f) for f in folds(rows)]
    print(f"{'all kinds':40} F1 {whole.f1:.4f}  R@P.99 {whole.sure:.4f}")
    print(f"{'all kinds, threshold of other people':40} F1 {across_people(values, same, fold):.4f}")
    for kind, gone in KINDS.items():
        found = figures(scores(rows, bias, {**pack, **dict.fromkeys(gone, 0.0)}), same)
        print(
            f"{'without ' + kind:40} F1 {found.f1:.4f}  R@P.99 {found.sure:.4f}  ({found.f1 - whole.f1:+.4f})"
        )
    # what is heard has no weight that could be nothing: it brings words nearer
    words.unlikeliness = lambda *_: None
    forget("habeas.identity")
    found = figures(scores(rows, bias, pack), same)
    print(
        f"{'without what is heard':40} F1 {found.f1:.4f}  R@P.99 {found.sure:.4f}  ({found.f1 - whole.f1:+.4f})"
    )


if __name__ == "__main__":
    main()
