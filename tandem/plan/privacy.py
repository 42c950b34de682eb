"""What is held here about a family."""

from tandem.core.privacy import Table

FIELDS: Table = {}
