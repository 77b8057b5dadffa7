"""Photos to look at, one after the other, by mouse or by keyboard."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.roster import person_photo
from delegations.roster.person import Person
from delegations.roster.person_writing import Changed
from delegations.roster.photo_forms import VerdictForm
from summit.policy import fetch, requires

SHOWN = 12
STATES = {"unseen": Person.Photo.UNSEEN, "refused": Person.Photo.BAD}


@requires("delegations.edit_photo")
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request):
    """The oldest first; a verdict takes the photo off the page and the next one moves up."""
    if request.method == "POST":
        return judged(request)
    return page(request)


def page(request, *, problem="", status=200):
    state = request.GET.get("state", "unseen")
    state = state if state in STATES else "unseen"
    rows = Person.objects.visible_to(request.user).active().filter(photo__isnull=False)
    shown = list(
        rows.filter(photo_verdict=STATES[state]).for_list().order_by("updated_at", "pk")[: SHOWN + 1]
    )
    for person in shown:
        person.fault = person_photo.fault_words(person)
        person.photo_is_old = person_photo.too_old(person.photo_taken_on, request.user.summit)
    context = {
        "people": shown[:SHOWN],
        "more": len(shown) > SHOWN,
        "state": state,
        "faults": person_photo.FAULTS.items(),
        "problem": problem,
    }
    return render(request, "delegations/roster/photo_queue.html", context, status=status)


def dressed(people, summit) -> list:
    """The people with what is known of their photos."""
    people = list(people)
    for person in people:
        person.fault = person_photo.fault_words(person)
        person.photo_is_old = person_photo.too_old(person.photo_taken_on, summit)
    return people


def judged(request):
    """Write one verdict; without script the page comes again, without that photo."""
    people = Person.objects.active().for_list().select_related("photo", "summit")
    person = fetch(request, people, "delegations.edit_photo", public_id=request.POST.get("person", ""))
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return asked_again(request, person)
    cleaned = form.cleaned_data
    try:
        person_photo.judge(
            person,
            good=cleaned["verdict"] == "good",
            fault=cleaned["fault"],
            photo=cleaned["photo"],
            by=request.user,
        )
    except Changed:
        messages.error(request, _("This photo has just been changed or judged by somebody else."))
    if request.htmx:
        return HttpResponse("")
    return redirect(request.get_full_path())


def asked_again(request, person):
    """The reason is missing: the same photo again, its reasons open."""
    if not request.htmx:
        return page(request, problem=person.public_id, status=422)
    dressed([person], request.user.summit)
    context = {"person": person, "faults": person_photo.FAULTS.items(), "problem": person.public_id}
    return render(request, "delegations/roster/_photo_to_judge.html", context, status=422)
