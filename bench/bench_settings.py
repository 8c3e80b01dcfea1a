"""The product's settings with the addresses of the bare floor beside its own; nothing else is different."""

from huiyin.config.settings import *  # noqa: F403

ROOT_URLCONF = "bare_urls"
