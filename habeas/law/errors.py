"""What the law room raises when a case cannot be read."""

from __future__ import annotations

from habeas.model.reason import Reason


class LawError(ValueError):
    """The case cannot be answered as it is written; the message is the one sentence that says why and the way out.

    ``reason`` is the same for a page to tell in its language: what facts of a register can bring about has a rule of its own.
    ``at`` names the place in a file, which a page has no use for.
    """

    def __init__(self, reason: Reason | str, at: str = "") -> None:
        self.reason = Reason("law.refused.case", reason) if isinstance(reason, str) else reason
        super().__init__(f"{at}: {self.reason}" if at else str(self.reason))
