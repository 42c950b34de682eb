"""Where somebody stands in the monitor: quarter, region and pilot, and the way to the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.core.clock import now
from tandem.monitor import selectors
from tandem.monitor.rules.quarter import Quarter, exists
from tandem.network import selectors as network

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.monitor.rules.figures import Sheet
    from tandem.network.models import Account, Pilot, Region
    from tandem.network.web import Request

_PREFIX = "Toekomsttuin "


@dataclass(frozen=True, slots=True)
class Place:
    """What a page of the monitor is about, for whom, and when."""

    by: Account
    at: datetime
    today: date
    quarter: Quarter
    regions: Sequence[Region]
    region: Region
    pilots: Sequence[Pilot]
    pilot: Pilot | None

    @property
    def asked(self) -> list[Pilot]:
        """The pilots whose households count here."""
        return list(self.pilots) if self.pilot is None else [self.pilot]

    @property
    def name(self) -> str:
        """Of whom the figures are."""
        return f"Regio {self.region.name}" if self.pilot is None else self.pilot.name

    @property
    def runs(self) -> bool:
        """Whether the quarter is not over yet."""
        return not self.quarter.is_over(self.today)

    @property
    def eyebrow(self) -> str:
        """The line above a heading."""
        return f"{self.name} · {self.quarter.label}"

    def shown(self) -> tuple[Sheet, list[Sheet]]:
        """Return the sheet of the page, and the sheets it is made of."""
        sheets = selectors.shown(self.asked, self.quarter)
        if self.pilot is not None:
            return sheets[0], sheets
        return selectors.of_region(self.region, sheets, self.quarter), sheets

    def url(self, name: str, **kwargs: object) -> str:
        """Give the address of another page of this quarter, in the same region."""
        return self._in_region(reverse(name, kwargs={"quarter": self.quarter, **kwargs}))

    def of_quarter(self, quarter: Quarter, pilot: Pilot | None) -> str:
        """Give the address of the figures of a quarter, of a pilot or of the region."""
        if pilot is None:
            return self._in_region(reverse("monitor_quarter", kwargs={"quarter": quarter}))
        kwargs = {"quarter": quarter, "pilot": pilot.slug}
        return self._in_region(reverse("monitor_pilot", kwargs=kwargs))

    @property
    def here(self) -> str:
        """The address of the figures that this page is about."""
        return self.of_quarter(self.quarter, self.pilot)

    def of_figure(self, code: str, pilot: Pilot | None = None, page: int = 1) -> str:
        """Give the address of the explanation of a figure, and of what is behind it."""
        asked: dict[str, object] = {} if pilot is None else {"tuin": pilot.slug}
        if page > 1:
            asked["pagina"] = page
        address = reverse("monitor_figure", kwargs={"quarter": self.quarter, "question": code})
        return self._in_region(address, asked)

    def _in_region(self, address: str, asked: dict[str, object] | None = None) -> str:
        asked = dict(asked or {})
        if self.region != self.regions[0]:
            asked["regio"] = self.region.slug
        return f"{address}?{urlencode(asked)}" if asked else address


def find(request: Request, quarter: Quarter | None, pilot: str = "") -> Place:
    """Find what the page is about; 404 when it is not there or not for this reader."""
    by, at = request.user, now()
    today = localdate(at)
    regions = list(network.regions_with(by, Permission.MONITOR_VIEW, at=at))
    wanted = request.GET.get("regio", "")
    region = next((one for one in regions if wanted in {"", one.slug}), None)
    quarter = quarter or Quarter.of(today)
    if region is None or not exists(quarter, today):
        raise Http404
    pilots = list(region.pilots.order_by("name", "id"))
    slug = pilot or request.GET.get("tuin", "")
    chosen = next((one for one in pilots if one.slug == slug), None)
    if slug and chosen is None:
        raise Http404
    return Place(by, at, today, quarter, regions, region, pilots, chosen)


def short(name: str) -> str:
    """Give the name of a pilot as people say it in a sentence."""
    return name.removeprefix(_PREFIX)
