"""Why a bundle is not taken: one rule, one sentence, one way out."""

from __future__ import annotations


class ExchangeError(Exception):
    """A bundle or card was refused and nothing of it was kept.

    ``rule`` is stable (the vectors and the failure table name it); the text is what a volunteer reads.
    """

    def __init__(self, rule: str, words: str) -> None:
        super().__init__(words)
        self.rule, self.words = rule, words


def incomplete(part: int = 1, parts: int = 1) -> ExchangeError:
    """Return the refusal of a file that was cut off or changed on its way."""
    which = f"part {part} of {parts}" if parts > 1 else "the file"
    return ExchangeError(
        "cut",
        f"This file is incomplete or was changed on its way. Nothing was written. Ask for {which} again.",
    )


def malformed(why: str) -> ExchangeError:
    """Return the refusal of a bundle that is not written as bundles are."""
    return ExchangeError(
        "malformed",
        f"This bundle is not what a bundle is: {why}. The whole part was refused and nothing was written. "
        "Ask the sender to update Habeas and to send it again.",
    )


def oversized(why: str) -> ExchangeError:
    """Return the refusal of a bundle that says that it is too large, or unfolds into more than it said."""
    return ExchangeError(
        "oversized",
        f"This bundle is larger than a bundle may be: {why}. It was refused before it was unpacked; nothing was "
        "written. Ask the sender for smaller parts.",
    )
