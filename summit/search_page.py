"""The page behind the search box."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from summit.policy import signed_in
from summit.search import find


@signed_in
@require_safe
def search(request):
    query = request.GET.get("q", "").strip()[:200]
    return render(request, "summit/search.html", {"query": query, "groups": find(request.user, query)})
