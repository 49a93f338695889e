"""What somebody of ours may do: five roles, each of which may all that those before it may."""

from __future__ import annotations

from enum import StrEnum


class Duty(StrEnum):
    """A role in the group: the keeper of keys may all, a reader may look."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    KEEPER = "keeper"

    def covers(self, needed: Duty) -> bool:
        """Whether somebody with this role may do what ``needed`` may."""
        order = list(Duty)
        return order.index(self) >= order.index(needed)
