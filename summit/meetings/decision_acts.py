"""What the steps of a decision write, and whom they tell."""

from django.apps import apps
from django.utils.translation import gettext

from summit import clock, files, notices
from summit.meetings.recipients import holders_of, plan_contacts
from summit.rights import COORDINATOR, SECRETARY


def executed(decision, *, by, data):
    return {"executed_by": by, "executed_at": clock.now(), "proof": data.get("proof") or decision.proof}


def not_executed(decision, *, by, data):
    return {"executed_by": None, "executed_at": None, "verified_by": None, "verified_at": None}


def verified(decision, *, by, data):
    return {"verified_by": by, "verified_at": clock.now()}


def attach_proof(decision, *, by, note, data):
    """Keep the file that came with the report."""
    if upload := data.get("upload"):
        stored = files.store(upload, kind="decision", summit=decision.summit, by=by)
        apps.get_model("summit.DecisionProof").attach(decision, stored, by=by)


def who_verifies(decision):
    return holders_of(decision.summit, COORDINATOR, SECRETARY)


def who_owns(decision):
    """Heads and focal points of the responsible ministry, and the person responsible."""
    owner = [decision.owner] if decision.owner_id and decision.owner.is_active else []
    return [*plan_contacts(decision.summit, [decision.ministry_id]), *owner]


def tell_owner(decision, *, by):
    """Tell the responsible ministry, once, that a decision is its own."""
    told = [person for person in who_owns(decision) if person.pk != by.pk]
    notices.notify(
        told,
        key=f"decision:{decision.public_id}:{decision.ministry.code}",
        subject=lambda: gettext("%(code)s is yours to carry out") % {"code": decision.code},
        text=lambda: str(decision.text),
        url=decision.get_absolute_url(),
        summit=decision.summit,
    )
