"""Production: behind a proxy that speaks TLS; secrets come from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403 - settings are one namespace
from config.settings.base import HASHED_STORAGES


def _needed(name: str, what: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        message = f"Zet {name}: {what}."
        raise ImproperlyConfigured(message)
    return value


DEBUG = False
SECRET_KEY = _needed("TANDEM_SECRET_KEY", "een lange, willekeurige tekst die geheim blijft")
ALLOWED_HOSTS = _needed("TANDEM_HOSTS", "de namen van deze site, met komma's ertussen").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
STORAGES = HASHED_STORAGES

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Limits per place need the proxy's word for where a request comes from.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
