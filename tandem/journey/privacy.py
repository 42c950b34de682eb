"""What the road holds: in and out, phases, meetings, slowing down, and a number of contacts."""

from tandem.core.privacy import Kind, Table
from tandem.journey.models import (
    Consultation,
    ConsultationSeat,
    Evaluation,
    ExpertContacts,
    Intake,
    PhaseChange,
    SlowDown,
    Triage,
    TriageSeat,
)

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
    PhaseChange: {
        Kind.WORDS: ("why", "family_view"),
        Kind.FACT: ("phase", "begun_on", "safety"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    Consultation: {
        Kind.WORDS: (
            "question",
            "decided",
            "family_involved",
            "child_interest",
            "expert_absent_reason",
        ),
        Kind.FACT: ("kind", "held_on", "connected_on", "connected_to"),
        Kind.LINK: ("household", "family", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    ConsultationSeat: {
        Kind.FACT: ("organization",),
        Kind.LINK: ("consultation", "account"),
        Kind.NOBODY: ("id",),
    },
    SlowDown: {
        Kind.WORDS: ("motivation", "safety_condition", "family_view", "end_reason"),
        Kind.FACT: ("decided_on", "review_on", "ended_on"),
        Kind.LINK: ("household", "recorded_by", "co_signed_by", "ended_by"),
        Kind.NOBODY: ("id", "recorded_at", "co_signed_at", "ended_at"),
    },
}
