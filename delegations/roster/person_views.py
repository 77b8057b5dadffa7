"""One person: who it is, in which quality, what is missing; and the form of the person alone."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from delegations.roster import person_page as page
from delegations.roster.freezing import ListFrozen
from delegations.roster.person import Person
from delegations.roster.person_forms import PersonForm
from delegations.roster.person_lines import frozen_words
from summit.editing import edit_page
from summit.policy import fetch, requires

PEOPLE = Person.objects.select_related("photo", "summit").prefetch_related("documents")


@requires("delegations.view_person")
@require_safe
def person_page(request, public_id):
    """The person; the address of somebody who was merged leads to the record that stands."""
    person = fetch_standing(request, public_id)
    if person.public_id != public_id:
        return redirect(person)
    context = page.context(person, request.user)
    context["elsewhere"] = page.other_delegations(context["standing"])
    return render(request, "delegations/roster/person.html", context)


def fetch_standing(request, public_id):
    """The person of this address, or whom it was merged into; 404 where the reader may see neither."""
    try:
        person = fetch(request, PEOPLE.select_related("photo", "summit", "merged_into"), public_id=public_id)
    except Http404:  # the lines of who was merged went with it, and with them the right to see it
        merged = Person.objects.of(request.user.summit).filter(public_id=public_id)
        winner = merged.filter(merged_into__isnull=False).values("merged_into")
        return fetch(request, PEOPLE, pk__in=winner)
    return person.merged_into or person


@requires("delegations.edit_person")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, public_id):
    person = fetch(request, PEOPLE, "delegations.edit_person", public_id=public_id)
    if person.state != Person.State.ACTIVE:
        raise Http404
    form = PersonForm(request.POST or None, instance=person, user=request.user)
    shown = {"title": _("Edit %(person)s") % {"person": person}, "cancel_url": person.get_absolute_url()}
    try:
        return edit_page(request, form, **shown)
    except ListFrozen as frozen:
        member = person.memberships.live().filter(delegation=frozen.delegation).first()
        form.add_error(None, frozen_words(reverse("member-change", args=[member.public_id])))
        context = {"form": form, "explanation": ""} | shown
        return render(request, "summit/edit.html", context, status=422)
