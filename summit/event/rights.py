"""Rights on the summit's frame."""

from summit.rights import ANYONE, AUDITOR, COORDINATOR, committee, define

define(
    {
        "summit.view_summit": ANYONE,
        "summit.edit_summit": committee(COORDINATOR),
        "summit.view_site": ANYONE,
        "summit.edit_site": committee(COORDINATOR),
        "summit.use_admin": committee(COORDINATOR),
        "summit.view_findings": committee(COORDINATOR, AUDITOR, "secretary", "authority"),
        "summit.view_audit": committee(COORDINATOR, AUDITOR),
    }
)
