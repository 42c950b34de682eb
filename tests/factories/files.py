"""Files as people send them, and as somebody makes them who means harm. All made here."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript

from tandem.core.files import MediaType

HTML = b"<!doctype html><html><body><script>alert(document.cookie)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TEXT = "Beste allemaal,\n\nNoor is deze week élke dag naar school geweest.\n".encode()
NOTHING: Mapping[str, bytes] = {}
_NORTH = {1: "N", 2: (52.0, 17.0, 51.0), 3: "E", 4: (5.0, 14.0, 22.0)}
_GPS, _TURNED, _MAKER = 0x8825, 0x0112, 0x010F


def pdf(*, script: str = "", password: str = "") -> bytes:
    """A PDF of one empty page; with a script that runs when it opens, or behind a password."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if script:
        writer.add_open_action(JavaScript(script))
    if password:
        writer.encrypt(password, algorithm="AES-256")
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def png(width: int = 40, height: int = 30) -> bytes:
    """A red picture."""
    into = BytesIO()
    Image.new("RGB", (width, height), "red").save(into, "PNG")
    return into.getvalue()


def photo(width: int = 40, height: int = 30) -> bytes:
    """A photo as a telephone makes it: on its side, and it says where it was taken."""
    exif = Image.Exif()
    exif[_GPS], exif[_TURNED], exif[_MAKER] = _NORTH, 6, "Telefoon van Fatima"
    into = BytesIO()
    picture = Image.new("RGB", (width, height), "red")
    picture.save(into, "JPEG", exif=exif, comment=b"Opvang De Berk")
    return into.getvalue()


def office(kind: MediaType = MediaType.DOCX, *, members: Mapping[str, bytes] = NOTHING) -> bytes:
    """A document of an office; `members` are put in besides."""
    inside: dict[str, bytes] = {
        MediaType.DOCX: {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"},
        MediaType.XLSX: {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
        MediaType.ODT: {"mimetype": MediaType.ODT.value.encode(), "content.xml": b"<office/>"},
    }[kind]
    return zipped(inside | dict(members))


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip with these members."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return into.getvalue()


def bomb(megabytes: int = 210) -> bytes:
    """A small document of Word that unpacks to this many megabytes of nothing."""
    into = BytesIO()
    nothing = bytes(1024 * 1024)
    with ZipFile(into, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("word/document.xml", b"<w:document/>")
        with packed.open("word/media/image1.bmp", "w") as member:
            for _ in range(megabytes):
                member.write(nothing)
    return into.getvalue()
