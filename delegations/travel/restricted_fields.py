"""Restricted fields in a form: what is stored is not shown, only replaced or taken away."""

from django.utils.translation import gettext_lazy as _

KEPT = _("Something is written here and not shown. What you write replaces it; a hyphen takes it away.")


class KeepsRestricted:
    """For an ``EditForm``: the fields named in ``RESTRICTED`` are sent back empty and then kept.

    A hyphen alone empties the field. Two versions of a clash are compared without them.
    """

    RESTRICTED: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.RESTRICTED:
            if getattr(self.instance, name):
                self.initial[name] = ""
                self.fields[name].help_text = KEPT

    def clean(self):
        cleaned = super().clean()
        for name in self.RESTRICTED:
            if name in cleaned:
                written = (cleaned[name] or "").strip()
                cleaned[name] = "" if written == "-" else written or self.before[name]
        return cleaned

    def _both_versions(self):
        return (pair for pair in super()._both_versions() if pair[0] not in self.RESTRICTED)
