"""A person's way in and its end: deactivation, sessions, passwords, the second factor, duties."""

from datetime import timedelta
from importlib import import_module

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.crypto import get_random_string

from summit import audit, clock, rights
from summit.accounts.coordination import coordinated
from summit.accounts.duties import Duty
from summit.accounts.people import User
from summit.event.models import Summit

# Without 0, O, 1, l and I: the coordinator reads it out or writes it down.
LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
INITIAL_PASSWORD_CHARACTERS = 14


@transaction.atomic
def deactivate(user, *, by, note):
    """Close the person's way in, at once and in every open session; returns the audit entry.

    Returns ``None`` where it was closed before. Raises ``LastCoordinator``.
    """
    with coordinated(
        Summit.objects.filter(pk__in=user.all_duties.filter(role=rights.COORDINATOR).values("summit"))
    ):
        if not _set_active(user, active=False):
            return None
        end_sessions(user)
        return audit.record(user, "deactivate", by=by, note=note, changes={"is_active": [True, False]})


@transaction.atomic
def reactivate(user, *, by, note=""):
    """Open the person's way in again; returns the audit entry, or ``None`` where it was open."""
    if not _set_active(user, active=True):
        return None
    end_sessions(user)  # one begun while the person was being shut out must not come to life
    return audit.record(user, "reactivate", by=by, note=note, changes={"is_active": [False, True]})


def _set_active(user, *, active):
    now = clock.now()
    written = User.objects.filter(pk=user.pk, is_active=not active).update(
        is_active=active, revision=F("revision") + 1, updated_at=now
    )
    if written:
        user.is_active, user.revision, user.updated_at = active, user.revision + 1, now
    return written


def end_sessions(user):
    """Sign the person out everywhere.

    allauth lists the sessions that made a request; one that was only just opened is found by
    reading all of them, which is bearable for so rare an act.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    listed = UserSession.objects.filter(user=user)
    keys = set(listed.values_list("session_key", flat=True))
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            keys.add(session.session_key)
    for key in keys:
        store.delete(key)
    listed.delete()


@transaction.atomic
def give_password(user, *, by):
    """Set a random password and return it, to be handed over once; open sessions end."""
    password = get_random_string(INITIAL_PASSWORD_CHARACTERS, LETTERS)
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password)
    end_sessions(user)
    audit.record(user, "give_password", by=by)
    return password


@transaction.atomic
def send_link(user, *, request):
    """Mail the person a link to choose a password, in the person's language.

    Returns whether there was an address and an active person to write to. The mail leaves
    inside the transaction: an act that could not be sent is not recorded either.
    """
    form = ResetPasswordForm({"email": user.email})
    if not user.email or not form.is_valid() or user not in form.users:
        return False
    audit.record(user, "send_link", by=request.user)
    with translation.override(user.language):
        form.save(request)
    return True


@transaction.atomic
def take_second_factor(user, *, by, note):
    """Forget the person's authenticators, for instance after a lost phone; open sessions end."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    return audit.record(user, "take_second_factor", by=by, note=note)


@transaction.atomic
def end_duty(duty, *, by, note):
    """End a duty yesterday, so that it opens nothing from now on; returns the audit entry.

    One that was to begin later is kept as a day long past, never deleted. Returns ``None``
    where it had ended before. Raises ``LastCoordinator``.
    """
    yesterday = clock.today(duty.summit) - timedelta(days=1)
    with coordinated([duty.summit]):
        before = [duty.valid_from, duty.valid_until]
        running = Q(valid_until__isnull=True) | Q(valid_until__gt=yesterday)
        begun = min(duty.valid_from, yesterday) if duty.valid_from else None
        written = Duty.objects.filter(running, pk=duty.pk, revision=duty.revision).update(
            valid_from=begun, valid_until=yesterday, revision=F("revision") + 1, updated_at=clock.now()
        )
        if not written:
            return None
        duty.refresh_from_db()
        changes = {"valid_until": [str(before[1] or ""), str(yesterday)]}
        if begun != before[0]:
            changes["valid_from"] = [str(before[0]), str(begun)]
        return audit.record(duty, "end", by=by, note=note, changes=changes)
