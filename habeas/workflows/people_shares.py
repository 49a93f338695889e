"""What takes longest of an edition before a file is made, done for people on all cores: deriving and comparing them."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.model.record import Record
from habeas.publish.edition import Edition
from habeas.register.derive import all_rows
from habeas.register.person import About
from habeas.workflows.all_cores import cores_for, on_all_cores

AT_ONCE = 500  # fewer people than this are not worth a second process


def derive_shares(abouts: Sequence[About], *, cores: int | None = None) -> list[tuple[Record, str]]:
    """Return what ``all_rows`` returns."""
    number = cores_for(len(abouts), worth_it=AT_ONCE, cores=cores)
    shares = on_all_cores(all_rows, [abouts[core::number] for core in range(number)])
    return [shares[place % number][place // number] for place in range(len(abouts))]


def compare_shares(edition: Edition, *, cores: int | None = None) -> None:
    """Let the edition know what the files of every person of it rest on."""
    people = edition.register.people
    number = cores_for(len(people), worth_it=AT_ONCE, cores=cores)
    for found in on_all_cores(edition.digests, [people[core::number] for core in range(number)]):
        edition.learn(found)
