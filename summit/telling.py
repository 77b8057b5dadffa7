"""The audit in its readers' words: what an entry's act is called, and what changed from what to what."""

import datetime as dt

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from summit import writing

# Acts that are no step of a workflow.
VERBS = {
    "create": _("Created"),
    "edit": pgettext_lazy("act", "Changed"),
    "delete": _("Deleted"),
    "import": _("Imported"),
    "export": _("Exported"),
    "view": _("Viewed"),
    "comment": _("Remark"),
    "attach": _("File added"),
    "detach": _("File removed"),
    "notify": _("Told"),
    "progress": _("Progress"),
    "escalate": _("Escalated"),
    "abandon": _("Given up"),
    "apply": pgettext_lazy("act", "Taken over"),
    "disclose": _("Disclosed"),
    "download": _("Downloaded"),
    "issue_link": _("Link issued"),
    "purge": _("Personal data purged"),
    "reveal": _("Restricted value shown"),
    "revoke": _("Link revoked"),
    "rotate_keys": _("Keys renewed"),
    "load the demo": _("Demo loaded"),
}

# What an entry tells beside the fields of its row.
DETAILS = {
    "level": _("escalation level"),
    "needs": _("needs"),
    "evidence": _("evidence"),
    "decision": _("decision"),
    "tasks": _("tasks"),
    "invited": _("invited"),
    "minutes": _("minutes"),
    "language": _("language"),
    "proof": _("proof"),
    "members": _("members"),
    "link": _("link"),
    "may": _("allows"),
    "what": _("content"),
    "rows": _("rows"),
    "created": _("rows added"),
    "updated": _("rows changed"),
}


def model_of(entry):
    """The model that the entry is about; None once a later version no longer has it."""
    try:
        return apps.get_model(entry.kind)
    except (LookupError, ValueError):
        return None


def act_label(entry):
    """The step's own label, else the usual word, else the verb itself."""
    workflow = getattr(model_of(entry), "workflow", None)
    if workflow and entry.verb in workflow.steps:
        return workflow.steps[entry.verb].label
    return VERBS.get(entry.verb, entry.verb.replace("_", " ").capitalize())


def actor_name(entry):
    """Who acted: the person's name where the account still stands, else the name written then."""
    if entry.actor is not None:
        return _("the program") if entry.actor.is_system else entry.actor
    return entry.actor_label or _("the program")


def act_changes(entry):
    """``(label, before, after)`` for each field; both are empty where the value is kept secret."""
    model = model_of(entry)
    told = []
    for name, pair in entry.changes.items():
        field = field_of(model, name)
        label = getattr(field, "verbose_name", None) or DETAILS.get(name) or name.replace("_", " ")
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, None)
        told.append((label, told_value(field, before), told_value(field, after)))
    return told


def field_of(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def told_value(field, value):
    """A stored value as a reader says it."""
    if value in (None, "", []):
        return ""
    if isinstance(value, dict):
        return next((text for text in (value.get(get_language()), *value.values()) if text), "")
    if isinstance(value, list):
        return writing.listed(told_value(None, one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if choices := dict(getattr(field, "flatchoices", None) or ()):
        return choices.get(value, value)
    if isinstance(value, int) and field is not None and field.name.endswith("_offset"):
        return writing.jday(value)
    return told_time(field, value) if isinstance(value, str) else value


def told_time(field, text):
    try:
        if isinstance(field, models.DateTimeField):
            return writing.short_time(dt.datetime.fromisoformat(text))
        if isinstance(field, models.DateField):
            return writing.short_date(dt.date.fromisoformat(text))
    except ValueError:
        pass  # an older entry in another form is shown as it was written
    return text
