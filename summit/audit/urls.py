from django.urls import path

from summit.audit import views

urlpatterns = [path("", views.entries, name="audit")]
