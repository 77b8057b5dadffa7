"""Choices of a form field by what people write for them, in any language of the product."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from summit import writing
from summit.imports.refusals import CellError
from summit.text import fold


class Choices:
    def __init__(self, form_field):
        self.labels = [(value, label) for value, label in form_field.choices if value not in ("", None)]
        self.known = {}
        for lang, _name in settings.LANGUAGES:
            with translation.override(lang):
                self.known |= {fold(str(label)): str(value) for value, label in self.labels}
        self.known |= {fold(str(value)): str(value) for value, _label in self.labels}

    def resolve(self, text: str) -> str:
        """The stored value that ``text`` means. Raises ``CellError`` with the words that are open."""
        if (value := self.known.get(fold(text))) is not None:
            return value
        comma = writing.FORMATS[writing.language()]["comma"]
        words = comma.join(str(label) for _value, label in self.labels)
        raise CellError(
            "unknown_choice",
            _("“%(text)s” is not a choice. Write one of: %(words)s.") % {"text": text, "words": words},
        )
