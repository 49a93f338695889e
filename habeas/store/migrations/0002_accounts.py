"""Who may sign in. Made here and not by an app of Django's: a role code is all that an account has."""

from django.db import migrations, models


def key():
    """Return the row number that every table has."""
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


class Migration(migrations.Migration):
    """Accounts and one-use links."""

    dependencies = [("store", "0001_record")]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                key(),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("role", models.TextField(unique=True)),
                ("since", models.BigIntegerField()),
            ],
            options={"db_table": "desk_account", "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                key(),
                ("token", models.BinaryField(unique=True)),
                ("role", models.TextField()),
                ("expires", models.BigIntegerField()),
                ("used", models.BigIntegerField(null=True)),
            ],
            options={"db_table": "desk_sign_in_link", "default_permissions": ()},
        ),
    ]
