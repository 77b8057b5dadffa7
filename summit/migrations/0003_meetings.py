import django.db.models.deletion
import i18nfield.fields
from django.conf import settings
from django.db import migrations, models

import summit.clock
import summit.text
from summit.postgresql import trigram_index


class Migration(migrations.Migration):
    dependencies = [
        ("summit", "0002_plan"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", i18nfield.fields.I18nCharField(max_length=900, verbose_name="item")),
                (
                    "minutes",
                    i18nfield.fields.I18nTextField(blank=True, max_length=12000, verbose_name="minutes"),
                ),
            ],
            options={
                "verbose_name": "item of an agenda",
                "verbose_name_plural": "items of an agenda",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("code", models.SlugField(max_length=12, verbose_name="code")),
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("meetings_given", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "body that meets",
                "verbose_name_plural": "bodies that meet",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="number")),
                ("code", models.CharField(editable=False, max_length=20, verbose_name="code")),
                ("title", i18nfield.fields.I18nCharField(max_length=900, verbose_name="title")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                (
                    "place",
                    i18nfield.fields.I18nCharField(blank=True, max_length=600, verbose_name="room or place"),
                ),
                (
                    "chair",
                    i18nfield.fields.I18nCharField(
                        blank=True,
                        help_text="The office, not the person's name.",
                        max_length=600,
                        verbose_name="chair",
                    ),
                ),
                (
                    "convocation",
                    i18nfield.fields.I18nTextField(blank=True, max_length=6000, verbose_name="convocation"),
                ),
                ("decisions_given", models.PositiveIntegerField(default=0, editable=False)),
                ("held_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="held")),
                (
                    "minutes_sent_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="minutes sent"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("convened", "Convened"),
                            ("held", "Held"),
                            ("drafted", "Minutes to approve"),
                            ("approved", "Minutes approved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="convened",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(editable=False, max_length=200)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="summit.committeebody",
                        verbose_name="body",
                    ),
                ),
                (
                    "minutes_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="minutes sent by",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-starts_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="number")),
                ("code", models.CharField(editable=False, max_length=30, verbose_name="code")),
                (
                    "text",
                    i18nfield.fields.I18nTextField(
                        help_text="Begin with a verb: what is to be done.",
                        max_length=3000,
                        verbose_name="decision",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "reason",
                    i18nfield.fields.I18nTextField(blank=True, max_length=3000, verbose_name="reason"),
                ),
                (
                    "impact",
                    i18nfield.fields.I18nTextField(blank=True, max_length=3000, verbose_name="impact"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="next review")),
                (
                    "proof",
                    i18nfield.fields.I18nTextField(
                        blank=True, editable=False, max_length=3000, verbose_name="how it was executed"
                    ),
                ),
                (
                    "executed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="executed"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="verified"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("execution", "In execution"),
                            ("executed", "Executed, to verify"),
                            ("verified", "Verified"),
                            ("lapsed", "Lapsed"),
                        ],
                        default="open",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(editable=False, max_length=200)),
                (
                    "agenda_entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="summit.agendaentry",
                        verbose_name="item of the agenda",
                    ),
                ),
                (
                    "executed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="executed by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_decisions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person responsible",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="summit.meeting",
                        verbose_name="meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["sort_key"],
            },
        ),
        migrations.AddField(
            model_name="agendaentry",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="summit.meeting"
            ),
        ),
        migrations.AddField(
            model_name="agendaentry",
            name="presenter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="summit.organisation",
                verbose_name="presented by",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="summit",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="summit.summit",
                verbose_name="summit",
            ),
        ),
        migrations.CreateModel(
            name="DecisionProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("added_at", models.DateTimeField(default=summit.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="summit.decision",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="summit.storedfile"
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof of a decision",
                "verbose_name_plural": "proofs of decisions",
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="summit",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="summit.summit",
                verbose_name="summit",
            ),
        ),
        migrations.AddField(
            model_name="committeebody",
            name="summit",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="summit.summit",
                verbose_name="summit",
            ),
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=summit.text.new_public_id, editable=False, max_length=16, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="created"),
                ),
                (
                    "updated_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="changed"),
                ),
                ("office", i18nfield.fields.I18nCharField(blank=True, max_length=600, verbose_name="office")),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("present", "Present"),
                            ("substitute", "Substitute came"),
                            ("excused", "Excused"),
                            ("absent", "Absent"),
                        ],
                        default="invited",
                        max_length=20,
                        verbose_name="presence",
                    ),
                ),
                ("substitute", models.CharField(blank=True, max_length=200, verbose_name="who came instead")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="summit.meeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.organisation",
                        verbose_name="body",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat at a meeting",
                "verbose_name_plural": "seats at a meeting",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.AddField(
            model_name="agendaentry",
            name="summit",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="summit.summit",
                verbose_name="summit",
            ),
        ),
        migrations.CreateModel(
            name="DecisionTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="task_links",
                        to="summit.decision",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decision_links",
                        to="summit.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "task of a decision",
                "verbose_name_plural": "tasks of decisions",
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="tasks",
            field=models.ManyToManyField(
                blank=True,
                related_name="decisions",
                through="summit.DecisionTask",
                to="summit.task",
                verbose_name="tasks",
            ),
        ),
        migrations.CreateModel(
            name="DecisionSupport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="supports",
                        to="summit.decision",
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                        verbose_name="summit",
                    ),
                ),
                (
                    "ministry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="summit.ministry"
                    ),
                ),
            ],
            options={
                "verbose_name": "support of a decision",
                "verbose_name_plural": "supports of decisions",
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="ministry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="summit.ministry",
                verbose_name="responsible ministry",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="supporting",
            field=models.ManyToManyField(
                blank=True,
                related_name="supported_decisions",
                through="summit.DecisionSupport",
                to="summit.ministry",
                verbose_name="supporting ministries",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["summit", "starts_at"], name="meeting_by_day"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="meeting_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("body", "number"),
                name="meeting_number",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["convened", "held", "drafted", "approved", "cancelled"])),
                name="meeting_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="meeting_ends_after_it_begins",
                violation_error_message="The meeting ends before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("minutes_by__isnull", False),
                        models.Q(("approved_by", models.F("minutes_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="minutes_are_approved_by_another",
                violation_error_message="Someone other than the person who sent the minutes must approve them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeebody",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="body_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("presence__in", ["invited", "present", "substitute", "excused", "absent"])
                ),
                name="attendance_presence",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("meeting", "user"),
                name="one_seat_a_person",
                violation_error_message="This person is already listed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisiontask",
            constraint=models.UniqueConstraint(fields=("decision", "task"), name="decision_task_once"),
        ),
        migrations.AddConstraint(
            model_name="decisionsupport",
            constraint=models.UniqueConstraint(fields=("decision", "ministry"), name="decision_support_once"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["summit", "state", "due_on"], name="decision_by_state_and_due"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["summit", "sort_key"], name="decision_by_sort_key"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="decision_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"),
                name="decision_number",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "execution", "executed", "verified", "lapsed"])),
                name="decision_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "verified"), _negated=True),
                    models.Q(
                        ("verified_by__isnull", False),
                        models.Q(
                            ("executed_by__isnull", True),
                            models.Q(("verified_by", models.F("executed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="decision_is_verified_by_another",
                violation_error_message="Someone other than the person who executed it must verify a decision.",
            ),
        ),
        trigram_index("summit_meeting"),
        trigram_index("summit_decision"),
    ]
