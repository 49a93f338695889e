"""The tagger: which capitalised words of a document are names of people, learned from annotated texts.

It looks twice: first at each word where it stands; then also at what the first look said of its neighbours in the
name and of the same word elsewhere in the document. It only says where names stand and how sure it is;
:mod:`habeas.claims.people.tagged` joins that with the name grammar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from habeas.claims.names.mention import Mention
from habeas.claims.names.name_clues import (
    AROUND,
    Candidate,
    Look,
    candidates,
    document_clues,
    marks_around,
    neighbour_clues,
    own_clues,
    place_clues,
    rule_of,
    seen_in,
)
from habeas.claims.names.name_lists import Tiers, stem
from habeas.claims.names.name_weights import MOST_CLUES, Network, weights
from habeas.claims.sentences import Sentence
from habeas.text.tokens import Token

STEPS = (0.02, 0.15, 0.4, 0.6, 0.85, 0.98)  # shares are told in seven steps
LEAST, NEVER = 1e-9, -1e9
ALONE = 9  # instead of a step: nothing stands there
Shares = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name found: tokens ``first`` to ``last``, and how sure the least sure of its words is."""

    first: int
    last: int
    sure: float


@dataclass(frozen=True, slots=True)
class Looked:
    """One candidate: where it stands, its clues apart from its and its neighbours' letters, the key of its stem."""

    sentence: Sentence
    candidate: Candidate
    clues: list[str]
    stem: str

    @property
    def token(self) -> Token:
        """The word."""
        return self.sentence.tokens[self.candidate.index]

    def beside(self) -> Iterator[tuple[int, Token]]:
        """Yield the words around it with their distance."""
        for offset in AROUND:
            if 0 <= self.candidate.index + offset < len(self.sentence.tokens):
                yield offset, self.sentence.tokens[self.candidate.index + offset]


def looked_at(
    document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]], tiers: Look
) -> list[Looked]:
    """Return every candidate of a document in order; texts without capitals have none."""
    found: list[Looked] = []
    seen = seen_in(document, mentions)
    for sentence in document:
        words = [] if sentence.lower else candidates(sentence)
        if not words:
            continue
        around = marks_around(sentence)
        named = mentions.get(sentence.number, ())
        for at, word in enumerate(words):
            rule = rule_of(named, word.index)
            clues = place_clues(sentence, words, at, rule, around, tiers)
            key = stem(sentence.tokens[word.index].text)
            if key in seen:
                clues += document_clues(seen[key], rule)
            found.append(Looked(sentence, word, clues, key))
    return found


def second_clues(looked: Sequence[Looked], shares: Sequence[Shares]) -> Iterator[list[str]]:
    """Yield for each candidate what the first look says of it, of the names beside it and of the same word elsewhere."""
    elsewhere: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, one in enumerate(looked):
        elsewhere[one.stem].append((at, 1 - shares[at][0]))
    for at, one in enumerate(looked):
        own = step(1 - shares[at][0])
        clues = [f"z{own}", f"zb{step(shares[at][1])}", f"zi{step(shares[at][2])}"]
        others = [share for place, share in elsewhere[one.stem] if place != at]
        if others:
            most, mean = step(max(others)), step(sum(others) / len(others))
            clues += [f"Zm{most}", f"Za{mean}", f"Zm{own}{most}", f"Za{own}{mean}"]
            clues += [f"Zn{min(len(others), 3)}{mean}", f"Zx{own}{most}{mean}"]
        else:
            clues += ["Z-", f"Z-{own}"]
        left = right = begins = ALONE
        if one.candidate.joined:
            left, begins = step(1 - shares[at - 1][0]), step(shares[at - 1][1])
        if at + 1 < len(looked) and looked[at + 1].candidate.joined:
            right = step(1 - shares[at + 1][0])
        clues += [f"zl{left}", f"zr{right}", f"zlo{left}{own}", f"zro{right}{own}", f"zlor{left}{own}{right}"]
        yield [*clues, f"zlb{begins}", *one.clues]


def step(share: float) -> int:
    """Return in which of seven steps a share lies."""
    return bisect_right(STEPS, share)


def tag(document: Sequence[Sentence], mentions: Mapping[int, Sequence[Mention]]) -> Tagging:
    """Return the names of people in a document; ``mentions`` is what the name grammar found, by sentence."""
    learned = weights()
    looked = looked_at(document, mentions, _tiers)
    first = [_first_look(learned.first, one) for one in looked]
    second = [
        _shares(
            learned.second,
            clues,
            _own_like(one.token.text, one.token.key, one.token.capital, one.token.upper),
        )
        for one, clues in zip(looked, second_clues(looked, first), strict=True)
    ]
    return tagging(looked, second, learned.readiness)


def _first_look(network: Network, one: Looked) -> Shares:
    token = one.token
    total, count = _own_row(token.text, token.key, token.capital, token.upper)
    for offset, beside in one.beside():
        more, many = _beside_row(beside.text, beside.key, beside.kind, beside.capital, beside.upper, offset)
        total, count = total + more, count + many
    more, many = network.added(one.clues[: MOST_CLUES - count])
    return network.shares(total + more, count + many)


def _shares(network: Network, clues: Sequence[str], like: tuple[int, int]) -> Shares:
    total, count = network.added(clues[: MOST_CLUES - like[1]])
    return network.shares(total + like[0], count + like[1])


@lru_cache(maxsize=20_000)
def _tiers(word: str) -> Tiers:
    return weights().lists.tiers(word)


@lru_cache(maxsize=20_000)
def _own_row(text: str, key: str, capital: bool, upper: bool) -> tuple[int, int]:
    learned = weights()
    like, spelled = own_clues(Token(0, 0, text, key, "word", capital, upper, False), _tiers)
    return learned.first.added([*like, *spelled])


@lru_cache(maxsize=20_000)
def _own_like(text: str, key: str, capital: bool, upper: bool) -> tuple[int, int]:
    learned = weights()
    like, _ = own_clues(Token(0, 0, text, key, "word", capital, upper, False), _tiers)
    return learned.second.added(like)


@lru_cache(maxsize=20_000)
def _beside_row(text: str, key: str, kind: str, capital: bool, upper: bool, offset: int) -> tuple[int, int]:
    learned = weights()
    token = Token(0, 0, text, key, kind, capital, upper, False)
    return learned.first.added(neighbour_clues(token, offset, _tiers))


@dataclass(frozen=True, slots=True)
class Tagging:
    """The names by sentence, and for every candidate the share that speaks for a name, by sentence and token."""

    names: Mapping[int, Sequence[TaggedName]]
    share: Mapping[tuple[int, int], float]


def tagging(looked: Sequence[Looked], shares: Sequence[Shares], readiness: float) -> Tagging:
    """Choose the likeliest row of labels in each run of joined words; ``readiness`` above 0 finds more names."""
    names: dict[int, list[TaggedName]] = defaultdict(list)
    chances = {
        (one.sentence.number, one.candidate.index): 1 - share[0]
        for one, share in zip(looked, shares, strict=True)
    }
    at = 0
    while at < len(looked):
        end = at + 1
        while end < len(looked) and looked[end].candidate.joined:
            end += 1
        for first, last in sorted(_names_of(shares[at:end], readiness)):
            sentence = looked[at].sentence
            begin = looked[at + first].candidate.index
            close = looked[at + last - 1].candidate.index + 1
            sure = min(1 - share[0] for share in shares[at + first : at + last])
            names[sentence.number].append(TaggedName(begin, close, sure))
        at = end
    return Tagging(names, chances)


def _names_of(shares: Sequence[Shares], readiness: float) -> Iterator[tuple[int, int]]:
    """Yield the names of one run, as first and last (not included) of its words: the likeliest way through it."""
    outside, inside = 0.0, NEVER
    ways: list[
        tuple[bool, bool]
    ] = []  # whether the word before was in a name; whether this one goes on with it
    for none, begin, on in shares:
        before = max(outside, inside)
        begins = before + log(max(begin, LEAST))
        goes_on = inside + log(max(on, LEAST))
        ways.append((inside > outside, goes_on > begins))
        outside, inside = before + log(max(none, LEAST)) - readiness, max(begins, goes_on)
    named = inside > outside
    close = len(shares)
    for at in range(len(shares) - 1, -1, -1):
        was, goes_on_here = ways[at]
        if named and not goes_on_here:
            yield at, close
        if not (named and goes_on_here):
            close, named = at, was
