"""Gunicorn's settings; the address and the number of processes come from `./huiyin serve`."""

from pathlib import Path

worker_class = "gthread"
threads = 8
# Loaded once and then parted: the processes share the program, and a new one answers at once.
preload_app = True
# A reader with a slow line must not hold a process for ever, and an Excel of 100,000 rows must get through.
timeout = 120
graceful_timeout = 20
keepalive = 5
# Workers start afresh now and then, not all at once.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# It would write into the home directory, which a service may not have.
control_socket_disable = True
loglevel = "warning"
