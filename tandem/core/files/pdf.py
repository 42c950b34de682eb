"""Letters and reports as PDF: kept as they are; shown on a page only when nothing in them acts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tandem.core.files import Flaw, Flawed, Found, MediaType

MOST_OBJECTS = 100_000
_DEEPEST = 50
# What a reader would do by itself or at a click, besides turning to a page or following a link.
_ACTIONS = frozenset(
    {
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/RichMediaExecute",
        "/Sound",
        "/SubmitForm",
    }
)
_KEYS = frozenset({"/AA", "/EmbeddedFiles", "/JS", "/JavaScript", "/RichMediaContent", "/XFA"})


def read(content: bytes) -> Found:
    """Read a PDF: it has pages, no password, and it may act, but then it is not shown."""
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise Flawed(Flaw.LOCKED)
    if not len(reader.pages):
        raise Flawed(Flaw.BROKEN)
    return Found(MediaType.PDF.value, content, shows=not _acts(reader))


def _acts(reader: PdfReader) -> bool:
    """Whether anything in it acts; yes as well when that cannot be found out."""
    numbers = {(number, generation) for generation, at in reader.xref.items() for number in at}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        return True
    try:
        return any(
            _is_active(IndirectObject(number, generation, reader).get_object(), _DEEPEST)
            for number, generation in numbers
            if number
        )
    except Exception:  # noqa: BLE001 - what cannot be looked through, is not shown
        return True


def _is_active(found: Any, depth: int) -> bool:  # noqa: ANN401 - anything may stand there
    """Look through one object; the objects that it points to have their own turn."""
    if not depth:
        return True
    if isinstance(found, ArrayObject):
        return any(_is_active(one, depth - 1) for one in found)
    if not isinstance(found, DictionaryObject):
        return False
    opens = found.raw_get("/OpenAction") if "/OpenAction" in found else None
    at_once = opens.get_object() if isinstance(opens, IndirectObject) else opens
    is_fetched = isinstance(at_once, DictionaryObject) and at_once.get("/S") == "/URI"
    if is_fetched or found.keys() & _KEYS or found.get("/S") in _ACTIONS:
        return True
    return any(_is_active(found.raw_get(key), depth - 1) for key in found)
