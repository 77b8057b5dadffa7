"""Making a proposal: asked for by an officer, worked out in the background, written all at once."""

import logging
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, override
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from summit import audit
from summit.accounts.models import User
from summit.constraints import queue
from summit.event.models import Summit
from venues.accommodation.proposal import LodgingProposal, ProposalLine
from venues.accommodation.proposal_reading import Read, read
from venues.accommodation.proposing import best
from venues.accommodation.proposing.reasons import WITHOUT_ROOM
from venues.accommodation.proposing.world import Placed

State = LodgingProposal.State
LINES_AT_ONCE = 1000

logger = logging.getLogger(__name__)


class Computing(Exception):
    """Another proposal of the summit is being computed: ``proposal``."""

    def __init__(self, proposal: LodgingProposal):
        super().__init__(proposal)
        self.proposal = proposal


def begin(summit: Any, delegation: Any = None, *, by: Any) -> LodgingProposal:
    """Have a proposal made for one delegation or for all; returns it, still empty. Raises ``Computing``."""
    with transaction.atomic():
        queue(Summit.objects.filter(pk=summit.pk))  # of two clicks the second sees what the first made
        for other in LodgingProposal.objects.of(summit).filter(state=State.COMPUTING):
            if not has_stopped(other):
                raise Computing(other)
            other.workflow.run(other, "fail", by=User.objects.system())
        proposal = LodgingProposal.objects.create(summit=summit, delegation=delegation, asked_by=by)
        audit.record(proposal, "create", by=by)
        job = compute_later.enqueue(proposal=proposal.public_id, lang=get_language() or "fr")
        LodgingProposal.objects.filter(pk=proposal.pk, figures={}).update(figures={"job": str(job.id)})
    proposal.refresh_from_db()
    return proposal


def has_stopped(proposal: LodgingProposal) -> bool:
    """Whether the background gave up on a proposal that is still to be computed."""
    job = proposal.figures.get("job")
    return bool(job) and DBTaskResult.objects.failed().filter(pk=job).exists()


@task()
def compute_later(proposal: str, lang: str) -> None:
    """The background's half of ``begin``; safe to run twice, silent where nobody waits for it any more."""
    found = LodgingProposal.objects.select_related("summit", "delegation").get(public_id=proposal)
    if found.state != State.COMPUTING:
        return
    with override(lang):
        try:
            compute(found)
        except Exception:
            fail(found)
            raise


def compute(proposal: LodgingProposal, *, seconds: float | None = None) -> None:
    """Read, work out and write. Nothing is held while it works, and nothing is written but all of it."""

    def told(percent):
        LodgingProposal.objects.filter(pk=proposal.pk, state=State.COMPUTING).update(progress=percent)

    told(10)
    material = read(proposal.summit, proposal.delegation)
    plan = best.propose(material.world, seconds=seconds, progress=told)
    with transaction.atomic():
        if not locked(proposal):
            logger.info("proposal %s was let go before it was ready", proposal.public_id)
            return
        proposal.lines.all().delete()  # of a worker that was killed nothing stands, of one that came twice all
        lines = lines_of(proposal, material, plan.placed)
        ProposalLine.objects.bulk_create(lines, batch_size=LINES_AT_ONCE)
        LodgingProposal.objects.filter(pk=proposal.pk).update(progress=100, figures=figures(plan, material))
        proposal.workflow.run(proposal, "finish", by=User.objects.system())


def locked(proposal) -> bool:
    return bool(queue(LodgingProposal.objects.filter(pk=proposal.pk, state=State.COMPUTING)))


def fail(proposal) -> None:
    with transaction.atomic():
        if locked(proposal):
            proposal.workflow.run(proposal, "fail", by=User.objects.system())


def lines_of(proposal, material: Read, placed: list[Placed]) -> list[ProposalLine]:
    askers = {one.guest.key: one for one in material.askers}
    return [
        ProposalLine(
            summit_id=proposal.summit_id,
            proposal=proposal,
            occupant_id=askers[one.guest.key].occupant,
            crew_of_id=askers[one.guest.key].crew_of,
            block_id=one.block.key if one.block else None,
            room_id=one.room.key if one.room else None,
            check_in=one.guest.check_in,
            check_out=one.guest.check_out,
            paid_by=askers[one.guest.key].paid_by,
            because=askers[one.guest.key].because,
            unmet=one.unmet,
            order=number,
        )
        for number, one in enumerate(placed, start=1)
    ]


def figures(plan: best.Plan, material: Read) -> dict[str, Any]:
    """What the page says of the search; no names. Points by reason stand in the order of ``objective.Terms``."""
    lodged = sum(one.unmet not in WITHOUT_ROOM for one in plan.placed)
    return {
        "guests": len(plan.placed),
        "lodged": lodged,
        "unmet": sum(bool(one.unmet) for one in plan.placed),
        "cost": plan.terms.total,
        "terms": points(plan.terms),
        "greedy_cost": plan.bar.total,
        "greedy_terms": points(plan.bar),
        "greedy_lodged": sum(block is not None for block in plan.bar_choice.values()),
        "bound": plan.bound,
        "gap": round(100 * plan.gap, 2),
        "seconds": round(plan.seconds, 1),
        "divided": divided({one.guest.key: one.block for one in plan.placed}, material),
        "greedy_divided": divided(plan.bar_choice, material),
        "money": money((one.guest, one.block) for one in plan.placed),
        "greedy_money": money((guest, plan.bar_choice[guest.key]) for guest in material.world.guests),
    }


def points(terms) -> dict[str, int]:
    return {name: getattr(terms, name) for name in terms.__slots__}


def divided(choice, material) -> int:
    """Delegations that would sleep in more than one hotel."""
    hotels: dict[Any, set[int]] = {}
    for guest in material.world.guests:
        if block := choice[guest.key]:
            hotels.setdefault(guest.delegation, set()).add(block.hotel)
    return sum(len(used | material.world.at_home.get(one, frozenset())) > 1 for one, used in hotels.items())


def money(stays) -> dict[str, float]:
    """What the rooms cost, by currency; rooms without a price are not in it."""
    sums: dict[str, float] = {}
    for guest, block in stays:
        if block and block.rate is not None:
            nights = (guest.check_out - guest.check_in).days
            sums[block.currency] = round(sums.get(block.currency, 0) + nights * block.rate, 2)
    return sums
