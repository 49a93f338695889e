"""What everyone would see, word for word, as a page: each statement with its quotes, sources, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.publish.dates import date_words
from habeas.publish.pages.person import value_markup
from habeas.publish.quotes import voices_of
from habeas.publish.reasons import Told
from habeas.review.widening import Card, Shown, WidenPlan
from habeas.web.reasons import because
from habeas.web.statements import PEOPLE_FIELDS, Sayer
from habeas.web.wording import Wording

CUT = " [...] "


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """One quote as it will stand, with its source; ``text`` is None where only the source is named."""

    text: str | None
    lang: str
    source: Markup


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One statement as everyone will see it. ``parts`` are (field, label, values): each can be left out."""

    of: str
    title: Markup
    about: Markup
    manner: Markup | None
    voice: Markup
    parts: tuple[tuple[str, Markup, Markup], ...]
    quotes: tuple[ShownQuote, ...]
    changes: tuple[Told, ...]
    warnings: tuple[Told, ...]
    blocked: tuple[Told, ...]
    consent: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the template of a plan puts out. ``digest`` stands for exactly what was seen."""

    items: tuple[ShownItem, ...]
    refused: tuple[tuple[Markup, Told], ...]
    companions: tuple[Markup, ...]
    blocked: bool
    digest: str


def plan_page(plan: WidenPlan, sayer: Sayer) -> PlanPage:
    """Return ``plan`` in the words of the sayer's language."""
    words = sayer.words
    cards = {card.capture: card for card in plan.cards}
    named = _named(plan, sayer)
    known = sayer.seen.holding.statements
    return PlanPage(
        items=tuple(_item(one, cards, named, sayer) for one in plan.shown),
        refused=tuple(
            (sayer.title(known[one]) if one in known else Markup.escape(one), because(reason, words))
            for one, reason in plan.refused
        ),
        companions=tuple(
            words.w.term("companions", act) for act in dict.fromkeys(c.act for c in plan.companions)
        ),
        blocked=bool(plan.blocked),
        digest=digest_of(plan),
    )


def digest_of(plan: WidenPlan) -> str:
    """Return a digest of all that would be seen: what is shown must be what was looked at."""
    return sha256(repr((plan.shown, plan.cards, plan.companions)).encode("utf-8")).hexdigest()


def _item(one: Shown, cards: dict[str, Card], named: frozenset[str], sayer: Sayer) -> ShownItem:
    words, statement = sayer.words, one.statement
    return ShownItem(
        of=one.of,
        title=sayer.title(statement),
        about=_about(one, named, sayer),
        manner=sayer.manner(statement),
        voice=_voice(one, words),
        parts=tuple(
            (name, words.s.term("fields", name), Markup(", ").join(sayer.value(name, v) for v in values))
            for name, values in statement.fields.items()
            if name not in PEOPLE_FIELDS
        ),
        quotes=tuple(
            ShownQuote(CUT.join(stretches) if stretches else None, lang, _source(cards[capture], words))
            for capture, stretches, lang in zip(one.captures, one.stretches, one.langs, strict=True)
        ),
        changes=_told(one.changes, words),
        warnings=_told(one.warnings, words),
        blocked=_told(one.blocked, words),
        consent=_told(one.consent, words),
    )


def _about(one: Shown, named: frozenset[str], sayer: Sayer) -> Markup:
    """Return the people as this audience knows them: by name only where their name is shown too."""
    groups = sayer.seen.holding.derived.subjects.groups
    unnamed = sayer.words.s.text("site.person.unnamed")
    told = [sayer.named(a) if a in named or a in groups else unnamed for a in one.addresses]
    return Markup(", ").join(dict.fromkeys(told))


def _named(plan: WidenPlan, sayer: Sayer) -> frozenset[str]:
    """Return the addresses of people whose name everyone sees already or sees with this."""
    chosen = {one.of for one in plan.shown}
    address = sayer.seen.holding.address
    names: Iterable[Statement] = (s for s in sayer.seen.holding.held.statements if s.type == "identity")
    return frozenset(
        address(node) for s in names if s.id in plan.there.claims or s.id in chosen for node in s.subjects
    )


def _voice(one: Shown, words: Wording) -> Markup:
    voices = voices_of(one.said_by)
    if not voices:
        return words.w.text("report.publication")
    return words.w.text("report.voice", voice=Markup(", ").join(value_markup(voice) for voice in voices))


def _source(card: Card, words: Wording) -> Markup:
    parts = [
        Markup("<bdi>{}</bdi>").format(card.publisher)
        if card.publisher
        else words.s.text("site.fact.no_publisher"),
        date_words(card.published, words.s) if card.published else words.s.text("dates.unknown"),
        *(Markup.escape(address) for address in (card.url, card.archive) if address),
    ]
    return words.w.text("widen.source", source=Markup(", ").join(parts))


def _told(reasons: Iterable[Reason], words: Wording) -> tuple[Told, ...]:
    return tuple(because(reason, words) for reason in reasons)
