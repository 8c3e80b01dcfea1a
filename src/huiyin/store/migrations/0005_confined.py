"""Matters that only posts with a special role may learn of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_imports")]
    operations = [
        migrations.AddField("matterrow", "confined", models.CharField(max_length=60, default=""), preserve_default=False),
    ]
