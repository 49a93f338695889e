"""One country's law, as read from its pack: counting and procedure rules, days off, penalties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from habeas.law.assumed import assumed
from habeas.law.days_off import DaysOff, read_days_off
from habeas.law.errors import LawError
from habeas.law.penalties import Penalty, read_penalties
from habeas.law.rules import Facts, Rule, read_rules
from habeas.model.reason import Reason
from habeas.packs import loader

FOLDER = "countries"


@dataclass(frozen=True, slots=True)
class Country:
    """The law of one country: what the questions are answered from. ``versions`` names the packs it was read from."""

    code: str
    rules: tuple[Rule, ...]
    days_off: DaysOff
    penalties: tuple[Penalty, ...]
    versions: tuple[str, ...] = ()

    def known(self, facts: Facts) -> tuple[Facts, tuple[Reason, ...]]:
        """Return the circumstances that its rules know, and a remark for each that they do not (any then fits)."""
        remarks, kept = [], facts
        for name in ("regime", "kind", "gravity"):
            heard = {value for rule in self.rules for value in rule.when.get(name, ())}
            said = facts.of(name)
            if said - heard:
                words = ", ".join(sorted(said - heard))
                told = f"No rule of this country knows the {name} “{words}”: every {name} is held possible."
                remarks.append(assumed(f"unknown-{name}", told, said=words))
                kept = replace(kept, **{name: frozenset()})
        return kept, tuple(remarks)


@cache
def country(code: str) -> Country:
    """Return the law of the country ``code`` (by, ru, ua); LawError if there is none, PackError if its pack is broken."""
    coded = [name for name in loader.names(FOLDER) if "counting.yml" in _files(name)]
    if code not in coded:
        known = ", ".join(coded)
        raise LawError(f"there is no law of “{code}” in Habeas yet; there is {known}.")
    counting, procedure, calendar = (
        loader.load(f"{FOLDER}/{code}/{name}.yml") for name in ("counting", "procedure", "calendar")
    )
    codes = [loader.load(f"{FOLDER}/{code}/{name}_code.yml") for name in ("criminal", "administrative")]
    packs = (counting, procedure, calendar, *codes)
    return Country(
        code,
        read_rules(counting) + read_rules(procedure),
        read_days_off(calendar),
        tuple(penalty for pack in codes for penalty in read_penalties(pack)),
        tuple(f"{pack.file} {pack.version}" for pack in packs),
    )


def _files(name: str) -> list[str]:
    """Return the files of one country's folder; none where a plain file lies among the folders."""
    try:
        return loader.names(f"{FOLDER}/{name}", ".yml")
    except NotADirectoryError:
        return []
