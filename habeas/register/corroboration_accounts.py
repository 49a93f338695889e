"""Whether two reports tell one account: an edited copy, a translation, a retelling that names its source.

Reports of one event share its basic facts, whoever wrote them: the date, the article, the term, the name. One account
shows in what one reporter alone chose to tell: so many maps, 2:40 at night, the name of the son. The thresholds are data
(``packs/vocabulary/copies.yml``); how well they do is measured on invented reports (``docs/corroboration.md``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

from habeas.model.reason import Reason
from habeas.packs.loader import load
from habeas.register.corroboration_marks import (
    PACK,
    RARE,
    Mark,
    marks,
    rare_marks,
    sound_key,
    tells,
    words_of,
    worth,
)

CROWD = 60  # captures: a number that more of them share tells nothing
_TWICE = 2  # a mark counts twice at most: a name said ten times is no ten facts
_NOBODY: frozenset[str] = frozenset()
_REACH = 6  # words between “according to” and the name of the source
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """What we hold of one capture: its passages, language, publisher, day (EDTF) and address."""

    capture: str
    passages: tuple[str, ...]
    lang: str = "und"
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """One account, its rare marks, and those publishers and hosts, of all the accounts, that it names as a source."""

    account: Account
    rare: frozenset[Mark]
    names: frozenset[str]
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The marks of one account, counted, what each is worth here, and those of them that few accounts share."""

    read: _Read
    counts: Mapping[Key, int]
    worths: Mapping[Key, float]
    rare: frozenset[Key]


def one_account(accounts: Iterable[Account]) -> Iterator[tuple[str, str, Reason]]:
    """Yield the pairs of captures that tell one account, with the reason, in the order of their ids."""
    rows = sorted(accounts, key=lambda one: one.capture)
    publishers = {one.publisher for one in rows if one.publisher}
    hosts = {_host(one.url) for one in rows if one.url} - {""}
    read = [_Read(one, _rare(one), _named(one, publishers), _linked(one, hosts)) for one in rows]
    candidates = _candidates(read)
    if not candidates:
        return
    marked = [_marks_of(one) for one in rows]
    everywhere = _everywhere(marked)
    weighed = [_weigh(one, own, everywhere) for one, own in zip(read, marked, strict=True)]
    for i, j in candidates:
        reason = _compare(weighed[i], weighed[j])
        if reason is not None:
            yield rows[i].capture, rows[j].capture, reason


def _rare(account: Account) -> frozenset[Mark]:
    """Return the numbers and times of day that an account tells."""
    return frozenset[Mark]().union(*[rare_marks(passage, account.lang) for passage in account.passages])


def _marks_of(account: Account) -> tuple[Mark, ...]:
    return tuple(mark for passage in account.passages for mark in marks(passage, account.lang))


def _key(mark: Mark) -> Key:
    """Names and roots share one space: a word may stand with a capital letter in one language alone."""
    return ("word" if mark.kind in ("name", "root") else mark.kind, mark.key)


def _everywhere(marked: Sequence[tuple[Mark, ...]]) -> frozenset[Key]:
    """Return the words that every report has: the name of the person it is all about. Two reports cannot tell."""
    rows = [frozenset(_key(mark) for mark in own if mark.kind in ("name", "root")) for own in marked]
    return frozenset.intersection(*rows) if len(rows) > 2 else frozenset()


def _weigh(read: _Read, own: Iterable[Mark], everywhere: frozenset[Key]) -> _Weighed:
    table = worth()
    counts: Counter[Key] = Counter()
    worths: dict[Key, float] = {}
    for mark in own:
        key = _key(mark)
        counts[key] += 1
        value = table["name_everywhere"] if key in everywhere else table[mark.kind]
        worths[key] = max(worths.get(key, 0.0), value)
    rare = frozenset(key for key in counts if key[0] in RARE)
    return _Weighed(read, {key: min(n, _TWICE) for key, n in counts.items()}, worths, rare)


def _candidates(read: Sequence[_Read]) -> list[tuple[int, int]]:
    """Return the pairs that share a number or a time, or of which one names the other."""
    where: dict[Mark, list[int]] = {}
    for at, one in enumerate(read):
        for mark in one.rare:
            where.setdefault(mark, []).append(at)
    found = {pair for places in where.values() if len(places) <= CROWD for pair in combinations(places, 2)}
    if len(read) <= CROWD:
        naming = {at for at, one in enumerate(read) if one.names or one.links}
        for i, j in combinations(range(len(read)), 2) if naming else ():
            if (i in naming or j in naming) and (i, j) not in found and _source(read[i], read[j]):
                found.add((i, j))
    return sorted(found)


def _compare(one: _Weighed, other: _Weighed) -> Reason | None:
    a, b = one.read.account, other.read.account
    rare, near = _rare_shared(one, other)
    source = _source(one.read, other.read)
    rules = ("named", *_rules_for(a, b)) if source else _rules_for(a, b)
    if not any(_told_of(rule, len(rare), near) for rule in rules):
        return None  # soon seen, and true of nearly all pairs: how much else they share need not be counted
    share = _share(one, other, roots=_related(a.lang, b.lang))
    if source and _enough("named", share, len(rare), near):
        return _say("named", f"One names {source} as its source and tells what it tells.", a, b, source)
    if _far(a.published, b.published) and len(rare) < load(PACK).data["apart"]["rare"]:
        return None
    if not any(_enough(rule, share, len(rare), near) for rule in rules if rule != "named"):
        return None
    told = ", ".join(sorted(rare)[:6])
    ways = "one language" if _alike(a, b) else "two languages"
    words = f"They tell the same in {ways}, down to rare numbers ({told}) and {share:.0%} of the shorter one."
    return _say("same-account", words, a, b, told)


def _alike(a: Account, b: Account) -> bool:
    """Whether both are in one language, Belarusian in either alphabet being one."""
    return {"be", "be-Latn"} >= {a.lang, b.lang} or a.lang == b.lang


def _rules_for(a: Account, b: Account) -> tuple[str, ...]:
    """Return the rules that decide between two accounts of which neither names the other."""
    if not _related(a.lang, b.lang):
        return ("unrelated",)
    return ("one-language",) if _alike(a, b) else ("related", "related-strong")


def _say(rule: str, words: str, a: Account, b: Account, told: str) -> Reason:
    return Reason(f"origin.{rule}", words, (("told", told), ("languages", f"{a.lang}, {b.lang}")))


@cache
def _rules() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, dict[str, float]] = load(PACK).data["decide"]
    return table


def _told_of(rule: str, rare: int, near: float) -> bool:
    wanted = _rules()[rule]
    return rare >= wanted["rare"] and near >= wanted["near"]


def _enough(rule: str, share: float, rare: int, near: float) -> bool:
    return share >= _rules()[rule]["share"] and _told_of(rule, rare, near)


def _rare_shared(one: _Weighed, other: _Weighed) -> tuple[list[str], float]:
    """Return the rare numbers that both tell, and their share of those that the one telling fewer tells."""
    both = sorted(one.rare & other.rare)
    fewest = min(sum(side.counts[key] for key in side.rare) for side in (one, other))
    shared = sum(min(one.counts[key], other.counts[key]) for key in both)
    return [key[1] for key in both], shared / fewest if fewest else 0.0


def _share(one: _Weighed, other: _Weighed, *, roots: bool) -> float:
    """Return how much of the shorter account the other has (0..1), each mark by its worth."""
    sides = [_counted(one, roots), _counted(other, roots)]
    worths = {key: max(one.worths.get(key, 0.0), other.worths.get(key, 0.0)) for key in sides[0] | sides[1]}
    both = {key: min(n, sides[1][key]) for key, n in sides[0].items() if key in sides[1]}
    least = min(sum(worths[key] * n for key, n in side.items()) for side in sides)
    share = sum(worths[key] * n for key, n in both.items()) / least if least else 0.0
    return min(share, 1.0)


def _counted(one: _Weighed, roots: bool) -> dict[Key, int]:
    if roots:
        return dict(one.counts)
    table: dict[str, Any] = load(PACK).data["worth"]
    low = table["root"]
    return {key: n for key, n in one.counts.items() if key[0] != "word" or one.worths[key] != low}


def _related(a: str, b: str) -> bool:
    related = load(PACK).data["related"]
    return a == b or (a in related and b in related)


def _far(a: str | None, b: str | None) -> bool:
    days = []
    for text in (a, b):
        try:
            days.append(date.fromisoformat((text or "")[:10]))
        except ValueError:
            return False
    return abs((days[0] - days[1]).days) > int(load(PACK).data["apart"]["days"])


def _source(a: _Read, b: _Read) -> str:
    """Return the publisher of the earlier account if the later one names or links it, else nothing."""
    for first, second in ((a.account, b), (b.account, a)):
        own = second.account
        if first.published and own.published and own.published < first.published:
            continue
        if first.publisher in second.names and first.publisher != own.publisher:
            return first.publisher
        host = _host(first.url)
        if host in second.links and host != _host(own.url):
            return first.publisher or host
    return ""


def _host(url: str | None) -> str:
    rest = (url or "").partition("://")[2]
    return rest.partition("/")[0].removeprefix("www.")


def _linked(account: Account, hosts: Iterable[str]) -> frozenset[str]:
    """Return those of ``hosts`` that the account gives."""
    return frozenset(host for host in hosts if any(host in passage for passage in account.passages))


def _named(account: Account, publishers: Iterable[str]) -> frozenset[str]:
    """Return those of ``publishers`` that stand, in any alphabet or case, near a word such as “according to”."""
    near = "\n".join(map(_beside_telling, account.passages))
    return frozenset([one for one in publishers if _name(one) and _name(one) in near]) if near else _NOBODY


@lru_cache(maxsize=20_000)
def _name(publisher: str) -> str:
    return _line([word for word in words_of(publisher) if len(word) > 1])


@lru_cache(maxsize=20_000)
def _beside_telling(passage: str) -> str:
    """Return the words before and behind each word such as “according to”, a line each."""
    words = [word for word in words_of(passage) if len(word) > 1]
    return "\n".join(
        _line(near)
        for at, word in enumerate(words)
        if tells(word)
        for near in (words[max(0, at - _REACH) : at], words[at + 1 : at + 1 + _REACH])
    )


def _line(words: Iterable[str]) -> str:
    """Return the keys of ``words`` with a space before and behind each, so that whole words are found in a line."""
    keys = [_beginning(word) for word in words]
    return f" {' '.join(keys)} " if keys else ""


def _beginning(word: str) -> str:
    """Return a key that a name keeps through its cases: its sounds without the last ones."""
    key = sound_key(word)
    return key[: max(3, len(key) - 2)].replace("o", "a")
