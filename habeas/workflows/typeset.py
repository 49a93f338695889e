"""Sets a page template of the packs to PDF or PNG with typst: our own fonts, no font of the machine, no network, a fixed time."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any, Literal

from habeas.packs.loader import read_bytes
from habeas.workflows.refused import Refused

FONTS = "letters/fonts"
DOTS = 96  # a picture's dots an inch: a page in CSS pixels is as many points times 96/72


def set_pages(template: str, data: Mapping[str, Any], *, day: date) -> bytes:
    """Return the PDF of ``template`` (a file of the packs) with each value of ``data`` as JSON; equal input, equal bytes."""
    return _compile(template, data, "pdf", day)


def set_picture(template: str, data: Mapping[str, Any], *, day: date) -> bytes:
    """Return the first page of ``template`` as PNG."""
    return _compile(template, data, "png", day)


def qr(address: str) -> str:
    """Return the QR code of ``address`` as SVG with its quiet zone."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode("utf-8")


def qr_text(words: str) -> str:
    """Return the QR code of ``words`` as it is drawn in a terminal, two rows a line."""
    import segno

    out = io.StringIO()
    segno.make(words, error="m", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()


def _compile(template: str, data: Mapping[str, Any], kind: Literal["pdf", "png"], day: date) -> bytes:
    import typst

    inputs = {key: json.dumps(value, ensure_ascii=False) for key, value in data.items()}
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    with resources.as_file(resources.files("habeas.packs").joinpath(*FONTS.split("/"))) as fonts:
        try:
            return typst.compile(
                read_bytes(template),
                font_paths=typst.Fonts(
                    include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
                ),
                format=kind,
                ppi=DOTS if kind == "png" else None,
                sys_inputs=inputs,
                timestamp=int(moment.timestamp()),
            )
        except (typst.TypstError, RuntimeError) as error:
            raise Refused(f"The pages could not be set ({error}). Nothing was written.") from error
