"""The product's own settings, with plain static files and quick passwords. Where data goes is set in conftest.py."""

from huiyin.config.settings import *  # noqa: F403
from huiyin.config.settings import DATABASES, ENGINE, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Hashing a password is slow on purpose; the tests check who may come in, not how long guessing takes.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, not memory: transactions then behave as they do in an office.
if ENGINE.name == "sqlite":
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}.test"}
