"""What a delegation prepares: lines, photos, arrivals, wishes; kept between visits, sent once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delegations.roster import entering, side_drafting
from delegations.roster.models import ListChange, Submission
from summit import audit
from tests.clocks import in_english  # noqa: F401 - fixture
from tests.delegations import making
from tests.delegations.roster.changing import STRANGE, freeze, line, picture, sent_line, to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# -- lines ---------------------------------------------------------------------------------


def test_somebody_is_added_and_the_draft_is_there_at_the_next_visit(inside, visit):
    response = inside.post(to(visit, "side-add"), sent_line(surname=STRANGE, birth_date="1970-03-12"))
    assert response.status_code == 302, response.context["form"].errors
    row = ListChange.objects.get()
    assert (row.action, row.state, row.after["surname"], row.after["birth_date"]) == (
        "add",
        "draft",
        STRANGE,
        "1970-03-12",
    )
    assert (row.submission.state, row.submission.number, row.submission.sender) == ("draft", 1, "Awa Traoré")
    home = inside.get(to(visit, "side-home"))
    assert [one.public_id for one in home.context["lines"]] == [row.public_id]
    assert [(e.verb, e.actor_label) for e in audit.history(row)] == [
        ("create", f"link {visit.link.public_id}")
    ]


def test_the_side_sees_neither_rank_nor_payer_nor_our_remarks(inside, visit, delegation):
    member = making.make_member(
        delegation, "Lingani", rank="minister", paid_by="host", person_fields={"remarks": "Watched closely"}
    )
    text = (
        inside.get(to(visit, "side-change", member.public_id)).text + inside.get(to(visit, "side-home")).text
    )
    for name in ("rank_class", "rank_date", "paid_by", "title_source", "remarks", "Watched closely"):
        assert name not in text, name


def test_what_the_side_may_not_say_is_not_taken_either(inside, visit, delegation):
    making.make_rank("minister")
    inside.post(
        to(visit, "side-add"), sent_line(rank_class="minister", paid_by="host", remarks="x", person="abc")
    )
    assert ListChange.objects.get().after.keys() & {"rank_class", "paid_by", "remarks", "person"} == set()


def test_bad_input_is_said_at_the_field_and_nothing_is_lost(inside, visit):
    data = sent_line(surname="", phone=STRANGE, birth_date="2199-01-01", document_type="passport")
    page = inside.post(to(visit, "side-add"), data)
    assert (page.status_code, set(page.context["form"].errors)) == (
        422,
        {"surname", "birth_date", "document_number"},
    )
    assert "L’&#x27;été" in page.text
    assert ListChange.objects.count() == 0


def test_a_number_of_a_paper_is_not_sent_back_and_stays(inside, visit):
    data = sent_line(document_number="DEMO-000117", document_type="passport")
    inside.post(to(visit, "side-add"), data)
    row = ListChange.objects.get()
    page = inside.get(to(visit, "side-line", row.public_id)).text
    assert ("DEMO-000117" in page, "••••17" in page) == (False, True)
    inside.post(to(visit, "side-line", row.public_id), data | {"document_number": "", "phone": "+226 1"})
    row.refresh_from_db()
    assert (row.after["document_number"], row.after["phone"]) == ("DEMO-000117", "+226 1")


def test_a_change_names_what_it_was_asked_against(inside, visit, delegation):
    member = making.make_member(delegation, "Lingani", "Awa")
    making.make_document(member.person, "DEMO-000117")
    page = inside.get(to(visit, "side-change", member.public_id))
    revision = page.context["form"]["revision"].value()
    data = sent_line(surname="Lingani", given_names="Awa", phone="+226 1", revision=revision)
    data |= {"document_type": "passport", "document_issuer": "ML", "document_expires_on": "2030-01-01"}
    assert inside.post(to(visit, "side-change", member.public_id), data).status_code == 302
    row = ListChange.objects.get()
    assert (row.action, row.membership, row.before["phone"], row.after["phone"]) == (
        "change",
        member,
        "",
        "+226 1",
    )
    assert "DEMO-000117" not in page.text


def test_a_second_change_of_a_person_goes_on_with_the_first(inside, visit, delegation):
    member = making.make_member(delegation, "Lingani", "Awa")
    url = to(visit, "side-change", member.public_id)
    inside.post(url, sent_line(surname="Lingani", given_names="Awa", phone="+226 1"))
    assert inside.get(url).context["form"]["phone"].value() == "+226 1"
    inside.post(url, sent_line(surname="Lingani", given_names="Awa", phone="+226 2"))
    inside.post(to(visit, "side-leave", member.public_id), {"reason": "Ill"})
    assert [(row.action, row.reason) for row in ListChange.objects.all()] == [("withdraw", "Ill")]


def test_a_list_that_was_changed_meanwhile_is_not_overwritten_unseen(inside, visit, delegation, protocol):
    member = making.make_member(delegation, "Lingani", "Awa")
    url = to(visit, "side-change", member.public_id)
    revision = inside.get(url).context["form"]["revision"].value()
    entering.amend(member, {"phone": "+226 9"}, by=protocol)
    data = sent_line(surname="Lingani", given_names="Awa", phone="+226 1", revision=revision)
    page = inside.post(url, data)
    clashes = [(now, typed) for _label, now, typed in page.context["form"].clashes]
    assert (page.status_code, ("+226 9", "+226 1") in clashes) == (422, True)
    assert ListChange.objects.count() == 0


def test_a_frozen_list_wants_a_reason(inside, visit, delegation):
    member = making.make_member(delegation, "Lingani", "Awa")
    freeze(delegation)
    url = to(visit, "side-change", member.public_id)
    data = sent_line(surname="Lingani", given_names="Awa", phone="+226 1")
    assert set(inside.post(url, data).context["form"].errors) == {"reason"}
    inside.post(url, data | {"reason": "New number"})
    assert ListChange.objects.get().reason == "New number"


def test_a_line_is_taken_out_again(inside, visit):
    row = side_drafting.put(visit, "add", after=line())
    inside.post(to(visit, "side-line-remove", row.public_id))
    assert ListChange.objects.count() == 0
    assert Submission.objects.count() == 1


# -- photos --------------------------------------------------------------------------------


def test_a_photo_is_seen_by_its_side_and_by_protocol_only(inside, visit, as_user, protocol, liaison, lodging):
    inside.post(to(visit, "side-add"), sent_line(upload=picture()))
    row = ListChange.objects.get()
    assert (row.photo.kind_of_use, row.photo.level, row.photo.uploaded_by.username) == (
        "side-photo",
        "S2",
        "system",
    )
    shown = inside.get(to(visit, "side-line-photo", row.public_id))
    assert (shown["Content-Type"], shown.getvalue()[:4]) == ("image/png", b"\x89PNG")
    url = row.photo.get_absolute_url()
    assert as_user(protocol).get(url).getvalue()[:4] == b"\x89PNG"
    assert as_user(lodging).get(url).status_code == 404
    assert as_user(liaison).get(url).getvalue()[:4] == b"\x89PNG"


def test_only_pictures_are_photos(inside, visit):
    pdf = SimpleUploadedFile("photo.png", b"%PDF-1.4\n%%EOF\n", "image/png")
    page = inside.post(to(visit, "side-add"), sent_line(upload=pdf))
    assert page.context["form"].errors["upload"] == ["Send the photo as JPEG or PNG."]
    assert ListChange.objects.count() == 0
