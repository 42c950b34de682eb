"""Addresses of the monitor, under `/monitor/`."""

from __future__ import annotations

from django.urls import path, register_converter

from tandem.monitor.rules.quarter import Quarter
from tandem.monitor.views import exports, figure, pages, writing


class QuarterInAddress:
    """A quarter as it stands in an address: 2024Q4."""

    regex = "2[0-9]{3}Q[1-4]"

    def to_python(self, value: str) -> Quarter:
        """Read it."""
        return Quarter.parse(value)

    def to_url(self, value: Quarter) -> str:
        """Write it."""
        return str(value)


register_converter(QuarterInAddress, "quarter")

urlpatterns = [
    path("", pages.index, name="monitor"),
    path("<quarter:quarter>/", pages.quarter_page, name="monitor_quarter"),
    path("<quarter:quarter>/cijfers.<slug:kind>", exports.export, name="monitor_export"),
    path("<quarter:quarter>/cijfer/<str:question>/", figure.figure_page, name="monitor_figure"),
    path("<quarter:quarter>/<slug:pilot>/", pages.quarter_page, name="monitor_pilot"),
    path("<quarter:quarter>/<slug:pilot>/indienen/", writing.submit, name="monitor_submit"),
    path("<quarter:quarter>/<slug:pilot>/verbeteren/", writing.correct, name="monitor_correct"),
    path("<quarter:quarter>/<slug:pilot>/versies/", pages.versions, name="monitor_versions"),
    path(
        "<quarter:quarter>/<slug:pilot>/<str:question>/met-de-hand/",
        writing.fill_in,
        name="monitor_fill_in",
    ),
    path(
        "<quarter:quarter>/<slug:pilot>/<str:question>/uit-het-werk/",
        writing.follow_the_work,
        name="monitor_follow_the_work",
    ),
]
