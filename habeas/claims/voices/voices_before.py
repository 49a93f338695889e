"""Voices known by what stands before: who speaks in front of a colon, the body that the text named last, and that a clause begins with its topic;
and what stands between a voice and its verb: the day, the channel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from habeas.claims.found import Found
from habeas.claims.people.participants import Participant
from habeas.claims.sentences import QUOTE_OPENS, Mark, Sentence
from habeas.claims.voices.unlisted_voices import LONGEST
from habeas.text.tokens import MARK, WORD

LONGEST_OFFICE = 5
CLOSING = frozenset(".;!")


def speaks_before_colon(sentence: Sentence, participants: Sequence[Participant]) -> Participant | None:
    """Return the lawyer, relative or official in front of a colon that leads to a topic or a quotation.

    «Адвокат X: о задержании», “Her mother Y: ‘...’”. In front of anything else a colon may lead to what befell her.
    """
    for one in participants:
        rest = sentence.tokens[one.last : one.last + 2]
        if one.sort == "name" and one.role.name and len(rest) == 2 and rest[0].text == ":":
            topic = sentence.link("about", one.last + 1) is not None
            if topic or rest[1].text in QUOTE_OPENS:
                return one
    return None


def heads_before_colon(sentence: Sentence) -> tuple[int, int, int] | None:
    """Return the stretch of a body that heads the sentence, and where its colon stands: «Вясна»: X этапировали, “Viasna: X was moved”."""
    for mark in sentence.marks("bodies"):
        quoted = int(mark.first == 1 and sentence.tokens[0].text in QUOTE_OPENS)
        colon = mark.last + quoted
        if mark.first == quoted and colon + 1 < len(sentence.tokens) and sentence.tokens[colon].text == ":":
            return mark.first, mark.last, colon
    return None


def last_body_before(sentence: Sentence, known: str | None) -> str | None:
    """Return the last body that the text named, for “the group said”."""
    marks = sentence.marks("bodies")
    return marks[-1].payload.sense if marks else known


def begins_with_what_is_told(sentence: Sentence, verb: int, ends_clause: Callable[[int], bool]) -> bool:
    """Whether the clause of a verb of saying begins with what it tells of: «О задержании X сообщила «Весна»»: not X says so."""
    first = verb
    while first > 0 and not ends_clause(first - 1):
        first -= 1
    begins = (sentence.link("about", at) for at in range(first, min(first + 2, verb)))
    return not sentence.pack.has_articles and any(about is not None for about in begins)


def opens_clause(sentence: Sentence, verb: Mark) -> bool:
    """Whether a verb opens its clause: “, says his daughter”."""
    return verb.first == 0 or sentence.tokens[verb.first - 1].kind == MARK


def closes_sentence(sentence: Sentence, verb: Mark) -> bool:
    """Whether nothing but a voice can stand behind a verb, up to the end: “..., informs the curia.”"""
    tail = sentence.tokens[verb.last :]
    while tail and tail[-1].kind == MARK and tail[-1].text not in "»”":
        tail = tail[:-1]
    return verb.first > 0 and opens_clause(sentence, verb) and 0 < len(tail) <= LONGEST and not any(
        token.text in ",;:–—" for token in tail
    )  # fmt: skip


def is_done_to(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun stands there that is nobody's voice, being in no nominative: «что его никто не бил»."""
    apart = sentence.pack.has_articles or sentence.at("nominative", index) is not None
    return not apart and sentence.at("pronouns", index) is not None


def closes(sentence: Sentence, verb: Mark, values: Sequence[Found]) -> bool:
    """Whether nothing but a day stands between a verb and the end of its clause: “..., Cubalex said on Monday.”"""
    if not sentence.pack.has_articles:
        return False
    at = behind_when(sentence, verb.last, values)
    return at >= len(sentence.tokens) or sentence.tokens[at].text in CLOSING


def begins_as_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words begin as a name of their own: “Flagshtok”, “the Security Bureau”."""
    the = sentence.link("article_the", first)
    begin = the.last if the is not None else first
    return begin < last and sentence.tokens[begin].capital


def behind_when(sentence: Sentence, index: int, values: Sequence[Found]) -> int:
    """Step over when and where somebody spoke, between the verb and who it is: „podała w piątek agencja”, „przekazała na Telegramie jej matka”."""
    for value in values:
        led = value.first - sentence.link_ends("in", value.first) - (sentence.word(value.first - 1) == "on")
        if value.kind == "date" and led == index:
            index = value.last
    link = sentence.link("in", index)
    if link is None or sentence.pack.has_articles or link.last + 1 >= len(sentence.tokens):
        return index
    channel = sentence.tokens[link.last].capital and sentence.at("places", link.last) is None
    return link.last + 1 if channel and sentence.tokens[link.last + 1].kind == WORD else index


def without_days(sentence: Sentence, first: int, last: int, values: Sequence[Found]) -> tuple[int, int]:
    """Leave the day on which somebody spoke in front of or behind his name: «10 марта прокуратура», «адвокат в среду»."""
    for value in values:
        if value.kind != "date" or value.last <= first or last <= value.first:
            continue
        led = value.first - (value.first > 0 and sentence.link_ends("in", value.first))
        if led <= first and value.last < last:
            first = value.last
        elif value.last == last and led > first:
            last = led
    return first, last


def office_before(
    sentence: Sentence,
    participants: Sequence[Participant],
    values: Sequence[Found],
    first: int,
    verb: int,
) -> int | None:
    """Return where an office begins that says it and nobody is named: «В Следственном комитете сообщили, что», «у міській раді підрахували»."""
    led = sentence.link("in", first)
    named = any(p.sort in ("name", "pronoun") and first <= p.first < verb for p in participants)
    if led is None or named or sentence.pack.has_articles or verb - led.last > LONGEST_OFFICE:
        return None
    if sentence.link("from", first) is not None or not _tells_something(sentence, verb + 1):
        return None
    if any(value.kind == "place" and value.first <= led.last for value in values if value.last == verb):
        return None  # «у Мінску паведамілі»
    return led.last


def _tells_something(sentence: Sentence, index: int) -> bool:
    """Whether what is said follows behind the verb: a comma, a colon, “about”."""
    if index >= len(sentence.tokens):
        return False
    return sentence.tokens[index].text in (",", ":") or sentence.link("about", index) is not None
