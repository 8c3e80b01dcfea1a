"""`./huiyin tick`: deal once with everything whose time has come."""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import cast

from huiyin.cli.start import require_migrated, start_django

HELP = "处理一次到期的时限和待发的消息\nDeal once with what came due"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no options: the time is the machine's."""


def run(args: argparse.Namespace) -> int:
    """Tick once; safe to run twice, and on two machines."""
    start_django()
    require_migrated()
    told = tick_once()
    if told is not None:
        print(told)
    return 0


def tick_once() -> object:
    """Read the time here, at the door, and hand it to the function the settings name."""
    from django.conf import settings
    from django.utils import timezone
    from django.utils.module_loading import import_string

    tick = cast(Callable[..., object], import_string(settings.TICK))
    at: datetime = timezone.now()
    return tick(at=at)
