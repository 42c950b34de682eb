"""The seed region: Gooi en Vechtstreek, its three pilots and the organizations named in ORG-03.

For the demo and the tests. No people: those are invented by whoever asks for this region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.network.enums import OrganizationKind as Kind
from tandem.network.models import Municipality, Organization, Region
from tandem.network.services import municipality, organization, pilot, region

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account

SLUG = "gooi-en-vechtstreek"

_ORGANIZATIONS = (
    ("lt-huizen", "Lokaal team Huizen", Kind.LOCAL_TEAM),
    ("lt-hilversum", "Lokaal team Hilversum", Kind.LOCAL_TEAM),
    ("lt-gooise-meren", "Lokaal team Gooise Meren", Kind.LOCAL_TEAM),
    ("vt", "Veilig Thuis Gooi en Vechtstreek", Kind.VEILIG_THUIS),
    ("rvdk", "Raad voor de Kinderbescherming", Kind.RVDK),
    ("gi-djgb", "De Jeugd- en Gezinsbeschermers", Kind.GI),
    ("gi-wss", "William Schrikker Stichting", Kind.GI),
    ("gi-ldh", "Leger des Heils Jeugdbescherming", Kind.GI),
    ("zvh", "Zorg- en Veiligheidshuis Gooi en Vechtstreek", Kind.ZVH),
    ("ret", "Regionaal Expertteam Gooi en Vechtstreek", Kind.RET),
    ("samenkracht", "Samenkracht!", Kind.EXPERIENCE_EXPERTS),
    ("partners-voor-jeugd", "Partners voor Jeugd", Kind.EXPERIENCE_EXPERTS),
    ("civil-care", "Civil Care", Kind.TRAINER),
    ("regio", "Regio Gooi en Vechtstreek", Kind.REGION_OFFICE),
    ("gemeente-huizen", "Gemeente Huizen", Kind.MUNICIPALITY),
    ("gemeente-hilversum", "Gemeente Hilversum", Kind.MUNICIPALITY),
    ("gemeente-gooise-meren", "Gemeente Gooise Meren", Kind.MUNICIPALITY),
    ("politie", "Politie", Kind.NETWORK_PARTNER),
    ("jgz", "Jeugdgezondheidszorg", Kind.NETWORK_PARTNER),
    ("leerplicht", "Onderwijs en leerplicht", Kind.NETWORK_PARTNER),
    ("vrouwenopvang", "Vrouwenopvang", Kind.NETWORK_PARTNER),
    ("verslavingszorg", "Verslavingszorg", Kind.NETWORK_PARTNER),
    ("mee", "MEE", Kind.NETWORK_PARTNER),
)
_PILOTS = (
    ("huizen", "Toekomsttuin Huizen", "0406", "lt-huizen"),
    ("hilversum", "Toekomsttuin Hilversum", "0402", "lt-hilversum"),
    ("gooise-meren", "Toekomsttuin Gooise Meren", "1942", "lt-gooise-meren"),
)
_PARTNERS = ("vt", "rvdk", "gi-djgb", "gi-wss", "gi-ldh", "zvh")


@transaction.atomic
def found(*, by: Account, at: datetime) -> Region:
    """Found the region with its organizations and pilots; `by` is the operator of the server."""
    if not Municipality.objects.exists():
        municipality.load(by=by, at=at)
    place = region.create(SLUG, name="Gooi en Vechtstreek", by=by, at=at)
    known: dict[str, Organization] = {
        slug: organization.create(slug, name=name, kind=kind, region=place, by=by, at=at)
        for slug, name, kind in _ORGANIZATIONS
    }
    for slug, name, code, team in _PILOTS:
        pilot.create(
            pilot.Place(slug, name, Municipality.objects.get(code=code), known[team]),
            partners=[known[partner] for partner in _PARTNERS],
            by=by,
            at=at,
        )
    return place
