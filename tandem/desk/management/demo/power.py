"""Powers on the road: telling the family, deciding, the measure, and who then rides in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import When
from tandem.desk.management.demo.pieces import Ride
from tandem.dossier.enums import Form
from tandem.legal.enums import DecisionRegime, MeasureKind
from tandem.legal.services.decisions import NewDecision, NewMeasure

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road
    from tandem.dossier.models import Involvement

JUDGE = "de kinderrechter, rechtbank Midden-Nederland"


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """A core decision with everything it must say, and who then uses the powers."""

    day: int
    partner: str
    who: str
    form: str
    ground: str
    weekly: str
    power: str
    facts: str
    alternatives: str
    proportionality: str
    child_interest: str
    co_signer: str
    reaction: str
    measures: tuple[str, ...] = ()
    until: When | None = None
    agreed: When | None = None
    end_reason: str = "de inzet van bevoegdheden is klaar"


def use(road: Road, new: Power) -> Involvement:
    """Tell, decide, and let the partner ride in front from that day."""
    name = road.organization(new.partner).name
    road.tell(
        new.day - 2,
        new.partner,
        f"{name} mag vanaf nu dingen doen die het gezin misschien niet wil. Verteld wat,"
        " en waarom.",
        new.reaction,
    )
    is_red = new.form == Form.WITH_MEASURE
    decision = NewDecision(
        regime=DecisionRegime.WITH_MEASURE if is_red else DecisionRegime.WITH_POWERS,
        organization=road.organization(new.partner),
        ground=new.ground,
        ground_on=road.day(new.day - 4),
        decided_on=road.day(new.day - 1),
        power=new.power,
        facts=new.facts,
        alternatives=new.alternatives,
        proportionality=new.proportionality,
        child_interest=new.child_interest,
        co_signer=road.by(new.co_signer),
        family_informed_on=road.day(new.day - 1),
        family_reaction=new.reaction,
    )
    taken = road.decide(new.day - 1, decision)
    for kind in new.measures:
        asks = kind == MeasureKind.RVDK_TEST_REQUEST
        on = new.day - 30 if asks else new.day - 4
        road.measure(
            on,
            NewMeasure(
                kind=kind,
                decided_on=road.day(on),
                initiated_by_pilot=True,
                requested_on=road.day(new.day - 30),
                decided_by="" if asks else JUDGE,
                since=road.day(on),
                executed_by=None if asks else road.organization(new.partner),
                core_decision=None if asks else taken,
            ),
        )
    involvement = road.ride(
        Ride(
            new.day,
            new.partner,
            new.form,
            who=new.who,
            weekly=new.weekly,
            until=new.until,
            agreed=new.agreed,
            end_reason=new.end_reason,
        )
    )
    tale.tell_of_swaps(road)
    return involvement
