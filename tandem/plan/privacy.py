"""What is held here about a family."""

from tandem.core.privacy import Kind, Table
from tandem.plan.models import LastingConcern, Talk, TalkAnswer

FIELDS: Table = {
    Talk: {
        Kind.WORDS: ("present_others",),
        Kind.FACT: ("kind", "held_on"),
        Kind.LINK: ("household", "present", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
    TalkAnswer: {
        Kind.FACT: ("question",),
        Kind.LINK: ("talk", "person", "entry"),
        Kind.NOBODY: ("id",),
    },
    LastingConcern: {
        Kind.WORDS: ("standpoints", "next_steps", "family_notices"),
        Kind.FACT: ("held_on", "seriousness_differs", "action_differs", "explained_on"),
        Kind.LINK: ("talk", "agreement", "recorded_by"),
        Kind.NOBODY: ("id", "recorded_at"),
    },
}
