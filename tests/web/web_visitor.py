"""A visitor without JavaScript: follows links and presses buttons of the pages as they come, forms and tokens included."""

from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

HOST = "localhost:8765"


class Visitor:
    def __init__(self, lang="en"):
        self.client = Client(enforce_csrf_checks=True, headers={"host": HOST})
        self.client.cookies["habeas-lang"] = lang
        self.path, self.answer, self.page = "/", None, None

    def get(self, address):
        """Go to an address, redirects included; return the page."""
        return self._take(self.client.get(self._local(address), follow=True))

    def follow(self, words):
        """Press the link that says ``words``."""
        found = [a for a in self.page.css("a") if words in self.words(a)]
        assert found, f"no link says “{words}” on {self.path}"
        return self.get(found[0].attributes["href"])

    def press(self, words, /, *, within=None, **fields):
        """Press the button that says ``words``, with ``fields`` filled in (a list: these boxes and no others)."""
        place = self.page.css_first(within) if within else self.page
        assert place is not None, f"there is no {within} on {self.path}"
        buttons = [b for b in place.css("button") if words in self.words(b)]
        assert buttons, f"no button says “{words}” on {self.path}"
        form = buttons[0].parent
        while form.tag != "form":
            form = form.parent
        sent = self._fields(form)
        for name, value in fields.items():
            name = name.replace("__", "-")
            sent[name] = value if isinstance(value, list) else [value]
        pressed = buttons[0].attributes
        if pressed.get("name"):
            sent[pressed["name"]] = [pressed.get("value") or ""]
        return self.send(form.attributes.get("action") or self.path, sent)

    def send(self, address, fields):
        """Send a form as a browser does from a page that tells nobody where it is."""
        headers = {"origin": "null", "sec-fetch-site": "same-origin"}
        return self._take(self.client.post(self._local(address), fields, follow=True, headers=headers))

    @property
    def status(self):
        return self.answer.status_code

    @property
    def text(self):
        """All words of the page's main part."""
        return self.words(self.page.css_first("main"))

    def all(self, selector):
        """The words of every such element."""
        return [self.words(node) for node in self.page.css(selector)]

    @staticmethod
    def words(node):
        return " ".join(unescape(node.text(deep=True)).replace("\u00a0", " ").split())

    def _take(self, answer):
        if answer.redirect_chain:
            self.path = urlsplit(answer.redirect_chain[-1][0]).path
        else:
            self.path = answer.request["PATH_INFO"]
        self.answer = answer
        self.page = LexborHTMLParser(answer.content.decode("utf-8", "replace"))  # a file is no page
        return self.page

    def _local(self, address):
        return urljoin(f"http://{HOST}{self.path}", address).removeprefix(f"http://{HOST}").split("#")[0]

    @staticmethod
    def _fields(form):
        """What a form sends as it stands."""
        sent = {}
        for field in form.css("input, textarea, select"):
            about = field.attributes
            name = about.get("name")
            if not name or (about.get("type") in ("radio", "checkbox") and "checked" not in about):
                continue
            if field.tag == "select":
                chosen = [o for o in field.css("option") if "selected" in o.attributes] or field.css(
                    "option"
                )[:1]
                value = chosen[0].attributes.get("value") or ""
            elif field.tag == "textarea":
                value = field.text()
            else:
                value = about.get("value") or ("on" if about.get("type") in ("radio", "checkbox") else "")
            sent.setdefault(name, []).append(value)
        return sent
