"""What the delegates at meetings hang into menu and register of acts."""

from django.utils.translation import gettext_lazy as _

from delegations.sessions import findings, panels  # noqa: F401 - loading them fills the registries
from summit import navigation, telling

navigation.add(
    "delegations", _("Delegates at meetings"), "delegates", right="delegations.view_seat", order=28
)

telling.VERBS |= {
    "add_delegates": _("Delegates added"),
    "take_off_delegates": _("Delegates taken off"),
}
telling.DETAILS |= {"delegates": _("delegates")}
