"""Reads of the monitor: figures, and the households behind them."""

from tandem.monitor.selectors.emergencies import Emergencies, emergencies
from tandem.monitor.selectors.figures import (
    REGION,
    from_work,
    latest_submitted,
    latest_version,
    manual_figure,
    of_region,
    over_quarters,
    shown,
    versions,
)
from tandem.monitor.selectors.households import Line, Lines, households_behind
from tandem.monitor.selectors.phases import Phases, phases

__all__ = [
    "REGION",
    "Emergencies",
    "Line",
    "Lines",
    "Phases",
    "emergencies",
    "from_work",
    "households_behind",
    "latest_submitted",
    "latest_version",
    "manual_figure",
    "of_region",
    "over_quarters",
    "phases",
    "shown",
    "versions",
]
