"""Who may take lists out, what is asked, and what the register of acts keeps."""

import pytest
from django.urls import reverse

from delegations.roster import list_form, list_kinds
from summit.audit.models import Entry
from summit.navigation import menu_for
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations.making import make_delegation, make_member
from tests.delegations.roster.listing import PURPOSE, content_of, take
from tests.factories import named
from tests.pages import Page, faults

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


@pytest.fixture
def urls(delegation):
    return [reverse("people-lists"), reverse("delegation-lists", args=[delegation.public_id])]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_open_in_every_language(language, as_user, protocol, delegation, urls):
    make_member(delegation)
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    client = as_user(protocol)
    for url in urls:
        assert faults(Page(client.get(url).text), language) == []


def test_the_page_says_first_how_many_stand_on_which_list(as_user, protocol, delegation, urls):
    for _each in range(3):
        make_member(delegation)
    make_member(delegation, state="withdrawn")
    client = as_user(protocol)
    assert "3 people in 1 delegation." in " ".join(client.get(urls[0]).text.split())
    assert "3 people stand on list no. 0." in client.get(urls[1]).text


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("protocol", 200), ("chief", 200), ("coordinator", 200), ("accreditation", 200), ("liaison", 403),
        ("lodging", 403), ("security", 403), ("authority", 403), ("auditor", 403), ("stranger", 403), ("visitor", 403),
    ],
)  # fmt: skip
def test_who_may_take_lists_out(persona, status, as_user, urls, request):
    client = as_user(request.getfixturevalue(persona))
    assert [client.get(url).status_code for url in urls] == [status, status]


def test_another_summit_has_no_such_delegation(as_user, outsider, urls):
    assert as_user(outsider).get(urls[1]).status_code == 404


def test_another_summits_people_never_go_out(as_user, protocol, delegation, other_summit):
    make_member(make_delegation("LEAK", summit=other_summit), "Leak")
    make_member(delegation)
    client = as_user(protocol)
    leak = make_delegation("LEAK2", summit=other_summit)
    assert take(client, delegations=[leak.public_id]).status_code == 422
    for kind in list_kinds.kinds():
        for form in kind.forms:
            content = content_of(take(client, kind=kind.key, form=form))
            assert b"LEAK" not in content
    assert Entry.objects.filter(verb="export").count() == sum(len(kind.forms) for kind in list_kinds.kinds())


def test_without_a_purpose_nothing_leaves_and_nothing_typed_is_lost(as_user, protocol, delegation):
    make_member(delegation)
    response = take(as_user(protocol), delegation, purpose="  ", kind="contacts", language="ar")
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["kind"].value(), form["language"].value()) == (
        422,
        ["purpose"],
        "contacts",
        "ar",
    )
    assert not Entry.objects.filter(verb="export").exists()


def test_the_register_says_who_took_what_and_why(as_user, protocol, delegation):
    for _each in range(3):
        make_member(delegation)
    content_of(take(as_user(protocol), delegation, form="xlsx"))
    (entry,) = Entry.objects.filter(verb="export")
    assert (entry.actor, entry.note, entry.changes["rows"]) == (protocol, PURPOSE, [None, 3])
    assert entry.changes["what"] == [None, "Official list, xlsx, BFA"]


def test_looking_at_the_form_writes_nothing(as_user, protocol, urls):
    client = as_user(protocol)
    before = Entry.objects.count()
    for url in urls:
        client.get(url)
    assert Entry.objects.count() == before


def test_name_plates_are_paper_only(as_user, protocol, delegation):
    response = take(as_user(protocol), delegation, kind="plates", form="xlsx")
    assert response.status_code == 422
    assert response.context["form"].errors["form"] == ["Name-plates: there is only PDF."]


@pytest.mark.parametrize("data", [{"kind": "x"}, {"language": "de"}, {"form": "exe"}, {"delegations": ["1"]}])
def test_a_choice_that_is_none_is_refused_at_its_field(data, as_user, protocol, delegation):
    response = take(as_user(protocol), **data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, list(data))


def test_the_file_is_never_shown_inside_our_pages(as_user, protocol, delegation):
    make_member(delegation)
    response = take(as_user(protocol), delegation)
    assert response.headers["Content-Disposition"] == 'attachment; filename="BFA-list-en.pdf"'
    assert (response.headers["X-Content-Type-Options"], response.headers["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    content_of(response)


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        list_kinds.list_kind("official", "x", "x", order=1)(lambda asked: None)


def test_the_menu_leads_to_the_lists(protocol, liaison):
    found = [
        [item["url"] for section in menu_for(user, "/") for item in section["items"]]
        for user in (protocol, liaison)
    ]
    assert [reverse("people-lists") in urls for urls in found] == [True, False]


@pytest.mark.parametrize("count", [1, 30])
def test_the_form_costs_the_same_for_1_and_30_delegations(
    count, as_user, protocol, django_assert_num_queries
):
    for number in range(count):
        make_member(make_delegation(f"X{number}", name=named(f"X{number}")))
    client = as_user(protocol)
    client.get(reverse("people-lists"))
    with django_assert_num_queries(8):
        client.get(reverse("people-lists"))


def test_more_people_than_a_paper_holds_go_out_as_excel(as_user, protocol, delegation, monkeypatch):
    monkeypatch.setattr(list_form, "MOST_ON_PAPER", 2)
    for _each in range(3):
        make_member(delegation)
    client = as_user(protocol)
    response = take(client, delegation)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["form"])
    assert "3 people are too many for one paper." in response.text
    content_of(take(client, delegation, form="xlsx"))
