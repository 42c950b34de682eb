"""Django's name plate of this room."""

from django.apps import AppConfig


class Drafts(AppConfig):
    """See the package docstring."""

    name = "tandem.drafts"
