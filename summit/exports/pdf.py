"""Printed pages: typst templates fed with JSON. Text is data and is never read as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

FONTS = Path(__file__).resolve().parent.parent / "fonts"


class TemplateUnknown(LookupError):
    """There is no such template."""


class _Encoder(DjangoJSONEncoder):
    def default(self, o):
        if isinstance(o, Promise) or isinstance(
            getattr(o, "data", None), dict
        ):  # lazy texts, texts in several languages
            return force_str(o)
        return super().default(o)


@cache
def fonts() -> typst.Fonts:
    """Our own faces only, read once: a page looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def render(template_name: str, data: dict[str, Any], lang: str = "fr") -> bytes:
    """The PDF of ``templates/<template_name>`` with ``data``, in the words and direction of ``lang``.

    Raises ``TemplateUnknown``; any other failure is a fault of the template and stays a ``typst.TypstError``.
    """
    root, template = _found(template_name)
    with override(lang):
        texts = frame_words() | data.get("words", {})
        payload = json.dumps(data | {"words": texts}, cls=_Encoder, ensure_ascii=False)
    inputs = {"data": payload, "lang": lang, "dir": "rtl" if get_language_info(lang)["bidi"] else "ltr"}
    compiler = typst.Compiler(
        str(template), root=str(root), font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs
    )
    return bytes(compiler.compile(format="pdf"))


def _found(name):
    """The template's folder and path; a name that leaves the folder is unknown."""
    for folder in settings.TEMPLATES[0]["DIRS"]:
        root = Path(folder).resolve()
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.suffix == ".typ" and path.is_file():
            return root, path
    raise TemplateUnknown(name)


def frame_words() -> dict[str, str]:
    """What the frame of every page says, in the active language."""
    return {
        "page": _("page"),
        "of": _("of"),
        "demo": _("Fictitious data"),
        "todo": _("To do"),
        "doing": _("In progress"),
        "wait": _("Waiting"),
        "late": _("Late"),
        "blocked": _("Blocked"),
        "done": _("Done"),
        "void": _("Cancelled"),
    }
