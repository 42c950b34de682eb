"""The door for a WSGI server (gunicorn)."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
# A page has limits that a command has not (config/postgres/url.py).
os.environ.setdefault("TANDEM_WEB", "1")

application = get_wsgi_application()
# Load every page's code now, not while the first visitor waits.
_ = get_resolver().url_patterns
