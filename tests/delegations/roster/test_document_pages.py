"""Papers: encrypted, masked, shown once with a trace; scans for those who may see papers."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.roster import mrz
from delegations.roster.models import Document, PersonVersion
from summit import audit
from tests.clocks import at_j_7, in_english  # noqa: F401 - fixtures
from tests.delegations import making
from tests.delegations.roster.people_making import picture, upload

pytestmark = pytest.mark.usefixtures("at_j_7", "in_english")


@pytest.fixture
def holder(delegation):
    return making.make_member(delegation, "Diarra", "Moussa").person


@pytest.fixture
def paper(holder):
    return making.make_document(holder, "BF1234567")


def sent(**values):
    return {"document_type": "passport", "number": "", "revision": 1} | values


def test_a_new_document_and_its_scan(as_user, protocol, security, lodging, holder):
    client, url = as_user(protocol), reverse("document-new", args=[holder.public_id])
    assert client.get(url).status_code == 200
    data = sent(number="AB 123", issuer="BF", expires_on="2030-01-01", upload=upload(picture(), "scan.jpg"))
    assert client.post(url, data).status_code == 302
    paper = Document.objects.get()
    assert (paper.number, paper.issuer, paper.scan.level) == ("AB 123", "BF", "S3")
    scan = paper.scan.get_absolute_url()
    assert b"".join(as_user(security).get(scan))
    assert as_user(lodging).get(scan).status_code == 404
    assert [entry.verb for entry in audit.history(paper.scan)] == ["download"]


def test_an_empty_number_keeps_the_stored_one(as_user, protocol, paper):
    client, url = as_user(protocol), reverse("document-edit", args=[paper.public_id])
    page = client.get(url)
    assert "BF1234567" not in page.text
    assert "Stored: ••••67" in page.text
    assert client.post(url, sent(issuer="ML", expires_on="2029-05-06")).status_code == 302
    paper.refresh_from_db()
    assert (paper.number, paper.expires_on) == ("BF1234567", dt.date(2029, 5, 6))
    assert PersonVersion.objects.get().values["document_expires_on"] == "2030-01-01"
    assert "BF1234567" not in str(audit.history(paper).get().changes)


def test_nothing_changed_keeps_no_version(as_user, protocol, paper):
    url = reverse("document-edit", args=[paper.public_id])
    as_user(protocol).post(url, sent(issuer="ML", expires_on="2030-01-01"))
    assert PersonVersion.objects.count() == 0


def test_a_clash_masks_numbers(as_user, protocol, paper):
    client, url = as_user(protocol), reverse("document-edit", args=[paper.public_id])
    client.post(url, sent(number="BF7654321", issuer="ML", expires_on="2030-01-01"))
    answer = client.post(url, sent(number="BF9999999", issuer="ML", expires_on="2030-01-01"))
    assert answer.status_code == 422
    assert answer.context["form"].clashes == [("Number", "••••21", "another one")]
    assert "BF7654321" not in answer.text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"issued_on": "2026-01-01"}, "issued_on"),
        ({"issued_on": "2025-01-02", "expires_on": "2025-01-01"}, "expires_on"),
        ({"document_type": "driving"}, "document_type"),
        ({"upload": "text"}, "upload"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, field, as_user, protocol, holder):
    if field == "upload":
        values = {"upload": upload(b"plain words", "scan.txt")}
    url = reverse("document-new", args=[holder.public_id])
    answer = as_user(protocol).post(url, sent(number="A1") | values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_lines_fill_the_document_and_know_the_person(as_user, protocol, holder):
    lines = mrz.td3(
        issuer="BF", surname="Traore", given_names="Moussa", number="X1", birth_date=dt.date(1970, 3, 12),
        expires_on=dt.date(2031, 1, 1),
    )  # fmt: skip
    url = reverse("document-new", args=[holder.public_id])
    answer = as_user(protocol).post(url, sent(mrz=lines, document_type="passport"))
    errors = answer.context["form"].errors["mrz"]
    assert errors == ["surname: The machine readable lines say “Traore”."]
    fitting = lines.replace("TRAORE<<MOUSSA", "DIARRA<<MOUSSA")
    assert as_user(protocol).post(url, sent(mrz=fitting)).status_code == 302
    paper = Document.objects.get()
    assert (paper.number, paper.issuer, paper.expires_on) == ("X1", "BF", dt.date(2031, 1, 1))


def test_the_number_is_shown_once_and_the_look_written_down(as_user, security, paper):
    url = reverse("document-reveal", args=[paper.public_id])
    client = as_user(security)
    assert client.get(url).status_code == 405
    answer = client.post(url)
    assert "BF1234567" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    part = client.post(url, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert [(entry.verb, entry.actor) for entry in audit.history(paper)] == [("reveal", security)] * 2


@pytest.mark.parametrize(("who", "expected"), [("lodging", 403), ("liaison", 403), ("accreditation", 200)])
def test_who_may_look_at_a_number(who, expected, as_user, request, paper):
    client = as_user(request.getfixturevalue(who))
    assert client.post(reverse("document-reveal", args=[paper.public_id])).status_code == expected
    assert client.get(reverse("document-edit", args=[paper.public_id])).status_code == 403
    assert client.get(reverse("document-new", args=[paper.person.public_id])).status_code == 403
