"""What one reading of one document yields: people, groups, claims, support routes, and what was rejected."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model.claim import Claim
from habeas.model.reason import Reason
from habeas.model.span import Span


@dataclass(frozen=True, slots=True)
class PersonRead:
    """A person as the document presents her.

    ``name`` is the base form (nominative, in the text's own language and orthography); ``role`` is
    ``subject`` for people of whom the text states a fact of detention, trial, sentence, ill-treatment,
    exposure or release, else the role word (``judge``, ``relative``, ``official``, ``mentioned``);
    ``held`` is as of the report: True, False, or None where the text leaves it open.
    """

    id: str
    name: str
    role: str
    held: bool | None
    mentions: tuple[Span, ...]
    lang: str = "und"
    gender: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRead:
    """Unnamed people with a least and a greatest number (None where the text has no bound).

    ``of`` is the group that this one is a part of; ``equals`` lists people who together are the group;
    ``includes`` lists people who are among it.
    """

    id: str
    least: int | None
    most: int | None
    passage: Span
    of: str | None = None
    equals: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SupportRead:
    """A body through which the text says people can be supported."""

    name: str
    passage: Span


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that looked like a person or claim and was not taken, with why."""

    passage: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole yield of one document. ``published`` is the date it was read with (EDTF) or None."""

    text_sha256: str
    published: str | None
    languages: tuple[str, ...]
    people: tuple[PersonRead, ...]
    groups: tuple[GroupRead, ...]
    support: tuple[SupportRead, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...] = ()
    reader: str = ""
