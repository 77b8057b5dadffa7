"""Server time of the list of people and of the search box, in small and in large summits, against their limits:

    .venv/bin/python -m tests.benchmarks.people_search [--runs 20]

Prints one JSON object. Without DATABASE_URL it fills a SQLite file that it throws away.
"""

import sys
from io import StringIO

from tests.benchmarks import readiness

FEW, SOME, MANY = 1_000, 20_000, 100_000
# Milliseconds of server time: list and search by the design's budgets; both on 100,000 people.
LIMITS = {"list": 33, "search": 20, "list_of_many": 40, "search_in_many": 40}
GROWTH = 1.3  # the list of 100,000 to that of 1,000
PLANTED = ("Kpandoulay", "Yézidine")  # borne by one person in each summit


def main() -> int:
    readiness.LIMITS.update(LIMITS)
    return readiness.run("Server time of the list of people and of the search box.", measured)


def summit_of(count: int):
    """A summit with ``count`` people; returns its head of protocol."""
    from django.core.management import call_command

    from tests import factories
    from tests.delegations import making

    summit = factories.make_summit(f"PEOPLE-{count}")
    ministry = factories.make_ministry("foreign", summit=summit)
    call_command(
        "make_people",
        str(count - 1),
        "--delegations",
        "60",
        summit=summit.code,
        stdout=StringIO(),
        stderr=StringIO(),
    )
    making.make_human(*PLANTED, summit=summit)
    person = factories.make_person(f"chief-{count}", "head", "protocol", ministry=ministry)
    print(f"{count} people stand", file=sys.stderr)
    return person


def measured(runs: int) -> dict:
    from django.db import connection

    chiefs = {count: summit_of(count) for count in (FEW, SOME, MANY)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rare = f"/search/?q={PLANTED[0].lower()}+yezidine"
    pages = [
        ("list", FEW, "/people/"),
        ("list", SOME, "/people/"),
        ("list_of_many", MANY, "/people/"),
        ("search", SOME, "/people/?q=kpandoulay"),
        ("search", SOME, rare),
        ("search_in_many", MANY, "/people/?q=kpandoulay"),
        ("search_in_many", MANY, "/people/?q=moussa"),
        ("search_in_many", MANY, rare),
        ("search_in_many", MANY, "/search/?q=moussa"),
        ("search_in_many", MANY, "/search/?q=nobodybearsit"),
    ]
    results = [readiness.timed(work, count, url, chiefs[count], runs) for work, count, url in pages]
    few, _some, many = (one["ms"] for one in results[:3])
    return {
        "engine": connection.vendor,
        "runs": runs,
        "pages": [one | {"people": one.pop("tasks")} for one in results],
        "list_100000_to_1000": {
            "times": round(many / few, 2),
            "limit": GROWTH,
            "ratio": round(many / few / GROWTH, 2),
        },
    }


if __name__ == "__main__":
    sys.exit(main())
