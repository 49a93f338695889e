"""One statement as the app shows it: what it says in a line, on whose word, how sure, who sees it, why it was read so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from habeas.model.claim import Certainty, Value
from habeas.model.reason import Reason
from habeas.model.statement import Evidence, Statement
from habeas.publish.pages.person import group_count, value_markup
from habeas.publish.quotes import voices_of
from habeas.publish.reasons import Told
from habeas.publish.values import shown
from habeas.web.differences import accepted_instead
from habeas.web.reasons import because
from habeas.web.serving import Seen
from habeas.web.wording import Wording

LINES = {Certainty.PLAIN: "sure", Certainty.HEDGED: "hedged", Certainty.DOUBTED: "doubt"}
PEOPLE_FIELDS = ("of", "equals", "includes")
# what stands in a statement's first line, most telling first; the rest stands among its details
TELLING = (
    *(
        "name",
        "date",
        "until",
        "term",
        "fine",
        "article",
        "facility",
        "body",
        "place",
        "plea",
        "what",
        "outcome",
    ),
    *("born", "occupation", "wish", "letters_known", "detail", "accusation"),
)
MOST_TOLD = 2
AROUND = 240  # letters on each side of a quote


@dataclass(frozen=True, slots=True)
class Item:
    """A statement on a page. ``n`` is its number there; ``details`` are (label, values, note or None); ``instead`` are
    (label, value) that we accepted and that cannot be true beside it; ``people`` are the addresses and names of whom it is about; ``before`` and ``after`` is what stands around the quote in its
    paragraph, so that no word that refutes it is out of sight."""

    n: int
    id: str
    state: str
    state_words: Markup
    glyph: str
    title: Markup
    about: Markup
    manner: Markup | None
    certainty: str
    certainty_words: Markup
    line: str
    audience: str
    lang: str
    quote: str
    voice: Markup
    details: tuple[tuple[Markup, Markup, Told | None], ...]
    reasons: tuple[Told, ...]
    by_hand: bool
    instead: tuple[tuple[Markup, Markup], ...] = ()
    people: tuple[tuple[str, Markup], ...] = ()
    before: str = ""
    after: str = ""


class Sayer:
    """Puts statements into the words of one language."""

    def __init__(self, seen: Seen, words: Wording) -> None:
        self.seen, self.words = seen, words

    def item(self, statement: Statement, n: int = 0, reasons: Iterable[Reason] = ()) -> Item:
        """Return ``statement`` as item ``n``; ``reasons`` say why the reader took it so."""
        w, s = self.words.w, self.words.s
        evidence = statement.evidence[0] if statement.evidence else None
        before, after = self._around(evidence) if evidence else ("", "")
        state = statement.state.value
        return Item(
            n=n,
            id=statement.id,
            state=state,
            state_words=s.term("states", state),
            glyph=state,
            title=self.title(statement),
            about=self.about(statement),
            manner=self.manner(statement),
            certainty=statement.certainty.value,
            certainty_words=w.text(f"certainty.{statement.certainty.value}"),
            line=LINES[statement.certainty],
            audience="public" if statement.id in self.seen.public.claims else "private",
            lang=evidence.lang if evidence else "und",
            quote=evidence.text if evidence else "",
            voice=self.voice(statement),
            details=tuple(self._details(statement)),
            reasons=tuple(because(reason, self.words) for reason in reasons),
            by_hand=statement.method == "by hand",
            instead=tuple(self._instead(statement)),
            people=tuple(self._people(statement)),
            before=before,
            after=after,
        )

    def title(self, statement: Statement) -> Markup:
        """Return what it says in one line: the kind of event, and the values that tell most."""
        label = self.words.s.term("claim_types", statement.type)
        values = self._told(statement)
        if not values:
            return label
        first = Markup("<b>{}</b>").format(values[0])
        return Markup("{}: {}").format(label, Markup(", ").join([first, *values[1:]]))

    def about(self, statement: Statement) -> Markup:
        """Return the names of those whom it is about; unnamed groups by their number."""
        return Markup(", ").join(dict.fromkeys(self.named(one) for one in statement.subjects))

    def named(self, node: str) -> Markup:
        """Return the name of a subject, or how many the group is."""
        name = self.seen.holding.name(node)
        if name:
            return Markup("<bdi>{}</bdi>").format(name)
        address = self.seen.holding.address(node)
        for group in self.seen.holding.register.groups:
            if group.id == address:
                return self.words.w.text(
                    "report.group", count=group_count(group.least, group.most, self.words.s)
                )
        return self.words.w.text("report.nobody")

    def manner(self, statement: Statement) -> Markup | None:
        """Return how it is said, where it is no plain statement of what happened."""
        return self.words.s.term("manners", statement.modality.value) if statement.modality else None

    def voice(self, statement: Statement) -> Markup:
        """Return who says so."""
        voices = voices_of(statement.said_by)
        if not voices:
            return self.words.w.text("report.publication")
        return self.words.w.text(
            "report.voice", voice=Markup(", ").join(value_markup(voice) for voice in voices)
        )

    def value(self, field: str, value: Value) -> Markup:
        """Return one value in words."""
        if field in PEOPLE_FIELDS:
            return self.named(value.value)
        return value_markup(shown(field, value.value, self.words.s, value.lang))

    def _instead(self, statement: Statement) -> Iterable[tuple[Markup, Markup]]:
        for field, value in accepted_instead(self.seen, statement):
            if field == statement.type:
                yield self.words.s.text("site.fact.told"), self.words.s.term("manners", value)
            else:
                yield self.words.s.term("fields", field), self.value(field, Value(value))

    def _around(self, evidence: Evidence) -> tuple[str, str]:
        """Return what stands before and behind a quote in its paragraph, cut at words where it is long."""
        report = self.seen.holding.reports.get(evidence.text_sha256 or "")
        if report is None or evidence.start is None or evidence.end is None:
            return "", ""
        text = report.document.text
        first, last = text.rfind("\n", 0, evidence.start) + 1, text.find("\n", evidence.end)
        before, after = text[first : evidence.start], text[evidence.end : last if last >= 0 else len(text)]
        if len(before) > AROUND:
            before = f"… {before[-AROUND:].partition(' ')[2]}"
        if len(after) > AROUND:
            after = f"{after[:AROUND].rpartition(' ')[0]} …"
        return before, after

    def _people(self, statement: Statement) -> Iterable[tuple[str, Markup]]:
        holding = self.seen.holding
        for address in dict.fromkeys(holding.address(one) for one in statement.subjects):
            if address in holding.by_id:
                yield address, self.named(address)

    def _told(self, statement: Statement) -> list[Markup]:
        if statement.type == "group":
            numbers = [statement.fields.get(name, ()) for name in ("least", "most")]
            least, most = (
                int(rows[0].value) if rows and rows[0].value.isdigit() else None for rows in numbers
            )
            return [group_count(least, most, self.words.s)]
        found = [self.value(name, value) for name in TELLING for value in statement.fields.get(name, ())[:1]]
        return found[:MOST_TOLD]

    def _details(self, statement: Statement) -> Iterable[tuple[Markup, Markup, Told | None]]:
        for name, values in statement.fields.items():
            if not values:
                continue
            note = next((v.reason for v in values if v.reason is not None and _is_told(v)), None)
            told = Markup(", ").join(self.value(name, value) for value in values)
            yield self.words.s.term("fields", name), told, because(note, self.words) if note else None


def _is_told(value: Value) -> bool:
    """Whether there is something to say of how a value was read: it was resolved, or it was left open."""
    return value.read != value.value or (value.reason is not None and value.reason.rule == "date.unresolved")
