"""What precedence hangs into menu and register of acts; loading it also fills findings, impact and lists."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.protocol import findings, impact, ordered_list  # noqa: F401 - loading fills the registries
from delegations.roster import list_menu  # noqa: F401 - the same
from summit import navigation, telling

navigation.add(
    "delegations", _("Precedence"), "precedence-lists", right="delegations.view_precedence", order=30
)

telling.VERBS |= {
    "follow": _("Ended by the list that follows"),
    "place": pgettext_lazy("act", "Placed by hand"),
}
telling.DETAILS |= {"member": _("member"), "manual": _("place by hand")}
