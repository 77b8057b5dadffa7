"""The links that let a hotel keep its list: issued by name, shown once, revoked at will."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from delegations.roster.side_links import USUAL_DAYS, IssueForm
from summit.policy import fetch, requires
from venues.accommodation import link_mail
from venues.accommodation.hotel import Hotel
from venues.accommodation.link_access import hotel_side

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
    link, address = hotel_side.issue(request, hotel, form.cleaned_data, link_mail.send_address)
    fresh = {"days": USUAL_DAYS, "language": hotel.language}
    return show(request, hotel, IssueForm(initial=fresh), link=link, address=address)


def proposed(hotel) -> dict:
    """The hotel's contact, until this person has a link."""
    has_one = hotel_side.links_of(hotel).filter(recipient=hotel.contact).live().exists()
    known = {} if has_one else {"recipient": hotel.contact, "email": hotel.email}
    return {"days": USUAL_DAYS, "language": hotel.language} | known


def show(request, hotel, form, *, link=None, address="", status=200):
    rows = hotel_side.issued(hotel)
    context = {
        "hotel": hotel,
        "form": form,
        "rows": rows,
        "live": sum(row.live for row in rows),
        "issued": link,
        "address": address,
    }
    return render(request, "venues/accommodation/link_issue.html", context, status=status)


@requires(RIGHT)
@require_POST
def revoke(request, public_id, link):
    hotel = fetch(request, Hotel.objects.all(), RIGHT, public_id=public_id)
    hotel_side.revoke(request, hotel, link)
    return redirect("hotel-links", hotel.public_id)
