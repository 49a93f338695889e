"""The clues by which the tagger tells a person's name: of the word, of its neighbours, of the sentence and the document.

A clue is a short text (“e3ski”: the sounds end in -ski); the weights say what it speaks for. Only words with a
capital are looked at. Words are seen through their sounds and through the marks of the language pack, so that what
was learned in one language serves in the others. The same code makes the clues for learning and for reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from habeas.claims.names.mention import Mention
from habeas.claims.names.name_lists import Tiers, sounds, stem
from habeas.claims.sentences import QUOTE_CLOSES, QUOTE_OPENS, Sentence
from habeas.packs.loader import load
from habeas.text.patterns import split_patterns
from habeas.text.tokens import MARK, NUMBER, WORD, Token

CATEGORIES = (
    "not_names", "places", "place_words", "months", "weekdays", "bodies", "agencies", "courts", "court_words",
    "facilities", "codes", "article", "roles", "persons", "peoples", "relatives", "numbers", "links", "pronouns",
    "currencies", "relative", "kin", "events", "voices.say", "voices.people", "voices.according", "ages", "streets",
    "former", "held_people", "definite", "modality",
)  # fmt: skip
LEADING = ("roles", "persons", "relatives")
TELLING = ("roles", "links")
AROUND = (-1, 1, -2, 2)
QUOTE_REACH = 6
Look = Callable[[str], Tiers]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capitalised word: its place in the sentence, and whether it may continue the name of the one before."""

    index: int
    joined: bool


@dataclass(slots=True)
class Seen:
    """What the document shows of words of one stem."""

    lower: int = 0
    inside: int = 0
    times: int = 0
    full: int = 0
    called: int = 0
    behind_given: int = 0
    says: int = 0
    in_it: int = 0


@dataclass(slots=True)
class Around:
    """The marks of a sentence by word: those that cover it, end before it, begin after it, stand a little before it."""

    cover: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    before: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    near: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    classes: dict[int, str] = field(default_factory=dict)


def is_candidate(token: Token) -> bool:
    """Whether a word may be part of a name: it has a capital (аль-Хадж too)."""
    if token.kind != WORD:
        return False
    return token.capital or ("-" in token.text and any(char.isupper() for char in token.text))


def candidates(sentence: Sentence) -> list[Candidate]:
    """Return the capitalised words of a sentence; initials' dots and small words (van, бин) join two of them."""
    tokens, found = sentence.tokens, list[Candidate]()
    last = -1
    for index, token in enumerate(tokens):
        if is_candidate(token):
            joined = last >= 0 and _joins(sentence, last, index)
            found.append(Candidate(index, joined))
            last = index
    return found


def _joins(sentence: Sentence, last: int, index: int) -> bool:
    between = sentence.tokens[last + 1 : index]
    if len(between) == 1 and between[0].kind == MARK and between[0].glued:
        return between[0].text == "." or (between[0].text in "-‐–’'" and sentence.tokens[index].glued)
    return len(between) <= 2 and all(one.key in particles() for one in between)


@cache
def particles() -> frozenset[str]:
    """Return the small words that stand inside names."""
    return frozenset(split_patterns(load("names/particles.yml").data["particles"]))


def own_clues(token: Token, tiers: Look) -> tuple[list[str], list[str]]:
    """Return a word's own clues: what it is like, and (second) which word it is, letter by letter."""
    word, row, shape = token.text, sounds(token.text), shape_of(token)
    script = "c" if any("\u0400" <= char <= "\u04ff" for char in word) else "l"
    known = tiers(word)
    like = [
        f"s{shape}",
        f"s{shape}{script}",
        f"l{min(len(word), 12)}",
        f"k{token.key[-3:]}",
        f"K{token.key[-2:]}",
    ]
    like += [f"g{known.name}", f"G{known.base}", f"gg{known.name}{known.base}"]
    like += [f"e{count}{row[-count:]}" for count in (1, 2) if len(row) > count]
    spelled = [f"w{row}", f"v{stem(word)}"]
    spelled += [f"e{count}{row[-count:]}" for count in (3, 4, 5) if len(row) > count]
    spelled += [f"b{count}{row[:count]}" for count in (2, 3, 4, 5) if len(row) > count]
    whole = f"^{row}$"
    spelled += [f"n{whole[at : at + 3]}" for at in range(min(len(whole) - 2, 14))]
    return like, spelled


def neighbour_clues(token: Token, offset: int, tiers: Look) -> list[str]:
    """Return the clues of a word that stands ``offset`` words away."""
    if token.kind != WORD:
        return [f"{offset}#{token.text if token.kind == MARK else '9' * min(len(token.text), 5)}"]
    row = sounds(token.text)
    known = tiers(token.text)
    found = [f"w{row}", f"s{shape_of(token)}", f"v{stem(token.text)}", f"g{known.name}{known.base}"]
    found += [f"e3{row[-3:]}", f"e2{row[-2:]}"] if len(row) > 3 else []
    return [f"{offset}{clue}" for clue in found]


def shape_of(token: Token) -> str:
    """Return how a word is written: X, XX, Xx, x, with -X for a second part, M for capitals within."""
    word = token.text
    shape = "X" if len(word) == 1 else "XX" if token.upper else "Xx" if token.capital else "x"
    if "-" in word:
        return shape + ("-X" if word.rpartition("-")[2][:1].isupper() else "-x")
    return shape + ("M" if not token.upper and any(char.isupper() for char in word[1:]) else "")


def seen_in(document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]]) -> dict[str, Seen]:
    """Return what the document shows of its words, by stem."""
    seen: dict[str, Seen] = {}
    for sentence in document:
        names, tokens = sentence.pack.names, sentence.tokens
        full = {
            at
            for one in mentions.get(sentence.number, ())
            if one.kind == "full"
            for at in range(one.first, one.last)
        }
        says = {mark.first for mark in sentence.marks("voices.say")}
        called = {mark.last for category in ("roles", "persons") for mark in sentence.marks(category)}
        inside = {mark.last for mark in sentence.links("in")}
        for at, token in enumerate(tokens):
            if token.kind != WORD or len(token.text) < 2:
                continue
            known = seen.setdefault(stem(token.text), Seen())
            if not token.capital:
                known.lower += 1
                continue
            known.times += 1
            known.inside += at > 0 and tokens[at - 1].kind == WORD
            known.full += at in full
            known.called += at in called
            known.says += at + 1 in says
            known.in_it += at in inside
            known.behind_given += at > 0 and bool(names.given_forms(tokens[at - 1].text))
    return seen


def marks_around(sentence: Sentence) -> Around:
    """Return the marks of a sentence as clues, by the word that they tell something of."""
    around = Around()
    for category in filter(sentence.has, CATEGORIES):
        for mark in sentence.marks(category):
            size = "1" if mark.last - mark.first == 1 else "n"
            for at in range(mark.first, mark.last):
                around.cover[at].append(f"C{category}{'B' if at == mark.first else 'I'}{size}")
                if category in TELLING:
                    around.cover[at].append(f"C{category}{mark.payload.sense}")
            around.before[mark.last].append(f"P{category}")
            around.after[mark.first - 1].append(f"N{category}")
            if category in LEADING:
                for at in (mark.last + 1, mark.last + 2, mark.last + 3):
                    around.near[at].append(f"PP{category}")
    return around


def place_clues(
    sentence: Sentence, found: Sequence[Candidate], at: int, rule: str, around: Around, tiers: Look
) -> list[str]:
    """Return the clues of where the candidate ``found[at]`` stands; ``rule`` is what the name grammar made of it."""
    index = found[at].index
    token = sentence.tokens[index]
    before, after = _class(sentence, index - 1, around), _class(sentence, index + 1, around)
    own = _class(sentence, index, around)[1:].rstrip("1")
    first, last = at, at
    while found[first].joined:
        first -= 1
    while last + 1 < len(found) and found[last + 1].joined:
        last += 1
    clues = [*around.cover.get(index, ("C0",)), *around.before.get(index, ("P0",))]
    clues += [*around.after.get(index, ("N0",)), *around.near.get(index, ())]
    clues += [f"R{rule}", f"y{own}", f"a{before}", f"b{after}", f"ab{before}{after}", f"ay{before}{own}"]
    clues += [f"by{after}{own}", f"aby{before}{after}{own}", f"ra{rule}{before}", f"rb{rule}{after}"]
    clues += [
        f"a2{_class(sentence, index - 2, around)}{before}",
        f"b2{after}{_class(sentence, index + 2, around)}",
    ]
    clues += [f"q{min(at - first, 4)}/{min(last - first, 4)}", f"Q{_is_quoted(sentence, index):d}"]
    clues += [f"F{index == 0:d}{rule}", f"L{sentence.pack.lang}"]
    name, base, place, small = tiers(token.text)
    clues += [
        f"pl{place}",
        f"cm{small}",
        f"pc{place}{small}",
        f"pcg{place}{small}{name}{base}",
        f"pcL{place}{small}{rule}",
    ]
    clues += [f"cF{small}{index == 0:d}", f"cq{small}{min(at - first, 2)}{min(last - first, 2)}"]
    for offset in (-1, 1):
        if 0 <= index + offset < len(sentence.tokens) and is_candidate(sentence.tokens[index + offset]):
            beside = tiers(sentence.tokens[index + offset].text)
            clues.append(f"pn{offset}{beside.place}{beside.small}")
    return clues


def document_clues(known: Seen, rule: str) -> list[str]:
    """Return the clues of what the document shows of the word's stem."""
    lower, full = known.lower > 0, min(known.full, 2)
    clues = [f"dl{lower:d}", f"dm{known.inside > 0:d}", f"dn{min(known.times, 4)}", f"df{full}"]
    clues += [f"db{min(known.called, 1)}{min(known.behind_given, 1)}", f"dfl{min(full, 1)}{lower:d}{rule}"]
    return [*clues, f"dsay{min(known.says, 1)}", f"di{min(known.in_it, 2)}"]


def rule_of(mentions: Sequence[Mention], index: int) -> str:
    """Return what the name grammar made of a word: O, or B or I of a full name (f), surname (s), given name (g)."""
    for one in mentions:
        if one.first <= index < one.last:
            return f"{'B' if one.first == index else 'I'}{one.kind[0]}{'+' if one.backed else '-'}"
    return "O"


def _name_class(sentence: Sentence, token: Token) -> str:
    names = sentence.pack.names
    given = "g" if names.given_forms(token.text) else ""
    surname = "S" if names.looks_like_surname(token.text) else ""
    weak = "s" if not surname and names.looks_like_surname(token.text, weakly=True) else ""
    return given + surname + weak + ("p" if names.is_patronymic(token.text) else "")


def _class(sentence: Sentence, index: int, around: Around) -> str:
    """Return the class of the word or mark at ``index``, worked out once."""
    known = around.classes.get(index)
    if known is None:
        known = around.classes[index] = _class_of(sentence, index)
    return known


def _class_of(sentence: Sentence, index: int) -> str:
    """Return a mark itself, or the class of a number, a small word, a name word."""
    if not 0 <= index < len(sentence.tokens):
        return "^" if index < 0 else "$"
    token = sentence.tokens[index]
    if token.kind != WORD:
        return "9" if token.kind == NUMBER else token.text
    if not is_candidate(token):
        return "x"
    return f"X{_name_class(sentence, token)}{'1' if len(token.text) == 1 else ''}"


def _is_quoted(sentence: Sentence, index: int) -> bool:
    before = sentence.tokens[max(0, index - QUOTE_REACH) : index]
    after = sentence.tokens[index + 1 : index + 1 + QUOTE_REACH]
    return any(one.text in QUOTE_OPENS for one in before) and any(one.text in QUOTE_CLOSES for one in after)
