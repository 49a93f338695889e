"""Searches that somebody saved, to be told of what is new."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Saved searches."""

    dependencies = [("store", "0006_questions")]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.TextField(unique=True)),
                ("by", models.TextField(db_index=True)),
                ("words", models.TextField(default="")),
                ("chosen", models.TextField(default="{}")),
                ("seen", models.TextField(default="{}")),
                ("since", models.BigIntegerField()),
            ],
            options={"db_table": "desk_search", "default_permissions": ()},
        ),
    ]
