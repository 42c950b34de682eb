"""What a draft holds: words about a family that nobody but the writer reads."""

from tandem.core.privacy import Kind, Table
from tandem.drafts.models import Draft

FIELDS: Table = {
    Draft: {
        # An address can hold the answers of the steps before this one.
        Kind.WORDS: ("path", "text"),
        Kind.LINK: ("typed_by",),
        Kind.NOBODY: ("id", "typed_at", "key"),
    },
}
