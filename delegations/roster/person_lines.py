"""The pages that write lines of a list: somebody comes, reads differently, or takes another's place."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.roster import entering, person_snapshot
from delegations.roster.delegation import Delegation
from delegations.roster.freezing import ListFrozen
from delegations.roster.line_form import LineForm
from delegations.roster.membership import Membership
from delegations.roster.person import Person
from summit import writing
from summit.policy import fetch, requires

RIGHT = "delegations.edit_membership"
TEMPLATE = "delegations/roster/person_line.html"
# Whoever takes a place takes what belongs to the place.
OF_THE_PLACE = ("function", "category", "rank_class", "is_head", "paid_by")
page = require_http_methods(["GET", "HEAD", "POST"])
MEMBERS = Membership.objects.for_list().prefetch_related("person__documents")


@requires(RIGHT)
@page
def new(request, public_id):
    """A new line; people who look alike are shown before anything is stored."""
    delegation = fetch(
        request, Delegation.objects.for_list(), "delegations.edit_delegation", public_id=public_id
    )
    ask = reverse("member-ask", args=[delegation.public_id])
    if delegation.is_frozen:
        return frozen_page(request, delegation, ask)
    form = form_of(request, delegation)

    def act(cleaned):
        known = known_person(delegation, cleaned)
        kept = entering.kept(known, cleaned) if known else []
        row = entering.enter(delegation, cleaned, by=request.user)
        if kept:
            words = {"fields": writing.listed(kept)}
            messages.warning(request, _("Already known otherwise, and kept: %(fields)s.") % words)
        return row

    title = _("New person, %(delegation)s") % {"delegation": delegation}
    return answer(request, form, act, title=title, ask=ask, cancel=delegation.get_absolute_url())


@requires(RIGHT)
@page
def edit(request, public_id):
    """A line that stands, with its person and paper."""
    member = fetch(request, MEMBERS, RIGHT, public_id=public_id)
    ask = reverse("member-change", args=[member.public_id])
    if member.state not in Membership.LIVE:
        return redirect(member)
    if member.delegation.is_frozen:
        return frozen_page(request, member.delegation, ask)
    form = form_of(request, member.delegation, membership=member)

    def act(cleaned):
        return entering.amend(member, cleaned, by=request.user, revision=form.revision)

    title = _("Edit the line of %(person)s") % {"person": member.person}
    return answer(request, form, act, title=title, ask=ask, cancel=member.get_absolute_url(), member=member)


@requires(RIGHT)
@page
def replace(request, public_id):
    """Somebody else in the place of a member."""
    member = fetch(request, MEMBERS, RIGHT, public_id=public_id)
    ask = reverse("member-change", args=[member.public_id])
    if member.state not in Membership.LIVE:
        return redirect(member)
    if member.delegation.is_frozen:
        return frozen_page(request, member.delegation, ask)
    place = person_snapshot.snapshot(member, papers=False)
    form = form_of(
        request, member.delegation, initial={name: place[name] for name in OF_THE_PLACE}, replacing=member
    )

    def act(cleaned):
        return entering.replace(member, cleaned, by=request.user, note=form.note)

    title = _("Who replaces %(person)s?") % {"person": member.person}
    return answer(request, form, act, title=title, ask=ask, cancel=member.get_absolute_url(), replaces=member)


def form_of(request, delegation, *, membership=None, initial=None, replacing=None):
    return LineForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        delegation=delegation,
        membership=membership,
        initial=initial,
        replacing=replacing,
        reading="read" in request.POST,
    )


def known_person(delegation, cleaned):
    public_id = cleaned.get("person")
    return Person.objects.of(delegation.summit).get(public_id=public_id) if public_id else None


def answer(request, form, act, *, title, ask, cancel, **context):
    """Show the form, read its machine-readable lines, or write the line and leave for the person."""
    if request.method == "POST" and form.is_valid() and not form.reading:
        try:
            row = act(form.cleaned_data)
        except ListFrozen:
            form.add_error(None, frozen_words(ask))
        except entering.Changed:
            clash(form)
        except IntegrityError:  # the same came in between our look and our write
            form.add_error(None, _("Someone has just saved the same. Look at it before you save again."))
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    status = 422 if form.is_bound and form.errors else 200
    context |= {"form": form, "title": title, "cancel_url": cancel}
    return render(request, TEMPLATE, context, status=status)


def clash(form):
    """Both versions, or a word where somebody else's person is known now."""
    if form.membership is None:
        form.add_error(None, _("Someone has just changed this person. Look at it before you save again."))
    else:
        form.report_clash(MEMBERS.get(pk=form.membership.pk))


def frozen_words(ask):
    return format_html(
        '{} <a href="{}">{}</a>',
        _("The list has just been frozen: it changes by a request only."),
        ask,
        _("Ask for the change"),
    )


def frozen_page(request, delegation, ask):
    context = {"delegation": delegation, "ask_url": ask}
    status = 409 if request.method == "POST" else 200
    return render(request, "delegations/roster/person_list_frozen.html", context, status=status)
