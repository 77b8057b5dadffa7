"""The page of every form that makes or edits one row."""

from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _


def edit_page(request, form, *, title, cancel_url, template="summit/edit.html", done_url=None, **context):
    """Show the form; a valid POST saves it and leaves for ``done_url`` (default: the row's page).

    Either address may be the name of a page. What is saved is written by the form's ``save(by=)``.
    What cannot be saved comes back whole, with every error and status 422.
    """
    if request.method == "POST" and form.is_valid() and (row := save(form, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(done_url or row.get_absolute_url())
    shown = {"form": form, "title": title, "cancel_url": resolve_url(cancel_url), "explanation": ""} | context
    return render(request, template, shown, status=422 if form.is_bound else 200)


def save(form, *, by):
    """The saved row, or ``None`` with the reason among the form's errors."""
    try:
        return form.save(by=by)
    except IntegrityError:  # the same row came in between our look and our write
        form.add_error(None, _("Someone has just saved the same. Look at it before you save again."))
        return None
