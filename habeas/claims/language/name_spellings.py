"""How a text spells names otherwise than a pack: without marks on its letters, or with ў for a first у."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from habeas.text.patterns import split_patterns


def respelled(content: Any, spelled: Callable[[str], list[str]]) -> Any:
    """Return a pack's names and endings in every way in which a text spells them; of a row's cells the first."""
    if isinstance(content, Mapping) and "forms" in content:
        return {key: spelled(one)[0] if isinstance(one, str) else one for key, one in content.items()}
    if isinstance(content, Mapping):
        return {key: respelled(one, spelled) for key, one in content.items()}
    if isinstance(content, list) and content and isinstance(content[0], Mapping):
        return [respelled(one, spelled) for one in content]
    return list(dict.fromkeys(way for one in split_patterns(content) for way in spelled(one)))


def full_letter(word: str) -> str:
    """Return the word with a first ў as у (ŭ as u): after a vowel Уладзімір is written Ўладзімір."""
    return {"Ў": "У", "ў": "у", "Ŭ": "U", "ŭ": "u"}.get(word[:1], word[:1]) + word[1:]
