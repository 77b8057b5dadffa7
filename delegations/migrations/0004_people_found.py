"""What large lists of people ask of the database: parts of names on SQLite too, photos that wait, days of papers."""

from django.db import migrations, models

import summit.search_index
from summit.postgresql import trigram_index

before = trigram_index("delegations_person")  # the new index, which is the model's own, takes its place


class Migration(migrations.Migration):
    dependencies = [("delegations", "0003_travel")]

    operations = [
        migrations.RunPython(before.reverse_code, before.code),
        migrations.AddIndex(model_name="person", index=summit.search_index.SearchIndex(name="person_search")),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["summit", "state", "photo_verdict"], name="person_verdicts"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["person", "expires_on"], name="document_until"),
        ),
        migrations.RemoveIndex(model_name="person", name="person_states"),
    ]
