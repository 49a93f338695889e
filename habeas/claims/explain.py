"""A reading in plain lines: every claim with its words, the rules that fired, who says so; and what was passed over."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.claims.claim_types import claim_types
from habeas.model.claim import Claim, Value
from habeas.model.reading import GroupRead, PersonRead, Reading
from habeas.model.span import Span

HELD = {True: "held", False: "not held", None: "held or not: open"}
NOTHING = "Nothing was read: no detention, trial, sentence or release of anybody is told in words that Habeas knows."


def explain(reading: Reading, text: str, *, rejected: bool = True) -> str:
    """Return the reading as lines for a person to read; ``rejected`` also lists what was not taken, and why."""
    return "\n".join(_lines(reading, text, rejected=rejected))


def _lines(reading: Reading, text: str, *, rejected: bool) -> Iterator[str]:
    published = reading.published or "not known (dates without a year stay open)"
    languages = ", ".join(reading.languages) or "no language that Habeas reads"
    yield f"Language: {languages}. Published: {published}. Reader: {reading.reader}."
    names = {person.id: person.name for person in reading.people}
    names |= {group.id: f"“{_one_line(group.passage)}”" for group in reading.groups}
    subjects = [person for person in reading.people if person.role == "subject"]
    if not reading.claims:
        yield NOTHING
    for person in subjects:
        yield from _person(person)
    for group in reading.groups:
        yield from _group(group, names)
    for claim in reading.claims:
        yield ""
        yield from _claim(claim, names, text)
    for body in reading.support:
        yield f"Support: {body.name} (“{_one_line(body.passage)}”, line {_line(text, body.passage)})"
    if rejected:
        yield from _rejected(reading, text)


def _person(person: PersonRead) -> Iterator[str]:
    yield f"Person: {person.name}; {HELD[person.held]}; named {len(person.mentions)} times."
    yield from (f"    because {reason.words}" for reason in person.reasons)


def _group(group: GroupRead, names: dict[str, str]) -> Iterator[str]:
    least = "no least number" if group.least is None else f"at least {group.least}"
    most = "no greatest number" if group.most is None else f"at most {group.most}"
    yield f"Group: “{_one_line(group.passage)}”: {least}, {most}."
    if group.of is not None and group.of in names:
        yield f"    a part of {names[group.of]}"
    for word, people in (("the same as", group.equals), ("among them", group.includes)):
        if people:
            yield f"    {word}: {', '.join(names[one] for one in people if one in names)}"
    yield from (f"    because {reason.words}" for reason in group.reasons)


def _claim(claim: Claim, names: dict[str, str], text: str) -> Iterator[str]:
    who = ", ".join(names[one] for one in claim.subjects)
    modality = f" [{claim.modality}]" if claim.modality is not None else ""
    yield f"{claim_types().get(claim.type).words}{modality}: {who}"
    yield f"    line {_line(text, claim.passage)}: “{_one_line(claim.passage)}”"
    for name, values in claim.fields.items():
        for value in values:
            yield f"    {name}: {_value(value)}"
    yield from (f"    because {reason.words} ({reason.rule})" for reason in claim.reasons)


def _value(value: Value) -> str:
    read = f", read as {value.read}" if value.read != value.value else ""
    words = f" from “{_one_line(value.span)}”" if value.span is not None else ""
    why = f" ({value.reason.words})" if value.reason is not None and value.as_read is not None else ""
    return f"{value.value}{read}{words}{why}"


def _rejected(reading: Reading, text: str) -> Iterator[str]:
    others = [person for person in reading.people if person.role != "subject"]
    if others or reading.rejected:
        yield ""
        yield "Not taken:"
    for person in others:
        role = person.role if person.role != "mentioned" else "only mentioned: no event is told of them"
        yield f"    {person.name}: {role}"
    seen: set[str] = set()
    for one in reading.rejected:
        line = f"    line {_line(text, one.passage)}: {one.reason.words}"
        if line not in seen:
            seen.add(line)
            yield line


def _one_line(span: Span) -> str:
    return " ".join(span.text.split())


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span.start) + 1
