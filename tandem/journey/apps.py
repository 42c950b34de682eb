"""Django's name plate of this room."""

from django.apps import AppConfig


class Journey(AppConfig):
    """See the package docstring."""

    name = "tandem.journey"
