"""Addresses of the programme."""

from django.urls import path

from summit.programme import item_form, item_list, item_page

urlpatterns = [
    path("programme/", item_list.items, name="items"),
    path("programme/new/", item_form.new, name="item-new"),
    path("programme/<slug:public_id>/", item_page.item, name="item"),
    path("programme/<slug:public_id>/edit/", item_form.edit, name="item-edit"),
]
