"""Originals of a sealed workspace are encrypted, each with a key in its row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the key."""

    dependencies = [("store", "0003_exchange")]
    operations = [
        migrations.AddField(model_name="blobrow", name="key", field=models.BinaryField(null=True)),
    ]
