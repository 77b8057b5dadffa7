"""The way in for a delegation's side: one named person, one delegation, for a time."""

import datetime as dt
import logging
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from delegations.roster import side_access, side_drafting
from delegations.roster.models import ListChange, Submission
from summit import audit, clock, links
from summit.links.models import LinkUse, SealedLink
from tests.clocks import in_english  # noqa: F401 - fixture
from tests.delegations import making
from tests.delegations.roster.changing import WEEK, enter_side, line, version, visit_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
STRANGE = "Awa “L’'été” <b>%s</b> {{ x }} عربي"


def pages(visit, **rows):
    """Every page of the side that a GET opens."""
    names = {"side-home": (), "side-stay": (), "side-send": (), "side-upload": (), "side-add": ()}
    names |= {name: (row.public_id,) for name, row in rows.items()}
    return [reverse(name, args=[visit.secret, *parts]) for name, parts in names.items()]


@pytest.fixture
def rows(visit, delegation):
    """A member and a line of the draft, both of our delegation."""
    member = making.make_member(delegation)
    mine = side_drafting.put(visit, "add", after=line())
    return {"side-change": member, "side-leave": member, "side-line": mine}


# -- the link ------------------------------------------------------------------------------


def test_a_link_is_issued_by_name_shown_once_and_mailed(as_user, protocol, delegation):
    client, url = as_user(protocol), reverse("delegation-links", args=[delegation.public_id])
    data = {"recipient": STRANGE, "email": "awa@example.org", "language": "fr", "days": "21"}
    page = client.post(url, data)
    address = page.context["address"]
    assert (page.status_code, address.count("/side/"), page["Cache-Control"]) == (
        200,
        1,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert address in page.text
    link = SealedLink.objects.get()
    assert (link.recipient, link.verb, link.target(), link.issued_by) == (
        STRANGE,
        "fill_list",
        delegation,
        protocol,
    )
    assert round((link.expires_at - link.issued_at) / dt.timedelta(days=1), 3) == 21
    sent = mail.outbox[0]
    assert (sent.to, address in sent.body, sent.body.startswith(STRANGE)) == (["awa@example.org"], True, True)
    assert address not in client.get(url).text
    assert audit.history(delegation).first().verb == "issue_link"


def test_without_an_address_nothing_is_mailed(as_user, protocol, delegation):
    data = {"recipient": "Awa", "email": "", "language": "fr", "days": "1"}
    as_user(protocol).post(reverse("delegation-links", args=[delegation.public_id]), data)
    assert mail.outbox == []


def test_bad_input_of_an_issue_is_kept(as_user, protocol, delegation):
    data = {"recipient": "", "email": "no address", "language": "fr", "days": "400"}
    page = as_user(protocol).post(reverse("delegation-links", args=[delegation.public_id]), data)
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"recipient", "email", "days"})
    assert "no address" in page.text
    assert SealedLink.objects.count() == 0


def test_only_protocol_issues_and_revokes(as_user, visit, liaison, lodging, stranger, auditor, delegation):
    url = reverse("delegation-links", args=[delegation.public_id])
    revoke = reverse("link-revoke", args=[delegation.public_id, visit.link.public_id])
    for user in (liaison, lodging, stranger, auditor):
        assert (as_user(user).get(url).status_code, as_user(user).post(revoke).status_code) == (403, 403), (
            user
        )
    assert visit.link.is_live()


def test_a_link_is_revoked_through_its_own_delegation_only(
    as_user, protocol, visit, delegation, other_delegation
):
    client = as_user(protocol)
    assert (
        client.post(
            reverse("link-revoke", args=[other_delegation.public_id, visit.link.public_id])
        ).status_code
        == 404
    )
    client.post(reverse("link-revoke", args=[delegation.public_id, visit.link.public_id]))
    assert links.open_link(visit.secret, side_access.SCOPE) is None


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_of_links_says_how_often_each_was_used(
    language, as_user, client, protocol, visit, delegation
):
    type(protocol).objects.filter(pk=protocol.pk).update(language=language)
    enter_side(Client(), visit)
    page = as_user(protocol).get(reverse("delegation-links", args=[delegation.public_id]))
    assert [(row.recipient, row.times, row.live) for row in page.context["rows"]] == [("Awa Traoré", 1, True)]


# -- what does not open --------------------------------------------------------------------


def closed(client, secret):
    """The answer without what differs in every answer: the form's token and the address that was asked."""
    response = client.get(reverse("side-home", args=[secret]))
    text = response.text.replace(str(response.context["csrf_token"]), "").replace(f"/{secret}/", "")
    return response.status_code, TOKEN.sub("", text)


def test_what_does_not_open_looks_all_the_same(client, protocol, delegation, other_delegation):
    expired, revoked = visit_of(delegation, protocol), visit_of(delegation, protocol)
    then = clock.real_now() - WEEK
    SealedLink.objects.filter(pk=expired.link.pk).update(issued_at=then - WEEK, expires_at=then)
    links.revoke(revoked.link, by=protocol)
    _link, other_verb = links.issue(delegation, "watch", recipient="Awa", by=protocol, lasts=WEEK)
    _link, other_kind = links.issue(
        making.make_note(delegation), side_access.VERB, recipient="A", by=protocol, lasts=WEEK
    )
    seen = {
        closed(client, secret)
        for secret in ("x", "0" * 43, expired.secret, revoked.secret, other_verb, other_kind)
    }
    status, text = seen.pop()
    assert (seen, status, "This address opens nothing" in text) == (set(), 404, True)


def test_a_link_that_ends_while_somebody_writes_closes_every_page(inside, visit, rows, protocol):
    links.revoke(visit.link, by=protocol)
    for url in pages(visit, **rows):
        assert inside.get(url).status_code == 404, url
        assert inside.post(url, {}).status_code == 404, url
    assert inside.post(reverse("side-begin", args=[visit.secret])).status_code == 404


def test_guessing_is_slowed_down(client, visit):
    for _each in range(side_access.TRIES):
        assert closed(client, "x")[0] == 404
    assert closed(client, "y")[0] == 429
    assert closed(client, visit.secret)[0] == 429
    assert Client(REMOTE_ADDR="10.1.2.3").get(reverse("side-home", args=[visit.secret])).status_code == 200


def test_right_secrets_are_not_counted_as_tries(client, visit):
    for _each in range(side_access.TRIES + 1):
        assert closed(client, visit.secret)[0] == 200


# -- the recipient's word ------------------------------------------------------------------


def test_nothing_is_shown_before_the_recipient_says_so(client, visit, delegation, rows):
    making.make_member(delegation, "Lingani", "Awa")
    door = client.get(reverse("side-home", args=[visit.secret])).text
    assert ("Awa Traoré" in door, "LINGANI" in door) == (True, False)
    for url in pages(visit, **rows)[1:]:
        assert client.get(url)["Location"] == reverse("side-home", args=[visit.secret]), url
        assert client.post(url, {})["Location"] == reverse("side-home", args=[visit.secret]), url
    enter_side(client, visit)
    assert "LINGANI" in client.get(reverse("side-home", args=[visit.secret])).text


def test_a_word_given_for_one_link_opens_no_other(client, protocol, visit, delegation):
    second = visit_of(delegation, protocol, recipient="Salif")
    enter_side(client, visit)
    client.cookies["side"]["path"] = "/"
    page = client.get(reverse("side-home", args=[second.secret]))
    assert "I am Salif" in page.text


def test_a_get_writes_nothing_and_every_post_is_a_use(inside, visit, rows):
    assert LinkUse.objects.count() == 1
    entries = audit.history(visit.delegation).count()
    for url in pages(visit, **rows):
        assert inside.get(url).status_code == 200, url
    assert (LinkUse.objects.count(), audit.history(visit.delegation).count()) == (1, entries)
    inside.post(reverse("side-stay", args=[visit.secret]), {})
    assert LinkUse.objects.count() == 2
    assert [entry.actor_label for entry in audit.history(visit.delegation)][:1] == [
        f"link {visit.link.public_id}"
    ]


def test_no_page_is_kept_or_found(inside, visit, client):
    for response in (
        inside.get(reverse("side-home", args=[visit.secret])),
        client.get(reverse("side-home", args=["x"])),
    ):
        assert (response["Cache-Control"], response["X-Robots-Tag"]) == (
            "private, no-store",
            "noindex, nofollow",
        )


def test_no_address_gets_into_the_log(inside, visit, caplog):
    with caplog.at_level(logging.INFO, logger="django.request"):
        inside.post(reverse("side-add", args=[visit.secret]), {"surname": ""})
        inside.get(reverse("side-line", args=[visit.secret, "nothing"]))
        inside.get(reverse("side-home", args=["unknown-secret"]))
    assert [
        record.getMessage() for record in caplog.records if record.name.startswith("django.request")
    ] == []


# -- nothing of others ---------------------------------------------------------------------


def test_nothing_of_another_delegation_opens(inside, visit, protocol, other_delegation):
    member = making.make_member(other_delegation, "Secret", "Person")
    theirs = visit_of(other_delegation, protocol)
    line_of_theirs = side_drafting.put(theirs, "add", after=line(surname="Secret"))
    for name, row in (
        ("side-change", member),
        ("side-leave", member),
        ("side-line", line_of_theirs),
        ("side-line-photo", line_of_theirs),
    ):
        page = inside.get(reverse(name, args=[visit.secret, row.public_id]))
        assert (page.status_code, "SECRET" in page.text.upper().replace(visit.secret.upper(), "")) == (
            404,
            False,
        ), name
    for name, row in (("side-change", member), ("side-leave", member), ("side-line", line_of_theirs)):
        data = {"surname": "Taken", "reason": "x"}
        assert inside.post(reverse(name, args=[visit.secret, row.public_id]), data).status_code == 404, name
    assert (
        inside.post(reverse("side-line-remove", args=[visit.secret, line_of_theirs.public_id])).status_code
        == 404
    )
    home = inside.get(reverse("side-home", args=[visit.secret])).text
    assert ("SECRET" in home, other_delegation.public_id in home) == (False, False)
    assert ListChange.objects.filter(delegation=visit.delegation).count() == 0


def test_a_line_of_a_version_that_was_sent_cannot_be_changed(inside, visit):
    sent = version(visit, ("add", {"after": line()}))
    row = sent.lines.get()
    url = reverse("side-line", args=[visit.secret, row.public_id])
    assert (inside.get(url).status_code, inside.post(url, {"surname": "Other"}).status_code) == (404, 404)
    inside.post(reverse("side-line-remove", args=[visit.secret, row.public_id]))
    assert [line.after["surname"] for line in Submission.objects.get().lines.all()] == ["Diarra"]


def test_two_people_of_one_delegation_work_on_the_same_draft(client, protocol, delegation):
    first, second = visit_of(delegation, protocol), visit_of(delegation, protocol, recipient="Salif")
    side_drafting.put(first, "add", after=line())
    side_drafting.put(second, "add", after=line(surname="Ki"))
    assert [row.number for row in Submission.objects.all()] == [1]
    assert (
        len(enter_side(client, second).get(reverse("side-home", args=[second.secret])).context["lines"]) == 2
    )


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens_in_every_language(language, client, visit, rows):
    enter_side(client, visit)
    client.post(reverse("set_language"), {"language": language, "next": "/"})
    for url in pages(visit, **rows):
        page = client.get(url)
        assert (page.status_code, page.text.count("<h1"), f'lang="{language}"' in page.text) == (
            200,
            1,
            True,
        ), url


def test_a_signed_in_officer_sees_the_side_as_it_is(as_user, protocol, visit):
    page = enter_side(as_user(protocol), visit).get(reverse("side-home", args=[visit.secret]))
    assert (page.status_code, 'id="find"' in page.text, 'class="side"' in page.text) == (200, False, False)
