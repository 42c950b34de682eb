"""Tandem as a server of its own, to be killed; its clock runs on from the moment it is given."""

from __future__ import annotations

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["TANDEM_MOMENT"]), tick=True).start()

from config.wsgi import application  # noqa: E402 - the clock first

__all__ = ["application"]
