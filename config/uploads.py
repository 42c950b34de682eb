"""How a file comes in: piece by piece, in memory, never on disk, and never more than it may be.

What is too large is read on and thrown away, so that the browser gets its answer: the page with
everything that was typed, and the rule. Only the size of it is kept. A page that asks for no file
keeps nothing of any.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from tandem.core import files
from tandem.core.files.uploads import is_taken

if TYPE_CHECKING:
    from typing import Any

    from django.core.files.uploadedfile import UploadedFile


class Bounded(FileUploadHandler):
    """Keep a file until it is one byte too large, and from then on only count."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        match = self.request.resolver_match if self.request is not None else None
        self._most = files.MOST_BYTES if match is not None and is_taken(match.func) else 0
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, or throw away all of them."""
        if start + len(raw_data) > self._most:
            self._kept = BytesIO()
        else:
            self._kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Give what was kept; its size is that of all that was sent."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
