"""The form of an item."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from summit.editing import edit_page
from summit.forms import EditForm
from summit.inputs import MomentInput
from summit.policy import fetch, requires
from summit.programme.items import ProgrammeItem

EDITS = "summit.edit_item"


class ItemForm(EditForm):
    """What, when and where; an item may end on another day than it begins."""

    class Meta:
        model = ProgrammeItem
        fields = ["title", "starts_at", "ends_at", "site", "place", "notes"]
        widgets = {
            "starts_at": MomentInput,
            "ends_at": MomentInput,
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    GROUPS = (
        (gettext_lazy("What"), ("title", "notes")),
        (gettext_lazy("When and where"), ("starts_at", "ends_at", "site", "place")),
    )

    @property
    def fieldsets(self):
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]


@requires(EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = ItemForm(data_of(request), instance=ProgrammeItem(summit=request.user.summit), user=request.user)
    return edit_page(request, form, title=_("New item"), cancel_url="items")


@requires(EDITS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    item = fetch(request, ProgrammeItem.objects.for_list(), EDITS, public_id=public_id)
    form = ItemForm(data_of(request), instance=item, user=request.user)
    return edit_page(request, form, title=str(item), cancel_url=item.get_absolute_url())


def data_of(request):
    return request.POST if request.method == "POST" else None
