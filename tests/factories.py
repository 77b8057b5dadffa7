"""Rows for tests, by plain keyword functions: what is not said is sensible and unique.

Everything belongs to a summit; without one, the first that the test made, or a new one.
"""

import datetime as dt
from itertools import count

from i18nfield.strings import LazyI18nString

from summit import clock
from summit.accounts.models import Commission, Duty, Mandate, Ministry, Organisation, Portfolio, User
from summit.event.models import Site, Summit, Zone
from summit.tasks.models import Axis, BlockingPoint, Handover, Task

number = count(1)
PASSWORD = "a-long-test-password"


def words(text):
    """A text in the three languages, told apart by their ends."""
    return {"fr": f"{text} (fr)", "ar": f"{text} (ar)", "en": text}


def named(text):
    return text if not isinstance(text, str) else LazyI18nString(words(text))


def make_summit(code="", **fields):
    code = code or f"summit-{next(number)}"
    defaults = {
        "name": named(f"Summit {code}"),
        "short_name": named(code),
        "host": "ML",
        "starts_on": dt.date(2025, 12, 22),
        "ends_on": dt.date(2025, 12, 23),
        "zone": "Africa/Bamako",
        "state": "open",
    }
    return Summit.objects.create(code=code, **(defaults | fields))


def the_summit(summit=None):
    return summit or Summit.objects.order_by("pk").first() or make_summit("TEST")


def make_organisation(code="", *, summit=None, name="", **fields):
    code = code or f"org-{next(number)}"
    fields = {"org_type": "public"} | fields
    return Organisation.objects.create(
        summit=the_summit(summit), code=code, name=named(name or code), **fields
    )


def make_ministry(code="", *, summit=None, **fields):
    code = code or f"ministry-{next(number)}"
    defaults = {"name": named(f"Ministry of {code}"), "short_name": named(code), "org_type": "ministry"}
    defaults |= {"coordinated": True, "rank": next(number)}
    return Ministry.objects.create(summit=the_summit(summit), code=code, **(defaults | fields))


def make_portfolio(code="plan", *, summit=None, name=""):
    summit = the_summit(summit)
    return Portfolio.objects.get_or_create(summit=summit, code=code, defaults={"name": named(name or code)})[
        0
    ]


def make_mandate(portfolio, ministry):
    portfolio = (
        portfolio if isinstance(portfolio, Portfolio) else make_portfolio(portfolio, summit=ministry.summit)
    )
    row, _new = Mandate.objects.get_or_create(summit=ministry.summit, portfolio=portfolio, ministry=ministry)
    return row


def make_user(username="", *, ministry=None, **fields):
    username = username or f"user-{next(number)}"
    fields = {"name": username.capitalize(), "language": "en"} | fields
    return User.objects.create_user(username, password=PASSWORD, ministry=ministry, **fields)


def make_duty(user, role, portfolio="", *, summit=None, **fields):
    """A duty, and the mandate that its portfolio needs to open anything."""
    summit = summit or (user.ministry.summit if user.ministry_id else the_summit())
    held = make_portfolio(portfolio, summit=summit) if portfolio else None
    if held and user.ministry_id:
        make_mandate(held, user.ministry)
    return Duty.objects.create(summit=summit, user=user, role=role, portfolio=held, **fields)


def make_person(username, role, portfolio="", *, ministry=None, summit=None, **fields):
    """A user with one duty, at work on its summit."""
    user = make_user(username, ministry=ministry, **fields)
    duty = make_duty(user, role, portfolio, summit=summit)
    return user.at(duty.summit)


def make_commission(code="", *, summit=None, **fields):
    code = code or f"commission-{next(number)}"
    fields = {"name": named(f"Commission {code}")} | fields
    return Commission.objects.create(summit=the_summit(summit), code=code, **fields)


def make_axis(code="technical", *, summit=None):
    summit = the_summit(summit)
    return Axis.objects.get_or_create(summit=summit, code=code, defaults={"name": named(code)})[0]


def make_task(code="", *, summit=None, **fields):
    """A task due in ten days from J-18, to do, of a ministry of its own unless one is given."""
    ministry = fields.pop("ministry", None)
    summit = summit or (ministry.summit if ministry else the_summit())
    code = code or f"T-{next(number):03d}"
    defaults = {
        "title": named(f"Task {code}"),
        "ministry": ministry or make_ministry(summit=summit),
        "start_offset": -20,
        "due_offset": -8,
    }
    fields.setdefault("commission", None)
    fields["commission"] = fields["commission"] or make_commission(summit=summit)
    fields.setdefault("axis", make_axis(summit=summit))
    return Task.objects.create(summit=summit, code=code, **(defaults | fields))


def make_tasks(amount, **fields):
    """``amount`` tasks that share ministry, commission and axis."""
    summit = the_summit(fields.get("summit"))
    fields.setdefault("ministry", None)
    fields["ministry"] = fields["ministry"] or make_ministry(summit=summit)
    fields.setdefault("commission", make_commission(summit=summit))
    return [make_task(**fields) for _each in range(amount)]


def make_block(task, *, by, must_act=None, **fields):
    """A blocked task with its open blocking point."""
    Task.objects.filter(pk=task.pk).update(state="blocked")
    task.state = "blocked"
    fields = {"what": "No pylons", "since": clock.now()} | fields
    return BlockingPoint.objects.create(
        summit=task.summit, task=task, stated_by=by, must_act=must_act, **fields
    )


def make_handover(task, to_ministry, *, by, **fields):
    fields = {"what": "Lend four cars", "wished_on": dt.date(2025, 12, 15)} | fields
    return Handover.objects.create(
        summit=task.summit,
        task=task,
        from_ministry=task.ministry,
        to_ministry=to_ministry,
        asked_by=by,
        **fields,
    )


def make_site(code="", *, summit=None, **fields):
    code = code or f"site-{next(number)}"
    return Site.objects.create(summit=the_summit(summit), code=code, **({"name": named(code)} | fields))


def make_zone(code="", *, summit=None, **fields):
    code = code or str(next(number))
    return Zone.objects.create(summit=the_summit(summit), code=code, **({"name": named(code)} | fields))
