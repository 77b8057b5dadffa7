"""Addresses of the movements, of the arrivals board and of the liaison officers' calendars."""

from django.urls import path

from delegations.travel import (
    board_mine,
    board_views,
    feed_views,
    movement_edit,
    movement_list,
    movement_page,
    time_view,
)

urlpatterns = [
    path("arrivals/", board_views.arrivals, name="arrivals"),
    path("arrivals/screen/", board_views.screen, name="arrivals-screen"),
    path("arrivals/rows/", board_views.rows, name="arrivals-rows"),
    path("arrivals/mine/", board_mine.mine, name="arrivals-mine"),
    path("arrivals/mine/feed/", feed_views.make, name="feed-make"),
    path("arrivals/mine/feed/end/", feed_views.end, name="feed-end"),
    path("arrivals/feed/<str:secret>.ics", feed_views.feed, name="movement-feed"),
    path("movements/", movement_list.movements, name="movements"),
    path("movements/new/", movement_edit.new, name="movement-new"),
    path("movements/<slug:public_id>/", movement_page.movement, name="movement"),
    path("movements/<slug:public_id>/edit/", movement_edit.edit, name="movement-edit"),
    path("movements/<slug:public_id>/time/", time_view.tell, name="movement-time"),
    path("movements/<slug:public_id>/show/", movement_page.show_restricted, name="movement-reveal"),
]
