"""What the trail holds: references and facts, no names."""

from tandem.audit.models import Event, Receipt
from tandem.core.privacy import Kind, Table

FIELDS: Table = {
    Event: {
        Kind.LINK: ("actor_id", "household_ref", "subject"),
        Kind.NOBODY: ("id", "at", "kind", "event", "ground", "rule"),
    },
    Receipt: {
        Kind.LINK: ("actor_id", "path", "location"),
        Kind.NOBODY: ("key", "at"),
    },
}
