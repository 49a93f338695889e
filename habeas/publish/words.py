"""The words of a page in one language: looked up, filled in, counted. They come from packs/words/<lang>.yml."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from markupsafe import Markup, escape

from habeas.packs.loader import Pack, PackError, load


class Words:
    """One language's words. ``lang`` is its tag, ``native`` its own name, ``locale`` Babel's locale.

    What is put into a sentence is escaped unless it is markup already; the words themselves hold none.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.lang: str = str(pack.data["lang"])
        self.native: str = str(pack.data["native"])
        self.locale: Locale = Locale.parse(str(pack.data["locale"]))
        self.alphabet: str = str(pack.data["alphabet"])
        self.name_order: tuple[str, ...] = tuple(str(lang) for lang in pack.data["name_order"])

    def text(self, key: str, /, **values: object) -> Markup:
        """Return the sentence at ``key`` (``site.person.facts``) with ``values`` put in; PackError if it is not there."""
        found = self._find(key)
        if not isinstance(found, str):
            raise self._error(key, f"“{key}” is no sentence.", "write one sentence there.")
        return self._fill(key, found, values)

    def count(self, key: str, n: int, /, **values: object) -> Markup:
        """Return the plural form at ``key`` that ``n`` takes in this language, with {n} and ``values`` put in.

        A form under the number itself (``"1"``) goes before the plural's.
        """
        forms = self._find(key)
        form = str(self.locale.plural_form(n))
        if isinstance(forms, dict) and str(n) in forms:
            form = str(n)
        if not isinstance(forms, dict) or form not in forms:
            raise self._error(key, f"“{key}” has no form “{form}”.", "add the plural form.")
        return self._fill(key, str(forms[form]), {"n": n, **values})

    def term(self, group: str, term: str, /) -> Markup:
        """Return the word for a vocabulary term (``claim_types``, ``fields``, ``status``, ``states``, ``kinds``).

        A term that this version does not know is shown as it is written in the data.
        """
        found = self._pack.data.get(group, {}).get(term)
        return escape(found if isinstance(found, str) else term.replace("_", " "))

    def pattern(self, key: str, /) -> str:
        """Return what stands at ``key`` as it is: a date pattern for Babel."""
        return str(self._find(key))

    def knows(self, group: str, term: str, /) -> bool:
        """Whether there is a word for this term."""
        return isinstance(self._pack.data.get(group, {}).get(term), str)

    def _find(self, key: str) -> Any:
        found: Any = self._pack.data
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                raise self._error(key, f"there are no words for “{key}”.", "add them.")
            found = found[part]
        return found

    def _fill(self, key: str, sentence: str, values: dict[str, object]) -> Markup:
        try:
            return escape(sentence).format(**values)
        except (KeyError, IndexError) as error:
            raise self._error(
                key, f"“{sentence}” asks for {error}, which is not given.", "use the names that English uses."
            ) from error

    def _error(self, key: str, problem: str, fix: str) -> PackError:
        return self._pack.error(tuple(key.split(".")), problem, fix)


@cache
def words_of(lang: str) -> Words:
    """Return the words of ``lang``; PackError if Habeas has no pages in that language."""
    return Words(load(f"words/{lang}.yml"))
