"""The product's own settings on a data directory that lasts as long as the test run."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

# Nothing a test does may touch an office's own data, whatever the environment of the person who runs it says.
for _name in [name for name in os.environ if name.startswith("HUIYIN_") and not name.startswith("HUIYIN_TEST_")]:
    del os.environ[_name]
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["HUIYIN_TEST_DIRECTORY"] = tempfile.mkdtemp(prefix="huiyin-test-")
BASE = Path(os.environ["HUIYIN_TEST_DIRECTORY"])
os.environ["HUIYIN_DATA"] = str(BASE / os.environ.get("PYTEST_XDIST_WORKER", "main"))
os.environ["HUIYIN_DATABASE_URL"] = os.environ.get("HUIYIN_TEST_DATABASE_URL", "")

from huiyin.config.settings import *  # noqa: E402, F403
from huiyin.config.settings import PROTECTION, STORAGES  # noqa: E402

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Hashing a password is slow on purpose; the tests check who may come in, not how long guessing takes.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests move the clock by months between two pages; those about signing in set these back.
PROTECTION = replace(PROTECTION, idle_minutes=10**7, session_hours=10**6, step_up_minutes=10**7)
