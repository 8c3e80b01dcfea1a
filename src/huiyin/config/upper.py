"""The upper level's settings: no database, no accounts, no keys. It holds what counties handed up, and shows sums of it."""

import secrets
from urllib.parse import urlsplit

from huiyin.config import options
from huiyin.config.logs import logging_as

PACKAGE = options.PACKAGE
DATA = options.directory("HUIYIN_DATA", default=options.ROOT / "data")
DEBUG = options.switch("HUIYIN_DEBUG")

# Nothing here is signed or kept in a session; Django only asks that there is one.
SECRET_KEY = secrets.token_hex()
DATABASES: dict[str, object] = {}
INSTALLED_APPS = ["django.contrib.staticfiles"]
ROOT_URLCONF = "huiyin.web.upper.urls"
WSGI_APPLICATION = "huiyin.config.upper_wsgi.application"
LOG_FORM = options.choice("HUIYIN_LOG", allowed=("text", "json"))
MIDDLEWARE = [
    *(["huiyin.config.logs.one_line_each"] if LOG_FORM == "json" else []),
    "django.middleware.security.SecurityMiddleware",
    "huiyin.web.headers.say_what_to_refuse",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

WEB = PACKAGE / "web"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.i18n"],
            "libraries": {"look": "huiyin.web.templatetags.look"},
            "builtins": ["huiyin.web.templatetags.look"],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = options.made(DATA / "static")
STATICFILES_DIRS = [WEB / "static"]
STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
if not DEBUG:
    STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

PUBLIC_URL = options.public_url()
PUBLIC = urlsplit(PUBLIC_URL)
HTTPS = PUBLIC.scheme == "https"
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*LOCAL_HOSTS, *([PUBLIC.hostname] if PUBLIC.hostname else []), *options.listed("HUIYIN_ALLOWED_HOSTS")]
CERT_FILE, CERT_KEY_FILE = options.text("HUIYIN_CERT"), options.text("HUIYIN_CERT_KEY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = logging_as(LOG_FORM)
