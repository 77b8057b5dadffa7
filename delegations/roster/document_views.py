"""The papers of a person: entered, put right, and shown once to who may see the number."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from delegations.roster.document_forms import DocumentForm
from delegations.roster.membership import Document
from delegations.roster.person import Person
from summit import secrecy
from summit.editing import edit_page
from summit.policy import fetch, requires

TEMPLATE = "delegations/roster/document_edit.html"
page = require_http_methods(["GET", "HEAD", "POST"])


@requires("delegations.edit_document")
@page
def new(request, public_id):
    people = Person.objects.active().select_related("summit")
    person = fetch(request, people, "delegations.edit_person", public_id=public_id)
    document = Document(summit=person.summit, person=person)
    return form_page(request, document, _("New document"))


@requires("delegations.edit_document")
@page
def edit(request, public_id):
    documents = Document.objects.select_related("person__summit", "scan", "summit")
    document = fetch(request, documents, "delegations.edit_document", public_id=public_id)
    return form_page(request, document, _("Edit the document"))


def form_page(request, document, title):
    form = DocumentForm(request.POST or None, request.FILES or None, instance=document, user=request.user)
    person = document.person
    return edit_page(
        request, form, title=title, cancel_url=person.get_absolute_url(), template=TEMPLATE, person=person
    )


@requires("delegations.reveal_document")
@require_POST
@never_cache
def show(request, public_id):
    """The number, once: the look is written down, and the answer is kept nowhere."""
    documents = Document.objects.select_related("person", "summit")
    document = fetch(request, documents, "delegations.reveal_document", public_id=public_id)
    number = secrecy.reveal(document, "number", by=request.user)
    context = {"document": document, "number": number}
    if request.htmx:
        return render(request, "delegations/roster/_document_number.html", context)
    return render(request, "delegations/roster/document_number.html", context)
