"""General-purpose matchers of names, to stand beside ours. Those that are not installed are said so."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from rapidfuzz import fuzz, utils

Score = Callable[[str, str], float]


def peers() -> tuple[dict[str, Score], list[str]]:
    """Return the matchers at hand, by name, and a line for each that is missing."""
    found: dict[str, Score] = {
        "rapidfuzz WRatio": _fuzzy(fuzz.WRatio),
        "rapidfuzz token_sort": _fuzzy(fuzz.token_sort_ratio),
    }
    try:
        found["nomenklatura logic-v2"] = _nomenklatura()
    except ImportError:
        return found, [
            "nomenklatura is not installed, so logic-v2 is not measured. Install the peers with "
            "`pip install 'habeas[bench]'`; its PyICU needs a C++ compiler and the ICU headers (Debian: libicu-dev)."
        ]
    return found, []


def _fuzzy(ratio: Callable[..., float]) -> Score:
    return lambda a, b: ratio(a, b, processor=utils.default_process) / 100


def _nomenklatura() -> Score:
    """Return logic-v2 on two people of whom only the name is known; the better of both directions."""
    matching: Any = import_module("nomenklatura.matching")
    model: Any = import_module("followthemoney").model
    logic, config = matching.LogicV2, matching.LogicV2.default_config()

    def person(name: str) -> Any:
        return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})

    def score(a: str, b: str) -> float:
        one, other = person(a), person(b)
        there, back = logic.compare(one, other, config), logic.compare(other, one, config)
        return float(max(there.score, back.score))

    return score
