"""Plain text: words and nothing else. A page of the web is no text, whatever it is called."""

from __future__ import annotations

import re
import unicodedata

from tandem.core.files import Flaw, Flawed, Found, MediaType

_MARKUP = re.compile(
    r"<\s*/?\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|style|form|img)\b"
    r"|<\?(?:xml|php)|^#!|^\{\\rtf",
    re.IGNORECASE,
)
_FINE = "\t\n\r\f"


def read(content: bytes) -> Found:
    """Read a text in the ways in which computers here write one; it is kept as UTF-8."""
    text = _decoded(content)
    if any(unicodedata.category(one) in {"Cc", "Cn"} and one not in _FINE for one in set(text)):
        raise Flawed(Flaw.UNKNOWN)
    if _MARKUP.search(text):
        raise Flawed(Flaw.UNKNOWN)
    return Found(MediaType.TEXT.value, text.encode())


def _decoded(content: bytes) -> str:
    encodings = (
        ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Flawed(Flaw.UNKNOWN)
