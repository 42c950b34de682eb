"""The declaration of consent as it is printed, in the wording that was in use (CONS-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.legal import rules
from tandem.legal.enums import Tell
from tandem.legal.selectors.letters import organizations_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.legal.models import Consent


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration: whose, in which wording, about which organizations, after which talk."""

    person: Person
    wording: rules.Declaration
    organizations: list[str]
    told: list[str]
    dated: date
    consent: Consent | None = None

    @property
    def household(self) -> Household:
        """Whose dossier it belongs to."""
        return self.person.household

    @property
    def version(self) -> str:
        """The version of the wording."""
        return self.wording.version

    @property
    def explained_on(self) -> date | None:
        """When the way of working was explained."""
        return None if self.consent is None else self.consent.explanation.explained_on

    @property
    def last_day(self) -> date | None:
        """The last day that it covers, when it was given for a time."""
        consent = self.consent
        return None if consent is None or consent.ended_at else consent.period.last_day

    def as_context(self) -> dict[str, object]:
        """What the paper of every letter asks for, and this declaration itself."""
        return {
            "declared": self,
            "sender": self.household.managed_by.name,
            "addressee": [],
            "place": self.household.pilot.municipality.name,
            "dated": self.dated,
            "subject": "Toestemmingsverklaring",
        }


def declared(consent: Consent, *, at: datetime) -> Declared:
    """Gather the declaration of a yes, in the wording that is stored with it."""
    wording = rules.declaration_of(consent.declaration_version)
    points = consent.person.told_points.filter(told_on__lte=consent.given_on)
    heard = set(points.values_list("point", flat=True))
    return Declared(
        person=consent.person,
        wording=wording or rules.declaration_on(consent.given_on),
        # As it was issued: who said yes, knows to whom. What a shield closes later, stays here, or
        # a second copy would tell that there is one.
        organizations=organizations_for(consent, at=consent.recorded_at),
        told=[str(point.label) for point in Tell if point in heard],
        dated=consent.given_on,
        consent=consent,
    )
