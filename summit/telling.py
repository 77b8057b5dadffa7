"""The audit in its readers' words: what an entry's act is called, and what changed from what to what."""

import datetime as dt
import re

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from summit import writing
from summit.secrecy.levels import S2, S3
from summit.text import ID_ALPHABET, ID_LENGTH

PUBLIC_ID = re.compile(f"[{ID_ALPHABET}]{{{ID_LENGTH}}}")

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
    if by_link(entry.actor_label) or by_link(entry.note):
        return _("sealed link")
    if entry.actor is not None:
        return _("the program") if entry.actor.is_system else entry.actor
    return entry.actor_label or _("the program")


def by_link(text) -> bool:
    """Whether this is the audit's name of a sealed link (``links.SealedLink.audit_label``): whose it was, it keeps not."""
    kind, _space, key = text.partition(" ")
    return kind == "link" and PUBLIC_ID.fullmatch(key) is not None


def act_changes(entry):
    """``(label, before, after)`` for each field; both are empty where the value is kept secret.

    Rows that a field points at are named where ``look_up`` was asked before; nothing is asked here.
    """
    model, names = model_of(entry), getattr(entry, "names", {})
    told = []
    for name, pair in entry.changes.items():
        field = field_of(model, name)
        label = getattr(field, "verbose_name", None) or DETAILS.get(name) or name.replace("_", " ")
        told.append((label, *(told_value(field, value, names) for value in before_and_after(pair))))
    return told


def before_and_after(pair):
    return pair if isinstance(pair, list) and len(pair) == 2 else (None, None)


def look_up(entries) -> list:
    """The entries, with the names of the rows that their changes point at; one query for each kind of row."""
    entries = list(entries)
    wanted: dict[type[models.Model], set[str]] = {}
    for entry in entries:
        model = model_of(entry)
        for name, pair in entry.changes.items():
            target = getattr(field_of(model, name), "related_model", None)
            values = {value for value in before_and_after(pair) if value and isinstance(value, str)}
            if target and values:
                wanted.setdefault(target, set()).update(values)
    summits = {entry.summit_id for entry in entries}
    names = {
        (target, said): name for target in wanted for said, name in named(target, wanted[target], summits)
    }
    for entry in entries:
        entry.names = names
    return entries


def named(model, values, summits):
    """``(public id or code, name)`` of the rows that ``values`` mean."""
    meant, by_code = Q(public_id__in=values), {"code", "summit"} <= {one.name for one in model._meta.fields}
    if not hasattr(model, "public_id"):
        return
    if by_code:
        meant |= Q(code__in=values, summit__in=summits)
    for row in model._base_manager.filter(meant):
        name = name_of(row)
        yield from ((said, name) for said in (row.public_id, getattr(row, "code", "")) if said in values)


def name_of(row) -> str:
    """How a row is told to whoever may read the audit, which is not to say every person's name."""
    if isinstance(row, get_user_model()):
        return str(row)
    if hasattr(row, "audit_label"):
        return ""
    personal = {S2, S3} & set(getattr(row, "sensitivity", {}).values())
    return getattr(row, "code", "") if personal else str(row)


def field_of(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def told_value(field, value, names=None):
    """A stored value as a reader says it; ``names`` are those of ``look_up``."""
    if value in (None, "", []):
        return ""
    if target := getattr(field, "related_model", None):
        return told_row(target, value, names or {})
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


def told_row(model, value, names):
    """The row's name, or the code or name that was written then; a key, ours or the database's, says nothing."""
    if isinstance(value, list):
        return writing.listed(told_row(model, one, names) for one in value)
    if not isinstance(value, str) or (model, value) in names:
        return names.get((model, value), "")
    return "" if PUBLIC_ID.fullmatch(value.rpartition(" ")[2]) else value


def told_time(field, text):
    try:
        if isinstance(field, models.DateTimeField):
            return writing.short_time(dt.datetime.fromisoformat(text))
        if isinstance(field, models.DateField):
            return writing.short_date(dt.date.fromisoformat(text))
    except ValueError:
        pass  # an older entry in another form is shown as it was written
    return text
