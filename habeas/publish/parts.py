"""The small parts of a page, as HTML: values, quotes, lines, facts. In Python and not in templates, for speed:
a page has some hundred of them.

Everything that goes in is markup already, or is escaped here; tests push hostile words through every part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from habeas.publish.facts import Fact, Line
from habeas.publish.names import Named, Spelling
from habeas.publish.quotes import Card, Quote
from habeas.publish.reasons import Told, because
from habeas.publish.values import Shown
from habeas.publish.words import Words

if TYPE_CHECKING:
    from habeas.publish.moments import Moment

_LEAVES = 'rel="noreferrer noopener external"'


@lru_cache(maxsize=64)
def glyph(name: str) -> str:
    """Return one of our drawings, which says nothing to a screen reader."""
    return f'<svg class="g" aria-hidden="true"><use href="#g-{name}"/></svg>'


@lru_cache(maxsize=1 << 10)
def _lang(lang: str | None) -> str:
    return "" if lang in (None, "und") else f' lang="{escape(lang)}"'


def value(shown: Shown) -> str:
    """Return a value; what others wrote stands in its own language, isolated."""
    if shown.lang is None:
        return shown.words
    return f'<bdi class="theirs"{_lang(shown.lang)}>{shown.words}</bdi>'


def spelling(form: Spelling) -> str:
    """Return one form of a name."""
    return f"<bdi{_lang(form.lang)}>{escape(form.name)}</bdi>"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of pages in one language."""

    words: Words

    def heading(self, name: Named) -> Markup:
        """Return the name as the heading of a page, with its other forms below."""
        if name.first is None:
            return Markup('<h1 class="name none">{}</h1>\n').format(self.words.text("site.person.unnamed"))
        made = f'<h1 class="name" dir="auto"{_lang(name.first.lang)}>{escape(name.first.name)}</h1>\n'
        if name.others:
            made += f'<p class="forms">{", ".join([spelling(form) for form in name.others])}</p>\n'
        return Markup(made)  # noqa: S704 - escaped above

    def person(self, name: Named) -> Markup:
        """Return the first form of a name, or that it is not published."""
        told = spelling(name.first) if name.first else self.words.text("site.person.unnamed")
        return Markup(told)  # noqa: S704 - escaped above

    def card(self, source: Card) -> str:
        """Return who published, when, and where it can be read."""
        text = self.words.text
        pieces = [value(source.publisher) if source.publisher else text("site.fact.no_publisher")]
        pieces.append(source.published or text("dates.unknown"))
        if source.link:
            pieces.append(
                f'<a href="{escape(source.link)}" {_LEAVES} title="{text("site.fact.open")}">{escape(source.host)}</a>'
            )
        if source.archived:
            pieces.append(f'<a href="{escape(source.archived)}" {_LEAVES}>{text("site.fact.archived")}</a>')
        return ", ".join(pieces)

    def quote(self, item: Quote) -> str:
        """Return one passage with its source and who says so."""
        text = self.words.text
        if item.text is None:
            said = f'<p class="held">{text("site.fact.held_by_us")}</p>'
        else:
            said = f'<blockquote dir="auto"{_lang(item.lang)}>{escape(item.text)}</blockquote>'
        copies = ""
        if item.copies:
            others = "; ".join([self.card(copy) for copy in item.copies])
            copies = f'<p class="copies">{text("site.fact.same_text")} {others}</p>\n'
        return f'<div class="quote">\n{said}\n<p class="by">{self._by(item)}</p>\n{copies}</div>\n'

    def _by(self, item: Quote) -> str:
        voices = ", ".join([value(v) for v in item.voices]) or self.words.text("site.fact.publication")
        return (
            f'{self.card(item.card)}. <span class="voice">{self.words.text("site.fact.who")} {voices}</span>'
        )

    def quotes(self, items: Iterable[Quote]) -> Markup:
        """Return passages one after the other."""
        return Markup("".join([self.quote(item) for item in items]))  # noqa: S704 - escaped above

    def _folded(self, key: str, items: Sequence[Quote]) -> str:
        if not items:
            return ""
        return f"<details><summary>{self.words.text(key, n=len(items))}</summary>\n{self.quotes(items)}</details>\n"

    def _field(self, line: Line, counted: Markup | None) -> str:
        if line.choices:
            return self._rivals(line)
        own = (
            ""
            if counted is not None and line.counts == counted
            else f' <span class="meta">{_counts(line.counts)}</span>'
        )
        own_quotes = self.quotes(line.quotes)
        note = f'<p class="small soft">{because(line.note)}</p>\n' if line.note else ""
        return (
            f'<div class="field"><span>{glyph(line.line)}</span><div><p><span class="label">{line.label}:</span> '
            f"<b>{value(line.value)}</b>{own}</p>\n{note}{own_quotes}</div></div>\n"
        )

    def _rivals(self, line: Line) -> str:
        sides = "".join(
            f'<div class="rival"><span>{glyph(choice.line)}</span><div><p><b>{value(choice.value)}</b> '
            f'<span class="meta">{_counts(choice.counts)}</span></p>\n{self.quotes(choice.quotes)}</div></div>\n'
            for choice in line.choices
        )
        why = because(line.why) if line.why else ""
        return (
            f'<div class="rivals">\n<p class="small soft">{line.label}</p>\n{sides}'
            f'<p class="small soft why">{self.words.text("site.fact.first")} {why}</p>\n</div>\n'
        )

    def fact(self, item: Fact, alone: bool = True) -> Markup:
        """Return one event or trait; ``alone`` is False where it stands under the group it is told of."""
        text = self.words.text
        made = [f'<div id="{escape(item.anchor)}" class="fact"><dt>{item.label}</dt><dd>\n']
        if item.title != item.label:
            made.append(f'<p class="says"><b>{item.title}</b></p>\n')
        if item.alleged:
            made.append(f'<p class="small soft">{text("site.says.allegation")}</p>\n')
        made += [self._field(line, item.counts) for line in item.lines]
        if item.certainty != "plain":
            made.append(f'<p class="small soft">{text("site.line.certainty_" + item.certainty)}</p>\n')
        if item.group and alone:
            made.append(f'<p class="small soft">{text("site.fact.group")}</p>\n')
        made.append(self._meta(item))
        apart = [quote for line in item.lines for choice in line.choices for quote in choice.quotes]
        left = [quote for quote in item.quotes if quote not in apart] if apart else list(item.quotes)
        if left and (item.alleged or item.disputed):
            made.append(self.quote(left[0]) + self._folded("site.fact.quotes", left[1:]))
        elif left:
            made.append(f'<p class="by">{self._by(left[0])}</p>\n')
            made.append(self._folded("site.fact.own_quotes", left))
        made.append("</dd></div>\n")
        return Markup("".join(made))  # noqa: S704 - escaped above

    def traits(self, items: Iterable[Fact]) -> Markup:
        """Return traits one after the other: the values of a kind in one line, and what each rests on folded below."""
        return Markup("".join([self._trait(item) for item in items]))  # noqa: S704 - escaped above

    def _trait(self, item: Fact) -> str:
        single = [line for line in item.lines if not line.choices]
        values: dict[str, list[str]] = {}
        for line in single:
            values.setdefault(line.label, []).append(f"<b>{value(line.value)}</b>")
        said = "".join(
            f'<p><span class="label">{label}:</span> {", ".join(dict.fromkeys(told))}</p>\n'
            for label, told in values.items()
        )
        rivals = "".join([self._rivals(line) for line in item.lines if line.choices])
        alleged = self.words.text("site.says.allegation") if item.alleged else ""
        told = f'<p class="small soft">{alleged}</p>\n' if alleged else ""
        number = sum(len(line.quotes) for line in single)
        folded = "".join([self._field(line, item.counts) for line in single])
        summary = self.words.text("site.fact.own_quotes", n=number)
        below = f"<details><summary>{summary}</summary>\n{folded}</details>\n" if number else ""
        return (
            f'<div id="{escape(item.anchor)}" class="fact"><dt>{item.label}</dt><dd>\n{said}{told}{rivals}'
            f"{self._meta(item)}{below}</dd></div>\n"
        )

    def _meta(self, item: Fact) -> str:
        state = ""
        if item.disputed:
            word = self.words.term("states", "disputed")
            state = f'<span class="st disputed">{glyph("disputed")}{word}</span>'
        counts = _counts(item.counts) if item.counts else ""
        return f'<p class="meta">{state}{counts}</p>\n' if state or counts else ""

    def facts(self, items: Iterable[Fact], alone: bool = True) -> Markup:
        """Return facts one after the other."""
        return Markup("".join([self.fact(item, alone) for item in items]))  # noqa: S704 - escaped above

    def moments(self, items: Iterable[Moment]) -> Markup:
        """Return the list in order of time."""
        lines = [
            f'<li>{glyph(m.line)}<div><p class="when">{m.when}</p><p class="small"><a href="#{escape(m.anchor)}">{m.what}</a>'
            f"{''.join([', ' + value(one) for one in m.values])}</p></div></li>\n"
            for m in items
        ]
        return Markup(f'<ol class="tline">\n{"".join(lines)}</ol>\n')  # noqa: S704 - escaped above

    def value(self, shown: Shown) -> Markup:
        """Return a value for a template."""
        return Markup(value(shown))  # noqa: S704 - escaped above

    def spelling(self, form: Spelling) -> Markup:
        """Return a form of a name for a template."""
        return Markup(spelling(form))  # noqa: S704 - escaped above

    def glyph(self, name: str) -> Markup:
        """Return one of our drawings for a template."""
        return Markup(glyph(name))  # noqa: S704 - a constant of ours

    def because(self, told: Told) -> Markup:
        """Return a reason for a template."""
        return because(told)


def _counts(text: Markup) -> str:
    return f'<span class="counts">{glyph("origin")}{text}</span>'
