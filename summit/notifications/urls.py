from django.urls import path

from summit.notifications import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="notices-read"),
    path("notices/<slug:public_id>/", views.open_notice, name="notice"),
]
