"""Tells Django about the start-up checks; it has no tables."""

from django.apps import AppConfig


class ConfigRoom(AppConfig):
    """The top room: settings, addresses, checks."""

    name = "huiyin.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks by importing them."""
        from huiyin.config import checks

        checks.register()
