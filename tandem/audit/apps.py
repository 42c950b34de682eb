"""Django's name plate of this room."""

from django.apps import AppConfig


class Audit(AppConfig):
    """See the package docstring."""

    name = "tandem.audit"
