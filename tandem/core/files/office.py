"""Documents of an office: a zip that holds what it says, without macros, and of a sane size."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tandem.core.files import Flaw, Flawed, Found, MediaType

MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
# Text packs ten to thirty times; a hundred times is made to burst. Little ones may be repetitive.
MOST_RATIO = 100
_LITTLE = 5 * 1024 * 1024
_STEP = 64 * 1024
_LONGEST_RELATIONS = 5 * 1024 * 1024
_IS_LOCKED = 0x1

# What has to be in it for it to be one.
_INSIDE = {
    MediaType.DOCX: frozenset({"[Content_Types].xml", "word/document.xml"}),
    MediaType.XLSX: frozenset({"[Content_Types].xml", "xl/workbook.xml"}),
}
_MACROS = re.compile(
    r"(?:^|/)(?:vba(?:project|data)[^/]*|[^/]+\.(?:exe|dll|com|scr|js|vbs|bat|cmd|ps1|hta|lnk|jar))$"
    r"|^(?:basic|scripts)/|(?:^|/)(?:activex|macrosheets|dialogsheets)/|(?:^|/)oleobject[^/]*\.bin$",
    re.IGNORECASE,
)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_RELATION = re.compile(rb"<[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
_A_LINK = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_AWAY = re.compile(rb"\bTarget\s*=\s*[\"']\s*(?:https?|ftp|mhtml|mailto):", re.IGNORECASE)


def read(content: bytes) -> Found:
    """Read a document of an office, to the last byte of its last part."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            _judge_list(members, len(content))
            media_type = _kind(packed, {one.filename for one in members})
            _unpack(packed, members, len(content))
    except BadZipFile as bad:
        raise Flawed(Flaw.BROKEN) from bad
    return Found(media_type.value, content)


def _judge_list(members: list[ZipInfo], size: int) -> None:
    """Judge what the zip says of itself, before anything is unpacked."""
    names = [one.filename for one in members]
    if len(names) > MOST_MEMBERS or _is_swollen(sum(one.file_size for one in members), size):
        raise Flawed(Flaw.SWOLLEN)
    if any(one.flag_bits & _IS_LOCKED for one in members):
        raise Flawed(Flaw.LOCKED)
    if any(_MACROS.search(name) for name in names):
        raise Flawed(Flaw.ACTIVE)
    is_odd = len(set(names)) < len(names) or any(
        name.startswith(("/", "\\")) or ".." in name.split("/") for name in names
    )
    if is_odd or any(one.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for one in members):
        raise Flawed(Flaw.BROKEN)


def _is_swollen(unpacked: int, size: int) -> bool:
    return unpacked > MOST_UNPACKED or (unpacked > _LITTLE and unpacked > MOST_RATIO * size)


def _kind(packed: ZipFile, names: set[str]) -> MediaType:
    """What it is: by what has to be inside."""
    for media_type, inside in _INSIDE.items():
        if inside <= names:
            return media_type
    if {"mimetype", "content.xml"} <= names:
        with packed.open("mimetype") as said:
            if said.read(200).strip() == MediaType.ODT.value.encode():
                return MediaType.ODT
    raise Flawed(Flaw.UNKNOWN)


def _unpack(packed: ZipFile, members: list[ZipInfo], size: int) -> None:
    """Unpack everything, piece by piece: what it said of its size may be a lie."""
    unpacked = 0
    for one in members:
        tells = one.filename.endswith(".rels") or one.filename == "[Content_Types].xml"
        told = bytearray()
        with packed.open(one) as part:
            while piece := part.read(_STEP):
                unpacked += len(piece)
                if _is_swollen(unpacked, size):
                    raise Flawed(Flaw.SWOLLEN)
                if tells:
                    told += piece
        if len(told) > _LONGEST_RELATIONS:
            raise Flawed(Flaw.SWOLLEN)
        if _is_active(bytes(told)):
            raise Flawed(Flaw.ACTIVE)


def _is_active(told: bytes) -> bool:
    """Whether it carries macros, or fetches something by itself; a link to click on does not."""
    fetches = any(
        _AWAY.search(relation) and not _A_LINK.search(relation)
        for relation in _RELATION.findall(told)
    )
    return fetches or bool(_MACRO_TYPE.search(told))
