"""What we want to know of somebody, and who of us asks after it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Questions."""

    dependencies = [("store", "0005_roles")]

    operations = [
        migrations.CreateModel(
            name="QuestionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.TextField(unique=True)),
                ("person", models.TextField(db_index=True)),
                ("kind", models.TextField()),
                ("anchor", models.TextField(db_index=True, default="")),
                ("words", models.TextField(default="")),
                ("asked_of", models.TextField(default="")),
                ("due", models.TextField(default="")),
                ("by", models.TextField()),
                ("since", models.BigIntegerField()),
                ("closed", models.BigIntegerField(null=True)),
                ("closed_by", models.TextField(default="")),
                ("answer", models.TextField(default="")),
                ("fact", models.TextField(default="")),
            ],
            options={"db_table": "desk_question", "default_permissions": ()},
        ),
    ]
