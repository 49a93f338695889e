"""Roles, passwords' waiting times, passkeys, open sessions and tokens. Who had an account before is a keeper."""

from django.db import migrations, models
from django.db.models import CASCADE


def key():
    """Return the row number that every table has."""
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def account(name):
    """Return the column that says whose a row is."""
    return models.ForeignKey("store.account", on_delete=CASCADE, related_name=name)


class Migration(migrations.Migration):
    """What each of us may do, and by what she shows that it is she."""

    dependencies = [("store", "0004_sealed_originals")]

    operations = [
        migrations.AddField("account", "duty", models.TextField(default="keeper")),
        migrations.AddField("account", "ended", models.BigIntegerField(null=True)),
        migrations.AddField("account", "totp", models.BinaryField(null=True)),
        migrations.AddField("account", "totp_used", models.BigIntegerField(default=0)),
        migrations.AddField("account", "failed", models.BigIntegerField(default=0)),
        migrations.AddField("account", "wait_until", models.BigIntegerField(default=0)),
        migrations.AddField("signinlink", "duty", models.TextField(default="")),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                key(),
                ("credential", models.BinaryField(unique=True)),
                ("public", models.BinaryField()),
                ("count", models.BigIntegerField(default=0)),
                ("since", models.BigIntegerField()),
                ("account", account("passkeys")),
            ],
            options={"db_table": "desk_passkey", "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                key(),
                ("key", models.TextField(unique=True)),
                ("shown", models.TextField(unique=True)),
                ("since", models.BigIntegerField()),
                ("seen", models.BigIntegerField()),
                ("proved", models.BigIntegerField()),
                ("locked", models.BooleanField(default=False)),
                ("browser", models.TextField(default="")),
                ("account", account("sessions")),
            ],
            options={"db_table": "desk_session", "default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                key(),
                ("token", models.BinaryField(unique=True)),
                ("shown", models.TextField(unique=True)),
                ("scopes", models.TextField()),
                ("since", models.BigIntegerField()),
                ("expires", models.BigIntegerField()),
                ("used", models.BigIntegerField(null=True)),
                ("account", account("tokens")),
            ],
            options={"db_table": "desk_token", "default_permissions": ()},
        ),
    ]
