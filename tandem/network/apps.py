"""Django's name plate of this room."""

from django.apps import AppConfig


class Network(AppConfig):
    """See the package docstring."""

    name = "tandem.network"
