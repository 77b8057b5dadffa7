"""The Bamako demo in the database: every day's figures, people who can sign in, and a plan without a fault."""

import datetime as dt
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from summit import clock, search
from summit.accounts.models import User
from summit.audit import sealing
from summit.audit.models import Entry
from summit.demo import ground, loading, plan
from summit.event.models import Summit
from summit.management.base import Refused, WrongUse
from summit.tasks.models import BlockingPoint, Dependency, Task
from summit.tasks.readiness import board
from tests import factories

DAYS = ["2025-11-28", "2025-12-04", "2025-12-20", "2025-12-22", "2025-12-24"]
PERSONAE = [
    "coordinator", "authority", "protocol", "accreditation", "press", "security", "lodging", "transport", "airport",
    "foreign", "defence", "interior", "communication", "liaison", "gate", "auditor",
]  # fmt: skip


@pytest.fixture(autouse=True)
def demo(settings, db):
    settings.DEMO = True
    clock._seen["at"] = None
    yield
    clock._seen |= {"at": None, "offset": dt.timedelta()}


def counted(day):
    """The four figures as the database has them."""
    summit = Summit.objects.get()
    states = Counter(Task.objects.values_list("state", flat=True))
    late = Task.objects.late(on=summit.day_number(day)).count()
    return {"tasks": sum(states.values()), "done": states["done"], "late": late, "blocked": states["blocked"]}


@pytest.mark.parametrize("day", DAYS)
def test_every_day_has_the_story_s_figures(day):
    day = dt.date.fromisoformat(day)
    told = loading.load(day)
    assert told == {"day": day.isoformat(), "kept": False, **plan.figures(day)}
    assert counted(day) == plan.figures(day)
    assert clock.today(Summit.objects.get()) == day
    shown = board.build(User.objects.get(username="authority"), day).figures
    assert (shown.total, shown.done, shown.late, shown.blocked) == tuple(counted(day).values())


@pytest.mark.parametrize("day", ["2025-12-04", "2025-12-22"])
def test_every_row_obeys_its_constraints_and_hangs_together(day):
    loading.load(dt.date.fromisoformat(day))
    connection.check_constraints()
    for model in apps.get_app_config("summit").get_models():
        for row in model._base_manager.all():
            row.validate_constraints()
    assert (
        BlockingPoint.objects.filter(lifted_at=None).count() == Task.objects.filter(state="blocked").count()
    )
    assert all(one.task_rank > one.needs_rank for one in Dependency.objects.all())


def test_tiles_of_the_committee_s_day_are_those_of_the_story():
    day = dt.date(2025, 12, 4)
    loading.load(day)
    shown = board.build(User.objects.get(username="authority"), day)
    told = {
        code: (row["tasks"], row["done"], row["late"], row["blocked"])
        for code, row in plan.by_ministry(day).items()
    }
    lines = {line.subject.code: line.figures for line in shown.ministries}
    assert {code: (f.total, f.done, f.late, f.blocked) for code, f in lines.items()} == told
    assert [(one.task.code, one.state, one.days) for one in shown.worst] == [
        (bad.task.code, bad.state, bad.days) for bad in plan.worst(day)
    ]


def test_the_same_day_again_keeps_what_people_did():
    loading.load()
    task = Task.objects.filter(state="todo").first() or Task.objects.filter(state="doing").first()
    person = User.objects.get(username="coordinator")
    task.workflow.run(task, "submit", by=person)
    clock.set_demo_clock(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    before = Entry.objects.count()
    assert loading.load()["kept"] is True
    assert Task.objects.get(pk=task.pk).state == "review"
    assert (Entry.objects.count(), clock.today(Summit.objects.get())) == (before, plan.OPENING_DAY)


def test_a_real_summit_is_left_alone():
    real = factories.make_summit("REAL")
    with pytest.raises(loading.RealSummit):
        loading.load()
    with pytest.raises(Refused) as refused:
        call_command("demo_load", "--json")
    assert refused.value.code == "real_summit"
    assert list(Summit.objects.all()) == [real]
    assert (User.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize("day", ["2025-11-27", "2025-12-25"])
def test_days_outside_the_story_are_refused(day):
    with pytest.raises(WrongUse):
        call_command("demo_load", "--day", day)
    assert Summit.objects.count() == 0


def test_nothing_is_loaded_outside_a_demo(settings):
    settings.DEMO = False
    with pytest.raises(Refused) as refused:
        call_command("demo_load", "--json")
    assert refused.value.code == "not_a_demo"
    assert Summit.objects.count() == 0


@pytest.mark.walk
def test_everybody_signs_in_and_opens_their_pages(client):
    loading.load()
    broken = []
    for name in PERSONAE:
        assert client.login(username=name, password=ground.PASSWORD), name
        assert client.get("/").status_code == 200, name
        menu = client.get("/tasks/").context or {}
        urls = {item["url"] for section in menu.get("nav", []) for item in section["items"]}
        broken += [
            (name, url) for url in urls | {"/search/?q=a", "/notices/"} if client.get(url).status_code != 200
        ]
        client.logout()
    assert broken == []


@pytest.mark.walk
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("name", ["coordinator", "transport", "authority"])
def test_pages_stand_in_every_language(name, language, client):
    loading.load(dt.date(2025, 12, 4))
    User.objects.update(language=language)
    client.force_login(User.objects.get(username=name))
    for url in (
        "/",
        "/tasks/",
        "/tasks/board/",
        "/tasks/timeline/",
        "/readiness/",
        f"/readiness/{language}.pdf",
        "/findings/",
    ):
        assert client.get(url).status_code == 200, url
    for url_name in ("risks", "milestones", "handovers", "meetings", "decisions"):
        assert client.get(reverse(url_name)).status_code == 200, url_name


def test_what_a_ministry_s_desk_says_is_in_the_plan(client):
    loading.load(dt.date(2025, 12, 4))
    client.force_login(User.objects.get(username="transport"))
    shown = client.get("/readiness/").context["board"]
    assert {line.subject.code for line in shown.ministries} >= {"MTI"}
    own = next(line.figures for line in shown.ministries if line.subject.code == "MTI")
    told = plan.by_ministry(dt.date(2025, 12, 4))["MTI"]
    assert (own.total, own.done, own.late, own.blocked) == (
        told["tasks"],
        told["done"],
        told["late"],
        told["blocked"],
    )


def test_the_register_of_acts_can_be_sealed_and_proved():
    loading.load()
    entries = Entry.objects.count()
    assert sealing.seal_all() == entries
    proved = sealing.verify()
    assert (proved["sealed"], proved["unsealed"], proved["broken"]) == (entries, 0, [])


def test_acts_stand_in_order_of_time():
    loading.load()
    times = [entry.at for entry in Entry.objects.filter(kind="summit.task").order_by("pk")]
    assert times == sorted(times)
    assert max(times) <= plan.at(plan.OPENING_DAY)


def test_people_are_invented_and_rows_keep_their_addresses():
    loading.load()
    first = set(Task.objects.values_list("code", "public_id"))
    assert first == {(code, ground.lasting_id("task", code)) for code, _public_id in first}
    assert not User.objects.exclude(email="").exists()


@pytest.mark.django_db(transaction=True)
def test_another_day_begins_anew():
    loading.load(dt.date(2025, 12, 4))
    told = loading.load(dt.date(2025, 12, 22))
    assert (told["kept"], counted(dt.date(2025, 12, 22))) == (False, plan.figures(dt.date(2025, 12, 22)))
    assert {entry.note for entry in Entry.objects.filter(verb=loading.LOADED)} == {"2025-12-22"}
    connection.check_constraints()


def test_another_day_leaves_the_register_as_strict_as_it_was():
    loading.load(dt.date(2025, 12, 4))
    loading.load(dt.date(2025, 12, 22))
    for act in (Entry.objects.all().delete, lambda: Entry.objects.update(note="otherwise")):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_another_day_that_fails_leaves_the_day_before(monkeypatch):
    loading.load(dt.date(2025, 12, 4))

    def stop(*_given):
        raise RuntimeError

    monkeypatch.setattr(loading, "LAYERS", [stop])
    with pytest.raises(RuntimeError), transaction.atomic():
        loading.load(dt.date(2025, 12, 22))
    assert (loading.loaded_day(), counted(dt.date(2025, 12, 4))) == (
        "2025-12-04",
        plan.figures(dt.date(2025, 12, 4)),
    )


def test_the_search_knows_the_new_day_s_people_alone():
    loading.load(dt.date(2025, 12, 4))
    loading.load(dt.date(2025, 12, 22))
    people = apps.get_model("delegations.Person").objects.all()
    word = people.exclude(search_text="").latest("pk").search_text.split()[0]
    assert set(search.matching(people, word)) == set(people.filter(search_text__contains=word)) != set()


def test_command_says_what_is_there(capsys):
    call_command("demo_load", "--lang", "en")
    said = plan.figures(plan.OPENING_DAY)
    expected = "Demo of 2025-12-22: {tasks} tasks, {done} done, {late} late, {blocked} blocked.".format(
        **said
    )
    assert capsys.readouterr().out.strip() == expected
