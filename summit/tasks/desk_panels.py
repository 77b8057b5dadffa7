"""What the plan shows on a person's desk: own tasks in trouble, today's deadlines, what changed."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit import desk, telling, writing
from summit.audit.models import Entry
from summit.tasks.figures import OPEN, blocked_since
from summit.tasks.handovers import Handover
from summit.tasks.plan import Task
from summit.tasks.rows import dress

SHOWN = 8
CHANGES = 10
READ = 60  # entries of the audit that are gathered into those lines


def own_tasks(user):
    """A person's own: owned by them, of their ministry, and all for who coordinates."""
    rows = Task.objects.visible_to(user)
    if user.has_perm("summit.edit_plan"):
        return rows
    return rows.filter(Q(owner=user) | Q(ministry=user.ministry_id))


@desk.panel
def trouble(user, today):
    """Own tasks that are late or blocked: four queries."""
    mine, number = own_tasks(user), user.summit.day_number(today)
    in_trouble = Q(state=Task.State.BLOCKED) | OPEN & Q(due_offset__lt=number)
    counts = mine.order_by().aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=Task.State.DONE)),
        blocked=Count("pk", filter=Q(state=Task.State.BLOCKED)),
        late=Count("pk", filter=OPEN & ~Q(state=Task.State.BLOCKED) & Q(due_offset__lt=number)),
    )
    if not counts["total"]:
        return None
    rows = list(mine.for_list().filter(in_trouble).order_by("due_offset", "sort_key")[:SHOWN])
    points = blocked_since(rows) if rows else {}
    for task in dress(rows, user=user, today=today):
        task.point = points.get(task.pk)
        task.blocked_days = (
            (today - task.point.since.astimezone(user.summit.tz).date()).days if task.point else 0
        )
    rows.sort(key=lambda task: task.point is None)
    wrong_count = counts["blocked"] + counts["late"]
    context = {"rows": rows, "counts": counts, "wrong_count": wrong_count, "more": wrong_count - len(rows)}
    return desk.Panel(
        template="summit/tasks/_trouble.html", context=context, wrong=sentence(counts), order=10
    )


def sentence(counts):
    """What is wrong at home, as the red half of the page's answer."""
    blocked = ngettext(
        "%(count)d task of yours is blocked", "%(count)d tasks of yours are blocked", counts["blocked"]
    )
    late = ngettext("%(count)d task of yours is late", "%(count)d tasks of yours are late", counts["late"])
    blocked, late = blocked % {"count": counts["blocked"]}, late % {"count": counts["late"]}
    if counts["blocked"] and counts["late"]:
        return _("%(blocked)s, %(late)s.") % {"blocked": blocked, "late": late}
    if counts["blocked"] or counts["late"]:
        return f"{blocked if counts['blocked'] else late}."
    return ""


@desk.panel
def deadlines(user, today):
    """Own tasks due today and hand-overs wished for today: two queries."""
    due = own_tasks(user).open().filter(due_offset=user.summit.day_number(today)).order_by("sort_key")[:SHOWN]
    lines = [
        desk.Line(strong=_("Due"), title=str(task.title), detail=task.code, url=task.get_absolute_url())
        for task in due
    ]
    asked = (
        Handover.objects.visible_to(user).unanswered().filter(wished_on=today).select_related("task")[:SHOWN]
    )
    lines += [
        desk.Line(strong=_("Hand-over"), title=one.what, detail=one.task.code, url=one.get_absolute_url())
        for one in asked
    ]
    return desk.Panel(today=lines) if lines else None


@desk.panel
def changes(user, today):
    """What others did to tasks that this person sees since the desk was last marked as read: two queries."""
    visible = Task.objects.visible_to(user)
    entries = Entry.objects.filter(
        summit=user.summit,
        kind=Task._meta.label_lower,
        at__gt=desk.since(user),
        object_id__in=visible.values("public_id"),
    ).exclude(actor=user)
    entries = list(entries.select_related("actor").order_by("-pk")[:READ])
    tasks = {
        task.public_id: task for task in Task.objects.filter(public_id__in={e.object_id for e in entries})
    }
    by_task = {}
    for entry in entries:
        if entry.object_id in tasks:
            by_task.setdefault(entry.object_id, []).append(entry)
    lines = [changed(tasks[key], found) for key, found in list(by_task.items())[:CHANGES]]
    return desk.Panel(changed=lines) if lines else None


def changed(task, entries):
    """One line for a task, however often it was touched: its acts and who did them, in their order."""
    told = entries[::-1]
    return desk.Line(
        at=entries[0].at,
        strong=f"{task.code} {task.title}",
        title=writing.listed(dict.fromkeys(str(telling.act_label(entry)) for entry in told)),
        detail=" · ".join(
            filter(
                None,
                [
                    writing.listed(dict.fromkeys(str(telling.actor_name(entry)) for entry in told)),
                    entries[0].note,
                ],
            )
        ),
        url=task.get_absolute_url(),
    )
