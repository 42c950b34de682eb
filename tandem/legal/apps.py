"""Django's name plate of this room."""

from django.apps import AppConfig


class Legal(AppConfig):
    """See the package docstring."""

    name = "tandem.legal"
