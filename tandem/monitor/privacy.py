"""What the monitor holds: figures of a pilot, no households."""

from tandem.core.privacy import Kind, Table
from tandem.monitor.models import ManualFigure, Submission, SubmittedFigure

FIELDS: Table = {
    ManualFigure: {
        Kind.LINK: ("recorded_by",),
        Kind.NOBODY: (
            "id",
            "pilot",
            "quarter",
            "question",
            "value",
            "band",
            "reason",
            "recorded_at",
            "version",
        ),
    },
    Submission: {
        Kind.LINK: ("submitted_by",),
        Kind.NOBODY: ("id", "pilot", "quarter", "version", "stock", "reason", "submitted_at"),
    },
    SubmittedFigure: {
        Kind.NOBODY: (
            "id",
            "submission",
            "question",
            "value",
            "derived",
            "weekly",
            "band",
            "is_manual",
            "manual_reason",
        ),
    },
}
