"""What we were told, by hand: a note in the volunteer's words, and facts entered from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from habeas.model.claim import NO_FIELDS, Certainty, Fields, Modality, Value
from habeas.model.span import Span
from habeas.model.statement import Evidence, State, Statement
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.review.answers import Desk, enter
from habeas.review.leaves import AnswerError
from habeas.review.spotting import phones
from habeas.text.names.token import token

NOTE_MEDIA = "text/plain; charset=utf-8"
_REACHED = re.compile(r"@|://|\bt\.me\b|\bwww\.|\d{5}")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʼ-]*")


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody told us. ``voice`` is a role (mother, lawyer, cellmate), never a name; ``use_for`` for whom it
    may be used; ``told`` the day (EDTF) on which we were told; ``lang`` of the text.
    """

    text: str
    voice: str
    use_for: str
    told: str | None = None
    lang: str = "und"

    @property
    def data(self) -> bytes:
        """The note's bytes, kept like those of any capture."""
        return self.text.encode("utf-8")

    @property
    def sha256(self) -> str:
        """The hash of its bytes, in hex; a note's text is its bytes, so it is the text's hash too."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact entered by hand: what, about whom (ids, mentions, ``new:`` somebody), and the words that say it.

    ``quote`` stands in ``text`` exactly (the first time, unless ``start`` says where); ``capture`` and
    ``text_sha256`` name the report or note that the text is of.
    """

    type: str
    subjects: tuple[str, ...]
    text: str
    quote: str
    capture: str
    text_sha256: str
    fields: Fields = NO_FIELDS
    modality: Modality | None = None
    certainty: Certainty = Certainty.PLAIN
    said_by: tuple[Value, ...] = ()
    start: int | None = None
    lang: str = "und"


def names_somebody(voice: str) -> bool:
    """Whether a voice gives a name, a telephone number, an address or an account instead of a role.

    A surname alone cannot be told from a word that begins a line; two capitals in a row, or a given name, can.
    """
    if _REACHED.search(voice) or phones(voice):
        return True
    words = _WORD.findall(voice)
    capitals = [word for word in words if word[0].isupper()]
    if any(a[0].isupper() and b[0].isupper() for a, b in pairwise(words)):
        return True
    found = (token(word) for word in capitals)
    return any(one is not None and bool(one.given) and not one.initial for one in found)


def note_draft(note: Note, got: int) -> Draft:
    """Return the capture entry of a note; ``got`` is unix seconds of its arrival."""
    if not note.text.strip():
        raise AnswerError("The note is empty. Write down what you were told, in your own words.")
    if not note.voice.strip():
        raise AnswerError("Say in which role somebody told you this (mother, lawyer ...), never the name.")
    fields: dict[str, CborValue] = {
        "sha256": bytes.fromhex(note.sha256),
        "media": NOTE_MEDIA,
        "size": len(note.data),
        "got": got,
        "voice": note.voice,
        "for": note.use_for or "only us",
    }
    if note.told:
        fields["published"] = note.told
    return Draft("capture", fields)


def from_note(note: Note, fact_type: str, subjects: Sequence[str], quote: str, fields: Fields) -> Fact:
    """Return a fact that the note says, in the voice of whoever told it."""
    return Fact(
        type=fact_type,
        subjects=tuple(subjects),
        text=note.text,
        quote=quote,
        capture=note.sha256,
        text_sha256=note.sha256,
        fields=fields,
        said_by=(Value(note.voice),),
        lang=note.lang,
    )


def enter_fact(fact: Fact, desk: Desk) -> tuple[Draft, ...]:
    """Return the drafts for a fact entered by hand. No quote, no fact: its words must stand in the text."""
    start = fact.start if fact.start is not None else fact.text.find(fact.quote)
    if not fact.quote or start < 0 or fact.text[start : start + len(fact.quote)] != fact.quote:
        raise AnswerError(
            "These words do not stand in the text. Mark the passage that says it, or write a note with what you were told."
        )
    span = Span(start, start + len(fact.quote), fact.quote)
    evidence = Evidence(
        capture=fact.capture,
        stretches=(fact.quote,),
        text_sha256=fact.text_sha256,
        start=span.start,
        end=span.end,
        lang=fact.lang,
    )
    statement = Statement(
        id="",
        state=State.PROPOSED,
        type=fact.type,
        subjects=fact.subjects,
        fields=fact.fields,
        modality=fact.modality,
        certainty=fact.certainty,
        said_by=fact.said_by,
        evidence=(evidence,),
        method="by hand",
    )
    return enter(statement, desk)
