"""The word index itself, which each database spells its own way."""

from django.db import migrations

SQLITE = "CREATE VIRTUAL TABLE matter_words USING fts5(words, tokenize = 'ascii', prefix = '4')"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        return
    schema_editor.execute("ALTER TABLE search_doc ADD COLUMN words tsvector")
    schema_editor.execute("CREATE INDEX search_doc_words ON search_doc USING gin (words)")


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE matter_words")
        return
    schema_editor.execute("ALTER TABLE search_doc DROP COLUMN words")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]
    operations = [migrations.RunPython(make, unmake)]
