"""`./huiyin migrate`: bring the database's tables to this version."""

import argparse

from huiyin.cli.start import missing_migrations, require_sound, start_django

HELP = "把数据库的表更新到这个版本\nBring the database's tables to this version"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no options."""


def run(args: argparse.Namespace) -> int:
    """Apply what is missing; running it again does nothing."""
    start_django()
    require_sound()
    missing = missing_migrations()
    if missing:
        apply_migrations()
    print(f"数据库已是最新（更新了 {missing} 步）。\nThe database is up to date ({missing} migrations applied).")
    return 0


def apply_migrations() -> None:
    """Apply every missing migration, without Django's own chatter."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
