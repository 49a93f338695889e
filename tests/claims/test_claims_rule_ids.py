"""The number in a rule such as ``event.sentence.-1`` leads to one place: what `--explain` names can be found."""

import ast
import importlib
from itertools import combinations
from pathlib import Path

import habeas.claims

ROOM = Path(habeas.claims.__file__).parent


def written_rules():
    """Yield (where, type or None for any, number) of every ``EventWords`` that the code itself writes."""
    for path in sorted(ROOM.rglob("*.py")):
        if path.stem == "event_words":
            continue  # there rows of packs are read and numbered from 0
        module = importlib.import_module(
            ".".join(["habeas.claims", *path.relative_to(ROOM).with_suffix("").parts])
        )
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "EventWords":
                given = dict(zip(("type", "number"), call.args, strict=False))
                given |= {word.arg: word.value for word in call.keywords}
                kind, number = given["type"], given["number"]
                yield (
                    f"{path.name}:{call.lineno}",
                    kind.value if isinstance(kind, ast.Constant) else None,
                    getattr(module, number.id) if isinstance(number, ast.Name) else ast.literal_eval(number),
                )


def test_no_two_places_share_the_id_of_a_rule():
    rules = list(written_rules())
    assert len(rules) > 5
    assert all(number < 0 for _, _, number in rules)
    alike = [
        (one, other)
        for (one, kind, number), (other, second, again) in combinations(rules, 2)
        if number == again and (kind == second or None in (kind, second))
    ]
    assert alike == []
