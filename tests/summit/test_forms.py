"""Edits that lose nothing: two people at one row, what changed, and choices of this summit alone."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from summit import audit
from summit.accounts.models import Commission
from summit.audit.models import Entry
from summit.event.models import Site
from summit.forms import EditForm
from summit.tasks.models import Milestone, Risk, RoadClosure, Task
from summit.tasks.register_forms import ClosureForm, MilestoneForm, RiskForm
from tests import factories
from tests.racing import race


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


class CommissionForm(EditForm):
    class Meta:
        model = Commission
        fields = ["code", "name", "order", "president", "ministries"]


class CostForm(EditForm):
    class Meta:
        model = Task
        fields = ["cost_estimate"]


class SiteForm(EditForm):
    class Meta:
        model = Site
        fields = ["code", "name", "address", "capacity"]


def data_of(form):
    """What a browser sends back of a form that it was shown."""
    sent = {}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "widgets"):
            for place, text in enumerate(
                value if isinstance(value, list) else bound.field.widget.decompress(value)
            ):
                sent[f"{bound.html_name}_{place}"] = text or ""
        elif hasattr(bound.field, "queryset"):
            shown = bound.field.prepare_value(value)
            sent[bound.html_name] = shown or ("" if not isinstance(shown, list) else [])
        else:
            rendered = bound.field.widget.format_value(bound.field.prepare_value(value))
            sent[bound.html_name] = "" if rendered is None else rendered
    return sent


def query(**data):
    return RequestFactory().post("/", data).POST


def form_of(form_class, row, user, **changes):
    """The form as ``user`` saw it when it was shown, sent back with some fields changed."""
    shown = form_class(instance=type(row).objects.get(pk=row.pk), user=user)
    return query(**(data_of(shown) | changes))


def sent(form_class, row, user, data):
    """The form as the server reads it: the row as it is stored now."""
    return form_class(data, instance=type(row)._base_manager.get(pk=row.pk), user=user)


@pytest.fixture
def site(summit):
    return factories.make_site("hall", summit=summit, address="Quay", capacity=100)


def test_a_new_row_gets_its_summit_and_its_entry(coordinator):
    form = SiteForm(query(code="pool", name_2="Pool"), instance=Site(), user=coordinator)
    assert form.is_valid(), form.errors
    site = form.save(by=coordinator)
    assert (site.summit, site.code, site.revision) == (coordinator.summit, "pool", 1)
    entry = audit.history(site).get()
    assert (entry.verb, entry.actor, entry.changes["code"]) == ("create", coordinator, [None, "pool"])


def test_an_edit_raises_the_revision_and_tells_before_and_after(coordinator, site):
    form = sent(SiteForm, site, coordinator, form_of(SiteForm, site, coordinator, capacity="120"))
    assert form.is_valid(), form.errors
    saved = form.save(by=coordinator)
    stored = Site.objects.get()
    assert (stored.capacity, stored.revision, saved.revision) == (120, 2, 2)
    assert stored.updated_at == saved.updated_at
    assert audit.history(site).get().changes == {"capacity": [100, 120]}


def test_what_is_sent_back_unchanged_writes_nothing(coordinator, site):
    form = sent(SiteForm, site, coordinator, form_of(SiteForm, site, coordinator))
    assert form.is_valid(), form.errors
    assert form.save(by=coordinator).revision == 1
    assert (Site.objects.get().revision, Entry.objects.count()) == (1, 0)


def test_who_was_slower_sees_both_versions_and_loses_nothing(coordinator, site):
    mine = form_of(SiteForm, site, coordinator, address="Bridge")
    theirs = sent(
        SiteForm, site, coordinator, form_of(SiteForm, site, coordinator, address="Harbour", capacity="80")
    )
    assert theirs.is_valid()
    theirs.save(by=coordinator)
    form = sent(SiteForm, site, coordinator, mine)
    assert not form.is_valid()
    assert [(str(label), *pair) for label, *pair in form.clashes] == [
        ("Address", "Harbour", "Bridge"),
        ("Seats", 80, 100),
    ]
    assert (form["address"].value(), form["revision"].value()) == ("Bridge", 2)
    assert Site.objects.get().address == "Harbour"


def test_saving_again_after_the_warning_is_a_decision(coordinator, site):
    mine = form_of(SiteForm, site, coordinator, address="Bridge")
    theirs = sent(SiteForm, site, coordinator, form_of(SiteForm, site, coordinator, address="Harbour"))
    assert theirs.is_valid()
    theirs.save(by=coordinator)
    warned = sent(SiteForm, site, coordinator, mine)
    assert not warned.is_valid()
    again = sent(SiteForm, site, coordinator, query(**data_of(warned)))
    assert again.is_valid(), again.errors
    again.save(by=coordinator)
    assert (Site.objects.get().address, Site.objects.get().revision) == ("Bridge", 3)
    assert audit.history(site).first().changes == {"address": ["Harbour", "Bridge"]}


def test_a_save_that_comes_between_look_and_write_is_shown_whole(coordinator, site):
    """Also what the other changed and we only sent back: saving again would undo it."""
    form = sent(SiteForm, site, coordinator, form_of(SiteForm, site, coordinator, address="Bridge"))
    assert form.is_valid()
    theirs = sent(SiteForm, site, coordinator, form_of(SiteForm, site, coordinator, capacity="80"))
    assert theirs.is_valid()
    theirs.save(by=coordinator)
    assert form.save(by=coordinator) is None
    shown = [(str(label), *pair) for label, *pair in form.clashes]
    assert shown == [("Address", "Quay", "Bridge"), ("Seats", 80, 100)]
    assert (form["address"].value(), form["revision"].value()) == ("Bridge", 2)
    assert Site.objects.values_list("address", "capacity", "revision").get() == ("Quay", 80, 2)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("revision", ["", "0", "99", "nonsense"])
def test_without_the_right_revision_nothing_is_written(revision, coordinator, site):
    data = form_of(SiteForm, site, coordinator, address="Bridge", revision=revision)
    assert not sent(SiteForm, site, coordinator, data).is_valid()


@pytest.mark.django_db(transaction=True)
def test_of_many_edits_at_once_one_is_stored(coordinator, site):
    class Overtaken(Exception):
        pass

    def edit(number):
        form = sent(SiteForm, site, coordinator, form_of(SiteForm, site, coordinator, capacity=str(number)))
        assert form.is_valid()

        def save():
            if form.save(by=coordinator) is None:
                raise Overtaken

        return save

    assert race(*(edit(n) for n in range(6)), refusals=(Overtaken,)) == ["Overtaken"] * 5 + ["done"]
    assert (Site.objects.get().revision, Entry.objects.count()) == (2, 1)


def test_many_to_many_changes_are_stored_and_told(coordinator, summit, transport, defence):
    commission = factories.make_commission("roads", summit=summit)
    commission.ministries.set([transport])
    changed = form_of(CommissionForm, commission, coordinator, ministries=[defence.public_id])
    form = sent(CommissionForm, commission, coordinator, changed)
    assert form.is_valid(), form.errors
    form.save(by=coordinator)
    assert (list(commission.ministries.all()), Commission.objects.get().revision) == ([defence], 2)
    assert audit.history(commission).get().changes == {"ministries": [["transport"], ["defence"]]}


def test_a_clash_in_many_to_many_choices_is_shown(coordinator, summit, transport, defence):
    commission = factories.make_commission("roads", summit=summit)
    mine = form_of(CommissionForm, commission, coordinator, ministries=[transport.public_id])
    theirs = sent(
        CommissionForm,
        commission,
        coordinator,
        form_of(CommissionForm, commission, coordinator, ministries=[defence.public_id]),
    )
    assert theirs.is_valid()
    theirs.save(by=coordinator)
    form = sent(CommissionForm, commission, coordinator, mine)
    assert not form.is_valid()
    assert [(str(label), *pair) for label, *pair in form.clashes] == [("Ministries", "defence", "transport")]


@pytest.mark.parametrize("name", ["president", "ministries"])
def test_a_row_of_another_summit_is_no_choice(name, coordinator, outsider, other_summit, summit):
    commission = factories.make_commission("roads", summit=summit)
    foreign = {
        "president": outsider.public_id,
        "ministries": [factories.make_ministry(summit=other_summit).public_id],
    }
    data = form_of(CommissionForm, commission, coordinator, **{name: foreign[name]})
    form = sent(CommissionForm, commission, coordinator, data)
    assert not form.is_valid()
    assert set(form.errors) == {name}


def test_a_database_id_is_no_choice(coordinator, summit, transport):
    commission = factories.make_commission("roads", summit=summit)
    form = sent(
        CommissionForm,
        commission,
        coordinator,
        form_of(CommissionForm, commission, coordinator, ministries=[transport.pk]),
    )
    assert not form.is_valid()


def test_a_taken_code_is_refused_at_its_field_and_only_within_the_summit(coordinator, site, other_summit):
    factories.make_site("pool", summit=other_summit)
    taken = SiteForm(query(code="hall", name_2="Hall"), instance=Site(), user=coordinator)
    free = SiteForm(query(code="pool", name_2="Pool"), instance=Site(), user=coordinator)
    assert (taken.is_valid(), set(taken.errors), free.is_valid()) == (False, {"code"}, True)


def test_hours_in_another_zone_are_no_change(coordinator, summit, transport):
    """The browser sends 13:30 of Kolkata for what is stored as 08:00 in UTC."""
    type(summit).objects.update(zone="Asia/Kolkata")
    closure = RoadClosure.objects.create(
        summit=summit,
        code="F-1",
        axis_code="A1",
        starts_at=dt.datetime(2025, 12, 22, 8, tzinfo=dt.UTC),
        ends_at=dt.datetime(2025, 12, 22, 9, tzinfo=dt.UTC),
        ministry=transport,
        authority=transport,
    )
    with timezone.override("Asia/Kolkata"):
        data = form_of(ClosureForm, closure, coordinator)
        assert data["starts_at"] == "2025-12-22T13:30"
        form = sent(ClosureForm, closure, coordinator, data)
        assert form.is_valid(), form.errors
        form.save(by=coordinator)
    assert (RoadClosure.objects.get().revision, Entry.objects.count()) == (1, 0)


def test_the_same_amount_written_otherwise_is_no_change(coordinator, summit):
    task = factories.make_task(summit=summit, cost_estimate="1500.50")
    form = sent(CostForm, task, coordinator, form_of(CostForm, task, coordinator, cost_estimate="1500.5"))
    assert form.is_valid()
    form.save(by=coordinator)
    assert Entry.objects.count() == 0


def test_a_focal_point_starts_with_the_own_ministry(focal, transport):
    form = RiskForm(instance=Risk(summit=focal.summit), user=focal)
    assert f'value="{transport.public_id}" selected' in str(form["ministry"])


def test_a_milestone_s_day_takes_part_in_the_comparison(coordinator, summit):
    stone = Milestone.objects.create(
        summit=summit, code="M-1", title=factories.named("Stands"), due_offset=-5
    )
    mine = form_of(MilestoneForm, stone, coordinator, due_on="2025-12-18")
    theirs = sent(
        MilestoneForm, stone, coordinator, form_of(MilestoneForm, stone, coordinator, due_on="2025-12-20")
    )
    assert theirs.is_valid()
    theirs.save(by=coordinator)
    assert audit.history(stone).get().changes == {"due_offset": [-5, -2]}
    form = sent(MilestoneForm, stone, coordinator, mine)
    assert not form.is_valid()
    assert [label for label, *_pair in form.clashes] == ["Day"]
    assert Milestone.objects.get().due_offset == -2
