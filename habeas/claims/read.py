"""Reads a report: people, groups, claims with their quotes, support routes; and what was passed over, with why.

The way of one text: paragraphs in their languages -> sentences with marks -> names -> people -> each
sentence's values, participants, events and voices -> drafts -> one claim an event -> dates -> who is held ->
quote check. Pure: no clock, no disk, no network; the same text gives the same reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from habeas.claims.claim_types import claim_types
from habeas.claims.drafts import Draft
from habeas.claims.events.history import without_history
from habeas.claims.events.only_asked import without_questions
from habeas.claims.events.other_worlds import other_world, passed_over
from habeas.claims.events.outside import note_inside, of_the_held
from habeas.claims.fields.date_resolution import Calendar
from habeas.claims.grammar.institutions import find_institutions
from habeas.claims.language.language_pack import language_pack
from habeas.claims.layout import is_small, is_wrapped
from habeas.claims.lines.rows import find_rows
from habeas.claims.names.mention import Mention
from habeas.claims.names.mentions import find_mentions
from habeas.claims.people.bylines import without_bylines
from habeas.claims.people.leads import named_in_the_end, told_by_name, voices_of
from habeas.claims.people.people import join_mentions
from habeas.claims.people.tagged import named, note_reasons, taking_part
from habeas.claims.quote_check import check
from habeas.claims.reader_version import reader_version
from habeas.claims.sentences import Sentence, sentences
from habeas.claims.story.components import without_components
from habeas.claims.story.finish import finished_claims, finished_groups, finished_people
from habeas.claims.story.guilty_and_fined import without_fined_verdicts
from habeas.claims.story.merge import detained_by_raid, merge
from habeas.claims.story.sensed import Weigh, borne_out, sensed
from habeas.claims.story.tell import Teller
from habeas.claims.subjects.ails_another import only_for_others
from habeas.claims.support import find_support
from habeas.claims.voices.speakers import speakers
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reading import Reading
from habeas.text.language import paragraphs
from habeas.text.plain_letters import has_marks


def read(text: str, *, published: str | None = None, weigh: Weigh = sensed) -> Reading:
    """Return what the text says. ``published`` is the report's own date (EDTF), None or “unknown” if not known.

    ``weigh`` holds events against the whole of their sentence; what learns such weights gives one of its own, to listen.

    Never raises for any text; a ``published`` that is no EDTF date is treated as unknown.
    """
    day = _edtf(published)
    document, languages = document_of(text)
    institutions = {one.number: found for one in document if (found := find_institutions(one))}
    by_grammar: dict[int, Sequence[Mention]] = {
        one.number: names
        for one in document
        if (names := find_mentions(one, institutions.get(one.number, ())))
    }
    names_found = named(document, by_grammar, institutions)
    mentions = names_found.mentions
    people = join_mentions(document, mentions)
    left_open = note_reasons(mentions, people)
    voices = voices_of(document, people)
    teller = Teller(
        people,
        claim_types(),
        without_bylines(taking_part(mentions, people, document), people, document),
        institutions,
        mentions,
        told_by_name=told_by_name(document, people, voices),
        voices=voices,
    )
    teller.weigh = weigh
    teller.in_the_end = named_in_the_end(document, mentions, teller.told_by_name)
    teller.speakers = speakers(document, mentions, people)
    teller.rows = find_rows(document, mentions, people)
    for sentence, after in zip_longest(document, document[1:]):
        teller.tell(sentence, after)
    teller.turns.attribute(teller.drafts, document)
    other = other_world(document, institutions) if teller.drafts else None
    told = [] if other else without_history(without_questions(teller.drafts), document)
    told = without_components(told)
    told = borne_out(of_the_held(told, document, institutions), only_for_others(people.all))
    note_inside(told)
    drafts = detained_by_raid(without_fined_verdicts(merge(told, teller.groups)), teller.groups)
    calendar = Calendar(day, teller.dates)
    claims = finished_claims(_in_order(drafts), calendar, reader_version())
    groups = () if other else finished_groups(teller.groups, claims)
    reading = Reading(
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        published=str(day) if day else None,
        languages=languages,
        people=finished_people(people, claims, teller.types, day),
        groups=groups,
        support=tuple(body for sentence in document for body in find_support(sentence)),
        claims=claims,
        rejected=(
            *((passed_over(document, other),) if other else ()),
            *teller.rejected,
            *names_found.rejected,
            *left_open,
        ),
        reader=reader_version(),
    )
    return check(text, reading)


@lru_cache(maxsize=4_096)
def _edtf(published: str | None) -> Edtf | None:
    if published is None or published == "unknown":
        return None
    try:
        parsed = Edtf.parse(published)
    except EdtfError:
        return None
    return parsed if parsed.is_resolved else None


def document_of(text: str) -> tuple[list[Sentence], tuple[str, ...]]:
    """Return the sentences of a text, each with its marks, and the languages it stands in."""
    document: list[Sentence] = []
    languages: dict[str, None] = {}
    wrapped, plain, small = is_wrapped(text), not has_marks(text), is_small(text)
    for block, paragraph in enumerate(paragraphs(text)):
        languages.setdefault(paragraph.lang)
        pack = language_pack(paragraph.lang, plain=plain)
        if pack is not None:
            document += sentences(text, paragraph, pack, len(document), block, wrapped=wrapped, small=small)
    return document, tuple(lang for lang in languages if lang != "und")


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(
        drafts, key=lambda draft: (draft.sentence.number, draft.first, draft.last, draft.type, draft.subjects)
    )
