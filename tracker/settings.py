"""Settings of Crossclaim, grouped; every value from outside comes through `tracker.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tracker import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.words("CROSSCLAIM_VAR", str(BASE_DIR / "var")))

# Running -----------------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("CROSSCLAIM_DEMO", default=False)
SECRET_KEY = (
    env.words("SECRET_KEY", "not-secret-only-for-debug") if DEBUG else env.words("SECRET_KEY")
)
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS", [])
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "django_q",
    "drf_spectacular",
    "rest_framework",
    "simple_history",
    "articles",
    "speakers",
    "claims",
    "partners",
    "tracker",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tracker.middleware.RefuseNul",
    "partners.middleware.KeepPartnersApart",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tracker.middleware.ReaderTimezone",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.context_processors.site",
            ],
        },
    },
]

# Database: SQLite on a laptop, PostgreSQL by DATABASE_URL ---------------------------------------
SQLITE_OPTIONS: dict[str, Any] = {
    # Measured in ../docs/decisions/0001-sqlite.md: without IMMEDIATE two thirds of writes fail.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON",
}
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'crossclaim.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Cache: counts what partners ask for; by default each web process counts alone -------------------
CACHES = {"default": env.cache("CACHE_URL", "locmemcache://")}

# Background work ---------------------------------------------------------------------------------
Q_CLUSTER = {
    "name": "crossclaim",
    "orm": "default",
    "workers": env.number("CROSSCLAIM_WORKERS", 1),
    "recycle": 500,
    "timeout": 600,
    "retry": 660,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "poll": 0.5,
    "queue_limit": 20,
    "save_limit": 1000,
    "label": "Work queue",
}
# The dotted path that a new IngestAttempt is handed to: `articles` may not import `claims`.
INGEST_TASK = "claims.tasks.perform_attempt"

# People ------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

# Language, time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["tracker.formats"]
USE_TZ = True
TIME_ZONE = env.words("TIME_ZONE", "UTC")

# Static files ------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Security ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
HTTPS_ONLY = env.flag("HTTPS_ONLY", default=not DEBUG and not DEMO)
SECURE_SSL_REDIRECT = HTTPS_ONLY
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# REST --------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["partners.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "partners.pagination.SequenceCursor",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "partners.problems.handle_exception",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Crossclaim",
    "DESCRIPTION": "Who said what, and who says otherwise: published statements, speakers, questions and rival claims.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # The default hook lifts equal enumerations into components with made-up names.
    "POSTPROCESSING_HOOKS": [],
    # Addresses with an ending, such as `.csv`, are the same operations in another format.
    "PREPROCESSING_HOOKS": ["drf_spectacular.hooks.preprocess_exclude_path_format"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
# How often one key may ask.
API_REQUESTS_PER_MINUTE = env.number("API_REQUESTS_PER_MINUTE", 6000)
# The licence under which partners get the data, an address; named in JSON-LD.
DATA_LICENCE = env.words("DATA_LICENCE", "")
# Dumps for partners: where they lie, how many are kept, and how many rows a file of one holds at most.
DUMPS_DIR = Path(env.words("DUMPS_DIR", str(VAR_DIR / "dumps")))
DUMPS_KEPT = env.number("DUMPS_KEPT", 7)
DUMP_PART_ROWS = 50_000
# Webhooks: secrets are made from this and a salt in the database; how long a partner's machine may take to answer.
WEBHOOKS_KEY = env.words("WEBHOOKS_KEY", SECRET_KEY)
WEBHOOKS_TIMEOUT_S = env.number("WEBHOOKS_TIMEOUT_S", 20)

# Ingest ------------------------------------------------------------------------------------------
INGEST_MAX_BYTES = env.number("INGEST_MAX_BYTES", 10 * 1024 * 1024)
INGEST_TIMEOUT_S = env.number("INGEST_TIMEOUT_S", 20)

# The registry ------------------------------------------------------------------------------------
IMPORT_MAX_BYTES = env.number("IMPORT_MAX_BYTES", 10 * 1024 * 1024)

# Alerts of saved searches --------------------------------------------------------------------------
# EMAIL_BACKEND, EMAIL_HOST and so on; by default mail is printed by the worker.
globals().update(env.email("EMAIL_URL", "consolemail://"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.words("EMAIL_FROM", "Crossclaim <crossclaim@localhost>")
# What the links of a message begin with: a worker serves no request that could tell.
SITE_URL = env.words("SITE_URL", "http://127.0.0.1:8000").rstrip("/")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": "tracker.logs.BriefRefusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"filters": ["brief"]}},
    "root": {"handlers": ["console"], "level": env.words("LOG_LEVEL", "INFO")},
}
