"""What the trail holds: references and facts, no names."""

from tandem.audit.models import Event, Leaf, Receipt, Seal
from tandem.core.privacy import Kind, Table

FIELDS: Table = {
    Event: {
        Kind.LINK: (
            "actor_id",
            "on_behalf_of_id",
            "household_ref",
            "subject",
            "subject_kind",
            "subject_id",
        ),
        Kind.NOBODY: (
            "id",
            "at",
            "kind",
            "event",
            "action",
            "way",
            "outcome",
            "role",
            "scope",
            "organization_id",
            "ground",
            "purpose",
            "is_emergency",
            "rule",
            "network",
            "source",
            "trace_id",
        ),
    },
    Leaf: {
        Kind.NOBODY: ("number", "event_id", "month", "imprint"),
    },
    Seal: {
        Kind.NOBODY: (
            "size",
            "root",
            "at",
            "checkpoint",
            "epoch",
            "horizon",
            "cluster",
            "halves",
        ),
    },
    Receipt: {
        Kind.LINK: ("actor_id", "path", "location"),
        Kind.NOBODY: ("key", "at"),
    },
}
