"""A list's rows as a reading: people, and claims with the stretch of the row that says each.

A row of a list is a report of its own as far as fingerprints go: a person's is made of her name and what else names
her in the row (an id, the day of birth), or of the whole row where there is no such thing. So the same row in a later
file settles the same questions, wherever it stands, and a changed cell asks only what it changes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from habeas.claims.fingerprints import claim_fingerprint, folded, mention_fingerprint
from habeas.exchange.lists.cell_words import names_facility
from habeas.exchange.lists.headers import said
from habeas.exchange.lists.mapping import SheetMapping
from habeas.exchange.lists.rows import CellValue, ListRow
from habeas.exchange.lists.snapshot import UNTIL, WITH_ARTICLES
from habeas.model.claim import Claim, Modality, Value
from habeas.model.reading import PersonRead, Reading
from habeas.model.reason import Reason
from habeas.model.span import Span
from habeas.packs.loader import load

METHOD = "list/1"
SUBJECT = "subject"
_PRETRIAL = ("under-investigation", "arrested", "on-trial", "charged", "house-arrest")
_FREE = ("released", "acquitted", "charges-dropped", "dead", "expelled", "wanted")
_DAY = 10  # characters of a whole date
_LIST = Reason("list.cell", "a cell of the list says so")
_SNAPSHOTS = Reason("list.snapshots", "seen between two looks at the list")


def reading_of(
    text: str, text_sha256: str, rows: Iterable[ListRow], mapping: SheetMapping | None, published: str | None
) -> Reading:
    """Return what the rows of one text of a list say. ``published`` is the list's own day (EDTF) or None."""
    people: list[PersonRead] = []
    claims: list[Claim] = []
    seen: set[tuple[str, int]] = set()
    arrest_place = mapping is not None and _is_of_arrest(mapping)
    for row in rows:
        if (row.row.line, row.ordinal) in seen:
            continue  # the same row once more says nothing more
        seen.add((row.row.line, row.ordinal))
        maker = _Maker(text, row, f"p{row.row.number}.{row.ordinal}", _name_span(text, row, mapping))
        people.append(
            PersonRead(maker.id, maker.name, SUBJECT, _held(row), (maker.mention,), reasons=(_LIST,))
        )
        claims += maker.claims(arrest_place=arrest_place)
    return Reading(text_sha256, published, ("und",), tuple(people), (), (), tuple(claims), reader=METHOD)


def _is_of_arrest(mapping: SheetMapping) -> bool:
    """Whether the column of places is headed as the place of the arrest, and not of living."""
    place = mapping.column("place")
    return place is not None and any(one.field == "arrested" for one in said(place.header))


def _held(row: ListRow) -> bool | None:
    status = row.one("status")
    term = load("vocabulary/status.yml").data["terms"].get(status)
    if term is not None:
        held: bool | None = term["held"]
        return held
    if row.one("released"):
        return False
    return True if row.one("arrested") or row.one("term") else None


def _name_span(text: str, row: ListRow, mapping: SheetMapping | None) -> Span:
    """Return where the name stands: the words of it in its cell, or the cells that make it."""
    places = [row.row.place(column.index) for column in mapping.names] if mapping else []
    filled = [(start, end) for start, end in places if end > start]
    if not filled:
        return Span.of(text, row.row.start, row.row.start + len(row.row.line))
    start, end = min(filled)[0], max(end for _, end in filled)
    if len(filled) == 1:
        at = text.find(row.name, start, end)
        if at >= 0:
            return Span.of(text, at, at + len(row.name))
    return Span.of(text, start, end)


class _Maker:
    """One person of one row, and the claims about her."""

    def __init__(self, text: str, row: ListRow, person: str, mention: Span) -> None:
        self.text, self.row, self.id, self.mention = text, row, person, mention
        self.name = unicodedata.normalize("NFC", row.name)
        self.status = row.one("status")
        self._made: list[Claim] = []

    def claims(self, *, arrest_place: bool) -> list[Claim]:
        """Return the claims of the row: who she is, and the stages of her case."""
        self._claim(
            "identity",
            {"name": (Value(self.name, self.mention),)},
            ("born", "gender", "occupation", "other_name"),
        )
        own_articles = self._listed()
        if self.row.one("arrested") or (arrest_place and self.row.one("place")):
            self._claim("detention", {}, ("arrested", *(("place",) if arrest_place else ())))
        sentenced = self.row.one("sentenced") or self.row.one("term")
        if sentenced:
            self._claim("sentence", {}, ("sentenced", "term", "articles"))
        elif self.row.one("articles") and not own_articles:
            self._claim("charge", {}, ("articles",))
        if self.row.one("released"):
            self._claim("release", {}, ("released",))
        if self.row.one("release_expected"):
            self._claim("term_end", {}, ("release_expected",), Modality.EXPECTED)
        self._facility(sentenced=bool(sentenced))
        self._by_status()
        return self._made

    def _listed(self) -> bool:
        """Claim what the row says by standing in a watched list; return whether that claim carries its articles."""
        listed = self.row.listed
        if listed is None:
            return False
        told = "hearing" if listed.kind == "hearing" else "listed"
        columns = (told, "court", "judge", *(("articles",) if listed.kind in WITH_ARTICLES else ()))
        seen = {"date": listed.came, "until": listed.gone if listed.kind in UNTIL else None}
        fields: dict[str, tuple[Value, ...]] = {
            name: (Value(day, reason=_SNAPSHOTS),) for name, day in seen.items() if day
        }
        if listed.kind == "hearing":
            fields = {}  # a row comes into a calendar before its day
        day = self.row.one("hearing") or ""
        ahead = listed.kind == "hearing" and day >= listed.day
        if fields or any(self.row.says(name) and self.row.values.get(name) for name in columns):
            self._claim(listed.kind, fields, columns, Modality.EXPECTED if ahead else None)
        return listed.kind in WITH_ARTICLES

    def _facility(self, *, sentenced: bool) -> None:
        cell = self.row.one("facility")
        if cell is None or self.status in _FREE or self.row.one("released") or not names_facility(cell):
            return  # an address alone, or where somebody was held once: kept with the row
        pretrial = self.status in _PRETRIAL or (self.status is None and not sentenced)
        self._claim("custody" if pretrial else "transfer", {}, ("facility",))

    def _by_status(self) -> None:
        kind = load("vocabulary/list_values.yml").data["says"].get(self.status)
        if (
            kind is not None
            and self.row.says("status")
            and not any(claim.type == kind for claim in self._made)
        ):
            cells = self.row.values["status"]
            self._claim(str(kind), {}, (), words=cells)

    def _claim(
        self,
        kind: str,
        fields: dict[str, tuple[Value, ...]],
        columns: Sequence[str],
        modality: Modality | None = None,
        words: Sequence[CellValue] = (),
    ) -> None:
        columns = [name for name in columns if self.row.says(name)]
        if kind == "identity" and not self.row.says("name"):
            fields = {}
        if not words and not columns and not fields:
            return
        spans = [self.mention, *(self._span(cell) for cell in words)]
        for name in columns:
            cells = self.row.values.get(name, ())
            if cells:
                fields[_FIELD.get(name, name)] = tuple(
                    Value(unicodedata.normalize("NFC", cell.value), self._span(cell), reason=_LIST)
                    for cell in cells
                )
                spans += [self._span(cell) for cell in cells]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        number = f"{self.id[1:]}.{len(self._made)}"
        self._made.append(
            Claim(
                id=f"c{number}",
                type=kind,
                subjects=(self.id,),
                passage=Span.of(self.text, start, end),
                fields=fields,
                modality=modality,
                method=METHOD,
                score=1.0,
                reasons=(_LIST,),
            )
        )

    def _span(self, cell: CellValue) -> Span:
        if cell.column is None:
            at = self.text.find(cell.words, self.mention.start, self.row.row.start + len(self.row.row.line))
            return Span.of(self.text, at, at + len(cell.words)) if at >= 0 else self.mention
        return Span.of(self.text, *self.row.row.place(cell.column))


_FIELD = {
    "arrested": "date",
    "sentenced": "date",
    "released": "date",
    "release_expected": "date",
    "articles": "article",
    "listed": "date",
    "hearing": "date",
}


def fingerprints_of_list(reading: Reading, rows: Iterable[ListRow]) -> dict[str, str]:
    """Return the fingerprint of every person and claim of a list's reading by its local id."""
    keys = {f"p{row.row.number}.{row.ordinal}": row_key(row) for row in rows}
    found: dict[str, str] = {}
    for person in reading.people:
        found[person.id] = mention_fingerprint(keys[person.id], person.name, 0)  # as mention_of has it
    seen: dict[str, int] = {}
    for claim in reading.claims:
        key, mention = keys[claim.subjects[0]], found[claim.subjects[0]]
        values = {name: [value.read for value in read] for name, read in claim.fields.items()}
        first = claim_fingerprint(key, claim.type, [mention], "", 0, values)
        ordinal = seen.get(first, 0)
        seen[first] = ordinal + 1
        found[claim.id] = (
            first if ordinal == 0 else claim_fingerprint(key, claim.type, [mention], "", ordinal, values)
        )
    return found


def mention_of(row: ListRow) -> str:
    """Return the fingerprint (hex) under which the person of a row is known."""
    return mention_fingerprint(row_key(row), unicodedata.normalize("NFC", row.name), 0)


def row_key(row: ListRow) -> str:
    """Return the hash (hex) under which a row's person is known again: an id, the day of birth, or the whole row."""
    born, own = row.one("born") or "", row.one("id")
    name = folded(row.name).casefold()
    if own:
        parts = ["id", folded(own), name]
    elif len(born) == _DAY and born.replace("-", "").isdecimal():
        parts = ["born", born, name]
    else:
        parts = ["row", folded(row.row.line), name, str(row.ordinal)]
    return sha256("\x1f".join(["habeas list", *parts]).encode("utf-8", "replace")).hexdigest()


def facts_of(row: ListRow) -> frozenset[tuple[str, str]]:
    """Return what a row says, in the shape by which people are compared: (field, value)."""
    found: set[tuple[str, str]] = set()
    names: Mapping[str, str] = _FIELD | {
        "term": "term",
        "place": "place",
        "facility": "facility",
        "born": "born",
    }
    for column, name in names.items():
        found |= {(name, cell.value) for cell in row.values.get(column, ())}
    return frozenset(found)
