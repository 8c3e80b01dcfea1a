"""`./huiyin work`: the background worker, which runs queued tasks and ticks every minute."""

import argparse
import logging
import os
import secrets
import signal
import threading
from datetime import datetime

from huiyin.cli.beating import beating
from huiyin.cli.keeping.nightly import Nightly
from huiyin.cli.start import require_migrated, require_sound, start_django
from huiyin.cli.tick import tick_once

HELP = "启动后台进程：排队的任务，每分钟检查一次时限\nRun the background worker: queued tasks, and a tick each minute"

TICK_SECONDS = 60
LAST_TICK_SECONDS = 30
AGAIN_SECONDS = 3

logger = logging.getLogger("huiyin.work")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long it runs."""
    parser.add_argument("--once", action="store_true", help="做完现有的任务就退出 / stop when no task is left")


def run(args: argparse.Namespace) -> int:
    """Run until told to stop; several may run side by side, on one machine or more."""
    start_django()
    require_sound()
    require_migrated()
    if args.once:
        tick_once()
        worker = secrets.token_hex(8)
        with beating(worker):
            _work(once=True, worker=worker)
        return 0
    return _work_and_tick()


def _work_and_tick() -> int:
    stop = threading.Event()
    failed = threading.Event()
    ticker = threading.Thread(target=_keep_ticking, kwargs={"stop": stop, "failed": failed}, name="tick", daemon=True)
    ticker.start()
    try:
        _work_through_outages(stop=stop)
    except SystemExit:
        # The worker's own way of ending when a signal finds it asleep.
        pass
    finally:
        stop.set()
        # A tick that is under way is left to finish: it is short, and cutting it off would only undo it.
        ticker.join(LAST_TICK_SECONDS)
    return 1 if failed.is_set() else 0


def _work(*, once: bool, worker: str) -> None:
    from django.core.management import call_command

    call_command("db_worker", queue_name="*", interval=1, batch=once, reload=False, verbosity=0, worker_id=worker)


def _work_through_outages(*, stop: threading.Event) -> None:
    """Work until told to stop. While the database is away nothing is lost by waiting: go on where it stopped."""
    from django.db import DatabaseError, InterfaceError, close_old_connections

    from huiyin.acts.tasks import take_up_again
    from huiyin.acts.troubles import trouble_of

    worker = secrets.token_hex(8)
    while True:
        try:
            take_up_again(worker=worker)
            with beating(worker):
                _work(once=False, worker=worker)
            return
        except (DatabaseError, InterfaceError) as fault:
            trouble = trouble_of(fault)
            if trouble is None:
                raise
            logger.warning("tasks put off: %s", trouble.said.en)
        close_old_connections()
        # The signal that ends the worker may have come while it could not look.
        if stop.wait(AGAIN_SECONDS):
            return


def _keep_ticking(*, stop: threading.Event, failed: threading.Event) -> None:
    """Tick at once and then every minute. A worker that cannot tick must not look alive, so it ends."""
    nightly = Nightly()
    try:
        while not stop.is_set():
            _tick()
            nightly.look(at=_local_now())
            stop.wait(TICK_SECONDS)
    except Exception:
        logger.exception("tick failed, the worker stops")
        failed.set()
        os.kill(os.getpid(), signal.SIGTERM)
        raise


def _local_now() -> datetime:
    from django.utils import timezone

    return timezone.localtime()


def _tick() -> None:
    from django.db import DatabaseError, InterfaceError, close_old_connections, connection

    from huiyin.acts.tasks import take_up_cut_off
    from huiyin.acts.troubles import trouble_of

    close_old_connections()
    try:
        tick_once()
        take_up_cut_off()
    except (DatabaseError, InterfaceError) as fault:
        # The database is away or busy: the next minute tries again, and nothing is lost by waiting.
        trouble = trouble_of(fault)
        if trouble is None:
            raise
        logger.warning("tick put off: %s", trouble.said.en)
    finally:
        connection.close()
