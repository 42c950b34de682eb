"""The door for a WSGI server (gunicorn)."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.postgres import roles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
# Pages are served by a role that owns nothing, with limits that a command has not.
os.environ["TANDEM_ROLE"] = roles.WEB

application = get_wsgi_application()
# Load every page's code now, not while the first visitor waits.
_ = get_resolver().url_patterns
