"""What a sentence tells beside its events: a stay behind a release, the charge of somebody remanded, a sentence that was upheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.scene import Scene
from habeas.claims.story.stays import stays_behind
from habeas.claims.story.upheld import upheld
from habeas.claims.subjects.told_by_values import charged_beside


def told_besides(
    scene: Scene, types: ClaimTypes, kept: Sequence[Draft], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield what no word alone tells; ``kept`` are those of ``drafts`` that stand."""
    yield from stays_behind(scene, kept)
    yield from charged_beside(scene, kept, types)
    yield from upheld(scene, types, drafts)
