"""The rows of the list of people in ready pieces.

Fifty rows share most of what they show: flags, codes, marks and the words of them are written once a
page and not once a row, which is most of what the page costs.
"""

import datetime as dt
from functools import cache

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from delegations.roster import person_standing
from summit import icons

HERE = "2" * 12  # stands for the person in the address of a row like any other
ENDLESS = dt.date.max  # of a paper for which no last day is known
CODE = '<bdi class="code" dir="ltr">{}</bdi>'


class Pen:
    """Writes the rows of one page in the active language; ``papers`` says whether they tell of documents."""

    def __init__(self, summit, papers: bool):
        self.summit, self.papers = summit, papers
        self.page = reverse("person", args=[HERE])
        self.nowhere = format_html('<span class="mute">{}</span>', _("on no list"))
        self.delegation, self.category, self.mark = map(cache, (self._delegation, self._category, self._mark))

    def dress(self, person) -> None:
        """Give a person with ``standing`` memberships what the row shows; asks no query."""
        standing = person.standing
        person.url = self.page.replace(HERE, person.public_id)
        person.shown = person.name_on_list
        person.functions = format_html_join(" · ", "<bdi>{}</bdi>", ((row.function,) for row in standing))
        person.places = together(
            self.delegation(row.delegation.code, row.delegation.country) for row in standing
        )
        person.places = person.places or self.nowhere
        person.categories = together(self.category(row.category) for row in standing if row.category)
        wanted = person_standing.wants(standing, "photo")
        person.photo_look = person_standing.photo_mark(person, self.summit, wanted=wanted)
        person.photo_cell = self.mark(person.photo_look)
        if self.papers:
            last = person.last_paper
            days = [] if last is None else [None if last == ENDLESS else last]
            wanted = person_standing.wants(standing, "document")
            person.document_look = person_standing.document_mark(days, self.summit, wanted=wanted)
            person.document_cell = self.mark(person.document_look)

    def _delegation(self, code, country):
        said = format_html(CODE, code)
        return format_html("{} {} ", icons.flag(country), said) if country else format_html("{} ", said)

    def _category(self, category):
        piece = '<bdi class="code" dir="ltr" title="{}">{}</bdi> '
        return format_html(piece, category.name, category.code)

    def _mark(self, look):
        return icons.mark(look.look, look.words) if look.look else look.words


def together(pieces):
    return mark_safe("".join(pieces))  # noqa: S308 - of pieces that are escaped
