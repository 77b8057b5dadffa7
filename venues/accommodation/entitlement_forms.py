"""The forms of the rules of entitlement and of their exceptions."""

from summit.forms import EditForm
from venues.accommodation.entitlement import EntitlementException, EntitlementRule

OTHERS = "entitlement_of_others_once"


class RuleForm(EditForm):
    class Meta:
        model = EntitlementRule
        fields = ["led_by", "with_head", "room_type", "paid_by", "nights"]

    def _get_validation_exclusions(self):
        """Of all rules one at most has no class: Django would leave out the constraint where the field is empty."""
        return super()._get_validation_exclusions() - {"led_by"}

    def _field_of(self, error):
        """That there is a rule of all others already is said where the class was left out."""
        others = next(one for one in EntitlementRule._meta.constraints if one.name == OTHERS)
        said = str(error.message) == str(others.violation_error_message)
        return "led_by" if said else super()._field_of(error)


class ExceptionForm(EditForm):
    class Meta:
        model = EntitlementException
        fields = ["delegation", "rooms", "paid_by", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        free = field.queryset.filter(lodging_exception=None)
        if self.instance.pk:
            free = free | field.queryset.filter(pk=self.instance.delegation_id)
        field.queryset = free.order_by("code")
