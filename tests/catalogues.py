"""Compile the message catalogues:  python tests/catalogues.py

``manage.py makemessages`` (which needs gettext) collects the sentences; this writes each ``.mo`` beside its ``.po``.
What is compiled is committed, so nobody else needs it. ``used()`` finds the sentences without gettext, for the proof.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "summit" / "locale"
LANGUAGES = ("fr", "ar", "en")
CODE = ("summit", "delegations", "venues")

Message = tuple[str | None, str, str]  # context, sentence, sentence for many

# Which arguments of each function are context, sentence and sentence for many.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALLS = {name + end: places for name, places in ARGUMENTS.items() for end in ("", "_lazy", "_noop")}
CALLS["_"] = ARGUMENTS["gettext"]

LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
WRITTEN_CALL = re.compile(rf"(?<![\w.])({'|'.join(CALLS)})\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)


def po_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def compiled(language: str) -> bytes:
    """What the ``.mo`` of this language must hold."""
    return polib.pofile(str(po_of(language))).to_binary()


def used() -> dict[Message, str]:
    """Every message of code and templates, with one file that says it."""
    found: dict[Message, str] = {}
    for path in sources():
        text = path.read_text(encoding="utf-8")
        messages = in_python(text) if path.suffix == ".py" else in_template(text, str(path))
        found |= dict.fromkeys(messages, str(path.relative_to(ROOT)))
    return found


def sources() -> Iterator[Path]:
    yield ROOT / "manage.py"
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))
    for ending in ("*.html", "*.txt"):
        yield from sorted((ROOT / "templates").rglob(ending))


def in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (name := called(node.func)) in CALLS:
            said = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            yield from message(name, said)


def called(function: ast.expr) -> str:
    """The bare name of what is called: ``_``, ``gettext`` or ``translation.gettext``."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def in_template(text: str, origin: str) -> Iterator[Message]:
    """Django turns the tags into calls, as it does for gettext."""
    for name, literals in WRITTEN_CALL.findall(templatize(text, origin=origin)):
        said = [ast.literal_eval(one) for one in re.findall(LITERAL, literals, re.DOTALL)]
        yield from message(name, said)


def message(name: str, said: list) -> Iterator[Message]:
    """The message of one call; nothing where its words are not written in place."""
    context, one, many = (None if place is None else said[place : place + 1] for place in CALLS[name])
    parts = [part[0] if part else None for part in (context, one, many)]
    if isinstance(parts[1], str):
        yield parts[0], parts[1], parts[2] or ""


def main():
    for language in LANGUAGES:
        po_of(language).with_suffix(".mo").write_bytes(compiled(language))
        print(f"{language}: {len(polib.pofile(str(po_of(language))).translated_entries())} messages")


if __name__ == "__main__":
    main()
