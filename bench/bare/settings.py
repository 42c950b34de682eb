"""A Django project with nothing in it."""

SECRET_KEY = "guards-nothing"  # noqa: S105 - there are no sessions here to sign
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.bare.views"
USE_TZ = True
# Django's ORM is not used; the server's settings (config/server.py) look here.
DATABASES = {"default": {"ENGINE": "django.db.backends.dummy", "EMBEDDED": None}}
