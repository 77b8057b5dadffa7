"""Frozen lists, wanted changes and versions for tests, and what a form of a line sends."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from delegations.roster import entering, side_drafting
from delegations.roster.change_asking import ask
from delegations.roster.models import Delegation
from delegations.roster.side_access import VERB, Visit
from summit import clock, links

WEEK = dt.timedelta(days=7)
STRANGE = "“L’'été” <b>%s</b> {{ x }} عربي"


def freeze(delegation):
    """The list of ``delegation`` as a confirmed one."""
    Delegation.objects.filter(pk=delegation.pk).update(state="confirmed", frozen_at=clock.now())
    delegation.refresh_from_db()
    return delegation


def wants(member, *, by, reason="Illness", **values):
    """A request that ``member`` reads as ``values`` say."""
    before = entering.snapshot(member)
    return ask(
        member.delegation,
        "change",
        by=by,
        reason=reason,
        membership=member,
        before=before,
        after=before | values,
    )


def line(**values):
    """A line that enters, as its form gives it."""
    return {"surname": "Diarra", "given_names": "Moussa", "function": {"en": "Adviser"}} | values


def sent_line(**fields):
    """What a browser sends of a line's form."""
    return {"surname": "Diarra", "given_names": "Moussa", "function_0": "Conseiller"} | fields


def visit_of(delegation, by, *, recipient="Awa Traoré", **fields):
    """A live link of the delegation, opened."""
    link, secret = links.issue(delegation, VERB, recipient=recipient, by=by, lasts=WEEK, **fields)
    return Visit(link, delegation, secret)


def enter_side(client, visit):
    """The client of somebody who said who they are."""
    response = client.post(reverse("side-open", args=[visit.secret]))
    assert response.status_code == 302
    return client


def version(visit, *lines, send=True, **beside):
    """A version with these lines ``(action, fields of ListChange)``, sent unless said otherwise."""
    for action, fields in lines:
        side_drafting.put(visit, action, **fields)
    if beside:
        side_drafting.note(visit, **({"wishes": "", "arrivals": [], "arms": ""} | beside))
    return side_drafting.send(visit) if send else side_drafting.begin(visit)


def changes(member, **values):
    """The line of a version that lets ``member`` read as ``values`` say."""
    before = entering.snapshot(member)
    return "change", {"membership": member, "before": before, "after": before | values}


def leaves(member):
    return "withdraw", {"membership": member, "before": entering.snapshot(member), "reason": "Ill"}


def to(visit, name, *parts):
    """An address of the delegation's side."""
    return reverse(name, args=[visit.secret, *parts])


def picture(name="photo.png", size=(60, 80)):
    target = io.BytesIO()
    Image.new("RGB", size, "#447799").save(target, "PNG")
    return SimpleUploadedFile(name, target.getvalue(), "image/png")


def accepting(sent):
    """The address at which a version is accepted."""
    return reverse("step", args=["submission", sent.public_id, "accept"])
