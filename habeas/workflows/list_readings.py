"""Documents that are tables are read as lists of people: by the mapping that was kept with their file, else by a guess."""

from __future__ import annotations

from dataclasses import replace

from habeas.claims.read import read
from habeas.exchange.lists.claims import fingerprints_of_list, reading_of
from habeas.exchange.lists.layout import guess_mapping
from habeas.exchange.lists.mapping import ListMapping, MappingError, from_yaml, to_yaml
from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.model.reading import Reading
from habeas.register.links import NO_LINKS, Links
from habeas.register.proposals import Proposals, proposals
from habeas.sources.tables import is_table, table_of, tables_of
from habeas.store.workspace import Workspace
from habeas.workflows.list_reading import rows_of_text

_SETTING = "list-mapping:"  # and the hash of the file; it holds headers, nobody's data


def keep_mapping(workspace: Workspace, capture: str, mapping: ListMapping) -> None:
    """Keep how the columns of a list are read, beside the list."""
    workspace.set_setting(_SETTING + capture, to_yaml(mapping))


def written_mapping(workspace: Workspace, capture: str) -> str:
    """Return the words in which it is kept how the columns of a list are read; empty where nothing is kept."""
    text = workspace.setting(_SETTING + capture)
    return text if isinstance(text, str) else ""


def kept_mapping(workspace: Workspace, capture: str) -> ListMapping | None:
    """Return how the columns of a list are read, or None where nothing was kept."""
    text = written_mapping(workspace, capture)
    try:
        return from_yaml(text) if text else None
    except MappingError:
        return None  # written by another version: guessed anew


def mapping_of(workspace: Workspace, capture: str) -> ListMapping:
    """Return how a list that we hold is read, and keep it where it was only guessed."""
    kept = kept_mapping(workspace, capture)
    if kept is None:
        kept = guess_mapping(tables_of(document.text for document in workspace.documents(capture)))
        keep_mapping(workspace, capture, kept)
    return kept


def read_table(
    document: Document, mapping: ListMapping, published: str | None
) -> tuple[Reading, dict[str, str]]:
    """Return what a table says, and the fingerprints of its people and claims."""
    rows = tuple(rows_of_text(document.text, mapping))
    sheet = mapping.of(table_of(document.text[:2_000]).sheet)
    reading = reading_of(document.text, document.text_sha256, rows, sheet, published)
    return reading, fingerprints_of_list(reading, rows)


def table_proposals(
    document: Document, capture: Capture, mapping: ListMapping, published: str | None, links: Links = NO_LINKS
) -> tuple[Reading, Proposals]:
    """Return what a table says, and what of it is proposed: in an export that came back, no name that nobody changed."""
    reading, fingerprints = read_table(document, mapping, published)
    found = proposals(reading, capture, fingerprints, links)
    if mapping.only is None:
        return reading, found
    said = set(fingerprints.values())
    return reading, replace(found, statements=tuple(s for s in found.statements if s.id in said))


def read_document(workspace: Workspace, document: Document, published: str | None) -> Reading:
    """Return what a document that we hold says, as prose or as a table."""
    if is_table(document.reader):
        return read_table(document, mapping_of(workspace, document.capture), published)[0]
    return read(document.text, published=published)
