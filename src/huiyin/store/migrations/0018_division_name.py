"""Places are found by the beginning of their name, among those of the whole nation."""

from django.db import migrations, models

from huiyin.store.online import AddIndexOnline


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("store", "0017_matter_fact")]

    operations = [
        AddIndexOnline(model_name="division", index=models.Index(fields=["name", "code"], name="division_name")),
    ]
