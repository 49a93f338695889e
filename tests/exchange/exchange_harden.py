"""The full counts of the long runs of exchange, in slices: each goes on where the last one stopped, for so many seconds.

    nice .venv/bin/python tests/exchange/exchange_harden.py bundles|seeds|registers|kills --seconds 600 --state FILE.json

What was tried and what failed, by number, stands in the state file; a number can be played again with --only N. `make harden`
does all of it at once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "store")]

from habeas.app.settings import configure  # noqa: E402

configure()

from exchange_fuzz import material, wrong  # noqa: E402
from exchange_fuzz import write as write_wrong  # noqa: E402
from exchange_house import Group, bundle_plain, meet, rows  # noqa: E402
from exchange_simulation import disagreements, play  # noqa: E402
from test_exchange_leaks import canary, fill, forms, outputs  # noqa: E402

from habeas.bench.kills import shots  # noqa: E402
from habeas.workflows.refused import Refused  # noqa: E402

WHOLE = {"bundles": 100_000, "seeds": 1_000, "registers": 1_000, "kills": 100}
ANEW = (
    500  # registers and wrong bundles after which the groups are made anew, so that nothing grows without end
)


KILLED = ("receive", "send", "erase", "keys")
KILLS = 10  # of one command, in a workspace or two
MEMORY = 200_000  # kB more than before


class Bundles:
    """Malformed bundles: no crash, no partial write, each under a second and in little memory."""

    def __init__(self, folder: Path) -> None:
        self.anna, self.berta = Group(folder, "anna"), Group(folder, "berta")
        meet(self.anna, self.berta)
        self.anna.tell(self.berta, "Mozyr", "Rechytsa", "Vetka")
        self.forge, self.entries = material(self.anna, self.berta)
        self.before = rows(self.berta.workspace)
        self.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def one(self, number: int) -> str | None:
        """Try one; say what is wrong, or nothing."""
        file = write_wrong(self.anna, self.forge, wrong(self.forge, self.entries, number))
        begun = time.process_time()
        try:
            self.berta.receive(file)
        except Refused:
            if rows(self.berta.workspace) != self.before:
                return "refused, and something was written"
        else:
            self.before = rows(self.berta.workspace)
        finally:
            file.unlink()
        spent = time.process_time() - begun
        if spent > 1:
            return f"it took {spent:.1f} s"
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self.memory
        return f"{grown} kB more of memory" if grown > MEMORY else None

    def close(self) -> None:
        """Let go."""
        self.anna.close()
        self.berta.close()


class Seeds:
    """Simulated exchanges among two to eight groups: in the end all hold the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def one(self, number: int) -> str | None:
        """Play one; say what is wrong, or nothing."""
        world = play(number, self.folder / str(number), most=8, steps=60)
        try:
            found = disagreements(world)
            return f"{found[:3]}" if found else None
        finally:
            for one in world.groups:
                one.close()

    def close(self) -> None:
        """Nothing is held."""


class Registers:
    """Random registers full of canaries: no byte for others holds one, and private changes change no byte for a partner."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def one(self, number: int) -> str | None:
        """Make one; say what is wrong, or nothing."""
        chance = random.Random(number)
        with ExitStack() as held:
            groups = [Group(self.folder / str(number), name) for name in ("anna", "berta", "vasil")]
            for one in groups:
                held.callback(one.close)
            anna, berta, vasil = groups
            meet(anna, berta)
            meet(anna, vasil)
            words = fill(anna, berta, chance)
            anna.tell(vasil, "Thirdtown")
            before = bundle_plain(anna, berta)
            for where, data in outputs(anna, berta, vasil).items():
                for word in words:
                    if any(form in data for form in forms(word)):
                        return f"{word} is {where}"
            from habeas.record.draft import Draft

            more = {"act": "reject", "fingerprint": anna.ids(32), "by": canary(chance, "by")}
            anna.workspace.append_private([Draft("decision", more)])
            return (
                None if bundle_plain(anna, berta) == before else "a private change changed a partner's bundle"
            )

    def close(self) -> None:
        """Nothing is held."""


class Kills:
    """An import, an export, an erasure, a rotation of keys, in turn, each killed at ten of its steps: nothing acknowledged is
    lost, nothing half written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def one(self, number: int) -> str | None:
        """Kill one of them ten times; say what is wrong, or nothing."""
        command, place = KILLED[number % len(KILLED)], self.folder / str(number)
        place.mkdir(parents=True)
        fired = list(shots(command, KILLS, place, seed=number))
        wrong = [one for shot in fired for one in shot.wrong]
        return f"{command}: {wrong[:3]}" if wrong else None

    def close(self) -> None:
        """Nothing is held."""


KINDS = {"bundles": Bundles, "seeds": Seeds, "registers": Registers, "kills": Kills}


def main() -> int:
    """Run a slice; 1 where anything was wrong."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("kind", choices=KINDS)
    given.add_argument("--seconds", type=float, default=600)
    given.add_argument("--state", type=Path, required=True)
    given.add_argument("--only", type=int)
    asked = given.parse_args()
    state = json.loads(asked.state.read_text()) if asked.state.exists() else {}
    mine = state.setdefault(asked.kind, {"of": WHOLE[asked.kind], "tried": 0, "wrong": {}, "seconds": 0})
    before, begun, until = mine["seconds"], time.monotonic(), time.monotonic() + asked.seconds
    first = mine["tried"] if asked.only is None else asked.only
    last = mine["of"] if asked.only is None else asked.only + 1
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_STATE_HOME"] = f"{place}/state"
        number, tried = first, None
        while number < last and time.monotonic() < until:
            tried = KINDS[asked.kind](Path(place) / f"from-{number}")
            for _ in range(min(ANEW, last - number)):
                try:
                    found = tried.one(number)
                except Exception as crash:  # the very thing that is looked for
                    found = f"crashed: {crash!r}"
                if found:
                    mine["wrong"][str(number)] = found
                    print(f"{asked.kind} {number}: {found}", flush=True)
                number += 1
                if time.monotonic() > until:
                    break
            tried.close()
            if (
                asked.only is None
            ):  # as often as the groups are made anew, so that little is lost where it is ended
                mine["tried"], mine["seconds"] = number, round(before + time.monotonic() - begun)
                asked.state.write_text(json.dumps(state, indent=1) + "\n")
    print(
        f"{asked.kind}: {number - first} tried just now, {mine['tried']} of {mine['of']} in all, {len(mine['wrong'])} wrong"
    )
    return 1 if mine["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
