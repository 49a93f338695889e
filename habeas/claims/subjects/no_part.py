"""Who has no part in an event though he stands by its words: who does it, speaks of it, defends, counts among others."""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.groups.parts_of_wholes import is_included
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.subjects.ails_another import ails_another
from habeas.claims.subjects.another_subject import has_another_subject
from habeas.claims.subjects.at_trials import is_at_anothers_trial
from habeas.claims.subjects.bystanders import does_it, is_of_another, loses_something, names_a_case
from habeas.claims.subjects.of_others import befell_those_behind, speaks_behind

OF_OTHERS, SPEAKS = "stands in front of what befell others", "is the one who says it"


def hears_it(_scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether a pronoun that can only be the subject stands right in front of what is done to somebody's case: «он рассматривал дела» is a judge."""
    alone = unit.members[-1].sort == "pronoun" and unit.members[-1].cases == {"nom"}
    return alone and trigger.words.who == "owner" and unit.last == trigger.first


NO_PART = (
    (does_it, "does it to somebody else"),
    (hears_it, OF_OTHERS),
    (loses_something, "is whom something was taken from"),
    (is_of_another, "stands in another case"),
    (names_a_case, "says whose case it is"),
    (is_included, "is one of those counted in front"),
    (befell_those_behind, OF_OTHERS),
    (speaks_behind, SPEAKS),
    (has_another_subject, OF_OTHERS),
    (is_at_anothers_trial, OF_OTHERS),
    (ails_another, OF_OTHERS),
)


def no_part(scene: Scene, trigger: Trigger, unit: Unit) -> str | None:
    """Return in words why the event cannot have befallen the unit, or None."""
    return next((words for rules_out, words in NO_PART if rules_out(scene, trigger, unit)), None)
