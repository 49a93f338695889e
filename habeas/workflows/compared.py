"""What each person's files rest on, found on all cores before anything is compared: it takes longer than comparing."""

from __future__ import annotations

from habeas.publish.edition import Edition
from habeas.workflows.all_cores import cores_for, on_all_cores

AT_ONCE = 500  # fewer people than this are not worth a second process


def compare(edition: Edition, *, cores: int | None = None) -> None:
    """Let the edition know what every person of it rests on."""
    people = edition.register.people
    shares = cores_for(len(people), worth_it=AT_ONCE, cores=cores)
    for found in on_all_cores(edition.digests, [people[number::shares] for number in range(shares)]):
        edition.learn(found)
