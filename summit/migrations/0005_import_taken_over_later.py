from django.db import migrations, models

AFTER = ["choosing", "matching", "checking", "ready", "applying", "applied", "abandoned"]


def one_of(states):
    return models.CheckConstraint(
        condition=models.Q(("state__in", states)),
        name="import_batch_state",
        violation_error_message="This value is not among the choices.",
    )


def not_taken_over(apps, schema_editor):
    """Nothing of these is written yet: they wait for the button again."""
    apps.get_model("summit", "ImportBatch").objects.filter(state="applying").update(state="ready")


class Migration(migrations.Migration):
    dependencies = [
        ("summit", "0004_import_of_people"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="importbatch", name="import_batch_state"),
        migrations.RunPython(migrations.RunPython.noop, not_taken_over, elidable=True),
        migrations.AddField(
            model_name="importbatch",
            name="failure",
            field=models.CharField(
                blank=True, editable=False, max_length=500, verbose_name="not taken over because"
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="job",
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("choosing", "Waiting for encoding or sheet"),
                    ("matching", "Waiting for columns"),
                    ("checking", "Being checked"),
                    ("ready", "Checked"),
                    ("applying", "Being taken over"),
                    ("applied", "Taken over"),
                    ("abandoned", "Abandoned"),
                ],
                default="choosing",
                editable=False,
                max_length=20,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(model_name="importbatch", constraint=one_of(AFTER)),
    ]
