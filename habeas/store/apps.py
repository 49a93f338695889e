"""Django's handle on this room."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The tables of the record, of what is derived, and of the desk."""

    name = "habeas.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
