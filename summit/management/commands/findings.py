"""What somebody should look at, for people and for programs."""

from collections import Counter

from django.utils.translation import ngettext

from summit import clock
from summit.findings import LEVELS, all_findings
from summit.management.base import JsonCommand


class Command(JsonCommand):
    help = "List the findings of a summit, the worst first."

    def act(self, *, summit, **options):
        found = all_findings(summit, today=clock.today(summit))
        levels = Counter(one.level for one in found)
        return {
            "summit": summit.code,
            "count": len(found),
            "levels": {level: levels[level] for level in LEVELS},
            "findings": [one.as_dict() for one in found],
        }

    def sentence(self, result):
        for one in result["findings"]:
            self.tell(f"{one['level']:8} {one['subject']:10} {one['message']}")
        return ngettext("%(count)d finding.", "%(count)d findings.", result["count"]) % {
            "count": result["count"]
        }
