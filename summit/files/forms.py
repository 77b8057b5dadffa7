"""The field through which every private file comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from summit.files.content import EXTENSIONS, accept


class PrivateFileField(forms.FileField):
    """A file that was looked into; ``cleaned_data`` holds an ``Accepted``, for ``files.store()``.

    Give it another name than the model's foreign key, ``upload`` for instance: the key
    takes the stored row, not the upload.
    """

    default_error_messages = {"empty": _("The file is empty.")}

    def to_python(self, data):
        upload = super().to_python(data)
        return accept(upload) if upload else None

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(EXTENSIONS.values())}
