"""Django's name plate of this room."""

from django.apps import AppConfig


class Desk(AppConfig):
    """See the package docstring."""

    name = "tandem.desk"
