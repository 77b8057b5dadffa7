"""The forms of a hotel and of one of its floors."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from summit.editing import edit_page
from summit.forms import EditForm
from summit.policy import fetch, requires
from venues.accommodation.hotel import Floor, Hotel

form_page = require_http_methods(["GET", "HEAD", "POST"])


class HotelForm(EditForm):
    class Meta:
        model = Hotel
        fields = [
            "code", "name", "zone", "address", "minutes", "language", "contact", "phone", "email", "order",
            "remarks",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("code", "phone", "email"):
            self.fields[name].widget.attrs.update(dir="ltr", autocomplete="off")

    @property
    def fieldsets(self):
        groups = (
            (gettext_lazy("The hotel"), ("code", "name", "zone", "address", "minutes")),
            (gettext_lazy("Contact"), ("contact", "phone", "email", "language")),
            (gettext_lazy("Further"), ("order", "remarks")),
        )
        return [(legend, [self[name] for name in names]) for legend, names in groups]


class FloorForm(EditForm):
    class Meta:
        model = Floor
        fields = ["secured", "kept_for"]
        help_texts = {
            "secured": gettext_lazy("Principals and those who guard them alone sleep here."),
            "kept_for": gettext_lazy("Empty: any delegation."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kept_for"].queryset = self.fields["kept_for"].queryset.order_by("code")


@requires("venues.edit_hotel")
@form_page
def new(request):
    form = HotelForm(request.POST or None, instance=Hotel(summit=request.user.summit), user=request.user)
    return edit_page(request, form, title=_("New hotel"), cancel_url="hotel-list")


@requires("venues.edit_hotel")
@form_page
def edit(request, public_id):
    row = fetch(request, Hotel.objects.for_list(), "venues.edit_hotel", public_id=public_id)
    form = HotelForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=str(row), cancel_url=row.get_absolute_url())


@requires("venues.edit_hotel")
@form_page
def floor(request, public_id):
    rows = Floor.objects.select_related("hotel", "summit")
    row = fetch(request, rows, "venues.edit_hotel", public_id=public_id)
    form = FloorForm(request.POST or None, instance=row, user=request.user)
    title = _("%(hotel)s, floor %(level)s") % {"hotel": row.hotel, "level": row.level}
    back = row.hotel.get_absolute_url()
    return edit_page(request, form, title=title, cancel_url=back, done_url=back)
