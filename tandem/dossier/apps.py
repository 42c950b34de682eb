"""Django's name plate of this room."""

from django.apps import AppConfig


class Dossier(AppConfig):
    """See the package docstring."""

    name = "tandem.dossier"
