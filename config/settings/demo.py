"""The demo: served as in production, on this machine only, so without TLS."""

from config.secret import kept_key
from config.settings.base import *  # noqa: F403 - settings are one namespace
from config.settings.base import HASHED_STORAGES, VAR

DEBUG = False
SECRET_KEY = kept_key(VAR)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STORAGES = HASHED_STORAGES
# `/demo/` shows the codes of the invented accounts, so that a visitor can sign in at any time.
DEMONSTRATION = True
