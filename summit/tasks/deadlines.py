"""The deadline engine: reminders before and after due days, and escalation, each sent once.

Before the due day the owner is reminded, after it the commission's president and then the
committee. A blocking point and an unanswered hand-over climb the same two steps by the hour.
The keys of the notices make each message unique (database), so the engine may run at any
moment, twice, or late after a power cut: it sends what is due and has not been sent.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import audit, clock, writing
from summit.accounts.models import Duty, User
from summit.event.models import Summit
from summit.jobs import periodic
from summit.notices import notify
from summit.notices.models import Notice
from summit.tasks.models import BlockingPoint, Handover, Task

BEFORE_DAYS = (7, 3, 1, 0)  # reminders to the owner, days before the due day
PRESIDENT_AFTER_DAYS = 1  # days late until the commission's president is told
COMMITTEE_AFTER_DAYS = 3  # days late until the steering committee's secretariat is told
PRESIDENT_AFTER_HOURS = 24  # hours blocked or unanswered
COMMITTEE_AFTER_HOURS = 48
RUNNING = ("preparation", "open", "live")


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message that is due: its unique key, its readers, its words and its page."""

    key: str
    users: tuple[User, ...]
    subject: Callable[[], str]
    text: Callable[[], str]
    url: str


@periodic(seconds=120, name="tasks.deadlines")
def run_all() -> int:
    """Send what is due in every summit that is being prepared or held; returns how many notices."""
    return sum(run(summit) for summit in Summit.objects.filter(state__in=RUNNING))


def run(summit) -> int:
    """Escalate, then send every message of one summit that is due and not yet sent."""
    now = clock.now()
    today = now.astimezone(summit.tz).date()
    committee = committee_of(summit, today)
    raise_levels(summit, now)
    due = [
        *of_tasks(summit, today, committee),
        *of_points(summit, committee),
        *of_handovers(summit, committee),
    ]
    return send(summit, due)


@transaction.atomic
def send(summit, due: Iterable[Message]) -> int:
    due = list(due)
    sent = set(Notice.objects.filter(key__in=[message.key for message in due]).values_list("key", "user"))
    written = 0
    for message in due:
        fresh = [user for user in message.users if (message.key, user.pk) not in sent]
        if fresh:
            written += notify(
                fresh,
                key=message.key,
                subject=message.subject,
                text=message.text,
                url=message.url,
                summit=summit,
            )
    return written


def committee_of(summit, today) -> tuple[User, ...]:
    """Coordinators and secretaries of the committee, in duty today."""
    duties = Duty.objects.of(summit).in_force(today).filter(role__in=["coordinator", "secretary"])
    return tuple(User.objects.active().filter(pk__in=duties.values("user")))


def active(*users: User | None) -> tuple[User, ...]:
    return tuple({user.pk: user for user in users if user is not None and user.is_active}.values())


# -- tasks --------------------------------------------------------------------------------


def of_tasks(summit, today, committee) -> Iterator[Message]:
    """Reminders and escalations of open tasks that are due within a week or late."""
    day = summit.day_number(today)
    near = Task.objects.of(summit).open().filter(due_offset__lte=day + max(BEFORE_DAYS))
    for task in near.select_related("owner", "commission__president", "summit"):
        ahead = task.due_offset - day
        reached = [days for days in BEFORE_DAYS if 0 <= ahead <= days]
        if reached:
            yield of_task(task, f"before-{min(reached)}", active(task.owner), ahead)
        if -ahead >= PRESIDENT_AFTER_DAYS:
            yield of_task(task, "president", active(task.owner, task.commission.president), ahead)
        if -ahead >= COMMITTEE_AFTER_DAYS:
            yield of_task(task, "committee", committee, ahead)


def of_task(task, stage, users, ahead) -> Message:
    def subject():
        if ahead >= 0:
            return _("%(code)s is due on %(date)s") % {
                "code": task.code,
                "date": writing.short_day(task.due_on),
            }
        return ngettext("%(code)s is late by %(days)d day", "%(code)s is late by %(days)d days", -ahead) % {
            "code": task.code,
            "days": -ahead,
        }

    return Message(
        key=f"task:{task.public_id}:{stage}:{task.due_on.isoformat()}",  # a day that moves is told anew
        users=users,
        subject=subject,
        text=lambda: f"{task.code} {task.title}",
        url=task.get_absolute_url(),
    )


# -- blocking points and hand-overs --------------------------------------------------------


def raise_levels(summit, now) -> int:
    """Raise the level of what has waited too long, one step at a time, with its audit entry."""
    points = BlockingPoint.objects.of(summit).filter(lifted_at__isnull=True)
    asked = waiting_handovers(summit)
    return raised(points, "since", now) + raised(asked, "asked_at", now)


@transaction.atomic
def raised(rows, field: str, now) -> int:
    first = now - dt.timedelta(hours=PRESIDENT_AFTER_HOURS)
    second = now - dt.timedelta(hours=COMMITTEE_AFTER_HOURS)
    overdue = Q(level=0, **{f"{field}__lte": first}) | Q(level=1, **{f"{field}__lte": second})
    count = 0
    for row in rows.filter(overdue).select_related("task__summit"):
        level = 2 if getattr(row, field) <= second else 1
        if type(row).objects.filter(pk=row.pk, level=row.level).update(level=level):
            before = row.level
            audit.record(row.task, "escalate", by=User.objects.system(), changes={"level": [before, level]})
            count += 1
    return count


def of_points(summit, committee) -> Iterator[Message]:
    points = BlockingPoint.objects.of(summit).filter(
        lifted_at__isnull=True, level__gte=1, task__state="blocked"
    )
    for point in points.select_related("task__owner", "task__commission__president", "task__summit"):
        president = active(point.task.commission.president, point.task.owner)
        for level, users in ((1, president), (2, committee)):
            if point.level >= level:
                yield of_point(point, level, users)


def of_point(point, level, users) -> Message:
    return Message(
        key=f"block:{point.public_id}:{level}",
        users=users,
        subject=lambda: _("%(code)s is blocked: %(what)s") % {"code": point.task.code, "what": point.what},
        text=lambda: f"{point.task.code} {point.task.title}\n\n{point.what}",
        url=point.task.get_absolute_url(),
    )


def waiting_handovers(summit):
    """Unanswered ones whose task somebody still has to finish."""
    return Handover.objects.of(summit).unanswered().filter(task__state__in=Task.OPEN)


def of_handovers(summit, committee) -> Iterator[Message]:
    asked = waiting_handovers(summit).filter(level__gte=1)
    for handover in asked.select_related(
        "task__commission__president", "to_ministry", "asked_by", "task__summit"
    ):
        for level, users in (
            (1, active(handover.task.commission.president, handover.asked_by)),
            (2, committee),
        ):
            if handover.level >= level:
                yield of_handover(handover, level, users)


def of_handover(handover, level, users) -> Message:
    return Message(
        key=f"handover:{handover.public_id}:{level}",
        users=users,
        subject=lambda: (
            _("%(ministry)s has not answered: %(what)s")
            % {"ministry": handover.to_ministry, "what": handover.what}
        ),
        text=lambda: str(handover),
        url=handover.get_absolute_url(),
    )
