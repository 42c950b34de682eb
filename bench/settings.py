"""Settings of what is measured: as served in the demo, with the static files beside the data."""

from config.settings.demo import *  # noqa: F403 - settings are one namespace
from config.settings.demo import VAR

STATIC_ROOT = VAR.parent / "static"
