"""Fields of a form that is no model's: labelled and limited by the columns that keep what is typed."""

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst
from i18nfield.forms import I18nFormField, I18nTextInput

from summit.forms_i18n import label_languages
from summit.inputs import DayInput

capitals = lazy(capfirst, str)  # in the reader's language, not in that of the start


def label(model, name):
    return capitals(model._meta.get_field(name).verbose_name)


def text(model, name, **attrs):
    """A text as long as the column that keeps it."""
    column = model._meta.get_field(name)
    return forms.CharField(
        label=capitals(column.verbose_name),
        help_text=column.help_text,
        required=not column.blank,
        max_length=column.max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"} | attrs),
    )


def choice(model, name, choices=()):
    offered = choices or model._meta.get_field(name).choices or ()
    return forms.ChoiceField(label=label(model, name), required=False, choices=[("", "—"), *offered])


def day(model, name):
    return forms.DateField(label=label(model, name), required=False, widget=DayInput)


def in_languages(model, name, max_length):
    field = I18nFormField(
        label=label(model, name), required=False, max_length=max_length, widget=I18nTextInput
    )
    label_languages(field)
    return field


def several_lines(shown, max_length, **attrs):
    return forms.CharField(
        label=shown,
        required=False,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"} | attrs),
    )
