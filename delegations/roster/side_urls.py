"""Addresses of the delegations' own side, and of what protocol does with what comes from there."""

from django.urls import path

from delegations.roster import side_line_views, side_links, side_upload_views, side_views, submission_page

urlpatterns = [
    path("submissions/<slug:public_id>/", submission_page.submission, name="submission"),
    path("delegations/<slug:public_id>/links/", side_links.links, name="delegation-links"),
    path("delegations/<slug:public_id>/links/<slug:link>/revoke/", side_links.revoke, name="link-revoke"),
    path("side/<str:secret>/", side_views.home, name="side-home"),
    path("side/<str:secret>/open/", side_views.open_, name="side-open"),
    path("side/<str:secret>/begin/", side_views.begin, name="side-begin"),
    path("side/<str:secret>/stay/", side_views.stay, name="side-stay"),
    path("side/<str:secret>/send/", side_views.send, name="side-send"),
    path("side/<str:secret>/upload/", side_upload_views.upload, name="side-upload"),
    path("side/<str:secret>/sheet.xlsx", side_upload_views.sheet, name="side-sheet"),
    path("side/<str:secret>/lines/new/", side_line_views.add, name="side-add"),
    path("side/<str:secret>/lines/<slug:public_id>/", side_line_views.edit, name="side-line"),
    path("side/<str:secret>/lines/<slug:public_id>/remove/", side_line_views.remove, name="side-line-remove"),
    path("side/<str:secret>/lines/<slug:public_id>/photo/", side_line_views.photo, name="side-line-photo"),
    path("side/<str:secret>/members/<slug:public_id>/change/", side_line_views.change, name="side-change"),
    path("side/<str:secret>/members/<slug:public_id>/leave/", side_line_views.leave, name="side-leave"),
]
