"""What is held here about a family."""

from tandem.core.privacy import Kind, Table
from tandem.plan.models import Bond, DrawnPerson, Relative

FIELDS: Table = {
    Relative: {
        Kind.NAMES: ("name", "born_on", "born_year"),
        Kind.WORDS: ("note",),
        Kind.FACT: ("symbol", "is_dead", "died_year"),
        Kind.LINK: ("household", "recorded_by"),
        Kind.NOBODY: ("id", "version", "recorded_at"),
    },
    DrawnPerson: {
        Kind.FACT: ("symbol", "died_on"),
        Kind.LINK: ("person", "recorded_by"),
        Kind.NOBODY: ("id", "version", "recorded_at"),
    },
    Bond: {
        Kind.WORDS: ("note",),
        Kind.FACT: ("kind", "since_year", "until_year"),
        Kind.LINK: (
            "household",
            "person",
            "relative",
            "other_person",
            "other_relative",
            "recorded_by",
        ),
        Kind.NOBODY: ("id", "version", "recorded_at"),
    },
}
