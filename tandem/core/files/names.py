"""The name of a file as somebody gave it, made harmless to show; and how a kind of file ends."""

from __future__ import annotations

import re
import unicodedata

from tandem.core.files import MediaType

LONGEST = 120
_LONGEST_BYTES = 180
ENDINGS = {
    MediaType.PDF: ".pdf",
    MediaType.PNG: ".png",
    MediaType.JPEG: ".jpg",
    MediaType.DOCX: ".docx",
    MediaType.XLSX: ".xlsx",
    MediaType.ODT: ".odt",
    MediaType.TEXT: ".txt",
}
# Categories of signs that are not seen, or that turn around what stands after them.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_NAMELESS = "bestand"
# Names that a computer keeps for itself.
_TAKEN = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def cleaned(name: str, media_type: str) -> str:
    """Give the name without what is unseen or leads elsewhere, ending in what the file is."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(one for one in name if unicodedata.category(one) not in _UNSEEN)
    name = " ".join(_FORBIDDEN.sub("_", name).split())
    ending = ENDINGS[MediaType(media_type)]
    stem = _ENDING.sub("", name).strip(" .")
    stem = _short(stem, ending).strip(" .")
    return f"{_NAMELESS if not stem or _TAKEN.match(stem) else stem}{ending}"


def _short(stem: str, ending: str) -> str:
    stem = stem[: LONGEST - len(ending)]
    while len(stem.encode()) + len(ending) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem
