"""Tasks dressed for a row or a card: look, lateness, what the reader may do with them."""


def dress(tasks, *, user, today):
    """Set on each task what its row shows; asks no query. Returns the tasks."""
    for task in tasks:
        task.look = task.shown_state(today)
        task.late_by = task.days_late(today)
        task.open_steps = task.workflow.open_to(user, task)
        task.row_steps = in_row(task)
        # Every task that still moves has a step which asks this right: it was answered just now.
        held = {step.right for step in task.open_steps}
        task.may_progress = task.state in task.MOVING and "summit.update_task" in held
    return tasks


def next_act(task):
    """The one step that the workflow expects now, among those open to the reader; else None.

    The first open step that the table itself calls primary; starting comes before handing in.
    """
    steps = {step.name: step for step in task.open_steps}
    for name in ("validate", "unblock", "start", "submit"):
        if name in steps:
            return steps[name]
    return None


def in_row(task):
    """The steps for which a row has room: the expected one and the one that says what is wrong."""
    expected = next_act(task)
    beside = [
        step for step in task.open_steps if step.name in ("block", "send_back") and step is not expected
    ]
    return [step for step in (expected, *beside) if step is not None]
