"""Where passages of what is accepted stand, once a newer reader has made another text of their report.

The text that a statement points to is kept for ever, so its offsets hold as they are. In the newer text the same words may
stand elsewhere, or not at all: then a person should look whether the older reader had misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.model.statement import Evidence, Statement

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class MovedPassage:
    """A passage whose report has a newer text: of which statement, where it stood, and where (text's hash, first and last
    character) it stands now; ``now`` is None where the newer text does not have these words.
    """

    statement: str
    evidence: Evidence
    now: tuple[str, int, int] | None


def moved_passages(
    statements: Iterable[Statement], newest: Mapping[str, Mapping[str, str]]
) -> tuple[MovedPassage, ...]:
    """Return the passages that rest on an earlier text of their report.

    ``newest`` gives the texts of each capture as its newest reader made them: by capture, by hash of the text.
    """
    return tuple(
        MovedPassage(statement.id, evidence, _found(evidence, newest[evidence.capture]))
        for statement in statements
        for evidence in statement.evidence
        if evidence.text_sha256 is not None
        and evidence.capture in newest
        and evidence.text_sha256 not in newest[evidence.capture]
    )


def _found(evidence: Evidence, texts: Mapping[str, str]) -> tuple[str, int, int] | None:
    """Return where the quote stands, nearest to where it stood; white space may have changed."""
    quote = _BLANK.sub(" ", evidence.text).strip()
    if not quote:
        return None
    words = re.compile(r"\s+".join(map(re.escape, quote.split(" "))))
    places = [
        (abs(match.start() - (evidence.start or 0)), sha256, match.start(), match.end())
        for sha256, text in texts.items()
        for match in words.finditer(text)
    ]
    return min(places)[1:] if places else None
