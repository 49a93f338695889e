"""The words that carry a statement: quoted, with who says so, and the source card. Copies of one text stand together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from habeas.model.claim import Value
from habeas.model.statement import Evidence, Statement
from habeas.publish.dates import date_words
from habeas.publish.links import host_of, web_address
from habeas.publish.values import Shown
from habeas.publish.words import Words


@dataclass(frozen=True, slots=True)
class Card:
    """A source as a page shows it. ``link`` and ``archived`` are None where there is no http(s) address."""

    publisher: Shown | None
    published: Markup | None
    link: str | None
    host: str
    archived: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted passage. ``text`` is None where the source's words are not shown; ``voices`` is empty where the
    publication speaks for itself; ``copies`` are other cards with the same words and the same origin.
    """

    text: str | None
    lang: str
    voices: tuple[Shown, ...]
    card: Card
    copies: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes the source cards of one language; ``archives`` gives the archived address of a source by its id."""

    words: Words
    archives: Mapping[str, str]
    _made: dict[int, Card] = field(default_factory=dict, repr=False, compare=False)

    def of(self, evidence: Evidence) -> Card:
        """Return the source card behind ``evidence``."""
        found = self._made.get(id(evidence))
        if found is None:
            found = self._made[id(evidence)] = self._card(evidence)
        return found

    def _card(self, evidence: Evidence) -> Card:
        link = web_address(evidence.url)
        return Card(
            publisher=Shown(escape(evidence.publisher), "und") if evidence.publisher else None,
            published=date_words(evidence.published, self.words) if evidence.published else None,
            link=link,
            host=host_of(link) if link else "",
            archived=web_address(self.archives.get(evidence.capture)),
        )


def voices_of(said_by: Iterable[Value]) -> tuple[Shown, ...]:
    """Return who says so, each once, in the words of the source."""
    seen = {(value.value, value.lang or "und"): None for value in said_by}
    return tuple(Shown(escape(value), lang) for value, lang in seen)


def quotes_of(
    ids: Iterable[str],
    statements: Mapping[str, Statement],
    spare: Iterable[tuple[Iterable[str], Iterable[Evidence]]],
    cards: Cards,
) -> tuple[Quote, ...]:
    """Return every passage that carries the statements ``ids``, in their order, copies of one text joined.

    ``spare`` gives (voices, evidence) of the belief itself, for passages whose statement is not at hand: nothing
    that carries a fact is left out.
    """
    carried: dict[tuple[str, ...], tuple[Evidence, tuple[Shown, ...]]] = {}
    for identity in dict.fromkeys(ids):
        statement = statements.get(identity)
        for evidence in statement.evidence if statement else ():
            voices = voices_of(statement.said_by) if statement else ()
            key = (*_key(evidence), *(str(voice.words) for voice in voices))
            carried.setdefault(key, (evidence, voices))
    known = {_key(evidence) for evidence, _ in carried.values()}
    for said_by, passages in spare:
        for evidence in passages:
            if _key(evidence) not in known:
                voices = tuple(Shown(escape(voice), "und") for voice in said_by)
                carried.setdefault(_key(evidence), (evidence, voices))
    return _joined(list(carried.values()), cards)


def _key(evidence: Evidence) -> tuple[str, ...]:
    return (evidence.capture, *evidence.stretches)


def _joined(carried: list[tuple[Evidence, tuple[Shown, ...]]], cards: Cards) -> tuple[Quote, ...]:
    groups: dict[tuple[str, str, tuple[Shown, ...]], list[Evidence]] = {}
    for evidence, voices in carried:
        origin = evidence.origin or evidence.capture
        text = evidence.text if evidence.stretches else f"\x00{evidence.capture}"
        groups.setdefault((origin, text, voices), []).append(evidence)
    return tuple(
        Quote(
            text=passages[0].text if passages[0].stretches else None,
            lang=passages[0].lang,
            voices=voices,
            card=cards.of(passages[0]),
            copies=tuple(cards.of(evidence) for evidence in passages[1:]),
        )
        for (_, _, voices), passages in groups.items()
    )
