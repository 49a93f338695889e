"""Joins what the tagger finds with what the name grammar finds.

The tagger adds names that the grammar has no shape for (foreign ones, a surname alone), sets where a name begins and
ends, and takes away what only looks like one (a country, an organisation, the first word of a sentence). It makes
nobody a prisoner: a person whom it alone knows, by one word, is a person mentioned and takes part in no event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from habeas.claims.found import Found
from habeas.claims.grammar.couples import is_couple_behind
from habeas.claims.names.adjacent_names import adjoined
from habeas.claims.names.agreement import agreeing, in_one_case
from habeas.claims.names.mention import Mention, mention_of
from habeas.claims.names.mentions import is_of_a_street, read_stretch
from habeas.claims.names.name_keys import name_key
from habeas.claims.names.name_readings import NameReading, surname_candidates, surname_reading, unknown_given
from habeas.claims.names.name_tagger import TaggedName, Tagging, tag
from habeas.claims.names.place_beside import is_a_place
from habeas.claims.names.whose_names import are_two
from habeas.claims.people.lone_names import is_listed, is_lone, is_punished, told_beside
from habeas.claims.people.people import People
from habeas.claims.people.titles import calls_next
from habeas.claims.sentences import Sentence
from habeas.model.reading import Rejected
from habeas.model.reason import Reason
from habeas.text.tokens import WORD

VETO = 0.3  # a name of the grammar for which less than this share speaks is none
VETO_FULL = 0.05  # the same for given name and surname that lists or shapes support
LISTED = 0.1  # the same for a surname that stands in a list with a name that counts
SURE = 0.7  # how sure the tagger must be to set other bounds than the grammar
SURELY = 0.9  # how sure, to let a court's words beside a lone name make it take part
SAME_LETTERS = 4  # by which a surname in another case is known again
BEFALLS = frozenset(
    {"detention", "custody", "transfer", "release", "sentence", "charge"}
)  # things are not told of so
RULE, VETOED, OPEN = "name.tagger", "name.no-person", "name.open"

Mentions = dict[int, Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a document by sentence, and those of the grammar that were taken away, with why."""

    mentions: Mentions
    rejected: tuple[Rejected, ...]


def named(
    document: Sequence[Sentence], mentions: Mentions, institutions: Mapping[int, Sequence[Found]]
) -> Named:
    """Return the names of a document: the grammar's, and what the tagger makes of them."""
    tagging = tag(document, mentions)
    in_full = frozenset(
        name_key(reading.surname)
        for names in mentions.values()
        for one in names
        if one.kind == "full" and one.backed
        for reading in one.readings
        if reading.sure
    )
    found: Mentions = {}
    rejected: list[Rejected] = []
    for sentence in document:
        by_rule = mentions.get(sentence.number, ())
        tagged = tagging.names.get(sentence.number, ())
        if sentence.lower or not (by_rule or tagged):
            if by_rule:
                found[sentence.number] = by_rule
            continue
        by_rule = [one for one in by_rule if not _is_of_a_body(sentence, one.first, one.last)]
        tagged = [one for one in tagged if not _is_of_a_body(sentence, one.first, one.last)]
        kept, vetoed = _kept(sentence, by_rule, tagging, in_full)
        rejected += vetoed
        busy = {
            at for value in institutions.get(sentence.number, ()) for at in range(value.first, value.last)
        }
        names = adjoined(sentence, _joined(sentence, kept, tagged, busy), tagging.share, mention_in)
        if names:
            found[sentence.number] = names
    return Named(found, tuple(rejected))


def taking_part(mentions: Mentions, people: People, document: Sequence[Sentence]) -> Mentions:
    """Return the names that can take part in events: not those of people whom the tagger alone knows, by one word.

    Such a one takes part where a court's own words, or what befalls only people, stand right beside the name
    («Сапегу осудили на шесть лет», „Poczobut trafił do kolonii”), unless it begins like somebody named in full.
    """
    sentences = {one.number: one for one in document}
    in_full = {
        name_key(word)
        for names in mentions.values()
        for one in names
        if one.kind == "full"
        for word in one.span.text.split()
    }

    def told_of(name: Mention) -> bool:
        sentence = sentences[name.sentence]
        if is_punished(sentence, name):
            return True
        letters = None if sentence.pack.has_articles else SAME_LETTERS  # “Navalny” is not Yulia Navalnaya
        apart = all(key[:letters] != name_key(name.span.text)[:letters] for key in in_full)
        return apart and is_lone(sentence, name) and not BEFALLS.isdisjoint(told_beside(sentence, name))

    def bare(one: Mention) -> bool:
        person = people.of(one)
        return person is not None and all(
            name.tagged is not None and name.kind != "full" and not (name.tagged >= SURELY and told_of(name))
            for name in person.mentions
        )

    told = {number: [one for one in names if not bare(one)] for number, names in mentions.items()}
    return {number: names for number, names in told.items() if names}


def note_reasons(mentions: Mentions, people: People) -> tuple[Rejected, ...]:
    """Give everybody whom the tagger found the reason; return the names of which the text does not say whose they are."""
    left_open: list[Rejected] = []
    for names in mentions.values():
        for one in names:
            person = people.of(one)
            if person is None and people.is_open(one):
                words = f"“{one.span.text}” may be one of several people of that name, so it is left open"
                left_open.append(Rejected(one.span, Reason(OPEN, words)))
            elif (
                person is not None and one.tagged is not None and all(r.rule != RULE for r in person.reasons)
            ):
                words = f"“{one.span.text}” is a person's name by its letters and the words around it ({one.tagged:.0%})"
                person.reasons.append(Reason(RULE, words))
    return tuple(left_open)


def _kept(
    sentence: Sentence, by_rule: Sequence[Mention], tagging: Tagging, in_full: Set[str]
) -> tuple[list[Mention], list[Rejected]]:
    """Return the grammar's names for which enough speaks, and the others with why.

    ``in_full`` are the keys of surnames that the text gives in full somewhere: one of them alone is that person's.
    """
    kept, vetoed = list[Mention](), list[tuple[Mention, float, str]]()
    for one in by_rule:
        shares = [
            tagging.share[sentence.number, at]
            for at in range(one.first, one.last)
            if (sentence.number, at) in tagging.share
        ]
        counts = (
            one.backed or one.kind == "full"
        )  # a surname without backing counts only if the text gives it in full
        least = VETO_FULL if one.kind == "full" and one.backed else VETO
        if sentence.pack.has_articles and is_punished(sentence, one):
            kept.append(replace(one, backed=True))  # “Sapega was sentenced to six years”
            continue
        again = one.kind == "surname" and any(
            reading.sure and name_key(reading.surname) in in_full for reading in one.readings
        )
        if counts and shares and max(shares) < least and not again:
            words = f"“{one.span.text}” is no person's name here, by the words around it ({max(shares):.0%} for it)"
            vetoed.append((one, max(shares), words))
            continue
        kept.append(one)
    listed = [one for one, share, _ in vetoed if share >= LISTED and is_listed(sentence, one, kept)]
    rejected = [Rejected(one.span, Reason(VETOED, words)) for one, _, words in vetoed if one not in listed]
    return sorted([*kept, *listed], key=lambda one: one.first), rejected


def _is_of_a_body(sentence: Sentence, first: int, last: int) -> bool:
    """Whether capitals are only part of what a body or building is called: “the Strategic Litigation Center”."""
    if not sentence.pack.has_articles or last >= len(sentence.tokens) or last - first > 3:
        return False
    if sentence.ends("indefinite", first) or (
        last - first > 1 and sentence.at("movements", last - 1) is not None
    ):
        return True  # “a Danish Citizen”, “Religious Organization”
    if _is_called(sentence, first, last):
        return True
    behind = sentence.tokens[last]
    body = sentence.at("not_names", last) or sentence.at("movements", last)
    called = behind.kind == WORD and behind.capital and body is not None
    return called and sentence.link_ends("article_the", first)


def _is_called(sentence: Sentence, first: int, last: int) -> bool:
    """Whether capitals that begin with no given name stand behind “the”, or behind a word for a paper: “founder of the Thaketa Post”."""
    if sentence.pack.names.given_forms(sentence.tokens[first].text):
        return False
    the = last - first > 1 and sentence.at("definite", first - 1) is not None
    return the or sentence.ends("movements", first)


def _joined(
    sentence: Sentence, kept: Sequence[Mention], tagged: Sequence[TaggedName], busy: set[int]
) -> list[Mention]:
    """Return the names in order: where both found one, the grammar's readings in the surer bounds."""
    rest = list(kept)
    found: list[Mention] = []
    for name in tagged:
        first, last = name.first, _with_last_dot(sentence, name)
        here = [one for one in rest if one.first < last and first < one.last]
        same = next((one for one in here if (one.first, one.last) == (first, last)), None)
        if same is not None and is_couple_behind(sentence, first):
            continue  # «супругов Зиминых»: two people, of whom it names none
        if same is not None:
            rest.remove(same)
            found.append(same if same.backed else replace(same, backed=True, tagged=name.sure))
            continue
        if here and (name.sure < SURE or _is_within(sentence, here, first, last)):
            continue
        placed = is_of_a_street(sentence, first) or is_a_place(sentence, first, last)
        if not here and last - first == 1 and calls_next(sentence, first):
            continue  # «Адвокат Иван Смирнов»
        if not here and (busy & set(range(first, last)) or placed):
            continue
        if any(busy & set(range(one.last, last)) for one in here):
            continue  # «Полине Симоновский суд дал десять суток»
        if len(here) > 1 and sentence.ends("relatives", first) and are_two(sentence, first):
            continue  # «сястры Тамковіча Наталлі»
        mention = agreeing(sentence, mention_in(sentence, first, last))
        rest = [one for one in rest if one not in here]
        found.append(replace(mention, tagged=None if here and any(one.backed for one in here) else name.sure))
    in_order = sorted([*found, *rest], key=lambda one: one.first)
    return in_order if rest and not found else in_one_case(sentence, in_order)


def _is_within(sentence: Sentence, here: Sequence[Mention], first: int, last: int) -> bool:
    """Whether the grammar read given name and surname where the tagger takes each word by itself."""
    return any(
        one.kind == "full"
        and one.backed
        and last <= one.last
        and (one.first <= first or _stands_apart(sentence, one, first))
        for one in here
    )


def _stands_apart(sentence: Sentence, full: Mention, first: int) -> bool:
    """Whether what stands in front of a listed given name is no part of the name: „portalu Nexta Raman Lis”, «друг Лиса Иван Рак»."""
    names, tokens = sentence.pack.names, sentence.tokens
    if sentence.pack.has_articles or not names.given_forms(tokens[full.first].text):
        return False
    return (
        full.last - full.first == 2 and full.first - first == 1 and not names.given_forms(tokens[first].text)
    )


def _with_last_dot(sentence: Sentence, name: TaggedName) -> int:
    """Return the end of a name; a last initial takes its dot."""
    tokens = sentence.tokens
    initial = name.last - name.first > 1 and len(tokens[name.last - 1].text) == 1
    dotted = name.last < len(tokens) and tokens[name.last].text == "." and tokens[name.last].glued
    return name.last + 1 if initial and dotted else name.last


def mention_in(sentence: Sentence, first: int, last: int) -> Mention:
    """Return the name that stands in just these words, read by the grammar if it can, else as written."""
    read = read_stretch(sentence, first, last)
    if read is not None and (read.first, read.last) == (first, last):
        return replace(read, backed=True)
    words = [at for at in range(first, last) if sentence.tokens[at].kind == WORD]
    if len(words) == 1:
        forms = surname_candidates(sentence, sentence.tokens[words[0]].text)
        readings = tuple(surname_reading("", form) for form in forms)
        return mention_of(sentence, first, last, "surname", readings, backed=True)
    ends = unknown_given(sentence, words[0], words[-1])
    text = sentence.words(first, last)
    whole = tuple(
        NameReading(text, one.given, one.surname, one.sex, one.cases, one.sure) if len(words) > 2 else one
        for one in ends
    )
    return mention_of(sentence, first, last, "full", whole, backed=True)
