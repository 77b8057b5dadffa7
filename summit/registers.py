"""Registers: small tables of the committee (risks, milestones, closures) with one set of pages.

A register has a list with filters and export, a page with steps and history, and a form.
A slice declares one and includes its ``urls``; whatever a subject needs beyond that gets
pages of its own.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from summit import clock, exports, history, writing
from summit.editing import edit_page
from summit.listing import ListSpec, list_page
from summit.policy import fetch, requires


@dataclass(frozen=True, kw_only=True)
class Register:
    """What one register is made of.

    ``name`` and ``plural`` are url names (``risk``, ``risks``, ``risk-new``, ``risk-edit``),
    ``facts`` the fields that the row's page lists, ``answer(rows, today)`` the sentence above the list.
    """

    name: str
    plural: str
    model: Any
    form: Any
    listing: ListSpec
    view: str
    add: str
    edit: str
    facts: Sequence[str]
    new_label: str | Promise
    title: str | Promise
    answer: Callable[[Any, Any], str]

    @property
    def urls(self):
        return [
            path(f"{self.plural}/", self.list_view(), name=self.plural),
            path(f"{self.plural}/new/", self.new_view(), name=f"{self.name}-new"),
            path(f"{self.plural}/<slug:public_id>/", self.page_view(), name=self.name),
            path(f"{self.plural}/<slug:public_id>/edit/", self.edit_view(), name=f"{self.name}-edit"),
        ]

    def list_view(self):
        @requires(self.view)
        @require_safe
        def rows(request):
            visible = self.model.objects.visible_to(request.user).for_list()
            return list_page(request, visible, replace(self.listing, context=self.around))

        return rows

    def around(self, request, listing):
        """What stands above the list: the sentence over all rows, filtered or not, and the way to a new one."""
        user = request.user
        answer = self.answer(self.model.objects.visible_to(user), clock.today(user.summit))
        return {"may_add": user.has_perm(self.add), "register": self, "answer": answer}

    def page_view(self):
        @requires(self.view)
        @require_safe
        def row(request, public_id):
            obj = fetch(request, self.model.objects.for_list(), public_id=public_id)
            context = {
                "obj": obj,
                "register": self,
                "facts": facts(obj, self.facts),
                "entries": history.lines(obj),
            }
            may_edit = request.user.has_perm(self.edit, obj)
            context["edit_url"] = reverse(f"{self.name}-edit", args=[public_id]) if may_edit else ""
            return render(request, "summit/register.html", context)

        return row

    def new_view(self):
        @requires(self.add)
        @require_http_methods(["GET", "HEAD", "POST"])
        def new(request):
            return self.edit_page(request, self.model(summit=request.user.summit), self.new_label)

        return new

    def edit_view(self):
        @requires(self.edit)
        @require_http_methods(["GET", "HEAD", "POST"])
        def edit(request, public_id):
            obj = fetch(request, self.model.objects.for_list(), self.edit, public_id=public_id)
            return self.edit_page(request, obj, str(obj))

        return edit

    def edit_page(self, request, obj, title):
        """Show the form, or store it; a clash or an error shows it again with all that was typed."""
        cancel = reverse(self.name, args=[obj.public_id]) if obj.pk else reverse(self.plural)
        form = self.form(request.POST if request.method == "POST" else None, instance=obj, user=request.user)
        return edit_page(request, form, title=title, cancel_url=cancel)


def facts(obj, names) -> list[tuple[Any, Any]]:
    """(label, value) of the fields that a page lists; empty ones are left out."""
    found = []
    for name in names:
        label, value = getattr(obj, f"{name}_label", None), getattr(obj, name)
        if label is None:
            label = obj._meta.get_field(name).verbose_name
            shown = getattr(obj, f"get_{name}_display", None)
            value = shown() if shown else value
        if value is not None and str(value):
            found.append((label, written(value, obj.summit)))
    return found


def written(value, summit):
    """A moment, a day, a number, yes and no as the reader's language writes them, anything else as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return writing.short_time(value, summit)
    if isinstance(value, int):
        return writing.number(value)
    return writing.short_day(value) if isinstance(value, dt.date) else value


def columns(*pairs) -> Callable[[Any], list]:
    """Export columns from ``(label, attribute or callable)`` pairs."""
    return lambda request: [exports.Column(label, value) for label, value in pairs]
