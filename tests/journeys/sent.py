"""What a browser would send back of a form on a page, untouched: a journey changes only what its person types."""

from html.parser import HTMLParser


class Forms(HTMLParser):
    """Every form of a page as ``(action, data)``; lists where a name may come several times."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._data: dict[str, list[str]] = {}
        self._select = self._area = ""
        self._text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        got = {name: "" if value is None else value for name, value in attrs}
        name = got.get("name", "")
        if tag == "form":
            self._data = {}
            self.forms.append((got.get("action", ""), self._data))
        elif tag == "input" and name and self._is_sent(got):
            self._add(name, got.get("value", "on" if got.get("type") in {"checkbox", "radio"} else ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in got or self._select not in self._data):
            self._data[self._select] = [got.get("value", "")]
        elif tag == "textarea":
            self._area, self._text = name, []

    @staticmethod
    def _is_sent(got):
        kind = got.get("type", "text")
        return kind not in {"submit", "file", "button"} and (
            kind not in {"checkbox", "radio"} or "checked" in got
        )

    def _add(self, name, value):
        self._data.setdefault(name, []).append(value)

    def handle_data(self, data):
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area:
            self._add(self._area, "".join(self._text).removeprefix("\n"))
            self._area = ""
        elif tag == "select":
            self._select = ""


def form_of(response, *, holding: str) -> dict[str, list[str]]:
    """The data of the form that has a field named ``holding``."""
    found = [data for _action, data in Forms(response.text).forms if holding in data]
    assert len(found) == 1, f"{len(found)} forms with {holding}"
    return found[0]


def answered(client, url: str, *, holding: str, **typed):
    """Open a page, type into its form and send it; double underscores in names stand for dashes."""
    data = form_of(client.get(url), holding=holding)
    return client.post(url, data | {name.replace("__", "-"): value for name, value in typed.items()})
