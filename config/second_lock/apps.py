"""Lock again after every migration."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate, pre_migrate


class SecondLock(AppConfig):
    """Takes the lock off before tables change, and puts it back when they have."""

    name = "config.second_lock"
    label = "second_lock"
    verbose_name = "tweede slot"

    def ready(self) -> None:
        """Hear of migrations: nobody can forget to lock, and a half-done change stays closed."""
        first, last = self._with_models()
        pre_migrate.connect(_open, sender=first)
        post_migrate.connect(_close, sender=last)

    @staticmethod
    def _with_models() -> tuple[AppConfig, AppConfig]:
        with_models = [one for one in apps.get_app_configs() if one.models_module is not None]
        return with_models[0], with_models[-1]


def _open(*, plan: Any, using: str, **_: Any) -> None:  # noqa: ANN401 - Django's own
    from config.second_lock import install  # noqa: PLC0415 - when every app is there

    if plan and using == DEFAULT_DB_ALIAS:
        install.take_off()


def _close(*, using: str, **_: Any) -> None:
    from config.second_lock import install  # noqa: PLC0415 - when every app is there

    if using == DEFAULT_DB_ALIAS:
        install.put_on()
