"""The first tables. Constraints stand inside each table's creation, so that SQLite builds it once."""

import django.db.models.deletion
from django.db import migrations, models


def key():
    """Return the row number that every table has."""
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def belongs_to(model, related_name):
    """Return a reference that keeps its target from being removed."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=f"store.{model}"
    )


class Migration(migrations.Migration):
    """Record, derived and desk tables."""

    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Log",
            fields=[
                key(),
                ("log", models.BinaryField(unique=True)),
                ("root", models.BinaryField()),
                ("ours", models.BooleanField()),
            ],
            options={"db_table": "record_log"},
        ),
        migrations.CreateModel(
            name="Chain",
            fields=[
                key(),
                ("log", belongs_to("log", "chains")),
                ("lane", models.BinaryField(unique=True)),
                ("audience", models.BinaryField(db_index=True)),
                ("scope", models.TextField()),
                ("mode", models.TextField()),
                ("writer", models.BinaryField()),
                ("closed", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "record_chain"},
        ),
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                key(),
                ("chain", belongs_to("chain", "entries")),
                ("seq", models.BigIntegerField()),
                ("entry", models.BinaryField(unique=True)),
                ("header", models.BinaryField()),
                ("kind", models.TextField()),
                ("received", models.BigIntegerField()),
            ],
            options={
                "db_table": "record_entry",
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "seq"), name="record_entry_one_per_seq")
                ],
            },
        ),
        migrations.CreateModel(
            name="LeafRow",
            fields=[
                key(),
                ("entry", belongs_to("entryrow", "leaves")),
                ("name", models.TextField()),
                ("salt", models.BinaryField(null=True)),
                ("value", models.BinaryField(null=True)),
                ("digest", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "record_leaf",
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "name"), name="record_leaf_one_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest__isnull", True), ("salt__isnull", False), ("value__isnull", False)),
                            models.Q(("digest__isnull", False), ("salt__isnull", True), ("value__isnull", True)),
                            _connector="OR",
                        ),
                        name="record_leaf_present_or_erased",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadRow",
            fields=[
                key(),
                ("chain", belongs_to("chain", "heads")),
                ("seq", models.BigIntegerField()),
                ("signed", models.BinaryField()),
            ],
            options={
                "db_table": "record_head",
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "seq"), name="record_head_one_per_seq")
                ],
            },
        ),
        migrations.CreateModel(
            name="TextRow",
            fields=[key(), ("sha256", models.BinaryField(unique=True)), ("text", models.BinaryField())],
            options={"db_table": "record_text"},
        ),
        migrations.CreateModel(
            name="BlobRow",
            fields=[
                key(),
                ("sha256", models.BinaryField(unique=True)),
                ("size", models.BigIntegerField()),
                ("media", models.TextField()),
            ],
            options={"db_table": "record_blob"},
        ),
        migrations.CreateModel(
            name="DocumentRow",
            fields=[
                key(),
                ("capture", models.BinaryField(db_index=True)),
                ("text", models.BinaryField(db_index=True)),
                ("reader", models.TextField()),
                ("place", models.IntegerField()),
                ("rest", models.TextField()),
            ],
            options={
                "db_table": "derived_document",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("capture", "reader", "place"), name="derived_document_one_per_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingRow",
            fields=[
                key(),
                ("text", models.BinaryField(db_index=True)),
                ("reader", models.TextField()),
                ("published", models.TextField()),
                ("reading", models.TextField()),
            ],
            options={
                "db_table": "derived_reading",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("text", "reader", "published"), name="derived_reading_one_per_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GivenName",
            fields=[key(), ("capture", models.BinaryField(unique=True)), ("name", models.TextField())],
            options={"db_table": "desk_given_name"},
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[key(), ("name", models.TextField(unique=True)), ("value", models.TextField())],
            options={"db_table": "desk_setting"},
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                key(),
                ("key", models.BinaryField(unique=True)),
                ("since", models.BigIntegerField()),
                ("until", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "desk_device"},
        ),
    ]
