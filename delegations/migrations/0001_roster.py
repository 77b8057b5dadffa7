import django.core.validators
import django.db.models.deletion
import i18nfield.fields
from django.conf import settings
from django.db import migrations, models

import summit.clock
import summit.constraints
import summit.secrecy.fields
import summit.text
from summit.postgresql import trigram_index


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("summit", "0004_import_of_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
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
                ("code", models.CharField(max_length=4, verbose_name="code")),
                ("name", i18nfield.fields.I18nCharField(max_length=300, verbose_name="name")),
                (
                    "colour",
                    models.CharField(
                        default="#6a7383",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}\\Z",
                                "Write the colour as # and six hexadecimal digits, for instance #2e3a87.",
                            )
                        ],
                        verbose_name="colour",
                    ),
                ),
                ("needs_photo", models.BooleanField(default=True, verbose_name="photo wanted")),
                ("needs_document", models.BooleanField(default=True, verbose_name="document wanted")),
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
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="category_code",
                        violation_error_message="This code is already taken.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
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
                ("code", models.SlugField(max_length=20, verbose_name="code")),
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
                (
                    "delegation_type",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("observer", "Observer"),
                            ("guest", "Guest"),
                            ("host", "Host country"),
                        ],
                        default="state",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("focal_name", models.CharField(blank=True, max_length=200, verbose_name="focal point")),
                ("focal_function", models.CharField(blank=True, max_length=200, verbose_name="function")),
                ("focal_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("focal_phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="invitation accepted on"),
                ),
                ("languages", models.CharField(blank=True, max_length=60, verbose_name="languages")),
                ("terms", models.TextField(blank=True, max_length=2000, verbose_name="terms: who pays what")),
                (
                    "arms",
                    models.CharField(
                        blank=True,
                        choices=[("", "not answered"), ("none", "none"), ("declared", "declared")],
                        default="",
                        max_length=10,
                        verbose_name="weapons",
                    ),
                ),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="remarks")),
                (
                    "list_version",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="list version"),
                ),
                (
                    "list_received_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="list received"),
                ),
                ("list_revision", models.PositiveIntegerField(default=0, editable=False)),
                ("frozen_at", models.DateTimeField(editable=False, null=True, verbose_name="list frozen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("announced", "Announced"),
                            ("listed", "List received"),
                            ("checked", "Checked"),
                            ("confirmed", "Confirmed"),
                            ("on_site", "On site"),
                            ("departed", "Departed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="invited",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="summit.organisation",
                        verbose_name="sent by",
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
                "verbose_name": "delegation",
                "verbose_name_plural": "delegations",
                "ordering": ["sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="delegation_code",
                        violation_error_message="This code is already taken.",
                    ),
                    models.UniqueConstraint(
                        fields=("summit", "organisation"),
                        name="delegation_of_organisation",
                        violation_error_message="This organisation already has a delegation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delegation_type__in", ["state", "observer", "guest", "host"])),
                        name="delegation_type",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arms__in", ["", "none", "declared"])),
                        name="delegation_arms",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "invited",
                                    "announced",
                                    "listed",
                                    "checked",
                                    "confirmed",
                                    "on_site",
                                    "departed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="delegation_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("frozen_at__isnull", False),
                                ("state__in", ["confirmed", "on_site", "departed", "withdrawn"]),
                            ),
                            models.Q(
                                ("frozen_at__isnull", True),
                                ("state__in", ["invited", "announced", "listed", "checked"]),
                            ),
                            _connector="OR",
                        ),
                        name="delegation_frozen_when_confirmed",
                    ),
                ],
                "indexes": [models.Index(fields=["summit", "sort_key"], name="delegation_sorted")],
            },
        ),
        migrations.CreateModel(
            name="LiaisonAssignment",
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
                ("languages", models.CharField(blank=True, max_length=100, verbose_name="languages")),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("vehicle", models.CharField(blank=True, max_length=60, verbose_name="vehicle")),
                ("briefed_on", models.DateField(blank=True, null=True, verbose_name="briefed on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("assigned", "Assigned"),
                            ("on_duty", "On duty"),
                            ("released", "Released"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="liaison",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="liaison_shifts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="liaison officer",
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
                "verbose_name": "liaison shift",
                "verbose_name_plural": "liaison shifts",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    summit.constraints.NoOverlap(
                        condition=models.Q(("state__in", ["proposed", "assigned", "on_duty"])),
                        end="ends_at",
                        name="liaison_one_delegation_at_a_time",
                        resource="officer",
                        start="starts_at",
                        violation_error_code="overlap",
                        violation_error_message="This officer is with a delegation at that time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="liaison_ends_after_it_starts",
                        violation_error_message="The end is not after the start.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "assigned", "on_duty", "released"])),
                        name="liaison_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("direction", models.CharField(choices=[("out", "sent"), ("in", "received")], max_length=10)),
                ("last", models.PositiveIntegerField(default=0)),
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
                "verbose_name": "numbers of notes",
                "verbose_name_plural": "numbers of notes",
                "constraints": [
                    models.UniqueConstraint(fields=("summit", "direction"), name="notecounter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="notecounter_direction",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteVerbale",
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
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "sent"), ("in", "received")], max_length=10, verbose_name="direction"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, null=True, verbose_name="number")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=60, verbose_name="reference of the other side"),
                ),
                ("dated", models.DateField(verbose_name="date")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("bearer", "by bearer"),
                            ("bag", "diplomatic bag"),
                            ("email", "e-mail"),
                            ("fax", "fax"),
                            ("post", "post"),
                        ],
                        default="bearer",
                        max_length=20,
                        verbose_name="came or went",
                    ),
                ),
                ("receipt", models.CharField(blank=True, max_length=300, verbose_name="proof of receipt")),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="receipt proved on")),
                ("answer_due", models.DateField(blank=True, null=True, verbose_name="answer due")),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="remarks")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("sent", "Sent"),
                            ("acknowledged", "Receipt proved"),
                            ("answered", "Answered"),
                            ("received", "Received"),
                            ("assigned", "Assigned"),
                            ("processed", "Dealt with"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="delegations.noteverbale",
                        verbose_name="answers",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dealt with by",
                    ),
                ),
                (
                    "correspondent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.organisation",
                        verbose_name="from or to",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.storedfile",
                        verbose_name="scan",
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
                "verbose_name": "note verbale",
                "verbose_name_plural": "notes verbales",
                "ordering": ["-dated", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("summit", "direction", "number"), name="note_number"),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["out", "in"])),
                        name="note_direction",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["bearer", "bag", "email", "fax", "post"])),
                        name="note_channel",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "sent",
                                    "acknowledged",
                                    "answered",
                                    "received",
                                    "assigned",
                                    "processed",
                                ],
                            )
                        ),
                        name="note_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("state", "draft")),
                            models.Q(models.Q(("state", "draft"), _negated=True), ("number__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_numbered_once_it_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("direction", "out"),
                                ("state__in", ["draft", "sent", "acknowledged", "answered"]),
                            ),
                            models.Q(
                                ("direction", "in"),
                                ("state__in", ["draft", "received", "assigned", "processed"]),
                            ),
                            _connector="OR",
                        ),
                        name="note_state_fits_its_direction",
                        violation_error_message="A note received is entered, a note sent is sent.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers__isnull", True),
                            models.Q(("answers", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="note_answers_another",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="delegation",
            name="focal_note",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="delegations.noteverbale",
                verbose_name="named by the note",
            ),
        ),
        migrations.CreateModel(
            name="Person",
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
                ("surname", models.CharField(max_length=200, verbose_name="surname")),
                ("given_names", models.CharField(blank=True, max_length=200, verbose_name="given names")),
                ("arabic_name", models.CharField(blank=True, max_length=200, verbose_name="name in Arabic")),
                (
                    "print_name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: given names, then SURNAME.",
                        max_length=200,
                        verbose_name="name to print",
                    ),
                ),
                (
                    "title",
                    i18nfield.fields.I18nCharField(
                        blank=True, max_length=600, verbose_name="form of address on lists"
                    ),
                ),
                (
                    "spoken_title",
                    i18nfield.fields.I18nCharField(
                        blank=True, max_length=600, verbose_name="form of address in speech"
                    ),
                ),
                (
                    "title_source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="source of the form of address"
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("F", "female"), ("M", "male"), ("X", "other")],
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                ("birth_place", models.CharField(blank=True, max_length=200, verbose_name="place of birth")),
                ("nationality", models.CharField(blank=True, max_length=2, verbose_name="nationality")),
                ("languages", models.CharField(blank=True, max_length=100, verbose_name="languages")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="remarks")),
                ("photo_taken_on", models.DateField(blank=True, null=True, verbose_name="photo taken on")),
                (
                    "photo_verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "no photo"),
                            ("unseen", "to look at"),
                            ("good", "good"),
                            ("bad", "not usable"),
                        ],
                        default="",
                        editable=False,
                        max_length=10,
                        verbose_name="photo",
                    ),
                ),
                (
                    "photo_fault",
                    models.CharField(blank=True, max_length=200, verbose_name="what is wrong with the photo"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("merged", "Merged"), ("anonymised", "Anonymised")],
                        default="active",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="delegations.person",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.storedfile",
                        verbose_name="photo",
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
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["", "F", "M", "X"])),
                        name="person_sex",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("photo_verdict__in", ["", "unseen", "good", "bad"])),
                        name="person_photo",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "merged", "anonymised"])),
                        name="person_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(
                                models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="person_merged_into_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="person_not_merged_into_itself",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["summit", "sort_key", "id"], name="person_sorted"),
                    models.Index(fields=["summit", "state"], name="person_states"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                (
                    "document_type",
                    models.CharField(
                        choices=[
                            ("passport", "Passport"),
                            ("diplomatic", "Diplomatic passport"),
                            ("service", "Service passport"),
                            ("identity", "Identity card"),
                            ("laissez_passer", "Laissez-passer"),
                        ],
                        default="passport",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=2, verbose_name="issued by")),
                ("number", summit.secrecy.fields.EncryptedTextField(max_length=60, verbose_name="number")),
                (
                    "number_key",
                    summit.secrecy.fields.BlindIndexField(purpose="document.number", source="number"),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "mrz",
                    summit.secrecy.fields.EncryptedTextField(
                        blank=True, default="", verbose_name="machine readable lines"
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.storedfile",
                        verbose_name="scan",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="delegations.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "document_type__in",
                                ["passport", "diplomatic", "service", "identity", "laissez_passer"],
                            )
                        ),
                        name="document_type",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_on__isnull", True),
                            ("expires_on__isnull", True),
                            ("expires_on__gte", models.F("issued_on")),
                            _connector="OR",
                        ),
                        name="document_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=summit.clock.now, verbose_name="time")),
                ("verb", models.CharField(max_length=50, verbose_name="act")),
                (
                    "values",
                    summit.secrecy.fields.EncryptedJSONField(default=dict, verbose_name="values before"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="delegations.person",
                        verbose_name="person",
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
                "verbose_name": "earlier version of a person",
                "verbose_name_plural": "earlier versions of people",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Quota",
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
                (
                    "quota_type",
                    models.CharField(
                        choices=[
                            ("people", "People"),
                            ("badges", "Badges"),
                            ("floaters", "Transferable passes"),
                            ("rooms", "Rooms paid by the host"),
                            ("seats", "Seats in the hall"),
                            ("vehicles", "Vehicles"),
                            ("pool_cards", "Pool cards"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("granted", models.PositiveIntegerField(verbose_name="granted")),
                (
                    "paid_by",
                    models.CharField(
                        choices=[
                            ("host", "the host country"),
                            ("own", "the delegation"),
                            ("organisation", "the organisation"),
                        ],
                        default="host",
                        max_length=20,
                        verbose_name="paid by",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True, help_text="For instance 1 + 4.", max_length=200, verbose_name="basis"
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotas",
                        to="delegations.delegation",
                        verbose_name="delegation",
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
                "verbose_name": "quota",
                "verbose_name_plural": "quotas",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("delegation", "quota_type"),
                        name="quota_once",
                        violation_error_message="This quota is already set.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "quota_type__in",
                                ["people", "badges", "floaters", "rooms", "seats", "vehicles", "pool_cards"],
                            )
                        ),
                        name="quota_type",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_by__in", ["host", "own", "organisation"])),
                        name="quota_payer",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RankClass",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
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
                "verbose_name": "class of rank",
                "verbose_name_plural": "classes of rank",
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "code"),
                        name="rankclass_code",
                        violation_error_message="This code is already taken.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                (
                    "function",
                    i18nfield.fields.I18nCharField(blank=True, max_length=900, verbose_name="function"),
                ),
                ("rank_date", models.DateField(blank=True, null=True, verbose_name="rank since")),
                (
                    "rank_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("oath", "oath"),
                            ("power", "taking of power"),
                            ("appointment", "appointment"),
                            ("credentials", "letters of credence"),
                            ("acceptance", "acceptance of the invitation"),
                        ],
                        max_length=20,
                        verbose_name="counted from",
                    ),
                ),
                ("is_head", models.BooleanField(default=False, verbose_name="head of the delegation")),
                (
                    "represents_head",
                    models.BooleanField(default=False, verbose_name="represents the head of state"),
                ),
                ("list_order", models.PositiveIntegerField(default=0, verbose_name="order on the list")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "paid_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("host", "the host country"),
                            ("own", "the delegation"),
                            ("organisation", "the organisation"),
                        ],
                        max_length=20,
                        verbose_name="paid by",
                    ),
                ),
                ("wishes", models.CharField(blank=True, max_length=500, verbose_name="wishes")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("sort_key", summit.text.SortKeyField(default="", editable=False, max_length=200)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="delegations.membership",
                        verbose_name="replaces",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="delegations.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "rank_class",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.rankclass",
                        verbose_name="class of rank",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed"])),
                        fields=("person", "delegation"),
                        name="membership_once",
                        violation_error_message="This person already stands on the list.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_head", True), ("state__in", ["proposed", "confirmed"])),
                        fields=("delegation",),
                        name="membership_one_head",
                        violation_error_message="The delegation already has a head.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_starts",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("replaces", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="membership_replaces_another",
                        violation_error_message="Nobody replaces himself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rank_basis__in",
                                ["", "oath", "power", "appointment", "credentials", "acceptance"],
                            )
                        ),
                        name="membership_basis",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_by__in", ["", "host", "own", "organisation"])),
                        name="membership_payer",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed", "replaced", "withdrawn"])),
                        name="membership_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["delegation", "state", "sort_key"], name="membership_sorted")
                ],
            },
        ),
        migrations.CreateModel(
            name="Resemblance",
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
                ("score", models.PositiveSmallIntegerField(verbose_name="likeness")),
                ("reason", models.CharField(max_length=30, verbose_name="reason")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To decide"),
                            ("same", "The same person"),
                            ("different", "Two people"),
                        ],
                        default="open",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="delegations.person",
                        verbose_name="first",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="delegations.person",
                        verbose_name="second",
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
                "verbose_name": "resemblance",
                "verbose_name_plural": "resemblances",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="resemblance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="resemblance_ordered"
                    ),
                    models.CheckConstraint(condition=models.Q(("score__lte", 100)), name="resemblance_score"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "same", "different"])),
                        name="resemblance_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
                "indexes": [models.Index(fields=["summit", "state", "score"], name="resemblance_queue")],
            },
        ),
        migrations.CreateModel(
            name="Submission",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("sender", models.CharField(max_length=200, verbose_name="sent by")),
                ("wishes", models.TextField(blank=True, max_length=4000, verbose_name="wishes and remarks")),
                ("arrivals", models.JSONField(blank=True, default=list, verbose_name="arrivals")),
                (
                    "arms",
                    models.CharField(
                        blank=True,
                        choices=[("", "not answered"), ("none", "none"), ("declared", "declared")],
                        default="",
                        max_length=10,
                        verbose_name="weapons",
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="started"),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                (
                    "answer",
                    models.TextField(blank=True, editable=False, max_length=2000, verbose_name="remarks"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("submitted", "To look at"),
                            ("accepted", "Accepted"),
                            ("returned", "Returned with remarks"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.sealedlink",
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
                "verbose_name": "version sent by a delegation",
                "verbose_name_plural": "versions sent by delegations",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("delegation", "number"), name="submission_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("delegation",),
                        name="submission_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "accepted", "returned"])),
                        name="submission_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arms__in", ["", "none", "declared"])),
                        name="submission_arms",
                        violation_error_message="This value is not among the choices.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListChange",
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
                (
                    "action",
                    models.CharField(
                        choices=[("add", "Enter"), ("change", "Change"), ("withdraw", "Take off")],
                        max_length=20,
                        verbose_name="act",
                    ),
                ),
                ("before", summit.secrecy.fields.EncryptedJSONField(default=dict, verbose_name="before")),
                ("after", summit.secrecy.fields.EncryptedJSONField(default=dict, verbose_name="after")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "asked_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="asked"),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="decided")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("asked", "To decide"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="delegations.delegation",
                        verbose_name="delegation",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.storedfile",
                        verbose_name="photo",
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
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="delegations.membership",
                        verbose_name="member",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="delegations.submission",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a list",
                "verbose_name_plural": "changes of lists",
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["add", "change", "withdraw"])),
                        name="listchange_action",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "asked", "accepted", "refused", "withdrawn"])
                        ),
                        name="listchange_state",
                        violation_error_message="This value is not among the choices.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action", "add"), ("membership__isnull", False), _connector="OR"),
                        name="listchange_has_its_member",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("membership",),
                        name="listchange_one_open",
                        violation_error_message="A change of this person already waits for an answer.",
                    ),
                ],
                "indexes": [models.Index(fields=["delegation", "state"], name="listchange_states")],
            },
        ),
        trigram_index("delegations_delegation"),
        trigram_index("delegations_person"),
        trigram_index("delegations_noteverbale"),
    ]
