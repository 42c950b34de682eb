"""What was told, said and decided, and about whom."""

from tandem.core.privacy import Kind, Table
from tandem.legal.models import (
    Confirmation,
    Consent,
    CoreDecision,
    Explanation,
    FamilyInformed,
    Measure,
    Withdrawal,
)

FIELDS: Table = {
    Explanation: {
        Kind.WORDS: ("questions_asked",),
        Kind.FACT: ("explained_on",),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "leaflet_version", "origin", "recorded_at"),
    },
    Consent: {
        Kind.WORDS: ("what_else",),
        Kind.FACT: ("answer", "organizations", "given_on", "until", "ended_at", "via"),
        Kind.LINK: ("household", "person", "explanation", "recorded_by"),
        Kind.NOBODY: ("id", "declaration_version", "origin", "recorded_at"),
    },
    Confirmation: {
        Kind.FACT: ("form", "due_on", "sent_on"),
        Kind.LINK: ("consent", "sent_by"),
        Kind.NOBODY: ("id",),
    },
    Withdrawal: {
        Kind.WORDS: ("exploration", "what_else"),
        Kind.FACT: ("received_at", "via", "explored_on", "outcome", "outcome_at"),
        Kind.LINK: ("consent", "fresh_consent", "received_by", "outcome_by"),
        Kind.NOBODY: ("id",),
    },
    FamilyInformed: {
        Kind.WORDS: ("what", "reaction"),
        Kind.FACT: ("organization", "informed_on"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    CoreDecision: {
        Kind.WORDS: (
            "power",
            "facts",
            "alternatives",
            "proportionality",
            "child_interest",
            "family_reaction",
            "urgent_reason",
            "end_reason",
        ),
        Kind.FACT: (
            "regime",
            "organization",
            "ground",
            "ground_on",
            "decided_on",
            "family_informed_on",
            "until",
        ),
        Kind.LINK: ("household", "co_signer", "recorded_by"),
        Kind.NOBODY: ("id", "origin", "recorded_at"),
    },
    Measure: {
        Kind.WORDS: ("decided_by",),
        Kind.FACT: (
            "kind",
            "initiated_by_pilot",
            "running_at_intake",
            "requested_on",
            "decided_on",
            "since",
            "until",
            "executed_by",
        ),
        Kind.LINK: ("household", "core_decision", "recorded_by"),
        Kind.NOBODY: ("id", "origin", "recorded_at"),
    },
}
