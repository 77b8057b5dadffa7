"""The lists of precedence of the demo: one for each use, and a second one for when the chair changes hands."""

from delegations.demo import story
from delegations.protocol import computing
from delegations.protocol.models import PrecedenceList
from summit import audit
from summit.demo.ground import lasting_id, text


def lay(ground, delegations, members, instant) -> None:
    protocol = ground.people["protocol"]
    for told in story.told("delegations")["precedence"]:
        if not story.happened(told["drafted"], instant):
            continue
        row = PrecedenceList.objects.create(
            summit=ground.summit,
            public_id=lasting_id("precedence", told["code"]),
            code=told["code"],
            title=text(told["title"]),
            scope=told["scope"],
            rule=told["rule"],
            chair=delegations.get(told["chair"]),
            reversed=told.get("reversed", False),
            effective_from=story.moment(told["from"]),
            effective_until=story.moment(told["until"]),
        )
        audit.record_past([(story.moment(told["drafted"]), row, "create", protocol, None)])
        if members and story.happened(told["approved"], instant):
            approve(row, story.moment(told["approved"]), protocol)


def approve(row, when, protocol):
    PrecedenceList.objects.filter(pk=row.pk).update(state="approved", approved_by=protocol, approved_at=when)
    row.refresh_from_db()
    computing.keep(row)
    audit.record_past([(when, row, "approve", protocol, {"state": ["draft", "approved"]})])
