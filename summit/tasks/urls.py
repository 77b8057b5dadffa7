from django.urls import path

from summit.tasks import views_around, views_board, views_list, views_row, views_task, views_timeline

urlpatterns = [
    path("tasks/", views_list.tasks, name="tasks"),
    path("tasks/board/", views_board.board, name="task-board"),
    path("tasks/timeline/", views_timeline.timeline_page, name="task-timeline"),
    path("tasks/new/", views_task.new, name="task-new"),
    path("tasks/<str:public_id>/", views_task.task_page, name="task"),
    path("tasks/<str:public_id>/edit/", views_task.edit, name="task-edit"),
    path("tasks/<str:public_id>/row/", views_row.row, name="task-row"),
    path("tasks/<str:public_id>/progress/", views_row.progress, name="task-progress"),
    path("tasks/<str:public_id>/step/<str:step>/", views_row.step, name="task-step"),
    path("tasks/<str:public_id>/needs/", views_around.needs, name="task-needs"),
    path(
        "tasks/<str:public_id>/needs/<str:needed>/remove/",
        views_around.needs_no_more,
        name="task-needs-remove",
    ),
    path("tasks/<str:public_id>/comments/", views_around.comment, name="task-comment"),
    path("tasks/<str:public_id>/evidence/", views_around.evidence, name="task-evidence"),
]
