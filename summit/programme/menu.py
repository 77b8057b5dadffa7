"""What the programme hangs into menu, search and admin."""

from django.utils.translation import gettext_lazy as _

from summit import navigation, search, writing
from summit.programme import admin, item_words  # noqa: F401 - loading it fills the admin
from summit.programme.items import ProgrammeItem

navigation.add("programme", _("Programme"), "items", right="summit.view_item", order=10)


def hit(item):
    return str(item.title), writing.listed((item_words.span(item), item_words.place(item)))


search.searchable(ProgrammeItem, _("Programme"), hit)
