"""The table of rights: one rule, asked as a test and as a filter, never in two minds."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import Q

from summit import clock, rights
from summit.accounts.models import Mandate, User
from summit.base import SummitRow
from summit.rights import (
    EVERYTHING,
    NOBODY,
    NOTHING,
    UnknownRight,
    committee,
    define,
    holds,
    is_me,
    named_by,
    own_ministry,
)
from summit.tasks.models import Task
from summit.workflow import WORKFLOWS
from tests import factories, full_summit

PERSONAE = (
    "coordinator", "secretary", "authority", "auditor", "focal", "head", "reader", "stranger", "outsider", "visitor",
)  # fmt: skip


def questions():
    """Every (model, right) that a page asks of rows: what opens them and what each step needs."""
    asked = {
        (m, m.view_right) for m in apps.get_models() if issubclass(m, SummitRow) and hasattr(m, "view_right")
    }
    asked |= {
        (model, step.right) for model, workflow in WORKFLOWS.items() for step in workflow.steps.values()
    }
    return sorted(asked, key=lambda pair: (pair[0]._meta.label, pair[1]))


@pytest.fixture
def spread(summit, other_summit, coordinator, outsider):
    """Two summits with the same codes, one row of everything in each."""
    return (
        full_summit.build(summit, "alpha", by=coordinator),
        full_summit.build(other_summit, "beta", by=outsider),
    )


@pytest.mark.parametrize("who", [*PERSONAE, "owner", "president", "secretary-alpha"])
def test_a_list_and_a_lookup_never_disagree(who, request, spread):
    user = request.getfixturevalue(who) if who in PERSONAE else spread[0].get(who) or spread[0]["secretary"]
    disagreeing = []
    for model, right in questions():
        if user.summit is None:
            listed = set()
        else:
            listed = set(model._base_manager.filter(rights.rows(user, right), of_summit(model, user.summit)))
        looked_up = {row for row in model._base_manager.all() if user.has_perm(right, row)}
        if listed != looked_up:
            disagreeing.append((model.__name__, right, listed ^ looked_up))
    assert disagreeing == []


def of_summit(model, summit):
    return Q(pk=summit.pk) if model._meta.model_name == "summit" else Q(summit=summit)


@pytest.mark.parametrize("who", PERSONAE)
def test_who_may_do_it_to_some_row_may_do_it_at_all(who, request, spread):
    user = request.getfixturevalue(who)
    narrower = [
        right
        for model, right in questions()
        if not user.has_perm(right) and any(user.has_perm(right, row) for row in model._base_manager.all())
    ]
    assert narrower == []


def test_unknown_right_raises_for_everybody(coordinator, visitor):
    for user in (coordinator, visitor):
        with pytest.raises(UnknownRight):
            user.has_perm("summit.fly_plane")
        with pytest.raises(UnknownRight):
            rights.rows(user, "summit.fly_plane")


def test_a_right_is_defined_once():
    with pytest.raises(ValueError, match="view_task"):
        define({"summit.view_task": NOBODY})


@pytest.mark.parametrize(
    ("dates", "opens"),
    [
        ({}, True),
        ({"valid_from": 0}, True),
        ({"valid_until": 0}, True),
        ({"valid_from": 1}, False),
        ({"valid_until": -1}, False),
        ({"valid_from": -5, "valid_until": 5}, True),
    ],
)
def test_a_duty_opens_nothing_outside_its_dates(dates, opens, summit):
    today = clock.today(summit)
    dates = {name: today + dt.timedelta(days=days) for name, days in dates.items()}
    user = factories.make_user("dated")
    factories.make_duty(user, "coordinator", summit=summit, **dates)
    user.at(summit)
    assert user.has_perm("summit.edit_plan") is opens
    assert rights.rows(user, "summit.edit_plan") == (EVERYTHING if opens else NOTHING)


def test_a_portfolio_needs_the_ministry_s_mandate_and_the_person_s_duty(summit, transport):
    user = factories.make_user("double", ministry=transport)
    plan = factories.make_portfolio("plan", summit=summit)
    user.at(summit)
    assert not user.has_perm("summit.add_task")
    user.all_duties.create(summit=summit, role="focal", portfolio=plan)
    assert not user.at(summit).has_perm("summit.add_task")  # a duty without the mandate
    mandate = factories.make_mandate(plan, transport)
    assert user.at(summit).has_perm("summit.add_task")
    user.all_duties.all().delete()
    assert not user.at(summit).has_perm("summit.add_task")  # a mandate without the duty
    mandate.delete()


def test_a_row_of_another_summit_is_refused_to_its_twin_s_coordinator(coordinator, other_summit, summit):
    theirs, ours = factories.make_task(summit=other_summit), factories.make_task(summit=summit)
    assert coordinator.has_perm("summit.edit_task", ours)
    assert not coordinator.has_perm("summit.edit_task", theirs)


def test_who_may_no_longer_sign_in_may_do_nothing(coordinator, summit):
    task = factories.make_task(summit=summit)
    coordinator.is_active = False
    assert not coordinator.has_perm("summit.edit_plan")
    assert not coordinator.has_perm("summit.view_task", task)
    assert rights.rows(coordinator, "summit.view_task") == NOTHING


def test_the_program_itself_may_do_everything(summit):
    task = factories.make_task(summit=summit)
    system = type(factories.make_user()).objects.system().at(summit)
    assert system.has_perm("summit.drop_task", task)
    assert list(Task.objects.visible_to(system)) == [task]


COORDINATES, OWNS = committee("coordinator"), is_me("owner")
PLANS = own_ministry() & holds("plan", "focal")


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        (OWNS, {"mine"}),
        (~OWNS, {"theirs", "nobody's", "foreign"}),
        (PLANS, {"mine", "theirs", "nobody's"}),
        (~PLANS, {"foreign"}),
        (PLANS & ~OWNS, {"theirs", "nobody's"}),
        (OWNS | ~PLANS, {"mine", "foreign"}),
        (~~OWNS, {"mine"}),
        (~(OWNS | PLANS), {"foreign"}),
        (COORDINATES | OWNS, {"mine"}),
        (~COORDINATES & PLANS, {"mine", "theirs", "nobody's"}),
        (is_me("commission__president"), {"mine"}),
        (named_by("commission", "summit.Commission", "president", "rapporteur"), {"mine"}),
        (named_by("commission", "summit.Commission", "rapporteur"), set()),
        (~is_me("commission__president"), {"theirs", "nobody's", "foreign"}),
        (~is_me("commission__president") & ~OWNS, {"theirs", "nobody's", "foreign"}),
    ],
)
def test_rules_combine_the_same_way_on_rows_without_an_owner(rule, codes, focal, head, summit, transport):
    led = factories.make_commission(summit=summit, president=focal)
    factories.make_task("mine", ministry=transport, owner=focal, commission=led)
    factories.make_task("theirs", ministry=transport, owner=head)
    factories.make_task("nobody's", ministry=transport)
    factories.make_task("foreign", summit=summit)
    assert {task.code for task in Task.objects.filter(rule.rows(focal))} == codes
    assert {task.code for task in Task.objects.all() if rule.test(focal, task)} == codes


def test_who_has_no_ministry_owns_no_row_without_one(coordinator, summit):
    task = factories.make_task(summit=summit)
    rule = own_ministry("commission__president__ministry")  # the commission has no president
    assert not rule.test(coordinator, task)
    assert not Task.objects.filter(rule.rows(coordinator)).exists()


def test_a_row_named_twice_comes_once(summit, stranger):
    task = factories.make_task(summit=summit)
    for number in range(3):
        factories.make_handover(task, stranger.ministry, by=stranger, what=f"Lend {number}")
    assert list(Task.objects.visible_to(stranger)) == [task]


@pytest.mark.django_db
def test_people_with_a_duty_are_those_of_whom_holds_says_so(summit):
    """In force, in a portfolio that the ministry holds, for the whole of it, by people who may sign in."""
    ministry, other = factories.make_ministry("press", summit=summit), factories.make_ministry(summit=summit)
    day, before = clock.today(summit), clock.today(summit) - dt.timedelta(days=1)
    people = {
        name: factories.make_user(name, ministry=ministry) for name in ("head", "reader", "ended", "one")
    }
    people["away"] = factories.make_user("away", ministry=ministry, is_active=False)
    people["unheld"] = factories.make_user("unheld", ministry=other)
    factories.make_duty(people["head"], "head", "press", valid_until=day)
    factories.make_duty(people["reader"], "reader", "press")
    factories.make_duty(people["ended"], "head", "press", valid_until=before)
    factories.make_duty(people["one"], "head", "press", narrowed_to="abcdefghjkmn")
    factories.make_duty(people["away"], "head", "press")
    factories.make_duty(people["unheld"], "head", "press")
    Mandate.objects.filter(ministry=other).delete()
    found = User.objects.with_duty(summit, "press", "airport")
    assert sorted(found.values_list("username", flat=True)) == ["head", "reader"]
    assert [*User.objects.with_duty(summit, "press", roles=["head"])] == [people["head"]]
    assert [*User.objects.with_duty(summit, "airport")] == []
    for user in people.values():
        if user.is_active:
            assert (user in found) == holds("press").test(user.at(summit), None), user
