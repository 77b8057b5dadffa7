"""A person's notices: newest first, marked as read by an act of theirs."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from summit import clock
from summit.notices.models import Notice
from summit.policy import signed_in


@signed_in
@require_safe
def notices(request):
    mine = Notice.objects.visible_to(request.user)
    page = Paginator(mine, 50).get_page(request.GET.get("page"))
    return render(request, "summit/notifications/list.html", {"page": page, "unread": mine.unread().count()})


@signed_in
@require_POST
def open_notice(request, public_id):
    """Mark one notice as read and go to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), public_id=public_id)
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=clock.now())
    return redirect(notice.url or "notices")


@signed_in
@require_POST
def read_all(request):
    Notice.objects.visible_to(request.user).unread().update(read_at=clock.now())
    return redirect("notices")
