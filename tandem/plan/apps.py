"""Django's name plate of this room."""

from django.apps import AppConfig


class Plan(AppConfig):
    """See the package docstring."""

    name = "tandem.plan"
