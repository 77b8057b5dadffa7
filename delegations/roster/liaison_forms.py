"""The form of one shift of a liaison officer."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.roster.liaison import LiaisonAssignment
from delegations.roster.rights import LIAISON
from summit import clock, writing
from summit.accounts.models import Duty
from summit.forms import EditForm
from summit.inputs import DayInput, MomentInput

ELSEWHERE = LiaisonAssignment._meta.constraints[0].violation_error_message


def officers_of(summit):
    """Duties of people who may accompany a delegation, today or later: any in the portfolio of liaison."""
    unended = Q(valid_until__isnull=True) | Q(valid_until__gte=clock.today(summit))
    return Duty.objects.of(summit).filter(unended, portfolio__code=LIAISON)


class LiaisonForm(EditForm):
    """Who is with the delegation, from when to when."""

    class Meta:
        model = LiaisonAssignment
        fields = ["officer", "starts_at", "ends_at", "languages", "vehicle", "briefed_on"]
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput, "briefed_on": DayInput}
        help_texts = {"officer": gettext_lazy("People with a duty in the portfolio of liaison.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, duties = self.fields["officer"], officers_of(self.user.summit)
        known = Q(pk__in=duties.values("user"), is_active=True) | Q(pk=self.instance.officer_id)
        field.queryset = field.queryset.filter(known).order_by("name", "username")

    def _post_clean(self):
        """The database refuses two delegations at a time; the form says which is the other one."""
        super()._post_clean()
        errors = self.errors.pop(NON_FIELD_ERRORS, None)
        for error in errors.as_data() if errors else ():
            taken = str(error.message) == str(ELSEWHERE)
            self.add_error("officer" if taken else None, (taken and self.other_shift()) or error)

    def other_shift(self):
        """The shift that this one overlaps, in words; empty where it has just gone."""
        row = self.instance
        overlapping = LiaisonAssignment.objects.standing().filter(
            officer=row.officer_id, starts_at__lt=row.ends_at, ends_at__gt=row.starts_at
        )
        other = overlapping.exclude(pk=row.pk).for_list().first()
        return other and _("%(officer)s is with %(delegation)s from %(start)s to %(end)s.") % {
            "officer": other.officer,
            "delegation": other.delegation,
            "start": writing.short_time(other.starts_at, row.summit),
            "end": writing.short_time(other.ends_at, row.summit),
        }
