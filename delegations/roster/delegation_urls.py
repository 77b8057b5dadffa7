"""Addresses of this part."""

from django.urls import path  # noqa: F401 - filled by its pages

urlpatterns = []
