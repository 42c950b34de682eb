"""What a file is, judged by its content: no name and no header says anything about it.

Every file that comes from outside was made by somebody else, and may be made to harm whoever opens
it. A file is kept only when the library that reads its kind can read all of it, and when nothing in
it acts, fetches or swells. Pictures are drawn anew, so that the place where a photo was taken does
not come along.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 25 * 1024 * 1024


class MediaType(StrEnum):
    """The kinds of file that are kept, by their name on the internet."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    TEXT = "text/plain"


PICTURES = frozenset({MediaType.PNG, MediaType.JPEG})


class Flaw(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    UNKNOWN = "unknown"  # not one of the kinds above
    BROKEN = "broken"  # it begins as one of them, and cannot be read to its end
    LOCKED = "locked"  # behind a password: whoever may read it, could not
    ACTIVE = "active"  # macros, or something that it fetches from elsewhere
    SWOLLEN = "swollen"  # small to send, huge to open
    HEAVY = "heavy"  # looking at it took more than it may


class Flawed(Exception):  # noqa: N818 - it is read as a sentence
    """Said by a reader of one kind."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Found:
    """What a file turned out to be: `content` is what is kept, `shows` whether it may be shown.

    With a flaw, nothing is kept.
    """

    media_type: str = ""
    content: bytes = b""
    shows: bool = False
    flaw: str = ""
