"""Whose words whole sentences are: a quotation over several sentences, a turn that begins with a dash.

A voice holds for its own sentence (:mod:`habeas.claims.voices.voices`). Where quotation marks stay open over a full stop, or a
paragraph is one turn of a conversation, it holds for all that is told inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from habeas.claims.drafts import Draft, Slot
from habeas.claims.sentences import DASHES, Sentence
from habeas.claims.voice import Voice

OPENS, CLOSES, BOTH = "«„“", "»”", '"'


@dataclass(slots=True)
class Turns:
    """The voices of every sentence told so far; gives them, once all is told, to the drafts inside their quotations."""

    voices: dict[int, Sequence[Voice]] = field(default_factory=dict)
    _people: dict[int, Sequence[str]] = field(default_factory=dict)

    def note(self, sentence: Sentence, voices: Sequence[Voice]) -> None:
        """Remember the voices of a sentence."""
        if voices:
            self.voices[sentence.number] = voices
            self._people[sentence.number] = voices[0].people

    def attribute(self, drafts: Sequence[Draft], document: Sequence[Sentence]) -> None:
        """Give each draft without a voice the one of the quotation or turn that its sentence stands in."""
        if not self.voices:
            return
        speakers = dict(self._speakers(document))
        for draft in drafts:
            slot = speakers.get(draft.sentence.number)
            own = slot is not None and slot.sentence is draft.sentence
            herself = (
                set(draft.subjects) <= set(self._people.get(slot.sentence.number, ())) if slot else False
            )
            if slot is not None and not own and not herself and not draft.said_by:
                draft.said_by = [slot]

    def _speakers(self, document: Sequence[Sentence]) -> Iterator[tuple[int, Slot]]:
        """Yield for each sentence of a stretch of speech its voice."""
        for stretch in stretches(document):
            spoken = next((one for one in reversed(stretch) if one.number in self.voices), None)
            if spoken is not None:
                slot = Slot(spoken, self.voices[spoken.number][0].found())
                yield from ((one.number, slot) for one in stretch)


def stretches(document: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences that are one stretch of speech: from where quotation marks open to where they close, or a turn."""
    run: list[Sentence] = []
    open_, block = 0, -1
    for sentence in document:
        if sentence.block != block:
            yield from [run] if len(run) > 1 else []
            run, open_, block = [], 0, sentence.block
        turn = bool(run) and run[0].tokens[0].text in DASHES and run[0].opens_line
        if sentence.opens_line and turn:
            yield from [run] if len(run) > 1 else []
            run, turn = [], False
        starts = sentence.tokens[0].text in DASHES and sentence.opens_line and len(sentence.tokens) > 1
        before, open_ = open_, _open_after(sentence, open_)
        if before or open_ or turn or starts:
            run.append(sentence)
        if not open_ and not turn and not starts and run:
            yield from [run] if len(run) > 1 else []
            run = []
    yield from [run] if len(run) > 1 else []


def _open_after(sentence: Sentence, open_: int) -> int:
    """Return how many quotation marks are open behind a sentence, where ``open_`` were before it."""
    for token in sentence.tokens:
        if token.text in OPENS and not (token.text == "“" and open_):
            open_ += 1
        elif token.text in CLOSES or (token.text == "“" and open_):
            open_ = max(open_ - 1, 0)
        elif token.text == BOTH:
            open_ = 0 if open_ else 1
    return open_
