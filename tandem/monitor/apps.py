"""Django's name plate of this room."""

from django.apps import AppConfig


class Monitor(AppConfig):
    """See the package docstring."""

    name = "tandem.monitor"
