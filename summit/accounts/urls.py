"""Addresses of people, bodies and duties."""

from django.urls import path

from summit.accounts import body_views, duty_views, profile_views, views

urlpatterns = [
    path("i18n/setlang/", profile_views.set_language, name="set_language"),
    path("accounts/email/", profile_views.email, name="email"),
    path("profile/", profile_views.profile, name="profile"),
    path("settings/users/", views.users, name="users"),
    path("settings/users/new/", views.user_new, name="user-new"),
    path("settings/users/<str:public_id>/", views.user, name="user"),
    path("settings/users/<str:public_id>/edit/", views.user_edit, name="user-edit"),
    path("settings/users/<str:public_id>/deactivate/", views.user_deactivate, name="user-deactivate"),
    path("settings/users/<str:public_id>/reactivate/", views.user_reactivate, name="user-reactivate"),
    path(
        "settings/users/<str:public_id>/second-factor/", views.user_second_factor, name="user-second-factor"
    ),
    path("settings/users/<str:public_id>/password/", views.user_password, name="user-password"),
    path("settings/users/<str:public_id>/link/", views.user_link, name="user-link"),
    path("settings/users/<str:public_id>/duties/new/", duty_views.duty_new, name="duty-new"),
    path("settings/duties/<str:public_id>/edit/", duty_views.duty_edit, name="duty-edit"),
    path("settings/duties/<str:public_id>/end/", duty_views.duty_end, name="duty-end"),
    path("settings/mandates/", duty_views.mandates, name="mandates"),
    path(
        "settings/mandates/<slug:portfolio>/<slug:ministry>/give/",
        duty_views.mandate_give,
        name="mandate-give",
    ),
    path("settings/mandates/<str:public_id>/withdraw/", duty_views.mandate_withdraw, name="mandate-withdraw"),
    path("settings/organisations/", body_views.organisations, name="organisations"),
    path("settings/organisations/new/", body_views.organisation_new, name="organisation-new"),
    path("settings/organisations/<str:public_id>/", body_views.organisation, name="organisation"),
    path(
        "settings/organisations/<str:public_id>/edit/", body_views.organisation_edit, name="organisation-edit"
    ),
    path("settings/ministries/", body_views.ministries, name="ministries"),
    path("settings/ministries/new/", body_views.ministry_new, name="ministry-new"),
    path("settings/commissions/", body_views.commissions, name="commissions"),
    path("settings/commissions/new/", body_views.commission_new, name="commission-new"),
    path("settings/commissions/<str:public_id>/", body_views.commission, name="commission"),
    path("settings/commissions/<str:public_id>/edit/", body_views.commission_edit, name="commission-edit"),
]
