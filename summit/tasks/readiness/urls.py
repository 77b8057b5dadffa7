from django.urls import path

from summit.tasks.readiness import views

urlpatterns = [
    path("readiness/", views.readiness, name="readiness"),
    path("readiness/<slug:language>.pdf", views.readiness_pdf, name="readiness-pdf"),
]
