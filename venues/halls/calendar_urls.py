"""The address at which a calendar is taken into the programme."""

from django.urls import path

from venues.halls import calendar_page

urlpatterns = [path("programme/import/", calendar_page.calendar_import, name="calendar-import")]
