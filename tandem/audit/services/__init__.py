"""What writes: the trail, the receipts of forms, and the seal on it all."""

from tandem.audit.services.receipts import LONGEST_PATH, do_once, keep_draft
from tandem.audit.services.trail import (
    Entry,
    record,
    record_entry,
    record_look,
    record_looks,
    record_refusal,
    record_refused_look,
)

__all__ = [
    "LONGEST_PATH",
    "Entry",
    "do_once",
    "keep_draft",
    "record",
    "record_entry",
    "record_look",
    "record_looks",
    "record_refusal",
    "record_refused_look",
]
