"""The rescue admin: what the pages cannot do, under the same rights, steps, forms and audit.

A slice registers its models in ``admin.py``::

    @admin.register(Task, site=site)
    class TaskAdmin(RightsAdmin):
        edit_right = "summit.edit_task"      # None: read-only
        form = TaskForm                      # the EditForm of the page: its rules hold here too
        list_display = ["code", "title", "state"]

Rows are those of ``visible_to()``, nothing can be deleted, ``state`` changes by steps only,
and addresses name rows by their ``public_id``.
"""

from functools import partial

from allauth.account.views import logout as account_logout
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from i18nfield.fields import I18nCharField, I18nTextField

from summit.policy import endpoints
from summit.workflow import OutOfStep, ReasonMissing

DROPPED = {"autocomplete", "view_on_site"}  # they name rows by their database id


class RescueSite(admin.AdminSite):
    """Django's admin for coordinators; signing in and out happens where it does for everybody."""

    site_header = site_title = gettext_lazy("Rescue")
    index_title = gettext_lazy("What the pages do not offer")
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.has_perm("summit.use_admin")

    def get_urls(self):
        patterns = [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") not in DROPPED]
        for pattern in endpoints(patterns):
            if hasattr(pattern.callback, "login_url"):  # where a visitor is sent to sign in
                pattern.callback.login_url = reverse_lazy("account_login")
        return patterns

    def login(self, request, extra_context=None):
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        return account_logout(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")


class PublicChangeList(ChangeList):
    def url_for_result(self, result):
        names = (self.opts.app_label, self.opts.model_name)
        return reverse("admin:{}_{}_change".format(*names), args=[result.public_id])


class RightsAdmin(admin.ModelAdmin):
    """Rows, acts and fields that the person's rights open; see the module's example."""

    edit_right: str | None = None
    may_add = False
    actions_on_bottom = True
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {I18nCharField: {}, I18nTextField: {}}  # they bring their own widget

    # -- rights -----------------------------------------------------------------------

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(self.model.view_right, obj)

    def has_change_permission(self, request, obj=None):
        return self.edit_right is not None and request.user.has_perm(self.edit_right, obj)

    def has_add_permission(self, request):
        return self.may_add and self.has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    # -- rows, by their public name ---------------------------------------------------

    def get_urls(self):
        """Without Django's own history, which is empty and links by database id: the audit has it."""
        return [pattern for pattern in super().get_urls() if not str(pattern.name).endswith("_history")]

    def get_fields(self, request, obj=None):
        """Where nothing can be written Django would link a key's row by its database id: show its words."""
        names = super().get_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return names
        keys = {field.name: field for field in self.opts.fields if field.is_relation}
        return [words_of(keys[name]) if name in keys else name for name in names]

    def get_queryset(self, request):
        return self.model._default_manager.visible_to(request.user)

    def get_object(self, request, object_id, from_field=None):
        return self.get_queryset(request).filter(public_id=object_id).first()

    def get_changelist(self, request, **kwargs):
        return PublicChangeList

    def view_on_site(self, obj):
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj):
        label = _("Select this row for an act: %(row)s") % {"row": obj}
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            obj.public_id,
            label,
        )

    def response_action(self, request, queryset):
        """Django looks for database ids among what was ticked: translate them."""
        ticked, name = request.POST.copy(), ACTION_CHECKBOX_NAME
        ticked.setlist(name, queryset.filter(public_id__in=ticked.getlist(name)).values_list("pk", flat=True))
        request.POST = ticked
        return super().response_action(request, queryset)

    # -- saving: the page's own form does it, with revision, constraints and audit --------

    def get_form(self, request, obj=None, change=False, **kwargs):
        writes = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not writes:
            return super().get_form(request, obj, change=change, **kwargs)
        return saving(self.form, request.user)

    def save_form(self, request, form, change):
        return form.instance

    def save_model(self, request, obj, form, change):
        """Done by the form while it was checked."""

    def save_related(self, request, form, formsets, change):
        """Done by the form while it was checked."""

    def log_addition(self, request, obj, message):
        """The audit has it; Django's own log would keep database ids and names of persons."""

    log_change = log_addition

    def response_post_save_add(self, request, obj):
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    response_add = response_change = lambda self, request, obj, **kwargs: self.response_post_save_add(
        request, obj
    )

    def render_change_form(self, request, context, **kwargs):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, **kwargs)

    # -- steps ------------------------------------------------------------------------------

    def get_actions(self, request):
        workflow = getattr(self.model, "workflow", None)
        steps = [s for s in workflow.steps.values() if request.user.has_perm(s.right)] if workflow else []
        return {step.name: (partial(take_step, step=step), step.name, step.label) for step in steps}


def words_of(field):
    """A read-only column with the words of the row that ``field`` points at."""

    @admin.display(description=field.verbose_name)
    def words(obj):
        return getattr(obj, field.name)

    return words


def saving(form_class, user):
    """The page's form for Django's admin, which asks ``is_valid()`` once and would then write itself.

    A save can still be refused (somebody was faster, the last coordinator), so here it is part
    of the answer: the admin shows what was typed again, with the reason.
    """

    class Saving(form_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, user=user, **kwargs)

        def is_valid(self):
            return super().is_valid() and self.save(by=user) is not None

    return Saving


def take_step(model_admin, request, rows, *, step):
    """Run one workflow step on the ticked rows; one that asks something has a page of its own."""
    if step.needs_page:
        if len(rows) == 1:
            return redirect("step", rows[0].kind, rows[0].public_id, step.name)
        messages.warning(request, _("“%(step)s” asks for a reason: choose one row.") % {"step": step.label})
        return None
    done = [row for row in rows if taken(row, step, request.user)]
    if done:
        text = ngettext("%(step)s: %(count)d row.", "%(step)s: %(count)d rows.", len(done))
        messages.success(request, text % {"step": step.label, "count": len(done)})
    if len(done) < len(rows):
        messages.warning(request, _("Some rows were left alone: the step does not start from their state."))
    return None


def taken(row, step, user):
    try:
        row.workflow.run(row, step.name, by=user)
    except (OutOfStep, PermissionDenied, ReasonMissing):
        return False
    return True


site = RescueSite(name="admin")
