"""The tests: an embedded cluster of their own, quick and forgetful."""

import os

from config.postgres.url import database
from config.settings.base import *  # noqa: F403 - settings are one namespace
from config.settings.base import MIDDLEWARE, VAR

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database(os.environ, home=VAR / "postgres-test", durable=False)}
# Who waits for a lock that never comes hears so, and in which statement, instead of hanging.
DATABASES["default"]["OPTIONS"]["options"] += " -c lock_timeout=60s"
# Argon2 is slow by design; a test that signs in does not test that.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The clock of tests stands still on a day of its own.
IDENTITY_LASTS = None
# Requests work in the role of the web, as they do in production.
MIDDLEWARE = ["tests.as_web.AsWeb", *MIDDLEWARE]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
