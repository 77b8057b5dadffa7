"""The plan's registers: risks, milestones, road closures, welcome points, hand-overs."""

import django_filters
from django.utils.translation import gettext_lazy as _

from summit.accounts.models import Ministry
from summit.listing import Column, ListSpec
from summit.registers import Register, columns
from summit.tasks import register_answers, register_forms
from summit.tasks.models import Handover, Milestone, Risk, RoadClosure, WelcomePoint
from summit.tasks.streets import StreetState, WelcomeState


def ministries(request):
    return Ministry.objects.of(request.user.summit)


class RiskFilter(django_filters.FilterSet):
    ministry = django_filters.ModelChoiceFilter(
        queryset=ministries, to_field_name="code", label=_("Ministry"), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(choices=Risk.State, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Risk
        fields: list[str] = []


class StreetFilter(django_filters.FilterSet):
    axis_code = django_filters.CharFilter(label=_("Axis"), lookup_expr="iexact")
    state = django_filters.ChoiceFilter(choices=StreetState, label=_("State"), empty_label=_("All"))

    class Meta:
        model = RoadClosure
        fields: list[str] = []


class WelcomeFilter(StreetFilter):
    state = django_filters.ChoiceFilter(choices=WelcomeState, label=_("State"), empty_label=_("All"))


class HandoverFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=Handover.State, label=_("State"), empty_label=_("All"))
    to_ministry = django_filters.ModelChoiceFilter(
        queryset=ministries, to_field_name="code", label=_("Is asked"), empty_label=_("All")
    )

    class Meta:
        model = Handover
        fields: list[str] = []


RISKS = Register(
    name="risk",
    answer=register_answers.of_risks,
    plural="risks",
    title=_("Risks"),
    new_label=_("New risk"),
    model=Risk,
    form=register_forms.RiskForm,
    view="summit.view_risk",
    add="summit.add_task",
    edit="summit.edit_risk",
    facts=["likelihood", "impact", "measure", "ministry", "owner", "review_on"],
    listing=ListSpec(
        template="summit/tasks/risks.html",
        columns=[
            Column(name="code", label=_("No."), sort=("code",)),
            Column(name="title", label=_("What may happen")),
            Column(name="ministry", label=_("Ministry")),
            Column(name="weight", label=_("Weight"), sort=("weight_key",), css="num"),
            Column(name="review", label=_("Next review"), sort=("review_on",)),
            Column(name="state", label=_("State"), sort=("state",)),
        ],
        default_sort="-weight",
        filterset=RiskFilter,
        searches=False,
        export=columns(
            (_("No."), "code"),
            (_("What may happen"), "title"),
            (_("Likelihood"), "likelihood"),
            (_("Impact"), "impact"),
            (_("Measure taken"), "measure"),
            (_("Ministry"), "ministry.code"),
            (_("Next review"), "review_on"),
            (_("State"), "get_state_display"),
        ),
        export_name="risks",
    ),
)

MILESTONES = Register(
    name="milestone",
    answer=register_answers.of_milestones,
    plural="milestones",
    title=_("Milestones"),
    new_label=_("New milestone"),
    model=Milestone,
    form=register_forms.MilestoneForm,
    view="summit.view_milestone",
    add="summit.edit_milestone",
    edit="summit.edit_milestone",
    facts=["due_on"],
    listing=ListSpec(
        template="summit/tasks/milestones.html",
        columns=[
            Column(name="due", label=_("Day"), sort=("due_offset",)),
            Column(name="code", label=_("No."), sort=("code",)),
            Column(name="title", label=_("Title")),
            Column(name="state", label=_("State"), sort=("state",)),
        ],
        default_sort="due",
        searches=False,
        export=columns(
            (_("No."), "code"), (_("Title"), "title"), (_("Day"), "due_on"), (_("State"), "get_state_display")
        ),
        export_name="milestones",
    ),
)


def street_list(template, name, filterset):
    return ListSpec(
        template=template,
        columns=[
            Column(name="code", label=_("No."), sort=("code",)),
            Column(name="axis", label=_("Axis"), sort=("axis_code",)),
            Column(name="window", label=_("Window"), sort=("starts_at",)),
            Column(name="route", label=_("Route or place")),
            Column(name="authority", label=_("Authority")),
            Column(name="notice", label=_("Notice")),
            Column(name="state", label=_("State"), sort=("state",)),
        ],
        default_sort="window",
        filterset=filterset,
        searches=False,
        export=columns(
            (_("No."), "code"),
            (_("Axis"), "axis_code"),
            (_("From"), "starts_at"),
            (_("Until"), "ends_at"),
            (_("Route in words"), "route"),
            (_("Authority"), "authority.code"),
            (_("Published notice"), "notice_number"),
            (_("State"), "get_state_display"),
        ),
        export_name=name,
    )


STREET_FACTS = ["axis_code", "starts_at", "ends_at", "route", "ministry", "authority", "notice_number"]

CLOSURES = Register(
    name="closure",
    answer=register_answers.of_closures,
    plural="closures",
    title=_("Road closures"),
    new_label=_("New road closure"),
    model=RoadClosure,
    form=register_forms.ClosureForm,
    view="summit.view_closure",
    add="summit.add_task",
    edit="summit.edit_closure",
    facts=STREET_FACTS,
    listing=street_list("summit/tasks/closures.html", "road-closures", StreetFilter),
)

WELCOMES = Register(
    name="welcome",
    answer=register_answers.of_welcomes,
    plural="welcome-points",
    title=_("Popular-welcome points"),
    new_label=_("New welcome point"),
    model=WelcomePoint,
    form=register_forms.WelcomeForm,
    view="summit.view_closure",
    add="summit.add_task",
    edit="summit.edit_closure",
    facts=["name", *STREET_FACTS, "crowd", "on_roadway"],
    listing=street_list("summit/tasks/welcomes.html", "welcome-points", WelcomeFilter),
)

HANDOVERS = Register(
    name="handover",
    answer=register_answers.of_handovers,
    plural="handovers",
    title=_("Hand-overs"),
    new_label=_("Ask another ministry"),
    model=Handover,
    form=register_forms.HandoverForm,
    view="summit.view_handover",
    add="summit.ask_handover",
    edit="summit.edit_handover",
    facts=[
        "task",
        "from_ministry",
        "to_ministry",
        "what",
        "wished_on",
        "offered_on",
        "agreed_on",
        "asked_by",
    ],
    listing=ListSpec(
        template="summit/tasks/handovers.html",
        columns=[
            Column(name="wished", label=_("Wished for"), sort=("wished_on",)),
            Column(name="task", label=_("Task")),
            Column(name="what", label=_("What is asked")),
            Column(name="from", label=_("Asks")),
            Column(name="to", label=_("Is asked")),
            Column(name="state", label=_("State"), sort=("state",)),
        ],
        default_sort="wished",
        filterset=HandoverFilter,
        searches=False,
        export=columns(
            (_("Task"), "task.code"),
            (_("What is asked"), "what"),
            (_("Asks"), "from_ministry.code"),
            (_("Is asked"), "to_ministry.code"),
            (_("Wished for"), "wished_on"),
            (_("Date agreed"), "agreed_on"),
            (_("State"), "get_state_display"),
        ),
        export_name="hand-overs",
    ),
)

ALL = (RISKS, MILESTONES, CLOSURES, WELCOMES, HANDOVERS)
urlpatterns = [pattern for register in ALL for pattern in register.urls]
