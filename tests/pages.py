"""What a rendered page is made of, read without a browser."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

LINKS = ("href", "action", "formaction", "hx-get", "hx-post", "hx-delete")
EVENT = re.compile(r"^on[a-z]+$")
NUMBER = re.compile(r"^\d+$")
DATA = {"application/json", "importmap"}  # scripts that run nothing
RIGHT_TO_LEFT = {"ar"}


class Page(HTMLParser):
    """Counts and collects what the house rules speak about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang = self.dir = ""
        self.headings = 0
        self.inline: list[str] = []
        self.links: set[str] = set()
        self.choices: list[str] = []
        self.ids: list[str] = []
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang, self.dir = got.get("lang", ""), got.get("dir", "")
        self.headings += tag == "h1"
        self.links |= {got[name] for name in LINKS if name in got}
        if "id" in got:
            self.ids.append(got["id"])
        self._look_for_inline(tag, got)
        self._look_for_choice(tag, got)

    def _look_for_inline(self, tag: str, got: dict[str, str]) -> None:
        if tag == "style" or (tag == "script" and "src" not in got and got.get("type") not in DATA):
            self.inline.append(f"<{tag}>")
        self.inline += [f"<{tag} {name}>" for name in got if name == "style" or EVENT.match(name)]

    def _look_for_choice(self, tag: str, got: dict[str, str]) -> None:
        if tag == "select":
            self._select = got.get("name", "")
        named = {"option": self._select, "input": got.get("name", "")}
        if tag == "option" or (tag == "input" and got.get("type") in {"radio", "checkbox", "hidden"}):
            self.choices.append(f"{named[tag]}={got.get('value', '')}")

    @property
    def numbered_links(self) -> list[str]:
        """Links of ours that name a row by a bare number."""
        return [link for link in self.links if any(map(NUMBER.match, urlsplit(link).path.split("/")))]

    @property
    def numbered_choices(self) -> list[str]:
        """Choices whose value is a bare number, which a database id would be."""
        return [choice for choice in self.choices if NUMBER.match(choice.partition("=")[2])]

    @property
    def twice(self) -> list[str]:
        """Ids that stand on the page more than once."""
        return sorted({name for name in self.ids if self.ids.count(name) > 1})


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with a page by the rules that hold for every page."""
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    found = []
    if page.headings != 1:
        found.append(f"{page.headings} h1")
    if (page.lang, page.dir) != (language, direction):
        found.append(f"lang={page.lang} dir={page.dir}")
    if page.inline:
        found.append(f"inline: {sorted(set(page.inline))}")
    if page.twice:
        found.append(f"ids twice: {page.twice}")
    return found
