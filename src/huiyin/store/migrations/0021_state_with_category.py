"""State and category are asked for together more than any other two: the index of the one holds the other."""

from django.db import migrations, models

from huiyin.store.online import AddIndexOnline, RemoveIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("store", "0020_list_indexes")]

    operations = [
        RemoveIndexOnline(model_name="matterrow", name="matter_category"),
        AddIndexOnline(
            model_name="matterrow",
            index=models.Index(fields=["category", "-received_at", "state"], name="matter_category"),
        ),
    ]
