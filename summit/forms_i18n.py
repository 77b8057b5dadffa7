"""Inputs for a text in several languages: one a language, each with a label of its own."""

from django.conf import settings
from django.utils.html import format_html, format_html_join
from i18nfield.forms import I18nFormField, I18nTextarea, I18nTextInput, I18nWidget


class LanguageInputs(I18nTextInput):
    """One line a language. The library names the language only in a placeholder, which typing hides."""

    def render(self, name, value, attrs=None, renderer=None):
        return I18nWidget.render(self, name, value, {**(attrs or {}), "placeholder": ""}, renderer)

    def format_output(self, rendered_widgets, id_):
        names = dict(settings.LANGUAGES)
        shown = [place for place, code in enumerate(self.locales) if code in self.enabled_locales]
        rows = (
            (f"{id_}_{place}", names[self.locales[place]], rendered)
            for place, rendered in zip(shown, rendered_widgets, strict=True)
        )
        inputs = format_html_join("", '<label class="hint" for="{}">{}</label>{}', rows)
        return format_html('<div class="i18n-form-group" id="{}">{}</div>', id_, inputs)

    def use_required_attribute(self, initial):
        """One language is enough, so no single input is required."""
        return False


class LanguageTextareas(I18nTextarea):
    """Several lines a language."""

    render = LanguageInputs.render
    format_output = LanguageInputs.format_output
    use_required_attribute = LanguageInputs.use_required_attribute


def label_languages(field: I18nFormField) -> None:
    """Give the field our inputs, and say of a field that wants one language that it is required."""
    was: I18nWidget = field.widget
    inputs = LanguageTextareas if isinstance(was, I18nTextarea) else LanguageInputs
    field.widget = inputs(locales=field.locales, field=field, attrs=was.attrs)
    field.required = field.one_required
