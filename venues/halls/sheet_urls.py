"""Addresses of what leaves a hall: the sheet on its door and its calendar."""

from django.urls import path

from venues.halls import feed_page, sheet_page

urlpatterns = [
    path("halls/feed/<str:secret>/calendar.ics", feed_page.feed, name="hall-feed"),
    path("halls/<slug:public_id>/sheet/", sheet_page.sheet, name="hall-sheet"),
    path("halls/<slug:public_id>/feed/", feed_page.make, name="hall-feed-make"),
    path("halls/<slug:public_id>/feed/end/", feed_page.end, name="hall-feed-end"),
]
