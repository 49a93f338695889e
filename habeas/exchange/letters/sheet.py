"""The sheet of one letter as data: every word that stands on it, in the language of whoever writes.

A `Sheet` is made of what the private lane holds and of nothing else, and says on its face that it is a working copy. No
function of the site takes one. A sheet carries no day that is counted from law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from habeas.exchange.letters.envelope import LINES, Envelope
from habeas.exchange.letters.log import NOTHING_LOGGED, Tally
from habeas.exchange.letters.recipient import Recipient
from habeas.exchange.letters.rules import words_of
from habeas.exchange.letters.wishes import Wish
from habeas.model.reason import Reason
from habeas.packs.loader import load

LONGEST = 400  # characters of a wish or a name on a sheet: it stays one page that can be read
NUMBER = 8  # digits of the person's address by which a sheet is called


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter sheet, ready to be set: ``fields`` hold text only, lists of text and the empty text for what is not there."""

    number: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and for whom a sheet is made: the day, its language, the writer's code (or ""), her log, the public page (or "")."""

    today: date
    lang: str
    writer: str = ""
    tally: Tally = NOTHING_LOGGED
    page: str = ""
    returned: Reason | None = None


def sheet_of(to: Recipient, on: Envelope, occasion: Occasion) -> Sheet:
    """Return the sheet of one letter."""
    words = words_of(occasion.lang)
    number = to.id[:NUMBER]
    gaps = [*on.gaps, *([occasion.returned] if occasion.returned else [])]
    lines: Mapping[str, Any] = load(LINES).data
    first = lines.get(on.lang, lines["ru"])
    fields = {
        "lang": occasion.lang,
        "only": words["only"],
        "printed": _say(words, "printed", day=occasion.today),
        "sheet": _say(words, "sheet", number=number),
        "writer": _say(words, "for_writer", code=occasion.writer) if occasion.writer else "",
        "title": _say(words, "title", name=shortened(to.name)),
        "spellings": [shortened(name) for name in to.names if name != to.name][:3],
        "about": _about(to, occasion, words),
        "wishes": [
            _say(words, "wishes", wish=_quoted(shortened(wish.words), words))
            for wish in to.wishes
            if wish.wish is not Wish.WELCOME
        ],
        "missing": [gap_words(gap, words) for gap in gaps],
        "columns": _columns(on, words),
        "when": _when(to, occasion, words),
        "first_line": _first_line(first, lines, on, occasion.lang),
        "label": [shortened(line, LONGEST // 4) for line in on.lines],
        "label_lang": on.lang,
        "to": first["to"],
        "from": first["from"],
        "unchecked": _unchecked(on, words),
        "report": _say(words, "report", number=number),
        "page": occasion.page,
        "page_words": _say(words, "page", address=occasion.page) if occasion.page else "",
        "heads": {key: words[key] for key in ("missing", "when", "first_line", "label")},
    }
    return Sheet(number, fields)


def _about(to: Recipient, occasion: Occasion, words: Mapping[str, Any]) -> list[str]:
    found = []
    if to.where is not None:
        place = to.where.facility
        known = {"facility": place, "day": to.where.day}
        found.append(_say(words, "held_since" if to.where.day else "held", **known))
    if to.reads:
        found.append(_say(words, "reads", languages=", ".join(to.reads)))
    if to.known:
        found.append(_say(words, "known", words=shortened("; ".join(to.known))))
    found.append(_say(words, "sent", n=occasion.tally.sent))
    return found


def _columns(on: Envelope, words: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """Return two columns of advice: of each list first what this country asks, then what holds anywhere."""
    return [
        [_advice(on, words, key) for key in keys] for keys in (("before", "envelope"), ("write", "leave_out"))
    ]


def _advice(on: Envelope, words: Mapping[str, Any], key: str) -> dict[str, Any]:
    own: Mapping[str, Any] = words.get(on.rules.code, {})
    rows = [*own.get(key, ()), *words["common"][key]]
    if key == "before" and on.place is not None and on.place.kind in words["kinds"]:
        rows.append(words["kinds"][on.place.kind])
    return {"head": words[key], "rows": rows}


def _when(to: Recipient, occasion: Occasion, words: Mapping[str, Any]) -> str:
    if to.birthday is None or to.send is None:
        return str(words["any_day"])
    first, last = to.send
    if occasion.today > last:
        return _say(words, "birthday_now", day=to.birthday)
    return _say(words, "birthday", day=to.birthday, first=max(first, occasion.today), last=last)


def _first_line(
    first: Mapping[str, Any], lines: Mapping[str, Any], on: Envelope, lang: str
) -> dict[str, str]:
    means = str(lines["means"][lang])
    return {"lang": on.lang, "words": str(first["words"]), "means": means if lang != on.lang else ""}


def _unchecked(on: Envelope, words: Mapping[str, Any]) -> str:
    if on.place is None or on.place.checked or not on.lines:
        return ""
    return _say(words, "unchecked", source=on.place.source or words["none_unknown"])


def gap_words(gap: Reason, words: Mapping[str, Any]) -> str:
    """Return what is missing, in the language of ``words``."""
    facts = {
        key: day_in(date.fromisoformat(text), words) if key == "day" else text for key, text in gap.facts
    }
    return str(words["gaps"][gap.rule.removeprefix("letter.")]).format(**facts)


def _quoted(text: str, words: Mapping[str, Any]) -> str:
    opening, closing = words["quotes"]
    return f"{opening}{text}{closing}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return ``text``, cut at a word where it is too long."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0] or text[:longest]} […]"


def _say(words: Mapping[str, Any], key: str, /, **values: object) -> str:
    """Return the sentence at ``key``; days as this language writes them."""
    told = {
        name: day_in(value, words) if isinstance(value, date) else value for name, value in values.items()
    }
    return str(words[key]).format(**told)


def day_in(day: date, words: Mapping[str, Any]) -> str:
    """Return a day as the language of ``words`` writes it, its parts held together."""
    return str(format_date(day, "long", locale=words["lang"])).translate({0x20: 0xA0, 0x202F: 0xA0})
