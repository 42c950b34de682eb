"""Which reader reads a file: the bytes with which it begins choose, and the reader has to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.files import Flaw, Flawed, Found, MediaType, office, pdf, pictures, texts

if TYPE_CHECKING:
    from collections.abc import Callable

# From the very first byte: what has something else in front is two files in one.
_BEGINS: tuple[tuple[bytes, Callable[[bytes], Found]], ...] = (
    (b"%PDF-", pdf.read),
    (b"\x89PNG\r\n\x1a\n", lambda content: pictures.read(content, MediaType.PNG)),
    (b"\xff\xd8\xff", lambda content: pictures.read(content, MediaType.JPEG)),
    (b"PK\x03\x04", office.read),
)


def inspect(content: bytes) -> Found:
    """Judge a file. Only ever in a process of its own (`sealed.py`), or in a test."""
    try:
        return _read(content)
    except Flawed as flawed:
        return Found(flaw=flawed.flaw.value)
    except MemoryError:
        return Found(flaw=Flaw.HEAVY.value)
    except Exception:  # noqa: BLE001 - whatever a reader stumbles over, it is no file to keep
        return Found(flaw=Flaw.BROKEN.value)


def _read(content: bytes) -> Found:
    if not content.strip(b" \t\r\n\0"):
        raise Flawed(Flaw.EMPTY)
    for begin, read in _BEGINS:
        if content.startswith(begin):
            return read(content)
    return texts.read(content)
