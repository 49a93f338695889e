"""What a model of the user's own may add to a reading: only what stands in the text and what our grammars read there too.

The model proposes and nothing more. Its quote must stand in the text, its person must be one whom our reader names and who is
no judge or official, every value must be read in the same words by the grammar of its field. What is left is a
claim marked as the model's; it holds nobody: what a reading says of liberty is counted without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from habeas.claims.claim_types import claim_types
from habeas.claims.drafts import Slot
from habeas.claims.fields.date_resolution import Calendar
from habeas.claims.fields.values import find_values
from habeas.claims.people.people import People
from habeas.claims.people.roles import HARD
from habeas.claims.read import document_of
from habeas.claims.sentences import Sentence
from habeas.model.claim import Claim, Modality, Value
from habeas.model.edtf import Edtf
from habeas.model.reading import PersonRead, Reading, Rejected
from habeas.model.reason import Reason
from habeas.model.span import Span
from habeas.packs.loader import load

PROMPT = "model/prompt.yml"
FIELDS = ("date", "until", "term", "article", "fine", "court", "facility", "agency", "place")
MOST_CLAIMS, MOST_VALUES, LONGEST_QUOTE, MOST_PLACES = 200, 12, 600, 50
LONGEST_TEXT = 40_000  # characters; a model of one's own has no room for more
SCORE = 0.3  # lower than anything that the rules say: nothing was counted for a model that we do not know
RULE, REFUSED = "model.proposed", "model.refused"


class ModelAnswerError(ValueError):
    """The model's answer is not what was asked for; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One claim as the model words it: type, quote, name, the words of its values by field, modality."""

    type: str
    quote: str
    person: str
    values: tuple[tuple[str, str], ...]
    modality: str | None


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema that the answer must keep to."""
    text = {"type": "string"}
    value = _object({"field": {"type": "string", "enum": list(FIELDS)}, "words": text})
    modality = {"type": ["string", "null"], "enum": [None, *(str(one) for one in Modality)]}
    claim = _object(
        {
            "type": {"type": "string", "enum": sorted(claim_types().by_name)},
            "person": text,
            "quote": text,
            "modality": modality,
            "values": {"type": "array", "items": value},
        }
    )
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def question(text: str, published: str | None, model: str) -> dict[str, Any]:
    """Return the body of the request; the text is data in it. Raises ModelAnswerError for a text that is too long."""
    if len(text) > LONGEST_TEXT:
        raise ModelAnswerError(
            f"the text has {len(text)} characters, more than the {LONGEST_TEXT} that are sent"
        )
    data = json.dumps({"published": published or "unknown", "text": text}, ensure_ascii=False)
    schema = {"name": "claims", "strict": True, "schema": answer_schema()}
    return {
        "model": model,
        "temperature": 0,
        "stream": False,
        "messages": [
            {"role": "system", "content": str(load(PROMPT).data["system"]).strip()},
            {"role": "user", "content": data},
        ],
        "response_format": {"type": "json_schema", "json_schema": schema},
    }


def answered(reply: bytes) -> tuple[Proposed, ...]:
    """Return what a reply proposes; raise ModelAnswerError where it is no answer of the kind that was asked for."""
    try:
        choice = json.loads(reply)["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise ModelAnswerError("the server's reply is no chat completion") from error
    if ended == "length":
        raise ModelAnswerError("the model's answer was cut off before its end")
    try:
        claims = json.loads(content)["claims"]
        return tuple(_proposed(one) for one in claims[:MOST_CLAIMS])
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise ModelAnswerError("the model did not keep to the form of answer that it was given") from error


def _proposed(one: Any) -> Proposed:
    kind, words, person = one["type"], one["quote"], one["person"]
    values = [(value["field"], value["words"]) for value in one["values"][:MOST_VALUES]]
    modality = one["modality"]
    if not all(
        isinstance(text, str) for text in [kind, words, person, *(part for value in values for part in value)]
    ):
        raise TypeError("a text is expected")
    if modality is not None and modality not in list(Modality):
        raise ValueError(modality)
    return Proposed(kind, words, person, tuple(values), modality)


def with_proposals(text: str, reading: Reading, proposals: Sequence[Proposed], model: str) -> Reading:
    """Return the reading with those proposals that hold; the others are listed as rejected where their quote stands."""
    document, _ = document_of(text)
    day = Edtf.parse(reading.published) if reading.published else None
    claims, rejected = list(reading.claims), list(reading.rejected)
    people = {person.id: person for person in reading.people}
    for one in proposals:
        quote = _found(text, one.quote)
        if quote is None:
            continue  # what is not in the text cannot even be shown
        person = _person(one, quote, reading.people)
        why = _objection(one, person, claims, quote)
        sentence = next((s for s in document if s.start <= quote.start and quote.end <= s.end), None)
        if why is None and sentence is None:
            why = "its quote is not within one sentence"
        if why is not None or person is None or sentence is None:
            rejected.append(Rejected(quote, Reason(REFUSED, f"the model {model} proposed {one.type}: {why}")))
            continue
        claims.append(_claim(one, f"c{len(claims) + 1}", person, quote, sentence, day, model))
        if people[person.id].role != "subject":
            people[person.id] = replace(person, role="subject", held=None)
    return replace(reading, claims=tuple(claims), people=tuple(people.values()), rejected=tuple(rejected))


def _found(text: str, words: str) -> Span | None:
    at = text.find(words) if 0 < len(words) <= LONGEST_QUOTE else -1
    return Span.of(text, at, at + len(words)) if at >= 0 and words.strip() else None


def _person(one: Proposed, quote: Span, people: Sequence[PersonRead]) -> PersonRead | None:
    """Return the only person of the reading who is named so, if she is named in the quote or before it."""
    named = [
        person
        for person in people
        if one.person == person.name or any(span.text == one.person for span in person.mentions)
    ]
    if len(named) != 1 or all(span.start >= quote.end for span in named[0].mentions):
        return None
    return named[0]


def _objection(one: Proposed, person: PersonRead | None, claims: Sequence[Claim], quote: Span) -> str | None:
    """Return why a proposal is not taken, or None."""
    if not claim_types().known(one.type):
        return "there is no such kind of claim"
    if person is None:
        return f"“{one.person}” is not the name of one person before or in these words"
    if person.role in HARD:
        return f"{person.name} is named as {person.role}"
    for claim in claims:
        near = claim.passage.start < quote.end and quote.start < claim.passage.end
        if claim.type == one.type and person.id in claim.subjects and near:
            return "the rules read it already"
    return None


def _claim(
    one: Proposed,
    number: str,
    person: PersonRead,
    quote: Span,
    sentence: Sentence,
    day: Edtf | None,
    model: str,
) -> Claim:
    fields: dict[str, tuple[Value, ...]] = {}
    for field, value in _values(one, sentence, day):
        fields[field] = (*fields.get(field, ()), value)
    words = f"proposed by the model {model}, not by a rule; its words stand in the text and its values were read there by the rules"
    return Claim(
        id=number,
        type=one.type,
        subjects=(person.id,),
        passage=quote,
        fields=fields,
        modality=Modality(one.modality) if one.modality is not None else None,
        lang=sentence.pack.lang,
        method=f"model:{model}",
        score=SCORE,
        reasons=(Reason(RULE, words, (("model", model),)),),
    )


def _values(one: Proposed, sentence: Sentence, day: Edtf | None) -> Iterator[tuple[str, Value]]:
    """Yield the values whose words the grammar of the field reads in the sentence of the quote."""
    read, _ = find_values(sentence, (), People())
    calendar = Calendar(day, [Slot(sentence, found) for found in read if found.kind == "date"])
    for field, words in one.values:
        if field not in FIELDS or not claim_types().holds(one.type, field):
            continue
        kind = "date" if field == "until" else field
        for found in read:
            span = found.span(sentence)
            same = span.text in words or words in span.text
            if found.kind == kind and words.strip() and same and _stands(words, span, sentence):
                slot = Slot(sentence, found)
                dated = kind == "date"
                yield (
                    field,
                    calendar.resolve(slot, future=field == "until") if dated else found.as_value(sentence),
                )
                break


def _stands(words: str, span: Span, sentence: Sentence) -> bool:
    """Whether the words stand in the sentence where the value was read."""
    text, at = sentence.text, sentence.start
    for _ in range(MOST_PLACES):
        at = text.find(words, at, sentence.end)
        if at < 0:
            return False
        if at < span.end and span.start < at + len(words):
            return True
        at += 1
    return False
