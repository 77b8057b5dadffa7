import django.core.validators
import django.db.models.deletion
import i18nfield.fields
from django.conf import settings
from django.db import migrations, models

import summit.clock
import summit.constraints
import summit.text
from summit.postgresql import trigram_index


class Migration(migrations.Migration):
    dependencies = [
        ("summit", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
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
                ("label", models.CharField(max_length=40, verbose_name="taken at")),
                ("taken_at", models.DateTimeField(default=summit.clock.now, verbose_name="taken")),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "frozen readiness",
                "verbose_name_plural": "frozen readiness",
                "ordering": ["-taken_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Axis",
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
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("name", i18nfield.fields.I18nCharField(max_length=300, verbose_name="name")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
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
                "verbose_name": "axis",
                "verbose_name_plural": "axes",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("title", i18nfield.fields.I18nCharField(max_length=900, verbose_name="title")),
                (
                    "description",
                    i18nfield.fields.I18nTextField(blank=True, max_length=6000, verbose_name="description"),
                ),
                (
                    "deliverable",
                    i18nfield.fields.I18nCharField(blank=True, max_length=900, verbose_name="deliverable"),
                ),
                ("start_offset", models.SmallIntegerField(verbose_name="start, days from J0")),
                ("due_offset", models.SmallIntegerField(verbose_name="due, days from J0")),
                (
                    "date_fixed",
                    models.BooleanField(
                        default=False,
                        help_text="The dates stay when the summit moves.",
                        verbose_name="fixed dates",
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="progress, %",
                    ),
                ),
                (
                    "cost_estimate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cost estimate",
                    ),
                ),
                ("currency", models.CharField(default="XOF", max_length=3, verbose_name="currency")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("todo", "To do"),
                            ("doing", "In progress"),
                            ("blocked", "Blocked"),
                            ("review", "To validate"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="todo",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="done")),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(editable=False, max_length=200)),
                (
                    "axis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="summit.axis",
                        verbose_name="axis",
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="summit.commission",
                        verbose_name="commission",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
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
                    "validated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validated by",
                    ),
                ),
                (
                    "ministry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="summit.ministry",
                        verbose_name="responsible ministry",
                    ),
                ),
            ],
            options={
                "verbose_name": "task",
                "verbose_name_plural": "tasks",
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="summit.task"
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
                "verbose_name": "support",
                "verbose_name_plural": "supports",
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("title", i18nfield.fields.I18nCharField(max_length=900, verbose_name="title")),
                ("due_offset", models.SmallIntegerField(verbose_name="day, counted from J0")),
                (
                    "state",
                    models.CharField(
                        choices=[("ahead", "Ahead"), ("reached", "Reached"), ("missed", "Missed")],
                        default="ahead",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
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
                    "tasks",
                    models.ManyToManyField(
                        blank=True, related_name="milestones", to="summit.task", verbose_name="tasks"
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ["due_offset", "code"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                ("label", models.CharField(blank=True, max_length=2000, verbose_name="what it shows")),
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
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="summit.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["-added_at"],
            },
        ),
        migrations.CreateModel(
            name="Dependency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task_rank", summit.constraints.CarriedRank("task")),
                ("needs_rank", summit.constraints.CarriedRank("needs")),
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
                    "needs",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependents",
                        to="summit.task",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dependencies",
                        to="summit.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "dependency",
                "verbose_name_plural": "dependencies",
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                ("text", models.TextField(max_length=4000, verbose_name="comment")),
                ("written_at", models.DateTimeField(default=summit.clock.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="summit.task"
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BlockingPoint",
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
                ("what", models.CharField(max_length=500, verbose_name="what blocks")),
                (
                    "must_act_text",
                    models.CharField(blank=True, max_length=300, verbose_name="what they must do"),
                ),
                ("since", models.DateTimeField(default=summit.clock.now, verbose_name="since")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="escalation level"
                    ),
                ),
                (
                    "lifted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="lifted"),
                ),
                ("how", models.CharField(blank=True, max_length=2000, verbose_name="how it was lifted")),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stated by",
                    ),
                ),
                (
                    "must_act",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.organisation",
                        verbose_name="who must act",
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
                        related_name="blocking_points",
                        to="summit.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "blocking point",
                "verbose_name_plural": "blocking points",
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="WelcomePoint",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "axis_code",
                    models.CharField(
                        help_text="The axis as on the traffic plan, for instance A1.",
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "route",
                    i18nfield.fields.I18nTextField(
                        blank=True, max_length=3000, verbose_name="route in words"
                    ),
                ),
                (
                    "notice_number",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="published notice"
                    ),
                ),
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="place")),
                ("crowd", models.PositiveIntegerField(blank=True, null=True, verbose_name="people expected")),
                (
                    "on_roadway",
                    models.BooleanField(
                        default=False,
                        help_text="The crowd crosses the road or stands on it, not beside it.",
                        verbose_name="on the roadway",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("published", "Published"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.organisation",
                        verbose_name="authority",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.ministry",
                        verbose_name="ministry",
                    ),
                ),
            ],
            options={
                "verbose_name": "popular-welcome point",
                "verbose_name_plural": "popular-welcome points",
            },
        ),
        migrations.AddField(
            model_name="task",
            name="supporting",
            field=models.ManyToManyField(
                blank=True,
                related_name="supported_tasks",
                through="summit.Support",
                to="summit.ministry",
                verbose_name="supporting ministries",
            ),
        ),
        migrations.CreateModel(
            name="SnapshotLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField()),
                ("doing", models.PositiveIntegerField()),
                ("review", models.PositiveIntegerField()),
                ("late", models.PositiveIntegerField()),
                ("blocked", models.PositiveIntegerField()),
                ("unowned", models.PositiveIntegerField()),
                (
                    "axis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="summit.axis"
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="summit.commission"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="summit.snapshot",
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
                "verbose_name": "line of frozen readiness",
                "verbose_name_plural": "lines of frozen readiness",
            },
        ),
        migrations.CreateModel(
            name="RoadClosure",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                (
                    "axis_code",
                    models.CharField(
                        help_text="The axis as on the traffic plan, for instance A1.",
                        max_length=20,
                        verbose_name="axis",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "route",
                    i18nfield.fields.I18nTextField(
                        blank=True, max_length=3000, verbose_name="route in words"
                    ),
                ),
                (
                    "notice_number",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="published notice"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("published", "Published"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.organisation",
                        verbose_name="authority",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.ministry",
                        verbose_name="ministry",
                    ),
                ),
            ],
            options={
                "verbose_name": "road closure",
                "verbose_name_plural": "road closures",
            },
        ),
        migrations.CreateModel(
            name="Risk",
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("title", i18nfield.fields.I18nCharField(max_length=900, verbose_name="what may happen")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="likelihood, 1 to 5",
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="impact, 1 to 5",
                    ),
                ),
                (
                    "measure",
                    i18nfield.fields.I18nCharField(blank=True, max_length=900, verbose_name="measure taken"),
                ),
                ("review_on", models.DateField(verbose_name="next review")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="summit.ministry",
                        verbose_name="ministry",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk",
                "verbose_name_plural": "risks",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("what", models.CharField(max_length=500, verbose_name="what is asked")),
                ("wished_on", models.DateField(verbose_name="wished date")),
                (
                    "offered_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="date offered"),
                ),
                (
                    "agreed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="date agreed"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="asked"),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="escalation level"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("countered", "Another date offered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="summit.task",
                        verbose_name="task",
                    ),
                ),
                (
                    "from_ministry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_asked",
                        to="summit.ministry",
                        verbose_name="asks",
                    ),
                ),
                (
                    "to_ministry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_received",
                        to="summit.ministry",
                        verbose_name="is asked",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["wished_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(fields=("summit", "label"), name="snapshot_once_a_meeting"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=summit.constraints.AppendOnly(name="snapshot_append_only"),
        ),
        migrations.AddConstraint(
            model_name="axis",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="axis_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="milestone_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ahead", "reached", "missed"])),
                name="milestone_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependency",
            constraint=models.UniqueConstraint(
                fields=("task", "needs"),
                name="dependency_once",
                violation_error_message="This dependency is already there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependency",
            constraint=models.CheckConstraint(
                condition=models.Q(("task", models.F("needs")), _negated=True),
                name="task_does_not_need_itself",
                violation_error_message="A task cannot depend on itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependency",
            constraint=summit.constraints.Acyclic(
                name="dependencies_without_cycle", rank="rank", source="task", target="needs"
            ),
        ),
        migrations.AddConstraint(
            model_name="blockingpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("task",),
                name="one_open_blocking_point",
                violation_error_message="This task is already blocked.",
            ),
        ),
        migrations.AddConstraint(
            model_name="blockingpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__lte", 2)), name="blocking_point_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="welcomepoint",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="welcome_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="welcomepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "published", "cancelled"])),
                name="welcome_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="welcomepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="welcome_ends_after_it_starts",
                violation_error_message="The end is not after the beginning.",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["summit", "state", "due_offset"], name="task_by_state_and_due"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["summit", "sort_key"], name="task_by_sort_key"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["summit", "due_offset", "sort_key"], name="task_by_due"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="task_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["todo", "doing", "blocked", "review", "done", "dropped"])),
                name="task_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("id", "rank"), name="task_rank_key"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_offset__gte", models.F("start_offset"))),
                name="task_is_due_after_it_starts",
                violation_error_message="The task is due before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__gte", 0), ("progress__lte", 100)),
                name="task_progress_in_percent",
                violation_error_message="Progress goes from 0 to 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(
                        ("validated_by__isnull", False),
                        models.Q(
                            ("owner__isnull", True),
                            models.Q(("validated_by", models.F("owner")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="task_is_validated_by_another",
                violation_error_message="Someone other than the owner must validate the task.",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("task", "ministry"), name="support_once"),
        ),
        migrations.AddConstraint(
            model_name="snapshotline",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "ministry", "commission", "axis"), name="snapshot_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotline",
            constraint=summit.constraints.AppendOnly(name="snapshot_line_append_only"),
        ),
        migrations.AddConstraint(
            model_name="roadclosure",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="closure_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roadclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "published", "cancelled"])),
                name="closure_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roadclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="closure_ends_after_it_starts",
                violation_error_message="The end is not after the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="risk_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "closed"])),
                name="risk_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                name="risk_from_one_to_five",
                violation_error_message="Likelihood and impact go from 1 to 5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "accepted", "refused", "countered", "withdrawn"])),
                name="handover_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_ministry", models.F("to_ministry")), _negated=True),
                name="handover_between_two_ministries",
                violation_error_message="A ministry cannot hand over to itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(condition=models.Q(("level__lte", 2)), name="handover_level"),
        ),
        trigram_index("summit_task"),
    ]
