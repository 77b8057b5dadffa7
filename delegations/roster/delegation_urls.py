"""Addresses of the delegation file, its quotas, its liaison officers and the tables of reference."""

from django.urls import include, path

from delegations.roster import (
    delegation_list,
    delegation_views,
    liaison_views,
    quota_views,
    reference_registers,
)

# Fixed words stand before the delegations' own names.
urlpatterns = [
    path("delegations/", delegation_list.delegations, name="delegations"),
    path("delegations/new/", delegation_views.new, name="delegation-new"),
    path("delegations/", include(reference_registers)),
    path("delegations/<slug:public_id>/", delegation_views.delegation, name="delegation"),
    path("delegations/<slug:public_id>/edit/", delegation_views.edit, name="delegation-edit"),
    path("delegations/<slug:public_id>/quotas/", quota_views.quotas, name="delegation-quotas"),
    path("delegations/<slug:public_id>/quotas/cut/<slug:quota>/", quota_views.cut, name="quota-cut"),
    path("delegations/<slug:public_id>/liaison/new/", liaison_views.new, name="liaison-new"),
    path("liaison/<slug:public_id>/edit/", liaison_views.edit, name="liaison-edit"),
]
