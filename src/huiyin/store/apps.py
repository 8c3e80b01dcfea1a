"""The only Django app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables and migrations of Huiyin."""

    name = "huiyin.store"
    label = "store"
