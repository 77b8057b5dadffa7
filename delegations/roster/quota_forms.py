"""The quotas of a delegation as one table, and the choice of who leaves when one is lowered."""

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegations.roster import quota_cutting
from delegations.roster.quotas import Quota
from summit.forms import EditForm

MOST = 100_000


class QuotaForm(EditForm):
    """One kind: how many, who pays, and on what that rests. A row left empty sets nothing."""

    class Meta:
        model = Quota
        fields = ["granted", "paid_by", "basis"]
        error_messages = {"granted": {"required": _("Write a number; 0 grants none.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.empty_permitted = self.instance.pk is None
        kind = self.instance.get_quota_type_display()
        for name, bound in self.fields.items():
            if name != "revision":
                bound.widget.attrs["aria-label"] = f"{kind}, {bound.label}"
        self.fields["granted"].widget.attrs["max"] = MOST
        if self.instance.pk is None:
            del self.fields["revision"]  # nobody can be faster at a row that is not there yet

    def clean_granted(self):
        granted = self.cleaned_data["granted"]
        if granted is not None and granted > MOST:
            raise forms.ValidationError(_("This number is too large."))
        return granted

    def falls_below(self, people: int) -> bool:
        """Whether saving would grant fewer places than people stand on the list."""
        if self.instance.pk is None or self.instance.quota_type not in quota_cutting.OF_PEOPLE:
            return False
        granted = self.cleaned_data["granted"]
        return granted < self.before["granted"] and granted < people


class QuotaTable:
    """All kinds of quota of one delegation as one form."""

    def __init__(self, delegation, *, user, data=None):
        self.delegation, self.is_bound = delegation, data is not None
        stored = {row.quota_type: row for row in delegation.quotas.select_related("delegation", "summit")}
        self.forms = [
            QuotaForm(data, instance=stored.get(kind) or self.blank(kind), prefix=kind, user=user)
            for kind in Quota.Kind.values
        ]

    def blank(self, kind):
        return Quota(summit=self.delegation.summit, delegation=self.delegation, quota_type=kind)

    @property
    def wrong(self) -> bool:
        return self.is_bound and any(form.errors for form in self.forms)

    def is_valid(self) -> bool:
        verdicts = [
            form.is_valid() for form in self.forms
        ]  # every row is judged, not only the first wrong one
        return all(verdicts)

    def save(self, *, by, people: int) -> list[QuotaForm] | None:
        """Store every row that changed but those that fall below ``people``, which are returned.

        ``None``, and nothing stored, where somebody was faster; the row in question says so.
        """
        filled = [form for form in self.forms if form.has_changed()]
        falling = [form for form in filled if form.falls_below(people)]
        try:
            with transaction.atomic():
                for form in filled:
                    if form not in falling and form.save(by=by) is None:
                        transaction.set_rollback(True)
                        return None
        except IntegrityError:  # the same kind came in between our look and our write
            form.add_error(None, _("Someone has just saved the same. Look at it before you save again."))
            return None
        return falling


class CutForm(forms.Form):
    """Who leaves, and why; the number itself is decided on the page before."""

    granted = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)
    paid_by = forms.ChoiceField(widget=forms.HiddenInput, choices=Quota.Payer.choices, required=False)
    basis = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    leaving = forms.MultipleChoiceField(
        label=_("Who leaves the list"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Somebody whom you ticked can no longer be chosen. Look again.")},
    )
    note = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        error_messages={"required": _("Write the reason: the step is recorded with it.")},
    )

    def __init__(self, *args, cut, **kwargs):
        super().__init__(*args, **kwargs)
        self.cut = cut
        self.fields["leaving"].choices = [(row.public_id, row.person.name_on_list) for row in cut.free]

    def clean_leaving(self):
        leaving = self.cleaned_data["leaving"]
        if len(leaving) != self.cut.surplus:
            raise forms.ValidationError(self.other_number(self.cut.surplus, len(leaving)))
        return leaving

    @staticmethod
    def other_number(wanted: int, ticked: int) -> str:
        said = ngettext(
            "Exactly %(count)d person has to leave; you have ticked %(ticked)d.",
            "Exactly %(count)d people have to leave; you have ticked %(ticked)d.",
            wanted,
        )
        return said % {"count": wanted, "ticked": ticked}

    def values(self) -> dict:
        """What is new of the quota."""
        cleaned = self.cleaned_data
        new = {"granted": cleaned["granted"], "basis": cleaned["basis"]}
        return new | ({"paid_by": cleaned["paid_by"]} if cleaned["paid_by"] else {})
