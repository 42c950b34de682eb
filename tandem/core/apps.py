"""The ground floor: no tables, no domain words."""

from django.apps import AppConfig


class Core(AppConfig):
    """Shared mechanics."""

    name = "tandem.core"
