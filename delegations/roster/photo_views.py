"""The photo of one person: sent, cut, and shown to who may see the person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_http_methods, require_safe

from delegations.roster import person_photo
from delegations.roster.person import Person
from delegations.roster.person_writing import Changed
from delegations.roster.photo_forms import PhotoForm
from summit.policy import fetch, requires

# A stranger's picture: nothing of it may ever run as a page of ours.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Disposition": "inline",
    "Cache-Control": "private, max-age=86400",
}
PEOPLE = Person.objects.select_related("photo", "summit")


@requires("delegations.edit_photo")
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request, public_id):
    """Send a photo and say which part of it is kept."""
    person = fetch(request, PEOPLE.active(), "delegations.edit_photo", public_id=public_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PhotoForm(*sent, summit=person.summit)
    if form.is_bound and form.is_valid() and keep(request, person, form):
        messages.success(request, _("The photo is stored. Somebody looks at it before it goes on a badge."))
        return redirect(person)
    context = {
        "person": person,
        "form": form,
        "fault": person_photo.fault_words(person),
        "smallest": person_photo.SMALLEST,
    }
    template = "delegations/roster/photo.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def keep(request, person, form) -> bool:
    """Whether the photo is stored; a faster change of the person is told at the form."""
    cleaned = form.cleaned_data
    try:
        person_photo.keep(person, cleaned["photo"], by=request.user, taken_on=cleaned["taken_on"])
    except Changed:
        form.add_error(None, _("Someone has just changed this person. Send the photo again."))
        return False
    return True


def shown(request, public_id):
    """The stored photo that the address means, asked once for the answer and its mark."""
    if not hasattr(request, "shown_photo"):
        person = fetch(request, PEOPLE, public_id=public_id)
        if person.photo is None or not person.photo.stored:
            raise Http404
        request.shown_photo = person.photo
    return request.shown_photo


def mark_of(request, public_id):
    return quote_etag(f"{shown(request, public_id).sha256[:32]}-{request.GET.get('size', '')}")


@requires("delegations.view_person")
@require_safe
@condition(etag_func=mark_of)
def image(request, public_id):
    """The picture itself, whole or in one of the small sizes."""
    size = request.GET.get("size", "")
    if size not in person_photo.SIZES:
        raise Http404
    with shown(request, public_id).stored.open("rb") as stored:
        content = stored.read()
    if size:
        content = person_photo.sized(content, size)
    return HttpResponse(content, content_type="image/jpeg", headers=HEADERS)
