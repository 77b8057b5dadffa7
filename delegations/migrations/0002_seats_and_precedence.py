import django.db.models.deletion
import i18nfield.fields
from django.conf import settings
from django.db import migrations, models

import summit.clock
import summit.constraints
import summit.text


class Migration(migrations.Migration):
    dependencies = [
        ("delegations", "0001_roster"),
        ("summit", "0004_import_of_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PrecedenceList",
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
                ("title", i18nfield.fields.I18nCharField(max_length=600, verbose_name="title")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("session", "Session"),
                            ("photo", "Family photo"),
                            ("table", "Table and dinner"),
                            ("motorcade", "Motorcades"),
                            ("arrival", "Arrivals"),
                            ("departure", "Departures"),
                            ("signature", "Signature"),
                        ],
                        max_length=20,
                        verbose_name="for",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("office", "class, then date of taking office"),
                            ("acceptance", "class, then date of acceptance of the invitation"),
                            ("alphabetical", "class, then alphabetical order of the states"),
                        ],
                        default="office",
                        max_length=20,
                        verbose_name="rule",
                    ),
                ),
                (
                    "alphabet",
                    models.CharField(
                        choices=[("fr", "French"), ("ar", "Arabic"), ("en", "English")],
                        default="fr",
                        max_length=5,
                        verbose_name="language of the alphabet",
                    ),
                ),
                (
                    "chair_place",
                    models.CharField(
                        choices=[("rule", "by the rule"), ("first", "first"), ("last", "last")],
                        default="first",
                        max_length=10,
                        verbose_name="place of the chair",
                    ),
                ),
                (
                    "host_place",
                    models.CharField(
                        choices=[("rule", "by the rule"), ("first", "first"), ("last", "last")],
                        default="rule",
                        max_length=10,
                        verbose_name="place of the host",
                    ),
                ),
                (
                    "reversed",
                    models.BooleanField(
                        default=False,
                        help_text="Arrivals run from the last to the first.",
                        verbose_name="reversed order",
                    ),
                ),
                (
                    "whole",
                    models.BooleanField(
                        default=False,
                        help_text="Otherwise one place for each delegation, held by its head or representative.",
                        verbose_name="every member of the delegations",
                    ),
                ),
                ("effective_from", models.DateTimeField(verbose_name="holds from")),
                ("effective_until", models.DateTimeField(blank=True, null=True, verbose_name="holds until")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="basis and remarks")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("approved", "Approved"), ("superseded", "Superseded")],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("scope_key", models.CharField(editable=False, max_length=40)),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.delegation",
                        verbose_name="delegation in the chair",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.delegation",
                        verbose_name="host delegation",
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
                "verbose_name": "list of precedence",
                "verbose_name_plural": "lists of precedence",
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="precedence_code",
                        violation_error_message="This code is already taken.",
                    ),
                    summit.constraints.NoOverlap(
                        condition=models.Q(("state", "approved")),
                        end="effective_until",
                        name="precedence_one_in_force",
                        resource="scope_key",
                        start="effective_from",
                        violation_error_code="overlap",
                        violation_error_message="Another approved list holds at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_until__isnull", True),
                            ("effective_until__gt", models.F("effective_from")),
                            models.Q(
                                ("effective_until", models.F("effective_from")),
                                ("state", "superseded"),
                            ),
                            _connector="OR",
                        ),
                        name="precedence_ends_after_it_starts",
                        violation_error_message="The end is not after the start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="precedence_approved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "scope__in",
                                [
                                    "session",
                                    "photo",
                                    "table",
                                    "motorcade",
                                    "arrival",
                                    "departure",
                                    "signature",
                                ],
                            )
                        ),
                        name="precedence_scope",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["office", "acceptance", "alphabetical"])),
                        name="precedence_rule",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alphabet__in", ["fr", "ar", "en"])),
                        name="precedence_alphabet",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chair_place__in", ["rule", "first", "last"])),
                        name="precedence_chair_place",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("host_place__in", ["rule", "first", "last"])),
                        name="precedence_host_place",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "approved", "superseded"])),
                        name="precedence_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrecedenceEntry",
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
                ("position", models.PositiveIntegerField(editable=False, null=True, verbose_name="place")),
                ("manual", models.PositiveIntegerField(blank=True, null=True, verbose_name="place by hand")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("basis", models.JSONField(default=dict, editable=False, verbose_name="basis")),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="delegations.membership",
                        verbose_name="member",
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
                    "precedence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="delegations.precedencelist",
                        verbose_name="list of precedence",
                    ),
                ),
            ],
            options={
                "verbose_name": "place in a list of precedence",
                "verbose_name_plural": "places in lists of precedence",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("precedence", "membership"), name="precedence_entry_once"
                    ),
                    models.UniqueConstraint(
                        fields=("precedence", "manual"),
                        name="precedence_manual_once",
                        violation_error_message="Somebody else was given this place by hand.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("manual__isnull", True),
                            models.Q(("manual__gte", 1), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="precedence_manual_has_a_reason",
                        violation_error_message="A place by hand needs a written reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                ("label", models.CharField(blank=True, max_length=30, verbose_name="seat")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("seated", "Seated"),
                            ("attended", "Attended"),
                            ("excused", "Excused"),
                        ],
                        default="expected",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegates",
                        to="summit.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="delegations.membership",
                        verbose_name="member",
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
                "verbose_name_plural": "seats at meetings",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("membership", "meeting"),
                        name="seat_once",
                        violation_error_message="This person already stands on the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["expected", "seated", "attended", "excused"])),
                        name="seat_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
    ]
