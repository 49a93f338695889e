"""The words of a case file: what happened and on whose word, what the law says, what is missing, and every source.

Made from accepted statements of our own record, rivals beside what is held. Every line points to its sources by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from habeas.law.answer import Answer
from habeas.model.record import Belief, Episode, Record
from habeas.model.statement import Evidence, State
from habeas.packs.loader import load
from habeas.publish.dates import date_words, day_words
from habeas.publish.reasons import Told
from habeas.publish.values import shown
from habeas.publish.words import Words, words_of
from habeas.register.legal import LegalFile
from habeas.register.recognition import Recognition, recognitions
from habeas.workflows.law_words import answer_words, law_words, sentence

LONGEST = 1500  # letters of one quotation
LONGEST_VALUE = 600


@dataclass
class Sources:
    """The captures that a file rests on, numbered in the order in which it first needs them, with their quotations."""

    numbers: dict[str, int] = field(default_factory=dict)
    known: dict[str, Evidence] = field(default_factory=dict)
    quotes: dict[str, dict[str, str]] = field(default_factory=dict)

    def cite(self, evidence: Iterable[Evidence]) -> list[int]:
        """Return the numbers of the captures behind ``evidence``."""
        found: dict[int, None] = {}
        for one in evidence:
            number = self.numbers.setdefault(one.capture, len(self.numbers) + 1)
            self.known.setdefault(one.capture, one)
            if one.text:
                self.quotes.setdefault(one.capture, {})[one.text[:LONGEST]] = one.lang
            found[number] = None
        return sorted(found)

    def rows(self, own: Mapping[str, str], words: Words) -> list[dict[str, Any]]:
        """Return every source with its number, publisher, day, address, checksum and quotations."""
        rows = []
        for capture, number in self.numbers.items():
            one = self.known[capture]
            day = date_words(one.published, words).striptags() if one.published else own["no_day"]
            quotes = [{"words": text, "lang": lang} for text, lang in self.quotes.get(capture, {}).items()]
            rows.append(
                {"number": number, "publisher": one.publisher or own["no_publisher"], "day": day,
                 "url": one.url or "", "capture": capture, "quotes": quotes}
            )  # fmt: skip
        return rows


@dataclass(frozen=True)
class CaseFile:
    """One case in words: ``record`` and what the law says of it, in the language of ``words``; ``own`` are the file's own words."""

    record: Record
    law: LegalFile
    words: Words
    own: Mapping[str, str]
    sources: Sources = field(default_factory=Sources)

    def fields(self, today: date) -> dict[str, Any]:
        """Return all that the template puts out."""
        record, words, own = self.record, self.words, self.own
        told = {
            "lang": words.lang,
            "own": dict(own),
            "title": own["title"].format(name=_short(record.name)),
            "printed": own["printed"].format(day=day_words(today, words).striptags()),
            "names": [_short(name) for name in record.names if name != record.name],
            "status": words.term("status", record.status).striptags(),
            "as_of": self._as_of(),
            "facts": [self.event(one) for one in record.episodes if one.state is not State.PROPOSED],
            "traits": [self.line(one) for one in _traits(record)],
            "recognised": [
                self._recognition(one) for one in recognitions(record) if one.state is not State.PROPOSED
            ],
            "law": [
                *self._refused(),
                *(self._law(one.answer) for one in self.law.answers if one.state is not State.PROPOSED),
            ],
            "missing": [
                words.term("items", item).striptags() for item, known in record.completeness if not known
            ],
        }
        return {**told, "sources": self.sources.rows(own, words)}

    def event(self, episode: Episode) -> dict[str, Any]:
        """Return one event: its day, what it was, and a line for each thing that is told of it."""
        lines = [
            self.line(belief)
            for belief in episode.beliefs
            if belief.state is not State.PROPOSED and belief.property not in ("date", episode.type)
        ]
        evidence = [one for belief in episode.beliefs for one in belief.evidence]
        days = [belief for belief in episode.beliefs if belief.property == "date"]
        when = [self.value("date", days[0].value)] if days else [self.own["no_day"]]
        voices = dict.fromkeys(voice for belief in episode.beliefs for voice in belief.said_by)
        return {
            "day": when[0],
            "rivals": [self.value("date", rival.value) for belief in days for rival in belief.rivals],
            "what": self.words.term("claim_types", episode.type).striptags(),
            "manner": self.words.term("manners", episode.modality).striptags() if episode.modality else "",
            "voices": [_short(voice) for voice in voices],
            "lines": lines,
            "refs": self.sources.cite(evidence),
        }

    def line(self, belief: Belief) -> dict[str, Any]:
        """Return one property: its value, what else is said, who says so, and the numbers of its sources."""
        return {
            "label": self.words.term("fields", belief.property).striptags(),
            "value": self.value(belief.property, belief.value),
            "rivals": [self.value(belief.property, rival.value) for rival in belief.rivals],
            "voices": [_short(voice) for voice in belief.said_by],
            "refs": self.sources.cite(
                [*belief.evidence, *(one for rival in belief.rivals for one in rival.evidence)]
            ),
        }

    def value(self, name: str, value: str) -> str:
        """Return a value in words of this language, or as its source wrote it."""
        return _short(shown(name, value, self.words).words.striptags())

    def _as_of(self) -> str:
        if not self.record.held_as_of:
            return ""
        return self.own["as_of"].format(date=date_words(self.record.held_as_of, self.words).striptags())

    def _recognition(self, one: Recognition) -> str:
        """Return one line: who, when, by which criteria, and whether it is denied or disputed."""
        own = self.own
        days = " / ".join(self.value("date", day) for day in one.days)
        told = (
            own["criteria"].format(told="; ".join(map(_short, one.criteria)))
            if one.criteria
            else own["no_criteria"]
        )
        line = [", ".join(map(_short, one.bodies)) or own["no_body"], days or own["no_day"], told]
        line += [own["denied"]] if one.denied else []
        line += [own["disputed"]] if one.state is State.DISPUTED else []
        return "; ".join(line)

    def _refused(self) -> Iterator[dict[str, Any]]:
        """Give why the law could not be asked, where facts of the case make no sense to it."""
        if self.law.refused:
            words = _plain(sentence(self.law.refused, law_words(self.words.lang)))
            yield {"words": words, "checked": "", "assumed": []}

    def _law(self, answer: Answer) -> dict[str, Any]:
        words = law_words(self.words.lang)
        return {
            "words": " ".join(_plain(one) for one in answer_words(answer, words)),
            "checked": self.own["unchecked"] if answer.unverified else "",
            "assumed": [_plain(sentence(one, words)) for one in answer.assumptions],
        }


def case_file(record: Record, law: LegalFile, lang: str) -> CaseFile:
    """Return the file of a person in one page language."""
    return CaseFile(record, law, words_of(lang), load(f"dossier/words/{lang}.yml").data)


def _traits(record: Record) -> list[Belief]:
    return [one for one in record.beliefs if one.episode is None and one.state is not State.PROPOSED]


def _plain(told: Told) -> str:
    return told.words.striptags()


def _short(text: str) -> str:
    """Return a text, cut where it is longer than a line of a file may be."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} […]"
