import django.db.models.deletion
from django.db import migrations, models

import summit.secrecy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("summit", "0003_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="options",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="sender",
            field=models.CharField(blank=True, max_length=60, verbose_name="comes from"),
        ),
        migrations.AddField(
            model_name="importrow",
            name="answer",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="importrow",
            name="matches",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="importrow",
            name="sealed",
            field=summit.secrecy.fields.EncryptedJSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="verdict",
            field=models.CharField(
                blank=True,
                choices=[
                    ("refused", "Refused"),
                    ("duplicate", "Twice in the file"),
                    ("held", "Perhaps known"),
                    ("changed", "Changed"),
                    ("new", "New"),
                    ("unchanged", "Unchanged"),
                    ("skipped", "Left out"),
                ],
                max_length=20,
                verbose_name="verdict",
            ),
        ),
        migrations.CreateModel(
            name="ImportMemory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind_name", models.CharField(max_length=40)),
                ("sender", models.CharField(blank=True, max_length=60)),
                ("heading", models.CharField(max_length=200)),
                ("field", models.CharField(blank=True, max_length=60)),
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
                "verbose_name": "remembered heading",
                "verbose_name_plural": "remembered headings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("summit", "kind_name", "sender", "heading"), name="import_memory_once"
                    )
                ],
            },
        ),
    ]
