"""Whether anything changed since somebody last looked: a number that costs next to nothing to ask for.

Who shows derived pages keeps what was derived, and derives anew when the number is another.
"""

from __future__ import annotations

from habeas.store.workspace import Workspace


def state_of(workspace: Workspace) -> tuple[int, int]:
    """Return how many entries and documents the workspace holds.

    Neither is ever removed without an entry being added (an erasure writes one), so equal pairs mean equal content.
    """
    from habeas.store.models import DocumentRow, EntryRow
    from habeas.store.transactions import reading

    alias = workspace._alias
    with reading(alias):
        return EntryRow.objects.using(alias).count(), DocumentRow.objects.using(alias).count()
