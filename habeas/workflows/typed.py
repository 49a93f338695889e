"""What a person types instead of a reader: it must mean something to us, or it is refused with how to write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from habeas.identity.properties import FILE, field_property
from habeas.identity.values import parse_term
from habeas.model.claim import Modality
from habeas.model.edtf import Edtf, EdtfError
from habeas.packs.loader import load
from habeas.publish.links import is_wikidata
from habeas.workflows.refused import Refused

TYPES = "vocabulary/claim_types.yml"


def check_typed(
    *, type: str | None, fields: Mapping[str, Iterable[str]], modality: str | None = None
) -> None:
    """Raise Refused unless the kind of statement, the fields with their values and the modality are known ones.

    None and the empty modality are left as they are.
    """
    kinds: Mapping[str, object] = load(TYPES).data["types"]
    if type is not None and type not in kinds:
        raise Refused(f"“{type}” is no kind of statement. There are: {', '.join(sorted(kinds))}.")
    known = [one.value for one in Modality]
    if modality and modality not in known:
        raise Refused(f"“{modality}” is no way of saying it. There are: {', '.join(known)}; empty for plain.")
    for name, values in fields.items():
        for value in values:
            _check_value(name, value)


def _check_value(name: str, value: str) -> None:
    field = field_property(name)
    if not field.listed:
        raise Refused(f"“{name}” is no field. There are: {', '.join(sorted(load(FILE).data['fields']))}.")
    if field.compare == "date":
        try:
            Edtf.parse(value)
        except EdtfError as error:
            raise Refused(
                f"“{value}” is no date ({error}). Write it as 2026-03-22, 2026-03 or 2026."
            ) from error
    if name == "wikidata" and not is_wikidata(value):
        raise Refused(f"“{value}” is no item of Wikidata. Write its number, such as Q42.")
    if field.compare == "term" and parse_term(value) is None:
        raise Refused(f"“{value}” is no term. Write it as P3Y (years), P6M (months) or P15D (days).")
