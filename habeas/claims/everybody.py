"""Reads “all (but X)” in front of an event as the people told of last, without those excepted; “all four” as those four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.claims.focus import Focus
from habeas.claims.grammar.counts import Count
from habeas.claims.participants import Participant
from habeas.claims.sentences import Sentence


def everybody(sentence: Sentence, known: Sequence[Participant], told: Sequence[str]) -> Iterator[Participant]:
    """Yield each “all” of the sentence that stands for the people ``told`` of last; ``known`` are those named in it."""
    for first, mark in sorted(sentence.starts("everybody").items()):
        if sentence.link("other", mark.last) is not None:
            continue  # «усё яшчэ за кратамі»
        excepts = [one for one in sentence.links("except") if 0 <= one.first - mark.last <= 1]
        follows = any(mark.last <= event.first <= mark.last + 1 for event in sentence.marks("events"))
        taken = any(one.first < mark.last and first < one.last for one in known)
        if not (excepts or follows) or taken:
            continue
        left = {
            person
            for one in known
            if one.sort == "name" and excepts and 0 <= one.first - excepts[0].last <= 2
            for person in one.people
        }
        people = tuple(one for one in told if one not in left)
        if len(people) > 1:
            yield Participant("anaphor", first, mark.last, people)


def as_many_as(sentence: Sentence, count: Count, focus: Focus) -> tuple[str, ...]:
    """Return the people told of just before whom a number without a noun counts: «усім чотирьом обрали варту» behind four names."""
    number = count.exact
    if count.noun is not None or number is None or number < 2 or count.part not in ("", "all"):
        return ()
    if sentence.link("other", count.first - 1) is not None or sentence.link("other", count.first) is not None:
        return ()
    return next((tuple(one) for one in (focus.last_told(), focus.unit) if len(one) == number), ())
