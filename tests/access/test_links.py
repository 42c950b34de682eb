"""No page leads to a closed door: what somebody is offered, they may open."""

from __future__ import annotations

import pytest

from tests.access.cast import Stage
from tests.access.crawl import Crawl

EVERYBODY = (
    "own_team",
    "chair",
    "partner",
    "partner_without",
    "deputy",
    "emergency",
    "coordinator",
    "administrator",
    "expert",
    "family",
)


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_link_opens(who: str, scene: Stage) -> None:
    account = scene.people[who]
    crawl = Crawl(account, scene.at).through(["/"], forms=False)

    closed = {
        str(asked): answer.status for asked, answer in crawl.heard.items() if answer.status >= 400
    }
    assert len(crawl.heard) > 3
    assert closed == {}
