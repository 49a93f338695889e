"""The fields of a statement as a form has them: pairs of a field's name and a value as a person types it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest
from markupsafe import Markup

from habeas.model.claim import Modality, Value
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.statement import Statement
from habeas.packs.loader import load
from habeas.publish.values import DATE_FIELDS
from habeas.web.statements import PEOPLE_FIELDS
from habeas.web.wording import Wording

EMPTY_ROWS = 2
NO_WORDS: Mapping[tuple[str, str], Value] = MappingProxyType({})
NOT_BY_HAND = frozenset(
    {"group", "institution"}
)  # numbers and links of groups are corrected where they are read


class FormProblem(ValueError):
    """What was typed cannot be kept as it is; the text says what to change, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a form shows in its fields: as it was, or as it was typed. ``places`` says of each field which letters of the report
    its value is (``start-end``), “” where none."""

    type: str
    modality: str
    certainty: str
    said_by: str
    fields: tuple[tuple[str, str], ...]
    about: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()


def given_of(statement: Statement) -> Given:
    """Return a statement as a form shows it, with empty rows for more."""
    rows = [(n, v.value) for n, vs in statement.fields.items() if n not in PEOPLE_FIELDS for v in vs]
    return Given(
        type=statement.type,
        modality=statement.modality.value if statement.modality else "",
        certainty=statement.certainty.value,
        said_by=", ".join(value.value for value in statement.said_by),
        fields=(*rows, *[("", "")] * EMPTY_ROWS),
        about=frozenset(statement.subjects),
    )


def given_in(request: HttpRequest) -> Given:
    """Return what was typed into a form, its empty rows included."""
    sent = request.POST
    rows = zip(sent.getlist("field"), sent.getlist("value"), strict=False)
    return Given(
        type=sent.get("type", ""),
        modality=sent.get("modality", ""),
        certainty=sent.get("certainty", "plain"),
        said_by=sent.get("said_by", "").strip(),
        fields=tuple((name, value.strip()) for name, value in rows) or (("", ""),) * EMPTY_ROWS,
        about=frozenset(sent.getlist("about")),
        places=tuple(sent.getlist("at")),
    )


def typed_fields(given: Given, words: Wording) -> dict[str, tuple[str, ...]]:
    """Return the values by field; FormProblem where a date is none, or a value stands without its field."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in given.fields:
        if not value:
            continue
        if not name:
            raise FormProblem(str(words.w.text("correct.which_field", value=value)))
        if name in DATE_FIELDS:
            check_date(value, words)
        found[name] = (*found.get(name, ()), value)
    return found


def typed_kind(given: Given, words: Wording, *, by_hand: bool = False) -> str:
    """Return the kind of statement; FormProblem where it is none of those to choose from."""
    if given.type not in dict(types_of(words, by_hand=by_hand)):
        raise FormProblem(str(words.w.text("error.no_answer")))
    return given.type


def changed_fields(
    statement: Statement,
    typed: Mapping[str, tuple[str, ...]],
    said: Mapping[tuple[str, str], Value] = NO_WORDS,
) -> dict[str, tuple[Value, ...]]:
    """Return what ``typed`` changes: a value that is as it was keeps its words in the text, one that is gone is empty.

    ``said`` are values with their words in the text, by field and value.
    """
    found: dict[str, tuple[Value, ...]] = {}
    for name, values in typed.items():
        old = {v.value: v for v in statement.fields.get(name, ())}
        now = tuple(old.get(value) or said.get((name, value)) or Value(value) for value in values)
        if now != statement.fields.get(name, ()):
            found[name] = now
    for name in statement.fields:
        if name not in typed and name not in PEOPLE_FIELDS:
            found[name] = ()
    return found


def types_of(words: Wording, *, by_hand: bool = False) -> list[tuple[str, Markup]]:
    """Return the kinds of statements with their words, as a list to choose from."""
    left_out = NOT_BY_HAND if by_hand else frozenset()
    terms = [term for term in load("vocabulary/claim_types.yml").data["types"] if term not in left_out]
    return [(term, words.s.term("claim_types", term)) for term in terms]


def fields_of(words: Wording, extra: Iterable[str] = ()) -> list[tuple[str, Markup]]:
    """Return the fields that a statement can have with their words, as a list to choose from."""
    types = load("vocabulary/claim_types.yml").data["types"].values()
    terms = dict.fromkeys([*(name for one in types for name in one["fields"]), *extra])
    found = [(term, words.s.term("fields", term)) for term in terms if term and term not in PEOPLE_FIELDS]
    return sorted(found, key=lambda row: str(row[1]).casefold())


def modalities_of(words: Wording) -> list[tuple[str, Markup]]:
    """Return the ways in which something is said, other than plainly."""
    return [(one.value, words.s.term("manners", one.value)) for one in Modality]


def check_date(value: str, words: Wording) -> None:
    """Raise FormProblem where ``value`` is no date as we write them."""
    try:
        Edtf.parse(value)
    except EdtfError as error:
        raise FormProblem(str(words.w.text("correct.no_date", value=value))) from error
