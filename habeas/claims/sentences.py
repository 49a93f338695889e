"""Cuts paragraphs into sentences and gives each its marks: every phrase of the language pack that stands in it.

Offsets stay those of the whole document. Lines of a list are sentences of their own; lines of a text that
was broken at a fixed width are not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from habeas.claims.language.language_pack import Entry, LanguagePack
from habeas.model.document import Paragraph
from habeas.model.span import Span
from habeas.text.lexicon import Match
from habeas.text.tokens import MARK, NUMBER, WORD, Token, tokenize

Mark = Match[Entry]
ENDS = frozenset(".!?…")
DASHES = frozenset("—–-")
QUOTE_OPENS, QUOTE_CLOSES = '«“„"', '»”“"'
CLOSING = frozenset("\"'”’»“)]")
OPENING = frozenset("\"'“„«([•*‘") | DASHES
BULLETS = DASHES | frozenset("•*")
FEWEST_LOWER = 6  # words without any capital that show a writer who uses none
FIRST_PICTURE = 0x2600
RAISED = frozenset({"places", "facilities", "agencies", "courts", "codes", "events", "bodies"})
SHORTEST_TRADE = 4
NEW_SENTENCE = frozenset({"pronouns", "events", "courts", "weekdays", "relative", "persons"})
MOST_TOKENS = 400  # a longer “sentence” is a table or noise; it is read in pieces

NEW_CLAUSE, CLAUSE_COST = frozenset({"but", "who"}), 5.0

# What it costs to reach across a mark when a phrase looks for its people and values, in words.
CROSSING = {
    ",": 2.0, ";": 14.0, ":": 4.0, "(": 3.0, ")": 3.0, "—": 3.0, "–": 3.0, "«": 1.0, "»": 1.0,
}  # fmt: skip


@dataclass(slots=True)
class Sentence:
    """One sentence: its tokens, its language's pack, the marks found in it, and how far apart its words are."""

    number: int
    block: int
    tokens: Sequence[Token]
    pack: LanguagePack
    text: str
    line: int = 0
    opens_line: bool = False
    lower: bool = False
    _all: dict[str, list[Mark]] = field(default_factory=dict)
    _at: dict[str, dict[int, Mark]] = field(default_factory=dict)
    _here: dict[int, set[str]] = field(default_factory=dict)
    _ends: dict[str, set[int]] = field(default_factory=dict)
    _links: dict[int, dict[str, Mark]] = field(default_factory=dict)
    _of_sense: dict[str, list[Mark]] = field(default_factory=dict)
    _border: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        for mark in self._found():
            category = mark.payload.category
            self._all.setdefault(category, []).append(mark)
            here = self._at.setdefault(category, {})
            if mark.first not in here or here[mark.first].last < mark.last:
                here[mark.first] = mark
            self._here.setdefault(mark.first, set()).add(category)
        self._all["links"] = [mark for mark in self.marks("links") if mark.last == self._link_end(mark.first)]
        for category, marks in self._all.items():
            self._ends[category] = {mark.last for mark in marks}
        costs = [CROSSING.get(token.text, 0.0) if token.kind == MARK else 1.0 for token in self.tokens]
        for mark in self._all["links"]:
            self._links.setdefault(mark.first, {})[mark.payload.sense] = mark
            self._of_sense.setdefault(mark.payload.sense, []).append(mark)
            if mark.payload.sense in NEW_CLAUSE:
                costs[mark.first] += CLAUSE_COST
        self._border = [0.0, *accumulate(costs)]

    def _found(self) -> list[Mark]:
        """Return the lexicon's matches; a writer who uses no capitals means places by small letters too."""
        found = self.pack.lexicon.find(self.tokens)
        trades = self._double_trades()
        if trades:
            found = sorted([*found, *trades], key=lambda mark: mark.first)
        if not self.lower:
            return found
        raised = self.pack.lexicon.find([replace(token, capital=True) for token in self.tokens])
        known = {(mark.payload.category, mark.first, mark.last) for mark in found}
        found += [
            mark
            for mark in raised
            if mark.payload.category in RAISED and (mark.payload.category, mark.first, mark.last) not in known
        ]
        return sorted(found, key=lambda mark: mark.first)

    def _double_trades(self) -> list[Mark]:
        """Return the first part of a trade of two words as a mark: «студента-логиста» is called a student."""
        marks: list[Mark] = []
        for index, token in enumerate(self.tokens):
            if "-" not in token.key or token.kind != WORD or token.capital:
                continue
            first = token.key.partition("-")[0]
            if len(first) >= SHORTEST_TRADE:
                matches = self.pack.lexicon.find([replace(token, key=first)])
                marks += [
                    replace(one, first=index, last=index + 1)
                    for one in matches
                    if one.payload.category in ("persons", "peoples")
                ]
        return marks

    def _link_end(self, first: int) -> int:
        """Return where the longest link word at ``first`` ends: “not only” is no “not”."""
        return self._at["links"][first].last

    def link_senses(self, index: int) -> frozenset[str]:
        """Return the senses of the link word that begins at ``index`` (none: it is no link word)."""
        return frozenset(self._links.get(index, ()))

    def links(self, sense: str) -> list[Mark]:
        """Return all link words of one sense, by first word."""
        return self._of_sense.get(sense, [])

    def has(self, category: str) -> bool:
        """Whether any mark of a category stands in the sentence: asked first by whoever would ask for many."""
        return category in self._all

    def marks(self, category: str) -> list[Mark]:
        """Return all marks of a category, overlapping ones too, by first word."""
        return self._all.get(category, [])

    def at(self, category: str, index: int) -> Mark | None:
        """Return the longest mark of a category that begins at ``index``."""
        here = self._at.get(category)
        return here.get(index) if here is not None else None

    def opens(self, index: int, categories: Collection[str]) -> bool:
        """Whether a mark of one of these categories begins at ``index``: asked once, before grammars that need one."""
        here = self._here.get(index)
        return here is not None and not here.isdisjoint(categories)

    def ends(self, category: str, index: int) -> bool:
        """Whether a mark of a category ends right in front of ``index``: what it leads to begins there."""
        ends = self._ends.get(category)
        return ends is not None and index in ends

    def link_ends(self, sense: str, index: int) -> bool:
        """Whether a link word of one sense ends right in front of ``index``."""
        return any(mark.last == index for mark in self.links(sense))

    def sense(self, category: str, index: int) -> str | None:
        """Return the sense of the mark at ``index``, or None."""
        mark = self.at(category, index)
        return mark.payload.sense if mark else None

    def link(self, name: str, index: int) -> Mark | None:
        """Return the mark of the link word ``name`` (and, by, in ...) that begins at ``index``."""
        here = self._links.get(index)
        return here.get(name) if here is not None else None

    def starts(self, category: str) -> dict[int, Mark]:
        """Return the longest mark of a category for every word where one begins."""
        return self._at.get(category, {})

    def distance(self, first: int, second: int) -> float:
        """Return how far two words are apart: words between them, and more for what separates clauses."""
        low, high = sorted((first, second))
        return self._border[min(high, len(self.tokens))] - self._border[min(low + 1, len(self.tokens))]

    def word(self, index: int) -> str:
        """Return the folded word at ``index``, or an empty text outside the sentence."""
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        """Return the stretch from token ``first`` to token ``last`` (not included)."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """Return the text of a stretch with white space made single."""
        return " ".join(self.span(first, last).text.split())

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end


def sentences(
    text: str,
    paragraph: Paragraph,
    pack: LanguagePack,
    number: int,
    block: int,
    *,
    wrapped: bool = False,
    small: bool = False,
) -> list[Sentence]:
    """Return the sentences of one paragraph, numbered from ``number``; ``wrapped``: lines were broken at a fixed width.

    ``small``: the whole text is written without capitals, so that a short line without any tells nothing else.
    """
    tokens = tokenize(text, paragraph.start, paragraph.end, rekey=pack.rekey)
    lower = (small or len(tokens) >= FEWEST_LOWER) and not any(map(_is_raised, tokens))
    found: list[Sentence] = []
    line = 0
    for piece, new_line in _pieces(text, tokens, pack, wrapped, lower):
        line += new_line
        found.append(
            Sentence(number + len(found), block, piece, pack, text, line, opens_line=new_line, lower=lower)
        )
    return found


def _is_raised(token: Token) -> bool:
    """Whether a word begins with a capital and is no abbreviation (ОВД), which those who write none still write so."""
    return token.capital and not (token.upper and len(token.text) > 1)


def _pieces(
    text: str, tokens: Sequence[Token], pack: LanguagePack, wrapped: bool, lower: bool = False
) -> Iterator[tuple[Sequence[Token], bool]]:
    begin, new_line = 0, True
    for index in range(1, len(tokens)):
        here = tokens[index]
        breaks = "\n" in text[tokens[index - 1].end : here.start] and not wrapped
        goes_on = here.kind == WORD and not here.capital and not lower and tokens[index - 1].text not in ENDS
        breaks = breaks and not goes_on
        numbered = index - begin == 2 and new_line and _is_item_number(tokens[begin], tokens[begin + 1])
        ends = not numbered and _ends_at(tokens, index, pack, lower)
        ends = ends or _behind_a_picture(tokens, begin, index, lower)
        if breaks or ends or index - begin >= MOST_TOKENS:
            yield tokens[begin:index], new_line
            begin, new_line = index, breaks
    if tokens:
        yield tokens[begin:], new_line


def _behind_a_picture(tokens: Sequence[Token], begin: int, index: int, lower: bool) -> bool:
    """Whether a small picture stands in front, as a stop does in messages: “they took X 🆘 The warden says ...”."""
    before, here = tokens[index - 1], tokens[index]
    drawn = before.kind == MARK and ord(before.text[0]) >= FIRST_PICTURE and here.kind == WORD
    return (
        drawn and (lower or here.capital) and any(token.kind == WORD for token in tokens[begin : index - 1])
    )


def _is_item_number(number: Token, stop: Token) -> bool:
    """Whether a line begins with “1.”: the number of an item, not a sentence."""
    return number.kind == NUMBER and len(number.text) <= 3 and stop.text == "." and stop.glued


def _ends_at(tokens: Sequence[Token], index: int, pack: LanguagePack, lower: bool = False) -> bool:
    """Whether a sentence ends before ``tokens[index]``; a writer who uses no capitals (``lower``) begins none with one."""
    here = tokens[index]
    last = index - 1
    while last > 0 and tokens[last].text in CLOSING and tokens[last].glued:
        last -= 1
    stop = tokens[last]
    if stop.kind != MARK or stop.text not in ENDS or here.glued or last == 0:
        return False
    if not (lower or here.capital or here.kind == NUMBER or here.text in OPENING):
        return False
    return stop.text != "." or not _is_abbreviation(tokens, last, pack)


def _is_abbreviation(tokens: Sequence[Token], stop: int, pack: LanguagePack) -> bool:
    word = tokens[stop - 1]
    if not tokens[stop].glued:
        return False
    if word.kind == WORD:
        one_letter = word.capital and (len(word.text) == 1 or pack.has("initials", word.key))
        if one_letter and _is_surname_letter(tokens, stop, pack):
            return False
        ordinal = stop > 2 and word.glued and tokens[stop - 3].kind == NUMBER  # «в 2021-м. Обоих»
        return one_letter or (not ordinal and pack.has("abbreviations", word.key))
    before = tokens[stop - 2] if stop >= 2 else None
    bullet = before is not None and before.text in "•*-–—" and (stop < 3 or tokens[stop - 3].kind == MARK)
    opens = before is None or bullet  # but “A — 17 years, B — 13.” ends there
    return word.kind == NUMBER and opens and len(word.text) <= 3


def _is_surname_letter(tokens: Sequence[Token], stop: int, pack: LanguagePack) -> bool:
    """Whether a letter behind a given name is all that is told of a surname, and a pronoun or an event begins a new sentence: «Антона В. Им вменяют»."""
    if stop < 2 or stop + 1 >= len(tokens):
        return False
    given, behind = tokens[stop - 2], tokens[stop + 1]
    if not given.capital or len(given.text) < 3 or not pack.names.given_forms(given.text):
        return False
    opening = pack.lexicon.opening_of(behind)
    known = any(not phrase.rest and phrase.payload.category in NEW_SENTENCE for phrase in opening.phrases)
    return known and not pack.names.given_forms(behind.text)
