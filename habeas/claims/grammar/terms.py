"""Terms of punishment and custody: five years, 10-15 days of arrest, six years and three months, life.

A term is an ISO 8601 duration with its kind where the text says it (``P10D administrative arrest``); a range
is ``P10D..P15D``. Numbers that share one unit (“ten, nine and seven years”) become one term each; a bare
number after a name (“Rezanovich 19”) becomes a term where the sentence has given the unit.
"""

from __future__ import annotations

from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.apposed_ages import is_apposed_age
from habeas.claims.grammar.bare_units import is_given
from habeas.claims.grammar.numbers import AND_A_HALF, Numeral, may_begin, number_at
from habeas.claims.grammar.numbers import OPENERS as NUMBERS
from habeas.claims.grammar.passing_time import only_passes
from habeas.claims.sentences import Mark, Sentence
from habeas.text.lexicon import QUOTES
from habeas.text.tokens import NUMBER, WORD

DAY_KINDS = "administrative arrest"
MOST_YEARS, MOST_DAYS = 60, 4000
UNIT_ORDER = "YMWD"
LIFE = "life"
SUSPENDED, ASIDE_WORDS = "suspended", 3  # words of “, all of it suspended”
SPAN = ".."  # between the ends of a range
OPENERS = NUMBERS | {"life", "whole_terms", "single", "units"}


def find_terms(sentence: Sentence, taken: list[Found], names: frozenset[int] = frozenset()) -> list[Found]:
    """Return every term, in order; stretches in ``taken`` (dates) are passed over.

    ``names`` are the tokens behind a name: years in an apposition to it (“X, 57 years,”) are an age.
    """
    found: list[Found] = []
    index = 0
    while index < len(sentence.tokens):
        begins = may_begin(sentence, index, OPENERS)
        if not begins or any(value.overlaps(index, index + 1) for value in taken):
            index += 1
            continue
        terms = [] if is_apposed_age(sentence, index, names) else _terms_at(sentence, index)
        if not terms:
            index += 1
            continue
        last = max(terms[-1].last, index + 1)
        if found and (span := _span(sentence, found[-1], terms[0])) is not None:
            found[-1:], terms = [span], terms[1:]
        elif not sentence.ends("first_years", index) and (
            terms[-1].get("kind") or not only_passes(sentence, index, last)
        ):
            found += terms
        index = last
    return found


def _end_behind(sentence: Sentence, index: int) -> int | None:
    """Return where the end of a span begins behind its beginning: “from two years | to three years and a half”."""
    joint = sentence.at("range", index) or sentence.link("and", index)
    return joint.last if joint is not None and number_at(sentence, joint.last) is not None else None


def _span(sentence: Sentence, low: Found, high: Found) -> Found | None:
    """Read two terms as one where the first is where it begins: “from five years and six months to twelve years”."""
    opened = sentence.ends("range_from", low.first)
    joined = _end_behind(sentence, low.last) == high.first
    single = not any(SPAN in one.value or one.value == LIFE for one in (low, high))
    if not (opened and joined and single) or low.get("kind"):
        return None
    lowest, most = low.value.split(" ")[0], high.value
    return Found("term", f"{lowest}{SPAN}{most}", low.first, high.last, "term.range", high.detail)


def _terms_at(sentence: Sentence, index: int) -> list[Found]:
    life, whole = sentence.at("life", index), sentence.at("whole_terms", index)
    if life is not None:
        return [Found("term", LIFE, index, life.last, "term.life", (("unit", LIFE),))]
    if whole is not None:
        last, kind = _kind(sentence, whole.last)
        noun = any(sentence.at("term_nouns", at) for at in (whole.last - 1, last))
        if not kind and not noun and sentence.ends("since", index):
            return []  # “od pół roku nie dostaje listów”
        value = f"{whole.payload.sense} {kind}".strip()
        size = whole.payload.sense[-1]
        return [Found("term", value, index, last, "term.one-word", (("kind", kind), ("unit", size)))]
    if "-" in sentence.tokens[index].key:
        joined = _joined(sentence, index)
        if joined:
            return joined
    first = number_at(sentence, index)
    if first is None:
        return _single_unit(sentence, index)
    if _is_decimals(sentence, index):
        return []
    numbers = _shared_numbers(sentence, first)
    unit_at = _skip_hyphen(sentence, numbers[-1].last)
    unit = sentence.at("units", unit_at)
    if unit is None or unit.payload.sense not in UNIT_ORDER or _is_age(sentence, index, unit.last):
        return []
    last, extra = _smaller_units(sentence, unit.last, unit.payload.sense)
    half = sentence.link("half", last)
    if half is not None and not extra:
        numbers[-1], last = replace(numbers[-1], value=numbers[-1].value + 0.5), half.last
    last, kind = _kind(sentence, last)
    kind = kind or _suspended_before(sentence, index)
    if (
        len(numbers) == 1
        and not kind
        and sentence.ends("since", index)
        and _end_behind(sentence, last) is None
    ):
        return []  # “od trzech lat odsiaduje”: so long already, no term
    if len(numbers) > 1 and not extra and _is_range(sentence, numbers):
        span = _range_term(numbers, unit.payload.sense, last, kind)
        return [span] if span is not None else []
    terms = [
        term_of(number, number.first, number.last, unit.payload.sense, [], kind) for number in numbers[:-1]
    ]
    terms.append(term_of(numbers[-1], numbers[-1].first, last, unit.payload.sense, extra, kind))
    return [term for term in terms if term is not None] if all(terms) else []


def _is_decimals(sentence: Sentence, index: int) -> bool:
    """Whether the digits stand behind the comma of a number that is no term: 98.8 years."""
    tokens = sentence.tokens
    return (
        index >= 2
        and tokens[index - 1].text in ".,"
        and tokens[index].glued
        and tokens[index - 1].glued
        and tokens[index].kind == tokens[index - 2].kind == NUMBER
    )


def _joined(sentence: Sentence, index: int) -> list[Found]:
    """Read “five-year”, “ten-day”, “five-and-a-half-year”, written as one word."""
    parts = sentence.tokens[index].key.split("-")
    number = sentence.pack.number_words.get(parts[0])
    unit = sentence.pack.unit_words.get(parts[-1])
    between = parts[1:-1]
    if number is None or unit is None or unit not in UNIT_ORDER or between not in ([], AND_A_HALF):
        return []
    number += 0.5 * bool(between)
    last, kind = _kind(sentence, index + 1)
    kind = kind or _suspended_before(sentence, index)
    term = term_of(Numeral(number, index, index + 1), index, last, unit, [], kind)
    return [term] if term is not None and not _is_age(sentence, index, last) else []


def _shared_numbers(sentence: Sentence, first: Numeral) -> list[Numeral]:
    """Return numbers that stand in a row before one unit: “10-15”, “ten, nine and seven”; “X, 51, to five years” has one."""
    numbers = [first]
    tokens = sentence.tokens
    while True:
        at = numbers[-1].last
        if sentence.at("units", _skip_hyphen(sentence, at)) is not None or at >= len(tokens):
            return numbers
        comma = tokens[at].text == ","
        joint = at + (tokens[at].text in ",-–—")
        link = sentence.link("and", joint) or (None if comma else sentence.at("range", joint))
        if link is not None and joint == link.first:
            joint = link.last
        following = number_at(sentence, joint) if joint > at else None
        people = sentence.at("range", at) and sentence.at("numbers_of_people", at - 1)
        if following is None or (
            people and not sentence.ends("range_from", first.first)
        ):  # «пяцярых да трох гадоў»
            return numbers if sentence.at("units", at) is not None else [first]
        numbers.append(following)


def _skip_hyphen(sentence: Sentence, index: int) -> int:
    """Step over the hyphen of “10-day”."""
    hyphen = index + 1 < len(sentence.tokens) and sentence.tokens[index].text in "-‑–"
    return index + 1 if hyphen and sentence.at("units", index + 1) is not None else index


def _is_range(sentence: Sentence, numbers: list[Numeral]) -> bool:
    """Whether two numbers are the ends of one term: “10-15”, “from 10 to 15”, “between 10 and 15”."""
    if len(numbers) != 2 or numbers[0].value >= numbers[1].value:
        return False
    gap = sentence.tokens[numbers[0].last].text
    before = sentence.ends("range_from", numbers[0].first)
    joined = sentence.at("range", numbers[0].last) is not None
    with_and = sentence.link("and", numbers[0].last) is not None
    return gap in "-–—" or before or (joined and not with_and)


def _smaller_units(sentence: Sentence, index: int, unit: str) -> tuple[int, list[tuple[float, str]]]:
    """Read on over “and three months”, “6 месяцев” after years."""
    extra: list[tuple[float, str]] = []
    while True:
        at = index
        link = sentence.link("and", at)
        if link is not None:
            at = link.last
        elif at < len(sentence.tokens) and sentence.tokens[at].text == ",":
            at += 1
        number = number_at(sentence, at)
        if number is None:
            return index, extra
        follow = sentence.at("units", number.last)
        if follow is None or follow.payload.sense not in UNIT_ORDER:
            return index, extra
        sense = follow.payload.sense
        if UNIT_ORDER.index(sense) <= UNIT_ORDER.index(extra[-1][1] if extra else unit):
            return index, extra
        extra.append((number.value, sense))
        index = follow.last


def _kind(sentence: Sentence, index: int) -> tuple[int, str]:
    """Return the kind of punishment that follows a term directly (or after one word, or in quotes), and where it ends."""
    tokens = sentence.tokens
    quoted = index < len(tokens) and tokens[index].text in QUOTES
    after = sentence.at("term_after", index)
    for at in (index, after.last if after is not None else index + 1):
        mark = sentence.at("penalties", at)
        if mark is not None and sentence.at("facility_number", mark.last) is not None:
            return index, ""  # «четырёхлетний срок в колонии № 4»: that is where she serves it
        if mark is not None and (at == index or quoted or after is not None):
            comma = mark.last < len(tokens) and tokens[mark.last].text == ","
            more = sentence.at("penalties", mark.last + comma)
            if more is not None and more.payload.sense == SUSPENDED:
                return more.last, more.payload.sense  # „3 lat łagru w zawieszeniu”
            closed = quoted and mark.last < len(tokens) and tokens[mark.last].text in QUOTES
            return mark.last + closed, mark.payload.sense
    return _suspended_aside(sentence, index) or (index, "")


def _suspended_aside(sentence: Sentence, index: int) -> tuple[int, str] | None:
    """Return the end and kind of “, (also) suspended”, „, również w zawieszeniu” behind a term, or None."""
    tokens = sentence.tokens
    if index >= len(tokens) or tokens[index].text not in (",", "("):
        return None
    for mark in sentence.marks("penalties"):
        between = tokens[index + 1 : mark.first]
        near = 0 <= mark.first - index - 1 <= ASIDE_WORDS and all(one.kind == WORD for one in between)
        if mark.payload.sense == SUSPENDED and near and not any(
            sentence.at("events", at) is not None for at in range(index + 1, mark.first)
        ):  # fmt: skip
            return mark.last, SUSPENDED
    return None


def _suspended_before(sentence: Sentence, index: int) -> str:
    """Return the kind of “a suspended two-year sentence”, “suspended sentences ranging from two years”; nothing where no such words lead to it."""
    reach = range(ASIDE_WORDS + 1 if sentence.ends("range_from", index) else 1)
    begins = {index - words for words in reach} | {o.first for o in sentence.links("of") if o.last == index}
    told = any(one.last in begins and one.payload.sense == SUSPENDED for one in sentence.marks("penalties"))
    return SUSPENDED if told else ""


def term_of(
    number: Numeral, first: int, last: int, unit: str, extra: list[tuple[float, str]], kind: str
) -> Found | None:
    """Return the term of a number with its unit (and smaller units), or None for one that no court gives."""
    value = duration(number.value, unit, extra)
    if value is None:
        return None
    value, detail = _with_kind(value, kind, unit)
    return Found("term", value, first, last, "term.written", detail)


def _range_term(numbers: list[Numeral], unit: str, last: int, kind: str) -> Found | None:
    low, high = (duration(number.value, unit, []) for number in numbers)
    if low is None or high is None:
        return None  # «в 2019–2020 годах»
    value, detail = _with_kind(f"{low}..{high}", kind, unit)
    return Found("term", value, numbers[0].first, last, "term.range", detail)


def _with_kind(value: str, kind: str, unit: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Add the kind of punishment: the one said, or, for days, arrest (noted as ``default``)."""
    if kind or unit != "D":
        return f"{value} {kind}".strip(), (("kind", kind), ("unit", unit))
    return f"{value} {DAY_KINDS}", (("default", "yes"), ("kind", ""), ("unit", unit))


def duration(number: float, unit: str, extra: list[tuple[float, str]]) -> str | None:
    """Return the ISO 8601 duration (1.5 years: P1Y6M), or None for one that no court gives."""
    parts = dict.fromkeys(UNIT_ORDER, 0)
    for amount, name in [(number, unit), *extra]:
        whole = int(amount)
        rest = amount - whole
        parts[name] += whole
        if rest and name == "Y":
            parts["M"] += round(rest * 12)
        elif rest and name == "M":
            parts["D"] += round(rest * 30)
        elif rest:
            return None
    if not any(parts.values()) or parts["Y"] > MOST_YEARS or parts["D"] > MOST_DAYS or parts["M"] > 400:
        return None
    return "P" + "".join(f"{parts[name]}{name}" for name in UNIT_ORDER if parts[name])


def _is_age(sentence: Sentence, first: int, last: int) -> bool:
    """Whether they are part of an age (“38 years old”); «12-летний срок», «прызначыў | яму 16 гадоў» are none."""
    if sentence.at("penalties", last) or any(sentence.at("term_nouns", at) for at in (last, last + 1)):
        return False
    given = {
        mark.last for mark in sentence.marks("events") if "term" in getattr(mark.payload.event, "needs", ())
    }
    ages = [mark for mark in sentence.marks("ages") if mark.first not in given or _is_joined(sentence, mark)]
    return any(mark.first <= first < mark.last or mark.first < last <= mark.last for mark in ages)


def _is_joined(sentence: Sentence, age: Mark) -> bool:
    """Whether a hyphen joins a number to its unit: «засудив 19-річного Івана» gives nobody 19 years."""
    return any(token.text in "-‑" for token in sentence.tokens[age.first : age.last])


def _single_unit(sentence: Sentence, index: int) -> list[Found]:
    """A year in prison; год колонии: one unit without a number, only with its kind behind it."""
    single = sentence.at("single", index)
    unit = sentence.at("units", single.last if single is not None else index)
    if (
        unit is None
        or unit.payload.sense not in UNIT_ORDER
        or (single is None and sentence.pack.has_articles)
        or (index > 0 and sentence.tokens[index - 1].kind == NUMBER)
        or (index > 0 and sentence.at("ordinals", index - 1) is not None)  # «третий год за решёткой»
    ):
        return []
    last, extra = _smaller_units(sentence, unit.last, unit.payload.sense)
    half = sentence.link("half", last)
    last = half.last if half is not None else last
    last, kind = _kind(sentence, last)
    alone = not kind and not extra and half is None
    if alone and (unit.payload.sense not in "YM" or (single is None and not is_given(sentence, index, last))):
        return []
    term = term_of(
        Numeral(1.5 if half is not None else 1.0, index, unit.last),
        index,
        last,
        unit.payload.sense,
        extra,
        kind,
    )
    return [term] if term is not None else []
