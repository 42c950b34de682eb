"""One machine, one person: development and `manage.py` by hand."""

from config.secret import kept_key
from config.settings.base import *  # noqa: F403 - settings are one namespace
from config.settings.base import VAR

DEBUG = True
SECRET_KEY = kept_key(VAR)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
