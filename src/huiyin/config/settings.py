"""Django's settings. Everything an office may choose comes from the environment, with defaults that are safe."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from huiyin.config import databases, keys, options, protection
from huiyin.config.logs import logging_as
from huiyin.kit.quiet import QuietHours

PACKAGE = options.PACKAGE
DATA = options.directory("HUIYIN_DATA", default=options.ROOT / "data")
DEBUG = options.switch("HUIYIN_DEBUG")

# --- whose records these are ------------------------------------------------------------------------------------------
# Fictional, in a range no county of the country has; the demo's.
DEMO_COUNTY = "990121"
COUNTY = options.county(default=DEMO_COUNTY)

# --- where it is kept -------------------------------------------------------------------------------------------------
ENGINE = databases.database(data=DATA)
DATABASES = {"default": ENGINE.settings, **databases.replica()}
# Figures are read from the standby while what it shows is no older than this; the worker writes at least each minute.
REPLICA_AGE_SECONDS = options.whole("HUIYIN_REPLICA_AGE_SECONDS", default=180, least=61)
# The role that owns the tables signs in for `migrate`, `upgrade` and `restore` only; those take the option away first.
OWNER_IS_KNOWN = bool(options.text("HUIYIN_OWNER_URL"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Files that residents and staff hand in, sealed; outside the static files and never served by name.
SEALED_FILES = DATA / "files"

# Said on every page while the county is a made-up one.
FICTIONAL = "演示数据：安澜县是虚构的，人名、地名、电话都是编的" if COUNTY.startswith("99") else ""

# --- messages to residents --------------------------------------------------------------------------------------------
# Where they go out: file:///directory, smtp://host:port/?from=…&to=… or https://gateway; blank: the desk's call list.
MESSAGES_URL = options.outlet("HUIYIN_MESSAGES_URL")
MESSAGES_TOKEN = options.text("HUIYIN_MESSAGES_TOKEN")
# When no telephone of the staff rings for what can wait; a day that is no working day is quiet as a whole.
QUIET_HOURS = QuietHours(*options.span_of_day("HUIYIN_QUIET_HOURS", default="21:00-08:00"))
# When the daily digest goes to those who have not chosen another time.
DIGEST_AT = options.time_of_day("HUIYIN_DIGEST_AT", default="08:30")
PUBLISH_FIGURES = options.choice("HUIYIN_PUBLISH_FIGURES", allowed=("1", "0")) == "1"

# The office's virus scanner: the local socket of a clamd, asked about every upload. None is shipped.
SCANNER = options.local_socket("HUIYIN_SCANNER")

# Where a province counts facts on Spark: its master, in Spark's own words. The rest stands in Spark's own files.
SPARK_MASTER = options.spark_master("HUIYIN_SPARK_MASTER")

# --- back-ups ---------------------------------------------------------------------------------------------------------
# Named, the worker backs up every night; unnamed, only `./huiyin backup` does, beside the data.
BACKUP_NIGHTLY = bool(options.text("HUIYIN_BACKUP_DIR"))
BACKUP_DIRECTORY = options.path("HUIYIN_BACKUP_DIR", default=DATA / "backups")
BACKUP_AT = options.time_of_day("HUIYIN_BACKUP_AT", default="02:30")
BACKUP_KEPT = options.whole("HUIYIN_BACKUP_KEEP", default=30, least=1)
# The public half of the key pair, age1…; blank makes a pair in the data directory at the first back-up.
BACKUP_RECIPIENT = options.text("HUIYIN_BACKUP_RECIPIENT")

# --- facts handed up --------------------------------------------------------------------------------------------------
# Named, the worker puts the signed files of every month that became ready there, once a day.
FACTS_DIRECTORY = options.text("HUIYIN_FACTS_DIR")

# --- keys: files beside the data, outside the database and so outside its back-ups ------------------------------------
SECRET_FILE = keys.read_or_make(options.path("HUIYIN_SECRET_FILE", default=DATA / "session.key"), used=False)
SECRET_KEY = SECRET_FILE.read_text(encoding="ascii").strip()
# Wraps every matter's own key: 32 bytes in hexadecimal. Losing it loses every sealed word.
SITE_KEY_FILE = keys.read_or_make(
    options.path("HUIYIN_SITE_KEY_FILE", default=DATA / "site.key"), used=ENGINE.exists_already()
)
# The suite for new boxes and digests: 1 is AES-256-GCM with SHA-256, 2 is SM4-GCM with SM3.
SUITE = int(options.choice("HUIYIN_SUITE", allowed=("1", "2")))

# --- rooms ------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "leaflet",
    "django_tasks",
    "django_tasks_db",
    "huiyin.config",
    "huiyin.store",
]
AUTH_USER_MODEL = "store.Account"
ROOT_URLCONF = "huiyin.config.urls"
WSGI_APPLICATION = "huiyin.config.wsgi.application"
# Doors do not import one another: the command that keeps time finds the function that does by its name.
TICK = "huiyin.jobs.ticks.tick"
# The task that goes on with a step on many matters when there are too many to wait for.
BULK_TASK = "huiyin.jobs.bulk.carry_on_bulk"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Which of desk, portal and api this process answers for; all of them unless the office says.
DOORS = options.doors("HUIYIN_DOORS")
# In JSON each request has its line too; see config/logs.py for what never stands in one.
LOG_FORM = options.choice("HUIYIN_LOG", allowed=("text", "json"))

MIDDLEWARE = [
    *(["huiyin.config.logs.one_line_each"] if LOG_FORM == "json" else []),
    "django.middleware.security.SecurityMiddleware",
    "huiyin.web.headers.say_what_to_refuse",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "huiyin.config.doors.open_doors_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "huiyin.web.languages.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "huiyin.web.plain_text.refuse_nul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# --- pages ------------------------------------------------------------------------------------------------------------
WEB = PACKAGE / "web"
TEMPLATE_WORDS = {"look": "huiyin.web.templatetags.look"} if find_spec("huiyin.web.templatetags") else {}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
            ],
            "libraries": TEMPLATE_WORDS,
            "builtins": list(TEMPLATE_WORDS.values()),
        },
    }
]
STATIC_URL = "static/"
STATIC_ROOT = options.made(DATA / "static")
STATICFILES_DIRS = [place for place in [WEB / "static"] if place.is_dir()]
# In debug the files are served as they are; otherwise under names that change with their content.
STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
if not DEBUG:
    STATIC_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": SEALED_FILES}},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# --- words and time ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- who may come in --------------------------------------------------------------------------------------------------
# Blank until an office sets it; receipts print no QR code before that.
PUBLIC_URL = options.public_url()
PUBLIC = urlsplit(PUBLIC_URL)
HTTPS = PUBLIC.scheme == "https"
# The certificate `./huiyin serve` itself presents; blank where a proxy in front does.
CERT_FILE, CERT_KEY_FILE = options.text("HUIYIN_CERT"), options.text("HUIYIN_CERT_KEY")
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*LOCAL_HOSTS, *([PUBLIC.hostname] if PUBLIC.hostname else []), *options.listed("HUIYIN_ALLOWED_HOSTS")]
CSRF_FAILURE_VIEW = "huiyin.web.errors.forged"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []
LOGIN_URL = "/login/"
# New hashes go once more under the site key; those made before open still, and are made anew at the next sign-in.
PASSWORD_HASHERS = [
    "huiyin.acts.keyed_passwords.KeyedPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PROTECTION = protection.read(fictional=bool(FICTIONAL))
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# The prefix keeps another host of the same domain from planting the cookie; browsers allow it over https only.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Ends with the browser; how long it may idle or last is in PROTECTION.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Networks of the office's own where webhooks may be sent although they are not public, also without https.
WEBHOOK_NETWORKS = options.networks("HUIYIN_WEBHOOK_NETWORKS")

# --- what is written down ---------------------------------------------------------------------------------------------
LOGGING = logging_as(LOG_FORM)
