from django.urls import path

from summit.imports import asking, pages, views

urlpatterns = [
    path("", views.import_list, name="import-list"),
    path("new/", views.import_new, name="import-new"),
    path("new/<slug:kind>/", views.import_new, name="import-new"),
    path("new/<slug:kind>/template.xlsx", views.import_template, name="import-template"),
    path("<slug:public_id>/", pages.import_batch, name="import-batch"),
    path("<slug:public_id>/source/", views.import_source, name="import-source"),
    path("<slug:public_id>/columns/", views.import_columns, name="import-columns"),
    path("<slug:public_id>/check/", pages.import_check, name="import-check"),
    path("<slug:public_id>/rows/<int:number>/", pages.import_cell, name="import-cell"),
    path("<slug:public_id>/rows/<int:number>/skip/", pages.import_skip, name="import-skip"),
    path("<slug:public_id>/rows/<int:number>/keep/", pages.import_keep, name="import-keep"),
    path("<slug:public_id>/rows/<int:number>/answer/", asking.import_answer, name="import-answer"),
    path("<slug:public_id>/spelling/", asking.import_spelling, name="import-spelling"),
    path("<slug:public_id>/apply/", pages.import_apply, name="import-apply"),
    path("<slug:public_id>/apply/again/", pages.import_apply_again, name="import-apply-again"),
    path("<slug:public_id>/abandon/", pages.import_abandon, name="import-abandon"),
    path("<slug:public_id>/refused.xlsx", pages.import_refused, name="import-refused"),
]
