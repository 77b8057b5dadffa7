"""The links that let a hotel keep its list: issued by name, shown once, revoked at will."""

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from delegations.roster.side_links import USUAL_DAYS, IssueForm
from summit import clock
from summit import links as sealed_links
from summit.links.models import SealedLink
from summit.policy import fetch, requires
from venues.accommodation import link_mail
from venues.accommodation.hotel import Hotel
from venues.accommodation.link_access import VERB

RIGHT = "venues.edit_hotel"


@requires(RIGHT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request, public_id):
    """The links of one hotel; a POST issues one and shows its address this once."""
    hotel = fetch(request, Hotel.objects.for_list(), RIGHT, public_id=public_id)
    if request.method != "POST":
        return show(request, hotel, IssueForm(initial=proposed(hotel)))
    form = IssueForm(request.POST)
    if not form.is_valid():
        return show(request, hotel, form, status=422)
    link, address = issue(request, hotel, form.cleaned_data)
    fresh = {"days": USUAL_DAYS, "language": hotel.language}
    return show(request, hotel, IssueForm(initial=fresh), link=link, address=address)


def proposed(hotel) -> dict:
    """The hotel's contact, until this person has a link."""
    has_one = of_hotel(hotel).filter(recipient=hotel.contact).live().exists()
    known = {} if has_one else {"recipient": hotel.contact, "email": hotel.email}
    return {"days": USUAL_DAYS, "language": hotel.language} | known


@transaction.atomic
def issue(request, hotel, wanted):
    """A new link and its whole address; mailed where there is an address to mail to."""
    link, secret = sealed_links.issue(
        hotel,
        VERB,
        recipient=wanted["recipient"],
        email=wanted["email"],
        by=request.user,
        lasts=dt.timedelta(days=wanted["days"]),
    )
    address = request.build_absolute_uri(reverse("hotel-side", args=[secret]))
    if link.email:
        link_mail.send_address(link, address, language=wanted["language"])
    return link, address


def show(request, hotel, form, *, link=None, address="", status=200):
    rows = of_hotel(hotel).select_related("issued_by", "summit")
    rows = list(rows.annotate(times=Count("uses"), last_use=Max("uses__at")).order_by("-issued_at", "-pk"))
    now = clock.real_now()
    for row in rows:
        row.live = row.revoked_at is None and row.expires_at > now
    context = {
        "hotel": hotel,
        "form": form,
        "rows": rows,
        "live": sum(row.live for row in rows),
        "issued": link,
        "address": address,
    }
    return render(request, "venues/accommodation/link_issue.html", context, status=status)


def of_hotel(hotel):
    return SealedLink.objects.about(hotel).filter(verb=VERB, summit=hotel.summit_id)


@requires(RIGHT)
@require_POST
def revoke(request, public_id, link):
    hotel = fetch(request, Hotel.objects.all(), RIGHT, public_id=public_id)
    row = get_object_or_404(of_hotel(hotel), public_id=link)
    if sealed_links.revoke(row, by=request.user):
        messages.success(request, _("Revoked: the address opens nothing any more."))
    else:
        messages.info(request, _("This link was revoked already."))
    return redirect("hotel-links", hotel.public_id)
