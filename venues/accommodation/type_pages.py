"""The small register of types of rooms, the best first."""

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from summit import writing
from summit.editing import edit_page
from summit.forms import EditForm
from summit.listing import Column, ListSpec, list_page
from summit.policy import fetch, requires
from summit.registers import columns
from venues.accommodation.hotel import Room, RoomType
from venues.accommodation.hotel_figures import one_number

form_page = require_http_methods(["GET", "HEAD", "POST"])


class TypeForm(EditForm):
    class Meta:
        model = RoomType
        fields = ["code", "name", "order", "beds", "can_be_shared", "is_suite"]

    def clean_beds(self):
        """Rooms are entered with the beds of their type, and those are what is given."""
        beds = self.cleaned_data["beds"]
        if self.instance.pk and beds != self.before["beds"]:
            count = self.instance.rooms.count()
            if count:
                message = ngettext(
                    "%(count)s room is entered with the beds of this type: make another type.",
                    "%(count)s rooms are entered with the beds of this type: make another type.",
                    count,
                )
                raise ValidationError(message, params={"count": writing.number(count)})
        return beds


def around(request, listing):
    count = RoomType.objects.visible_to(request.user).count()
    said = ngettext(
        "%(count)d type of room, the best first.", "%(count)d types of rooms, the best first.", count
    )
    return {
        "answer": said % {"count": count} if count else _("No type of room is entered yet."),
        "may_edit": request.user.has_perm("venues.edit_hotel"),
    }


TYPES = ListSpec(
    template="venues/accommodation/type_list.html",
    columns=(
        Column(name="order", label=gettext_lazy("Order"), sort=("order", "code"), css="num"),
        Column(name="name", label=gettext_lazy("Type of room")),
        Column(name="code", label=gettext_lazy("Code"), sort=("code",)),
        Column(name="beds", label=gettext_lazy("Beds"), sort=("beds", "order"), css="num"),
        Column(name="shared", label=gettext_lazy("Can be shared")),
        Column(name="suite", label=gettext_lazy("Suite"), css="hide"),
        Column(name="rooms", label=gettext_lazy("Rooms"), sort=("rooms_count", "order"), css="num"),
    ),
    default_sort="order",
    searches=False,
    export=columns(
        (gettext_lazy("Order"), "order"),
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("Type of room"), "name"),
        (gettext_lazy("Beds"), "beds"),
        (gettext_lazy("Can be shared"), "can_be_shared"),
        (gettext_lazy("Suite"), "is_suite"),
        (gettext_lazy("Rooms"), "rooms_count"),
    ),
    export_name="room-types",
    context=around,
)


@requires("venues.edit_hotel")
@require_safe
def types(request):
    count = one_number(Room.objects.all(), "room_type", Count("pk"))
    rows = RoomType.objects.visible_to(request.user).select_related("summit").annotate(rooms_count=count)
    return list_page(request, rows, TYPES)


@requires("venues.edit_hotel")
@form_page
def new(request):
    form = TypeForm(request.POST or None, instance=RoomType(summit=request.user.summit), user=request.user)
    return edit_page(
        request, form, title=_("New type of room"), cancel_url="room-types", done_url="room-types"
    )


@requires("venues.edit_hotel")
@form_page
def edit(request, public_id):
    row = fetch(request, RoomType.objects.all(), "venues.edit_hotel", public_id=public_id)
    form = TypeForm(request.POST or None, instance=row, user=request.user)
    return edit_page(request, form, title=str(row), cancel_url="room-types", done_url="room-types")
