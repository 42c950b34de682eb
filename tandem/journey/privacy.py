"""What the road holds: intake, triage, evaluation, and a number of contacts."""

from tandem.core.privacy import Kind, Table
from tandem.journey.models import Evaluation, ExpertContacts, Intake, Triage, TriageSeat

FIELDS: Table = {
    Intake: {
        Kind.WORDS: ("source", "concerns", "running_measures"),
        Kind.FACT: ("channel", "measure_considered", "problem_types", "is_urgent"),
        Kind.LINK: ("household",),
    },
    Triage: {
        Kind.WORDS: ("motivation", "contact_choice", "expert_absent_reason"),
        Kind.FACT: ("direction", "held_on", "outcome"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    TriageSeat: {
        Kind.FACT: ("organization",),
        Kind.LINK: ("triage",),
        Kind.NOBODY: ("id",),
    },
    Evaluation: {
        Kind.WORDS: ("safety", "what_worked", "family_view"),
        Kind.FACT: ("kind", "due_on", "held_on"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at", "version"),
    },
    ExpertContacts: {
        Kind.FACT: ("organization", "month", "count"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
}
