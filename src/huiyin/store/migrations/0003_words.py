"""What somebody wrote stands beside the hashed body, so that it can be erased; receipts are found by their leaf."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0002_search")]
    operations = [
        migrations.AddField("event", "words", models.TextField(null=True)),
        migrations.AddIndex("event", models.Index(fields=["hash"], name="event_hash")),
    ]
