"""What the API takes and gives, as types: the OpenAPI description is made of them.

The larger answers are those of the command line (docs/schemas/), under the same names and versions.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from habeas.model.edtf import Edtf, EdtfError

MOST_TEXT = 20_000  # letters of a note, as on its page


def _text(value: str) -> str:
    """Return a text that the record can keep: whole letters, composed (NFC), no NUL."""
    if "\0" in value:
        raise ValueError("no text holds a NUL")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("half a letter (a lone surrogate) is no text") from error
    return unicodedata.normalize("NFC", value)


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("say it in words")
    return value


def _date(value: str) -> str:
    try:
        Edtf.parse(value)
    except EdtfError as error:
        raise ValueError("no date (EDTF), such as 2026-03-22, 2026-03 or XXXX-03-22") from error
    return value


def _one_line(value: str) -> str:
    if re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError("one line without control characters")
    return value


Text = Annotated[str, AfterValidator(_text), Field(max_length=MOST_TEXT)]
Said = Annotated[str, AfterValidator(_text), AfterValidator(_said), Field(min_length=1, max_length=MOST_TEXT)]
Line = Annotated[str, AfterValidator(_text), AfterValidator(_one_line), Field(max_length=500)]
Voice = Annotated[Line, AfterValidator(_said), Field(min_length=1, max_length=60)]
Date = Annotated[str, AfterValidator(_date), Field(max_length=40)]
StatementId = Annotated[str, Field(pattern="^[0-9a-f]{6,64}$")]
PersonId = Annotated[str, Field(pattern="^(p-)?[0-9a-f]{6,64}$")]
Term = Annotated[str, Field(pattern="^[a-z_]{1,40}$")]
RoleCode = Annotated[str, Field(pattern="^([A-Z]-[0-9]{2,4})?$")]
QuestionId = Annotated[str, Field(pattern="^(gap-)?[0-9a-f]{32}$")]
Json = dict[str, Any]


class Asked(Schema):
    """What is sent: a field that nobody knows is a mistake, and is said to be one."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """Why something was not done, and the way out. Nothing was changed."""

    error: str
    way_out: str = ""
    fields: list[Json] = []


class Me(Schema):
    """Whose token it is, and what it may do."""

    role: str
    duty: str
    scopes: list[str]
    mode: str
    today: str


class Search(Asked):
    """A name in any script, or an address. It stands in the body, never in an address."""

    query: Annotated[Line, AfterValidator(_said), Field(min_length=1, max_length=200)]


class Note(Asked):
    """What somebody told us: in our words, with the role of whoever told it (never a name), and for whom it may be used."""

    text: Said
    voice: Voice
    use: Literal["us", "partners", "all"]
    told: Date | None = None


class Kept(Schema):
    """A note that was kept; ``report`` is where its statements are."""

    report: str


class Fields(Asked):
    """A statement as it should be. A field that is not named stays; an empty list removes it."""

    type: Term | None = None
    modality: Literal["", "expected", "alleged", "denied", "in absentia"] | None = None
    certainty: Literal["plain", "hedged", "doubted"] | None = None
    fields: dict[Term, list[Annotated[Line, Field(min_length=1)]]] = {}


class Fact(Asked):
    """A fact by hand, with the note that says it."""

    type: Term
    modality: Literal["expected", "alleged", "denied", "in absentia"] | None = None
    fields: dict[Term, list[Annotated[Line, Field(min_length=1)]]] = {}
    quote: Text | None = None
    note: Note


class Reason(Asked):
    """Why we no longer say so. With ``error`` everyone who could see the statement may read the words."""

    words: Annotated[Line, AfterValidator(_said), Field(min_length=1)]
    error: bool = False


class Pair(Asked):
    """Two people or groups by their addresses, and whether they are one."""

    a: PersonId
    b: PersonId
    same: bool
    why: Line = ""


class Upload(Asked):
    """A report: its text, or the bytes of a file in Base64 (a request holds 1 MB), and what is known of it."""

    name: Annotated[Line, AfterValidator(_said), Field(min_length=1, max_length=200)]
    text: Annotated[str, AfterValidator(_text), Field(max_length=200_000)] = ""
    base64: Annotated[str, Field(max_length=1_000_000, pattern="^[A-Za-z0-9+/]*={0,2}$")] = ""
    publisher: Line = ""
    published: Date | None = None
    url: Annotated[Line, Field(max_length=2000)] = ""


class ToShow(Asked):
    """Statements that everyone is to see, and what is left out of them."""

    statements: Annotated[list[StatementId], Field(min_length=1, max_length=200)]
    to: Annotated[
        list[Line], Field(max_length=20, description="Names of verified partners; none: everyone")
    ] = []
    drop: list[Term] = []
    quotes: bool = True


class Show(ToShow):
    """The same, decided: ``seen`` is what the look at it gave; the basis is never preset, and harm is always asked."""

    seen: Annotated[str, Field(pattern="^[0-9a-f]{8,64}$")]
    basis: Literal["consent_person", "consent_family", "published_by_own_side", "overriding"]
    words: Text = ""
    harms: dict[Literal["prisoner", "family", "case"], Literal["yes", "no", "unknown"]]


class ToHide(Asked):
    """Statements that nobody outside is to see any more; or a whole person."""

    statements: Annotated[list[StatementId], Field(max_length=200)] = []
    to: Annotated[
        list[Line], Field(max_length=20, description="Names of verified partners; none: everyone")
    ] = []
    person: PersonId | None = None


class Asking(Asked):
    """A question about somebody: our words, the role code of who asks after it, the day by which."""

    words: Annotated[Text, AfterValidator(_said), Field(min_length=1, max_length=2000)]
    of: RoleCode = ""
    due: Literal[""] | Date = ""


class Giving(Asked):
    """Who asks after a question from now on, and by which day."""

    of: RoleCode = ""
    due: Literal[""] | Date = ""


class Closing(Asked):
    """What answers a question: a statement about the person; without one it cannot be known."""

    fact: StatementId | None = None


class Numbered(Schema):
    """The question that was asked, given or closed."""

    number: str


class Done(Schema):
    """The entries that the record has now because of it, or how many statements were shown or hidden."""

    entries: list[str] = []
    count: int = 0
