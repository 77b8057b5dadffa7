"""What is asked before a list of people leaves the house."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from delegations.roster import list_kinds, list_rows
from delegations.roster.delegation import Delegation
from summit import writing

MOST_ON_PAPER = 5000  # people; setting more takes longer than a page may take to answer
PAPERS = "delegations.reveal_document"
FORMS = (("pdf", _("PDF, to print")), ("xlsx", _("Excel")))
NAMED = {"pdf": "PDF", "xlsx": "Excel"}


class PurposeField(forms.CharField):
    """Why persons leave the house; the register of acts keeps it."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("What for"),
            max_length=300,
            help_text=_(
                "For instance: to the airport, for the welcome on Monday. It is recorded with your name."
            ),
            error_messages={"required": _("Say what this export is for: it is recorded.")},
            **kwargs,
        )


def language_choices():
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]


class ListForm(forms.Form):
    """Which list, whose, in which language and form, and why."""

    kind = forms.ChoiceField(label=_("List"), widget=forms.RadioSelect)
    delegations = forms.ModelMultipleChoiceField(
        Delegation.objects.none(),
        to_field_name="public_id",
        label=_("Delegations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
    )
    language = forms.ChoiceField(label=_("Language"))
    form = forms.ChoiceField(label=_("Form"), choices=FORMS, initial="pdf", widget=forms.RadioSelect)
    papers = forms.BooleanField(
        label=_("With the numbers of passports and other documents"),
        required=False,
        help_text=_("Each person's entry in the register says that the number left the house."),
    )
    purpose = PurposeField()

    def __init__(self, *args, user, delegation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.delegation = user, delegation
        self.fields["kind"].choices = [(one.key, one.label) for one in list_kinds.kinds()]
        self.fields["language"].choices = language_choices()
        self.fields["language"].initial = user.language
        self.fields["kind"].initial = list_kinds.kinds()[0].key
        known = Delegation.objects.visible_to(user).coming().for_list().order_by("sort_key")
        self.fields["delegations"].queryset = known
        if delegation is not None:
            del self.fields["delegations"]
        if not user.has_perm(PAPERS):
            del self.fields["papers"]

    def clean(self):
        cleaned = super().clean()
        kind = list_kinds.KINDS.get(cleaned.get("kind", ""))
        form = cleaned.get("form")
        if kind and form and form not in kind.forms:
            names = {"list": kind.label, "form": NAMED[kind.forms[0]]}
            self.add_error("form", _("%(list)s: there is only %(form)s.") % names)
        elif kind and form and cleaned.get("papers") and form not in kind.papers:
            self.add_error("papers", _("Only the official list as Excel holds the numbers of documents."))
        if form == "pdf" and not self.errors:
            self._fits_on_paper()
        return cleaned

    def _fits_on_paper(self):
        count = list_rows.members_of(self.chosen(), self.user).order_by().count()
        if count > MOST_ON_PAPER:
            said = _("%(count)s people are too many for one paper. Choose fewer delegations, or Excel.")
            self.add_error("form", said % {"count": writing.number(count)})

    def chosen(self) -> list:
        """The delegations whose members are wanted, in the order of their codes."""
        if self.delegation is not None:
            return [self.delegation]
        return list(self.cleaned_data["delegations"] or self.fields["delegations"].queryset)
