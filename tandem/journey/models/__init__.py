"""The steps of the road: in and out, phases, meetings, and deciding to slow down."""

from tandem.journey.models.meetings import Consultation, ConsultationSeat
from tandem.journey.models.phases import PhaseChange
from tandem.journey.models.slowing import SlowDown
from tandem.journey.models.steps import Evaluation, ExpertContacts, Intake, Triage, TriageSeat

__all__ = [
    "Consultation",
    "ConsultationSeat",
    "Evaluation",
    "ExpertContacts",
    "Intake",
    "PhaseChange",
    "SlowDown",
    "Triage",
    "TriageSeat",
]
