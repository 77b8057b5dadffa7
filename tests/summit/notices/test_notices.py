"""Notices: each once, in the reader's own language, by mail once, and nobody else's."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from summit.notices import mailing, notify
from summit.notices.models import Notice
from tests import factories
from tests.racing import race


def late(user, **fields):
    return notify([user], key="task:1:late", subject=lambda: _("Late"), text="T-104", **fields)


@pytest.fixture
def staff(summit):
    """One person in each language, each with an address."""
    return [
        factories.make_person(
            f"person-{lang}", "authority", summit=summit, language=lang, email=f"{lang}@example.org"
        )
        for lang in ("fr", "ar", "en")
    ]


class Refusing(EmailBackend):
    """A mail server that refuses one address, and then another."""

    refused = "fr@example.org"

    def send_messages(self, messages):
        if messages[0].to == [self.refused]:
            raise smtplib.SMTPRecipientsRefused({self.refused: (550, b"unknown")})
        return super().send_messages(messages)


@pytest.fixture
def refusing_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def test_a_key_is_told_once(coordinator):
    assert [late(coordinator), late(coordinator)] == [1, 0]
    assert Notice.objects.count() == 1


def test_a_person_named_twice_is_told_once(coordinator):
    assert notify([coordinator, coordinator], key="k", subject="S", text="T") == 1


def test_the_database_has_the_last_word(coordinator, summit):
    late(coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(user=coordinator, summit=summit, key="task:1:late", subject="Again", text="")


@pytest.mark.django_db(transaction=True)
def test_of_many_engines_at_once_one_tells(coordinator):
    assert race(*[lambda: late(coordinator)] * 6, refusals=()) == ["done"] * 6
    assert (Notice.objects.count(), len(mail.outbox)) == (1, 0)


def test_each_reads_the_own_language(staff):
    notify(staff, key="k", subject=lambda: _("Blocked"), text=lambda: _("Late"))
    told = dict(Notice.objects.values_list("user__language", "subject"))
    assert told == {"fr": "Bloquée", "ar": told["ar"], "en": "Blocked"}
    assert told["ar"] not in {"Blocked", "Bloquée"}
    assert {message.to[0]: message.subject for message in mail.outbox} == {
        f"{lang}@example.org": subject for lang, subject in told.items()
    }


def test_what_people_typed_may_hold_line_breaks(staff):
    notify(staff[:1], key="k", subject="T-104 is blocked:\r\nBcc: all@example.org\nno pylons", text="…")
    assert mail.outbox[0].subject == "T-104 is blocked: Bcc: all@example.org no pylons"
    assert mail.outbox[0].recipients() == ["fr@example.org"]


def test_a_mail_leaves_once(staff):
    late(staff[0])
    assert mailing.mail_notices.func(key="task:1:late") == 0
    assert len(mail.outbox) == 1
    assert Notice.objects.get().mailed_at is not None


def test_who_has_no_address_is_told_in_the_app_alone(coordinator):
    late(coordinator)
    assert (Notice.objects.get().mailed_at, mail.outbox) == (None, [])


def test_what_the_server_refuses_is_given_back_and_holds_up_no_other(staff, refusing_server):
    notify(staff, key="k", subject="S", text="T")
    assert {message.to[0] for message in mail.outbox} == {"ar@example.org", "en@example.org"}
    assert list(Notice.objects.filter(mailed_at=None).values_list("user__language", flat=True)) == ["fr"]


def test_what_was_given_back_goes_out_later(staff, refusing_server, settings):
    late(staff[0])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mailing.mail_again() == 0  # the queued job may still be at it
    Notice.objects.update(written_at=Notice.objects.get().written_at - dt.timedelta(minutes=10))
    assert [mailing.mail_again(), mailing.mail_again()] == [1, 0]
    assert mail.outbox[0].to == ["fr@example.org"]


def test_old_news_is_not_mailed_any_more(staff, refusing_server, settings):
    late(staff[0])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Notice.objects.update(written_at=Notice.objects.get().written_at - dt.timedelta(days=3))
    assert mailing.mail_again() == 0


def test_nothing_is_told_of_an_act_that_was_taken_back(staff):
    def fail():
        with transaction.atomic():
            late(staff[0])
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert Notice.objects.count() == 0


# -- the page -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_page_shows_the_own_notices_alone(language, as_user, coordinator, secretary):
    type(coordinator).objects.filter(pk=coordinator.pk).update(language=language)
    notify([coordinator], key="a", subject="Mine", text="one\ntwo")
    notify([secretary], key="b", subject="Theirs", text="secret")
    text = as_user(coordinator).get(reverse("notices")).text
    assert "Mine" in text
    assert "Theirs" not in text


def test_opening_marks_as_read_and_leads_there(as_user, coordinator):
    late(coordinator, url="/tasks/")
    notice = Notice.objects.get()
    assert "1 notice is unread." in as_user(coordinator).get(reverse("notices")).text
    response = as_user(coordinator).post(reverse("notice", args=[notice.public_id]))
    assert response["Location"] == "/tasks/"
    assert Notice.objects.get().read_at is not None
    assert "Nothing unread." in as_user(coordinator).get(reverse("notices")).text


def test_looking_marks_nothing_as_read(as_user, coordinator):
    late(coordinator)
    client, notice = as_user(coordinator), Notice.objects.get()
    client.get(reverse("notices"))
    assert client.get(reverse("notice", args=[notice.public_id])).status_code == 405
    assert Notice.objects.get().read_at is None


def test_nobody_opens_or_reads_another_s_notice(as_user, coordinator, secretary, outsider):
    late(coordinator, url="/tasks/")
    notice = Notice.objects.get()
    for other in (secretary, outsider):
        client = as_user(other)
        assert client.post(reverse("notice", args=[notice.public_id])).status_code == 404
        client.post(reverse("notices-read"))
    assert Notice.objects.get().read_at is None


def test_all_are_read_at_once(as_user, coordinator):
    for key in "abc":
        notify([coordinator], key=key, subject=key, text="")
    as_user(coordinator).post(reverse("notices-read"))
    assert Notice.objects.unread().count() == 0


def test_page_costs_the_same_for_1_and_30_notices(as_user, coordinator, django_assert_num_queries):
    client = as_user(coordinator)
    client.get(reverse("notices"))
    for start, end in ((0, 1), (1, 30)):
        for number in range(start, end):
            notify([coordinator], key=str(number), subject="S", text="T")
        with django_assert_num_queries(7):  # session, user, summits, duties, two counts, rows
            client.get(reverse("notices"))
