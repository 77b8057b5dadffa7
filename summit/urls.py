"""Every address of the product: the composition root of the web side."""

from allauth import urls as allauth_urls
from django.urls import include, path

from summit import desk_page, findings_page, health, search_page, steps
from summit.policy import mounted
from summit.site_admin import site

handler400 = "summit.error_pages.bad_request"
handler403 = "summit.error_pages.forbidden"
handler404 = "summit.error_pages.not_found"
handler500 = "summit.error_pages.server_error"

urlpatterns = [
    path("", desk_page.desk_page, name="desk"),
    path("desk/read/", desk_page.seen, name="desk-seen"),
    path("waiting/", desk_page.waiting, name="waiting"),
    path("waiting/<slug:kind>/<slug:step>/", desk_page.waiting_list, name="waiting-list"),
    path("", include("summit.tasks.urls")),
    path("", include("summit.tasks.readiness.urls")),
    path("", include("summit.tasks.registers")),
    path("", include("summit.meetings.urls")),
    path("", include("venues.halls.calendar_urls")),  # before the items, whose names it could be taken for
    path("", include("summit.programme.urls")),
    path("", include("summit.event.urls")),
    path("", include("summit.accounts.urls")),
    path("", include("summit.notifications.urls")),
    path("", include("delegations.roster.delegation_urls")),
    path("", include("delegations.roster.people_urls")),
    path("", include("delegations.roster.list_urls")),
    path("", include("delegations.roster.note_urls")),
    path("", include("delegations.roster.side_urls")),
    path("", include("delegations.sessions.urls")),
    path("", include("delegations.protocol.urls")),
    path("", include("delegations.travel.movement_urls")),
    path("", include("delegations.travel.flight_urls")),
    path("", include("venues.halls.timeline_urls")),
    path("", include("venues.halls.sheet_urls")),
    path("", include("venues.halls.booking_urls")),
    path("", include("venues.halls.hall_urls")),
    path("", include("venues.halls.inspection_urls")),
    path("", include("venues.accommodation.lodging_urls")),
    path("", include("venues.accommodation.grid_urls")),
    path("", include("venues.accommodation.proposal_urls")),
    path("", include("venues.accommodation.contract_urls")),
    path("audit/", include("summit.audit.urls")),
    path("files/", include("summit.files.urls")),
    path("imports/", include("summit.imports.urls")),
    path("findings/", findings_page.findings, name="findings"),
    path("search/", search_page.search, name="search"),
    path("do/<slug:kind>/<slug:public_id>/<slug:step>/", steps.step_page, name="step"),
    path("accounts/", include(mounted("own", allauth_urls.urlpatterns))),
    path("admin/", include((mounted("summit.use_admin", site.get_urls()), "admin"), namespace="admin")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
