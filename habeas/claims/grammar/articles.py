"""Articles of a code: article 130, part 1 of article 361-4, ч. 8 ст. 20.2 КоАП, articles 213 and 115.

An article's value is its number and, after a space, its part (``361-4 1``). The code, where the text names
it, is a value of its own (``criminal``, ``administrative``).
"""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.sentences import QUOTE_CLOSES, Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
LARGEST_ARTICLE, LARGEST_PART = 999, 20
SHORTEST_BESIDE = 4  # “20.2” is an article beside one, “5” is none
SHORTEST_ALONE = 3  # characters of a number that is an article by itself
LONGEST_TITLE, MOST_WORDS_TO_COLON = 30, 5


def find_articles(sentence: Sentence) -> list[Found]:
    """Return every article that a word (article, ст., арт.) or a code introduces, and the codes named."""
    found: list[Found] = []
    for first, mark in sorted(sentence.starts("article").items()):
        if any(value.overlaps(first, first + 1) for value in found):
            continue
        written = _from_word(sentence, first, _after_word(sentence, mark.last))
        found += written or _before_word(sentence, first, mark.last)
    for first, mark in sorted(sentence.starts("codes").items()):
        if not any(value.overlaps(first, mark.last) for value in found):
            bare = _before_code(sentence, first)
            if bare is not None and not any(bare.overlaps(value.first, value.last) for value in found):
                found.append(bare)
            found.append(Found("code", mark.payload.sense, first, mark.last, "code.named"))
    found += [
        one for one in _beside_quotations(sentence) if not any(one.overlaps(v.first, v.last) for v in found)
    ]
    return sorted(found, key=lambda value: value.first)


def _beside_quotations(sentence: Sentence) -> list[Found]:
    """Return the numbers that stand by themselves behind what they are called: “justifying terrorism” (205.2), «…», 358-1."""
    tokens, found = sentence.tokens, []
    for at in range(2, len(tokens)):
        if tokens[at - 1].text not in "(," or tokens[at - 2].text not in QUOTE_CLOSES:
            continue
        number = article_number(sentence, at)
        if number is None or len(number[0]) < SHORTEST_BESIDE or not set(number[0]) & set(".-"):
            continue
        if number[1] == len(tokens) or tokens[number[1]].text in ").,;":
            value = Found("article", number[0], at, number[1], "article.beside", (("number", number[0]),))
            found.append(value)
    return found


def _after_word(sentence: Sentence, index: int) -> int:
    while index < len(sentence.tokens) and (
        sentence.tokens[index].text in ".№" or sentence.at("facility_number", index) is not None
    ):
        index += 1
    if article_number(sentence, index) is None:  # “under two articles at once: 342 (...) and 369 (...)”
        for at in range(index, min(index + MOST_WORDS_TO_COLON, len(sentence.tokens))):
            if sentence.tokens[at].text == ":" and article_number(sentence, at + 1) is not None:
                return at + 1
    return index


def _from_word(sentence: Sentence, first: int, index: int) -> list[Found]:
    part, start = part_before(sentence, first)
    found: list[Found] = []
    while True:
        number = article_number(sentence, index)
        if number is None:
            return found
        text, last = number
        after = _part_after(sentence, last)
        here = part if part else (after[0] if after else None)
        if after and not part:
            last = after[1]
        value = f"{text} {here}" if here else text
        begin = start if not found else index
        found.append(Found("article", value, begin, last, "article.written", (("number", text),)))
        joint = _next_number(sentence, last)
        if joint is None:
            return found
        part, index = _part_inside(sentence, joint)


def _before_word(sentence: Sentence, first: int, last: int) -> list[Found]:
    """Read “282-й статье”, «130-й и 342-й статьям»: numbers with an ending in front of the word for article."""
    tokens, at = sentence.tokens, first
    found: list[Found] = []
    while at > 0:
        ending = at - 1
        if tokens[ending].kind == WORD and sentence.pack.has("day_endings", tokens[ending].key) and at >= 3:
            at = ending - 1 if tokens[ending - 1].text in "-‑–" else ending
        start = next((s for s in (at - 5, at - 3, at - 1) if s >= 0 and _ends(sentence, s, at)), None)
        if start is None or at == first:
            break
        text = (article_number(sentence, start) or ("", 0))[0]
        found.append(
            Found("article", text, start, last if not found else at, "article.ordinal", (("number", text),))
        )
        link = next((m for m in sentence.links("and") if m.last == start), None)
        at = link.first if link is not None else (start - 1 if tokens[start - 1].text == "," else -1)
    return found[::-1]


def _ends(sentence: Sentence, start: int, end: int) -> bool:
    number = article_number(sentence, start)
    return number is not None and number[1] == end


def article_number(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """Return the number of an article at ``index`` (``361-4``, ``20.3.1``) and the token after it."""
    tokens = sentence.tokens
    if (
        index >= len(tokens)
        or tokens[index].kind != NUMBER
        or not 0 < int(tokens[index].text[:9]) <= LARGEST_ARTICLE
    ):
        return None
    text, last = tokens[index].text, index + 1
    while last + 1 < len(tokens) and tokens[last].glued and tokens[last + 1].glued:
        if (
            tokens[last].text not in ".-‑–"
            or tokens[last + 1].kind != NUMBER
            or len(tokens[last + 1].text) > 2
        ):
            break
        text += ("-" if tokens[last].text in "-‑–" else ".") + tokens[last + 1].text
        last += 2
    raised = tokens[last].text.translate(RAISED) if last < len(tokens) and tokens[last].glued else ""
    if raised.isdecimal() and tokens[last].kind != NUMBER:
        text, last = f"{text}-{raised}", last + 1
    return text, last


def article_alone(sentence: Sentence, first: int, last: int) -> Found | None:
    """Return the article that fills a cell of a table without a word for it: “280.3 ч. 1”, “361-4”."""
    number = article_number(sentence, first)
    if number is None:
        return None
    part = _part_after(sentence, number[1])
    value, end = (f"{number[0]} {part[0]}", part[1]) if part else number
    sure = end == last and len(value) >= SHORTEST_ALONE
    return Found("article", value, first, last, "article.alone", (("number", number[0]),)) if sure else None


def part_before(sentence: Sentence, first: int) -> tuple[str | None, int]:
    """Read “part 1 of”, “ч. 8”, “п. «а» ч. 2” that stands before the word for article."""
    start, part = first, None
    for mark in sentence.marks("part"):
        number = _part_number(sentence, mark.last)
        begin = mark.first
        if number is None:  # “по первой части статьи”: the number stands in front
            before = next((one for one in sentence.marks("ordinals") if one.last == mark.first), None)
            if before is None:
                continue
            number, begin = (before.payload.sense, mark.last), before.first
        if not number[1] <= first <= number[1] + 4:
            continue
        between = sentence.tokens[number[1] : first]
        if all(token.kind == MARK or (token.kind == WORD and len(token.key) <= 3) for token in between):
            start, part = begin, number[0]
    for mark in sentence.marks("point"):
        if mark.last < start and start - mark.last <= 5 and _is_point(sentence, mark.last):
            start = mark.first
            break
    return part, start


def _is_point(sentence: Sentence, index: int) -> bool:
    """Whether a number or a letter in quotation marks follows: п. 3, п. «а», and no initial P. A."""
    tokens = sentence.tokens
    if index < len(tokens) and tokens[index].text == ".":
        index += 1
    return index < len(tokens) and (tokens[index].kind == NUMBER or tokens[index].text in '«“"')


def _part_number(sentence: Sentence, index: int) -> tuple[str, int] | None:
    tokens = sentence.tokens
    while index < len(tokens) and tokens[index].text in ".№":
        index += 1
    if index >= len(tokens):
        return None
    if tokens[index].kind == NUMBER and int(tokens[index].text[:9]) <= LARGEST_PART:
        return tokens[index].text, index + 1
    ordinal = sentence.at("ordinals", index)
    return (ordinal.payload.sense, ordinal.last) if ordinal is not None else None


def _part_after(sentence: Sentence, index: int) -> tuple[str, int] | None:
    """Read “, part 1”, “ч. 2”, “(1)”, “§ 3” that follows an article's number."""
    tokens = sentence.tokens
    at = index + 1 if index < len(tokens) and tokens[index].text == "," else index
    mark = sentence.at("part", at)
    if mark is not None:
        return _part_number(sentence, mark.last)
    bracket = index + 2 < len(tokens) and tokens[index].text == "(" and tokens[index + 2].text == ")"
    if not bracket or tokens[index + 1].kind != NUMBER:
        return None
    return (tokens[index + 1].text, index + 3) if int(tokens[index + 1].text[:9]) <= LARGEST_PART else None


def _next_number(sentence: Sentence, index: int) -> int | None:
    """Return where the next article of a list begins (“213 and 115”, “342, 361-1”), or None."""
    tokens = sentence.tokens
    joint = index = _behind_brackets(sentence, index)
    if joint < len(tokens) and tokens[joint].text == ",":
        joint += 1
    link = sentence.link("and", joint)
    if link is not None:
        joint = link.last
    if joint == index:
        return None
    _, inner = _part_inside(sentence, joint)
    number = article_number(sentence, _after_word(sentence, inner))
    if (
        number is None
        or sentence.at("units", number[1]) is not None
        or sentence.at("months", number[1]) is not None
    ):
        return None
    follows_word = number[1] < len(tokens) and tokens[number[1]].kind not in (MARK,)
    plain = sentence.at("currencies", number[1]) is None and sentence.at("peoples", number[1]) is None
    return joint if plain and (not follows_word or len(number[0]) >= 3 or inner != joint) else None


def _behind_brackets(sentence: Sentence, index: int) -> int:
    """Step over the title of an article in brackets: “342 (...) and 369”."""
    tokens = sentence.tokens
    if index >= len(tokens) or tokens[index].text != "(":
        return index
    for at in range(index + 1, min(index + LONGEST_TITLE, len(tokens))):
        if tokens[at].text == ")":
            return at + 1
    return index


def _part_inside(sentence: Sentence, index: int) -> tuple[str | None, int]:
    """Read “part 2 of” that stands before a further number of a list; return it and where the number begins."""
    mark = sentence.at("part", index)
    if mark is None:
        return None, _after_word(sentence, index)
    number = _part_number(sentence, mark.last)
    if number is None:
        return None, _after_word(sentence, index)
    at = number[1]
    while sentence.link("of", at) is not None or sentence.link("article_the", at) is not None:
        at += 1
    word = sentence.at("article", at)
    return number[0], _after_word(sentence, word.last if word else at)


def _before_code(sentence: Sentence, code: int) -> Found | None:
    """Read “19.11 КоАП”: a number directly before a code's name."""
    for back in (5, 3, 1):
        if code - back < 0:
            continue
        number = article_number(sentence, code - back)
        if number is not None and number[1] == code and (back == 1 or len(number[0]) > 3):
            return Found(
                "article", number[0], code - back, code, "article.before-code", (("number", number[0]),)
            )
    return None
