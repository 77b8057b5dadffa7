"""A batch belongs to the person who sent the file; the coordinator sees all of the summit's."""

from summit.rights import COORDINATOR, committee, define, is_me

define(
    {
        "summit.view_import": is_me("created_by") | committee(COORDINATOR),
        "summit.view_import_row": is_me("batch__created_by") | committee(COORDINATOR),
    }
)
