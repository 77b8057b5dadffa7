"""The settings of a test run: random secrets, everything in memory, nothing from anybody's `.env`.

Imported by conftest.py before anything of Django is. DATABASE_URL alone is taken from outside.
"""

import atexit
import gc
import os
import shutil
import tempfile

from summit import bootstrap

DATABASE_URL = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = DATABASE_URL.startswith("postgres")
OURS = (
    "DEBUG", "DEMO", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "EMAIL_URL", "FIELD_KEYS", "INDEX_KEYS",
    "BADGE_KEYS", "MEDIA_ROOT", "TIME_ZONE", "BEHIND_PROXY", "DEFAULT_FROM_EMAIL",
)  # fmt: skip


def set_up() -> None:
    for name in OURS:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    media = tempfile.mkdtemp(prefix="summit-media-")
    atexit.register(shutil.rmtree, media, ignore_errors=True)
    os.environ |= {
        **bootstrap.fresh_secrets(),
        "DOTENV": os.devnull,
        "DATABASE_URL": DATABASE_URL or "sqlite://:memory:",
        "EMAIL_URL": "memorymail://",
        "MEDIA_ROOT": media,
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "summit.settings",
    }
    import django
    from django.conf import settings

    lighten(settings)
    django.setup()  # the plugins named in conftest.py import models
    gc.freeze()  # what is loaded by now stays: to look through it again and again is a tenth of a run
    gc.set_threshold(50_000, 20, 50)
    # A worker of pytest-xdist would inherit the name and be set up by it before this module has its word.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def lighten(settings) -> None:
    """What a test needs otherwise than production does. Each line is a difference that a test cannot see through."""
    from tests.undefined import Undefined

    settings.DEBUG = False
    if not ON_POSTGRES:  # a file, for in memory all threads would share one connection and nothing could race
        database = settings.DATABASES["default"]
        database["TEST"] = {"NAME": str(settings.MEDIA_ROOT / "test.sqlite3")}
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.testapp"]  # models to break constraints on
    settings.SECURE_SSL_REDIRECT = False  # the test client speaks plain http, and so does the browser
    for cookie in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"):
        setattr(settings, cookie, False)
    settings.SECOND_FACTOR_REQUIRED = False  # `force_login` knows none; the tests of signing in set it back
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True  # nothing is collected
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
    settings.DATABASES["default"].get("OPTIONS", {}).pop(
        "pool", None
    )  # a pool would outlive its test database
