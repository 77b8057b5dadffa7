"""One page for every step of every workflow: what will happen, why, and the button.

The address is ``/do/<model>/<public_id>/<step>/``. A step that asks nothing is posted
straight from its button; the others open this page first, which also serves without script.
"""

import re

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from summit.impact import Change, impact_of
from summit.imports.applying import sentence_of
from summit.policy import fetch, signed_in
from summit.workflow import OutOfStep, ReasonMissing, kind_of


class NoteForm(forms.Form):
    """The reason of a step; steps with more to ask extend it."""

    note = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args, subject=None, user=None, reason_required=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.user = subject, user
        if reason_required:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = _(
                "Write the reason: the step is recorded with it."
            )
        elif "note" in self.fields:
            self.fields["note"].label = _("Remark")


def model_named(kind):
    """The model of this name that has a workflow, be it its parent's: a ministry has the organisation's."""
    for model in apps.get_models():
        if model._meta.model_name == kind and hasattr(model, "workflow"):
            return model
    raise Http404(kind)


def step_named(model, name):
    try:
        return model.workflow.steps[name]
    except KeyError:
        raise Http404(name) from None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request, kind, public_id, step):
    """Ask what a step needs and take it; the right is asked by ``Workflow.run``."""
    model = model_named(kind)
    chosen = step_named(model, step)
    obj = fetch(request, model.objects.all(), chosen.right, public_id=public_id)
    if obj.state not in chosen.sources:
        return moved_on(request, obj)
    form = form_for(chosen, obj, request)
    if request.method == "POST" and form.is_valid() and (taken := take(request, obj, chosen, form)):
        return taken
    status = 422 if request.method == "POST" else 200
    change = Change(kind=kind_of(obj, step), row=obj, values={"state": chosen.target}, by=request.user)
    context = {
        "subject": obj,
        "step": chosen,
        "form": form,
        "target": state_label(obj, chosen.target),
        "broken": impact_of(change),
    }
    return render(request, "summit/step.html", context, status=status)


def form_for(step, obj, request):
    form_class = step.form_class() or NoteForm
    return form_class(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        subject=obj,
        user=request.user,
        reason_required=step.reason_required,
    )


def take(request, obj, step, form):
    """The answer once the step is taken, or None with the reason among the form's errors."""
    data = dict(form.cleaned_data)
    note = data.pop("note", "")
    try:
        obj.workflow.run(obj, step.name, by=request.user, note=note, data=data)
    except OutOfStep:
        return moved_on(request, obj)
    except ReasonMissing:
        raise PermissionDenied from None
    except IntegrityError as error:  # somebody wrote between the form's look and the step
        obj.refresh_from_db()
        form.add_error(None, sentence_of(error, refusing(error, obj)))
        return None
    messages.success(request, _("%(label)s: done.") % {"label": step.label})
    wanted = request.POST.get("next", "")
    return leave(request, wanted if inside(wanted) else obj.get_absolute_url())


def refusing(error, obj):
    """The model whose constraint refused a step: the row's own, or that of a table that the step wrote to."""
    names = set(re.findall(r"\w+", str(error)))
    for model in (type(obj), *apps.get_models()):
        if model._meta.db_table in names or any(one.name in names for one in model._meta.constraints):
            return model
    return type(obj)


def moved_on(request, obj):
    """Somebody was faster: say so and show the row as it is now."""
    messages.error(request, _("Someone has just changed this; it is shown as it is now."))
    return leave(request, obj.get_absolute_url())


def inside(url):
    """Whether an address that came with the request stays in this site; browsers read ``/\\`` as ``//``."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def leave(request, url):
    """A redirect that htmx follows as a full page."""
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)


def state_label(obj, state):
    return dict(obj._meta.get_field("state").flatchoices).get(state, state)
