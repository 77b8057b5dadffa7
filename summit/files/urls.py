"""The one address of a private file."""

from django.urls import path

from summit.files import views

urlpatterns = [path("<slug:public_id>/", views.download, name="file")]
