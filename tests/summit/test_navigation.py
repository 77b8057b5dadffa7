"""The menu: what each person may open, and where they are."""

import pytest
from django.urls import reverse

from summit import navigation, rights


@pytest.fixture
def entries(monkeypatch):
    monkeypatch.setattr(navigation, "ENTRIES", [])
    return navigation.ENTRIES


def test_every_entry_leads_to_a_page_and_names_a_right():
    for entry in navigation.ENTRIES:
        assert reverse(entry.url_name)
        assert entry.right is None or entry.right in rights.RIGHTS


def test_no_page_stands_in_the_menu_twice():
    names = [entry.url_name for entry in navigation.ENTRIES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    "who",
    ["coordinator", "secretary", "authority", "auditor", "focal", "head", "reader", "stranger", "outsider"],
)
def test_every_entry_that_is_shown_opens(who, request, as_user):
    user = request.getfixturevalue(who)
    client = as_user(user)
    menu = client.get("/").context["nav"]
    assert menu
    shown = [item["url"] for section in menu for item in section["items"]]
    assert {url: client.get(url).status_code for url in shown} == dict.fromkeys(shown, 200)


OF_ONE_S_OWN = {"hall-bookings"}  # opens on the reader's own rows; the menu leads there who reads them all


@pytest.mark.parametrize("who", ["focal", "stranger", "authority", "reader"])
def test_what_is_not_shown_does_not_open(who, request, as_user):
    user = request.getfixturevalue(who)
    client = as_user(user)
    hidden = [e.url_name for e in navigation.ENTRIES if e.right and not user.has_perm(e.right)]
    hidden = [reverse(name) for name in hidden if name not in OF_ONE_S_OWN]
    assert {url: client.get(url).status_code for url in hidden} == dict.fromkeys(hidden, 403)


def test_entries_stand_in_their_order(entries, coordinator):
    for name, order in (("tasks", 20), ("readiness", 10), ("risks", 30)):
        navigation.add("plan", name, name, right=None, order=order)
    (plan,) = navigation.menu_for(coordinator, "/nowhere/")
    assert [item["label"] for item in plan["items"]] == ["readiness", "tasks", "risks"]
    assert (plan["url"], plan["current"], plan["single"]) == (reverse("readiness"), False, False)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/tasks/", "tasks"),
        ("/tasks/abc/edit/", "tasks"),
        ("/tasks/board/", "task-board"),
        ("/", "desk"),
        ("/elsewhere/", None),
    ],
)
def test_the_longest_beginning_is_where_one_is(path, current, entries, coordinator):
    for name in ("desk", "tasks", "task-board"):
        navigation.add("plan", name, name, right=None)
    (plan,) = navigation.menu_for(coordinator, path)
    assert [item["label"] for item in plan["items"] if item["current"]] == ([current] if current else [])


def test_a_section_without_an_open_entry_is_not_shown(entries, focal):
    navigation.add("settings", "Audit", "audit", right="summit.view_audit")
    assert navigation.menu_for(focal, "/") == []


def test_an_unknown_section_is_a_mistake(entries):
    with pytest.raises(ValueError, match="no section nowhere"):
        navigation.add("nowhere", "X", "desk", right=None)
