import datetime

import django.contrib.auth.validators
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import i18nfield.fields
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import summit.clock
import summit.constraints
import summit.event.models
import summit.files.models
import summit.text
from summit.postgresql import extensions, trigram_index


def make_cache_table(apps, schema_editor):
    """The limits on signing in are counted there; without the table nobody could sign in."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    """The cache belongs to the installation and stays: it holds nothing of a summit."""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        extensions("btree_gist", "pg_trgm"),  # overlapping times, parts of words
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.CreateModel(
            name="User",
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
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "This user name is already taken."},
                        max_length=60,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="user name",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name shown")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "French"), ("ar", "Arabic"), ("en", "English")],
                        default="fr",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                (
                    "date_joined",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="since"),
                ),
                ("last_seen_at", models.DateTimeField(editable=False, null=True, verbose_name="last seen")),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("job", models.UUIDField(primary_key=True, serialize=False)),
                ("seen_at", models.DateTimeField(default=summit.clock.real_now)),
            ],
            options={
                "verbose_name": "sign of life of a job",
                "verbose_name_plural": "signs of life of jobs",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
                (
                    "short_name",
                    i18nfield.fields.I18nCharField(blank=True, max_length=300, verbose_name="short name"),
                ),
                (
                    "org_type",
                    models.CharField(
                        choices=[
                            ("state", "State"),
                            ("international", "International organisation"),
                            ("ministry", "Ministry"),
                            ("media", "Media"),
                            ("supplier", "Supplier"),
                            ("public", "Public body"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, for instance ML.",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                ("invited", models.BooleanField(default=False, verbose_name="invited")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("suspended", "Suspended")],
                        default="active",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="PeriodicRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="duty")),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("leased_until", models.DateTimeField(null=True, verbose_name="taken until")),
                ("last_started", models.DateTimeField(null=True, verbose_name="last begun")),
                ("last_finished", models.DateTimeField(null=True, verbose_name="last finished")),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
            ],
            options={
                "verbose_name": "periodic duty",
                "verbose_name_plural": "periodic duties",
            },
        ),
        migrations.CreateModel(
            name="Site",
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
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
                (
                    "site_type",
                    models.CharField(
                        choices=[
                            ("pavilion", "Airport pavilion"),
                            ("palace", "Palace"),
                            ("conference", "Conference centre"),
                            ("hotel", "Hotel"),
                            ("press", "Press centre"),
                            ("office", "Office"),
                            ("other", "Other place"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="seats")),
                ("power_backup", models.BooleanField(default=False, verbose_name="generator takes over")),
                (
                    "network_capacity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="network places"),
                ),
            ],
            options={
                "verbose_name": "site",
                "verbose_name_plural": "sites",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ClockShift",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("offset", models.DurationField(default=datetime.timedelta, verbose_name="offset")),
            ],
            options={
                "verbose_name": "clock of the demonstration",
                "verbose_name_plural": "clocks of the demonstration",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="clock_shift_is_single")
                ],
            },
        ),
        migrations.CreateModel(
            name="Commission",
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
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "president",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="president",
                    ),
                ),
                (
                    "rapporteur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="rapporteur",
                    ),
                ),
                (
                    "vice_president",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vice-president",
                    ),
                ),
            ],
            options={
                "verbose_name": "commission",
                "verbose_name_plural": "commissions",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
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
                ("kind_name", models.CharField(max_length=40, verbose_name="kind")),
                ("filename", models.CharField(max_length=255, verbose_name="file")),
                ("sheet", models.CharField(blank=True, max_length=255, verbose_name="sheet")),
                ("encoding", models.CharField(blank=True, max_length=20, verbose_name="encoding")),
                ("content", models.BinaryField(null=True)),
                ("header_row", models.PositiveIntegerField(default=1, verbose_name="row of the headings")),
                ("mapping", models.JSONField(default=dict, verbose_name="columns")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("choosing", "Waiting for encoding or sheet"),
                            ("matching", "Waiting for columns"),
                            ("checking", "Being checked"),
                            ("ready", "Checked"),
                            ("applied", "Taken over"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="choosing",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("checked", models.PositiveIntegerField(default=0, verbose_name="rows checked")),
                ("counts", models.JSONField(default=dict, verbose_name="rows by verdict")),
                (
                    "language",
                    models.CharField(default="fr", max_length=10, verbose_name="language of the messages"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="sent"),
                ),
                ("applied_at", models.DateTimeField(editable=False, null=True, verbose_name="taken over")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
        migrations.CreateModel(
            name="Ministry",
            fields=[
                (
                    "organisation_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="summit.organisation",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "coordinated",
                    models.BooleanField(default=False, verbose_name="coordinated by the steering committee"),
                ),
            ],
            options={
                "verbose_name": "ministry",
                "verbose_name_plural": "ministries",
                "ordering": ["rank", "code"],
            },
            bases=("summit.organisation",),
        ),
        migrations.CreateModel(
            name="StoredFile",
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
                ("kind_of_use", models.CharField(editable=False, max_length=40, verbose_name="use")),
                (
                    "level",
                    models.CharField(default="S1", editable=False, max_length=2, verbose_name="sensitivity"),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size_bytes", models.PositiveIntegerField(verbose_name="size")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                (
                    "stored",
                    models.FileField(
                        blank=True,
                        max_length=80,
                        storage=summit.files.models.private_storage,
                        upload_to=summit.files.models.random_path,
                    ),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(default=summit.clock.now, editable=False, verbose_name="uploaded"),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
            },
        ),
        migrations.CreateModel(
            name="Summit",
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
                ("code", models.SlugField(max_length=30, unique=True, verbose_name="code")),
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
                ("short_name", i18nfield.fields.I18nCharField(max_length=300, verbose_name="short name")),
                (
                    "subtitle",
                    i18nfield.fields.I18nCharField(
                        blank=True, max_length=300, verbose_name="session and place"
                    ),
                ),
                (
                    "host",
                    models.CharField(
                        help_text="Two letters, for instance ML.", max_length=2, verbose_name="host country"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day (J0)")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "zone",
                    models.CharField(
                        default="Africa/Bamako",
                        max_length=60,
                        validators=[summit.event.models.known_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "languages",
                    models.JSONField(default=summit.event.models.default_languages, verbose_name="languages"),
                ),
                (
                    "colour_1",
                    models.CharField(
                        default="#2e3a87",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}\\Z",
                                "Write the colour as # and six hexadecimal digits, for instance #2e3a87.",
                            )
                        ],
                        verbose_name="first colour",
                    ),
                ),
                (
                    "colour_2",
                    models.CharField(
                        default="#c98a2b",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}\\Z",
                                "Write the colour as # and six hexadecimal digits, for instance #2e3a87.",
                            )
                        ],
                        verbose_name="second colour",
                    ),
                ),
                (
                    "retention_until",
                    models.DateField(
                        blank=True,
                        help_text="After this day personal data is purged.",
                        null=True,
                        verbose_name="personal data kept until",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparation", "In preparation"),
                            ("open", "Open"),
                            ("live", "Under way"),
                            ("closed", "Closed"),
                            ("archived", "Archived"),
                        ],
                        default="preparation",
                        editable=False,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.storedfile",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "summit",
                "verbose_name_plural": "summits",
            },
        ),
        migrations.AddField(
            model_name="storedfile",
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
            model_name="site",
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
            name="SealedLink",
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
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("object_id", models.CharField(max_length=16, verbose_name="object")),
                ("verb", models.CharField(max_length=50, verbose_name="may")),
                ("recipient", models.CharField(max_length=200, verbose_name="recipient")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("issued_at", models.DateTimeField(default=summit.clock.real_now, verbose_name="issued")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
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
                "verbose_name": "sealed link",
                "verbose_name_plural": "sealed links",
            },
        ),
        migrations.CreateModel(
            name="Portfolio",
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
                "verbose_name": "portfolio",
                "verbose_name_plural": "portfolios",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="organisation",
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
            name="Notice",
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
                ("key", models.CharField(max_length=200)),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("url", models.CharField(blank=True, max_length=300)),
                ("written_at", models.DateTimeField(default=summit.clock.now, verbose_name="written")),
                ("mailed_at", models.DateTimeField(editable=False, null=True, verbose_name="mailed")),
                ("read_at", models.DateTimeField(editable=False, null=True, verbose_name="read")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-written_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("raw", models.JSONField(default=list)),
                ("corrected", models.JSONField(default=dict)),
                ("cleaned", models.JSONField(default=dict)),
                ("key", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "Refused"),
                            ("duplicate", "Twice in the file"),
                            ("changed", "Changed"),
                            ("new", "New"),
                            ("unchanged", "Unchanged"),
                            ("skipped", "Left out"),
                        ],
                        max_length=20,
                        verbose_name="verdict",
                    ),
                ),
                ("errors", models.JSONField(default=list)),
                ("changes", models.JSONField(default=list)),
                ("target", models.CharField(blank=True, max_length=16)),
                ("is_corrected", models.BooleanField(default=False)),
                ("is_skipped", models.BooleanField(default=False)),
                ("is_applied", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="summit.importbatch",
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
                "verbose_name": "imported row",
                "verbose_name_plural": "imported rows",
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="importbatch",
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
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=summit.clock.now, verbose_name="time")),
                ("actor_label", models.CharField(blank=True, max_length=200, verbose_name="by")),
                ("verb", models.CharField(max_length=50, verbose_name="act")),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("object_id", models.CharField(max_length=60, verbose_name="object")),
                (
                    "object_label",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the object"),
                ),
                ("note", models.TextField(blank=True, verbose_name="reason")),
                (
                    "changes",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="changes",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="summit.summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
            },
        ),
        migrations.CreateModel(
            name="Duty",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("secretary", "Secretary of the committee"),
                            ("authority", "Authority"),
                            ("auditor", "Auditor"),
                            ("head", "Head"),
                            ("officer", "Officer"),
                            ("focal", "Focal point"),
                            ("reader", "Reader"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("narrowed_to", models.CharField(blank=True, max_length=16, verbose_name="only for")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="all_duties",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "portfolio",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for a role in the committee.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="summit.portfolio",
                        verbose_name="portfolio",
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
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
            },
        ),
        migrations.CreateModel(
            name="CommissionMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="summit.commission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commission_seats",
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
                "verbose_name": "member of a commission",
                "verbose_name_plural": "members of commissions",
            },
        ),
        migrations.AddField(
            model_name="commission",
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
            name="Zone",
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
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("name", i18nfield.fields.I18nCharField(max_length=600, verbose_name="name")),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="summit.zone",
                        verbose_name="inside the zone",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="zones",
                        to="summit.site",
                        verbose_name="site",
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
                "verbose_name": "zone",
                "verbose_name_plural": "zones",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
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
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="summit.portfolio",
                        verbose_name="portfolio",
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
                        related_name="mandates",
                        to="summit.ministry",
                        verbose_name="ministry",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
            },
        ),
        migrations.AddField(
            model_name="commission",
            name="ministries",
            field=models.ManyToManyField(
                blank=True, related_name="commissions", to="summit.ministry", verbose_name="ministries"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="ministry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="staff",
                to="summit.ministry",
                verbose_name="ministry",
            ),
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(unique=True, verbose_name="number")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("previous", models.CharField(max_length=64, verbose_name="digest before")),
                ("sealed_at", models.DateTimeField(default=summit.clock.real_now, verbose_name="sealed")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal", to="summit.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "audit seal",
                "verbose_name_plural": "audit seals",
                "constraints": [summit.constraints.AppendOnly(name="audit_seal_stands")],
            },
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=summit.clock.real_now, verbose_name="time")),
                ("address_digest", models.CharField(blank=True, max_length=64)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="summit.sealedlink",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a link",
                "verbose_name_plural": "uses of links",
                "constraints": [summit.constraints.AppendOnly(name="linkuse_stands")],
            },
        ),
        migrations.AddConstraint(
            model_name="summit",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="summit_ends_after_it_starts",
                violation_error_message="The last day is before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="summit",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["preparation", "open", "live", "closed", "archived"])),
                name="summit_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="site_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "site_type__in",
                        ["pavilion", "palace", "conference", "hotel", "press", "office", "other"],
                    )
                ),
                name="site_type",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddIndex(
            model_name="sealedlink",
            index=models.Index(fields=["kind", "object_id"], name="sealedlink_object"),
        ),
        migrations.AddConstraint(
            model_name="sealedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("issued_at"))), name="sealedlink_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolio",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="portfolio_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="organisation_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("org_type__in", ["state", "international", "ministry", "media", "supplier", "public"])
                ),
                name="organisation_type",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "suspended"])),
                name="organisation_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["key"], name="notice_by_key"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="notice_once"),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["batch", "verdict", "number"], name="import_row_verdict"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="import_row_number"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["choosing", "matching", "checking", "ready", "applied", "abandoned"])
                ),
                name="import_batch_state",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "object_id"], name="entry_object"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["summit", "at"], name="entry_time"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=summit.constraints.AppendOnly(name="audit_entry_stands"),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "coordinator",
                            "secretary",
                            "authority",
                            "auditor",
                            "head",
                            "officer",
                            "focal",
                            "reader",
                        ],
                    )
                ),
                name="duty_role",
                violation_error_message="This value is not among the choices.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="duty_ends_after_it_starts",
                violation_error_message="The last day is before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("portfolio__isnull", True),
                        ("role__in", ("coordinator", "secretary", "authority", "auditor")),
                    ),
                    models.Q(
                        ("portfolio__isnull", False), ("role__in", ("head", "officer", "focal", "reader"))
                    ),
                    _connector="OR",
                ),
                name="duty_role_fits_its_portfolio",
                violation_error_message="A role in the committee has no portfolio; head, officer, focal point and reader need one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                fields=("user", "summit", "role", "portfolio", "narrowed_to"),
                name="duty_once",
                violation_error_message="This person already has this duty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("portfolio__isnull", True)),
                fields=("user", "summit", "role", "narrowed_to"),
                name="committee_duty_once",
                violation_error_message="This person already has this duty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commissionmember",
            constraint=models.UniqueConstraint(fields=("commission", "user"), name="commission_member_once"),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="zone_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="zone_is_not_inside_itself",
                violation_error_message="A zone cannot lie inside itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(
                fields=("summit", "portfolio", "ministry"),
                name="mandate_once",
                violation_error_message="This ministry already holds this portfolio.",
            ),
        ),
        migrations.AddConstraint(
            model_name="commission",
            constraint=models.UniqueConstraint(
                fields=("summit", "code"),
                name="commission_code",
                violation_error_message="This code is already taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("email",),
                name="user_email",
                violation_error_message="This e-mail address already belongs to somebody.",
            ),
        ),
        trigram_index("summit_user"),
    ]
