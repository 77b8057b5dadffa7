"""Addresses of people, of their lines on lists, their papers, photos and doubles."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from delegations.roster import (
    document_views,
    merge_views,
    people_list,
    person_lines,
    person_views,
    photo_queue,
    photo_views,
)
from summit.text import ID_ALPHABET, ID_LENGTH


class PublicIdConverter(StringConverter):
    """Public ids alone, so that words under the same address stay free for other pages."""

    regex = f"[{ID_ALPHABET}]{{{ID_LENGTH}}}"


register_converter(PublicIdConverter, "person")

urlpatterns = [
    path("people/", people_list.people, name="people"),
    path("people/photos/", photo_queue.photos, name="photo-queue"),
    path("people/twins/", merge_views.resemblances, name="resemblances"),
    path("people/twins/<slug:public_id>/", merge_views.resemblance, name="resemblance"),
    path("people/<person:public_id>/", person_views.person_page, name="person"),
    path("people/<person:public_id>/edit/", person_views.edit, name="person-edit"),
    path("people/<person:public_id>/photo/", photo_views.photo, name="person-photo"),
    path("people/<person:public_id>/photo/image/", photo_views.image, name="person-image"),
    path("people/<person:public_id>/documents/new/", document_views.new, name="document-new"),
    path("documents-held/<slug:public_id>/edit/", document_views.edit, name="document-edit"),
    path("documents-held/<slug:public_id>/show/", document_views.show, name="document-reveal"),
    path("delegations/<slug:public_id>/people/new/", person_lines.new, name="member-new"),
    path("members/<slug:public_id>/edit/", person_lines.edit, name="member-edit"),
    path("members/<slug:public_id>/replace/", person_lines.replace, name="member-replace"),
]
