"""The events that the words of a sentence tell, and what its values and its line make of them."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.events.triggers import Trigger, find_triggers
from habeas.claims.fields.there import There
from habeas.claims.found import Found
from habeas.claims.grammar.counts import Count
from habeas.claims.lines.headings import beside_health
from habeas.claims.lines.line_events import line_events
from habeas.claims.people.lengths_inside import with_lengths
from habeas.claims.people.located import located
from habeas.claims.people.participants import Unit
from habeas.claims.people.visited import visited
from habeas.claims.sentences import Sentence
from habeas.claims.story.changed_terms import changed_terms
from habeas.claims.story.stays import with_stays


def told_events(
    sentence: Sentence,
    values: Sequence[Found],
    units: Sequence[Unit],
    counts: Sequence[Count],
    types: ClaimTypes,
    there: There,
) -> list[Trigger]:
    """Return the events of a sentence, in order, before they are weighed against the whole of it; ``there`` is the prison named last."""
    triggers = line_events(sentence, values, units, find_triggers(sentence, values, types, counts))
    triggers = [one for one in triggers if not there.is_elsewhere(sentence, values, one)]
    triggers = changed_terms(sentence, values, triggers)
    triggers = [*triggers, *beside_health(sentence, values, units, triggers)]
    triggers = with_stays(sentence, values, units, triggers, types, there)
    triggers = located(sentence, values, units, triggers, told_before=there.near(sentence) is not None)
    triggers = with_lengths(sentence, values, units, triggers)
    return visited(sentence, values, units, triggers) if sentence.has("reached") else triggers
