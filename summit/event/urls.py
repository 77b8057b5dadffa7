"""Addresses of the summit, its places and its face."""

from django.urls import path

from summit.event import place_views, views

urlpatterns = [
    path("summit.css", views.summit_css, name="summit-css"),
    path("summit-logo/", views.summit_logo, name="summit-logo"),
    path("settings/summit/", views.summit_settings, name="summit-settings"),
    path("settings/summit/move/", views.summit_move, name="summit-move"),
    path("settings/switch/", views.summit_switch, name="switch-summit"),
    path("settings/sites/", place_views.sites, name="sites"),
    path("settings/sites/new/", place_views.site_new, name="site-new"),
    path("settings/sites/<str:public_id>/", place_views.site_edit, name="site-edit"),
    path("settings/zones/", place_views.zones, name="zones"),
    path("settings/zones/new/", place_views.zone_new, name="zone-new"),
    path("settings/zones/<str:public_id>/", place_views.zone_edit, name="zone-edit"),
]
