"""What a file is follows from its content; what acts, swells or is broken is not kept."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tandem.core.files import Flaw, Found, MediaType, office, pdf, pictures, readers, sealed
from tests.factories import files


def judged(content: bytes) -> Found:
    return readers.inspect(content)


@pytest.mark.parametrize(
    ("content", "media_type", "shows"),
    [
        (files.pdf(), MediaType.PDF, True),
        (files.png(), MediaType.PNG, True),
        (files.photo(), MediaType.JPEG, True),
        (files.office(), MediaType.DOCX, False),
        (files.office(MediaType.XLSX), MediaType.XLSX, False),
        (files.office(MediaType.ODT), MediaType.ODT, False),
        (files.TEXT, MediaType.TEXT, False),
        ("Één regel".encode("utf-16"), MediaType.TEXT, False),
        ("caf\xe9".encode("cp1252"), MediaType.TEXT, False),
    ],
    ids=lambda value: str(value)[:40] if not isinstance(value, bytes) else "",
)
def test_what_people_send_is_known_by_its_content(
    content: bytes, media_type: MediaType, *, shows: bool
) -> None:
    found = judged(content)

    assert (found.media_type, found.shows, found.flaw) == (media_type, shows, "")
    assert found.content


HARMFUL = {
    "nothing": (b"", Flaw.EMPTY),
    "only zeros": (bytes(5000), Flaw.EMPTY),
    "a page of the web": (files.HTML, Flaw.UNKNOWN),
    "a page of the web after a story": (b"Beste Fatima,\n" * 500 + files.HTML, Flaw.UNKNOWN),
    "a drawing with a script": (files.SVG, Flaw.UNKNOWN),
    "a drawing that says it is XML": (b"<?xml version='1.0'?>\n" + files.SVG, Flaw.UNKNOWN),
    "a page that begins as a PDF": (b"%PDF-1.7\n" + files.HTML, Flaw.BROKEN),
    "a PDF after a page": (files.HTML + files.pdf(), Flaw.UNKNOWN),
    "half a PDF": (files.pdf()[:150], Flaw.BROKEN),
    "a PDF behind a password": (files.pdf(password="geheim"), Flaw.LOCKED),
    "half a picture": (files.png(300, 300)[:-40], Flaw.BROKEN),
    "half a photo": (files.photo(300, 300)[:-200], Flaw.BROKEN),
    "an animation": (b"GIF89a" + bytes(20), Flaw.UNKNOWN),
    "a program": (b"MZ\x90\x00" + bytes(200), Flaw.UNKNOWN),
    "a script": (b"#!/bin/sh\nrm -rf /\n", Flaw.UNKNOWN),
    "rich text": (rb"{\rtf1\ansi Beste}", Flaw.UNKNOWN),
    "an old document of Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Flaw.UNKNOWN),
    "any zip": (files.zipped({"brief.pdf": files.pdf()}), Flaw.UNKNOWN),
    "half a document": (files.office()[:-30], Flaw.BROKEN),
    "macros": (files.office(members={"word/vbaProject.bin": b"x"}), Flaw.ACTIVE),
    "macros of a sheet": (
        files.office(MediaType.XLSX, members={"xl/vbaProject.bin": b"x"}),
        Flaw.ACTIVE,
    ),
    "macros of LibreOffice": (
        files.office(MediaType.ODT, members={"Basic/Standard/Module1.xml": b"Sub Main"}),
        Flaw.ACTIVE,
    ),
    "a program inside": (
        files.office(members={"word/embeddings/oleObject1.bin": b"x"}),
        Flaw.ACTIVE,
    ),
    "a template from elsewhere": (
        files.office(
            members={
                "word/_rels/settings.xml.rels": b'<Relationship Id="r" Type="http://x/'
                b'attachedTemplate" Target="https://kwaad.example/t.dotm" TargetMode="External"/>'
            }
        ),
        Flaw.ACTIVE,
    ),
    "a way out of the folder": (files.office(members={"../../etc/passwd": b"x"}), Flaw.BROKEN),
    "very many parts": (
        files.office(members={f"word/{number}.xml": b"" for number in range(2001)}),
        Flaw.SWOLLEN,
    ),
}


@pytest.mark.parametrize(("content", "flaw"), HARMFUL.values(), ids=HARMFUL)
def test_what_may_do_harm_is_not_kept(content: bytes, flaw: Flaw) -> None:
    assert judged(content) == Found(flaw=flaw)


def test_a_document_that_links_to_the_web_is_kept() -> None:
    link = (
        b'<Relationship Id="r" Type="http://x/hyperlink" Target="https://school.example"'
        b' TargetMode="External"/>'
    )

    assert not judged(files.office(members={"word/_rels/document.xml.rels": link})).flaw


@pytest.mark.parametrize("megabytes", [6, 210])
def test_a_zip_bomb_is_small_to_send_and_never_unpacked(megabytes: int) -> None:
    bomb = files.bomb(megabytes)
    began = time.process_time()

    assert judged(bomb).flaw == Flaw.SWOLLEN

    assert len(bomb) < 300_000
    assert time.process_time() - began < 1


def test_a_zip_that_lies_about_its_size_is_not_kept() -> None:
    bomb = bytearray(files.bomb(50))
    size = struct.pack("<I", 50 * 1024 * 1024)
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = struct.pack("<I", 1000)

    assert judged(bytes(bomb)).flaw in {Flaw.BROKEN, Flaw.SWOLLEN}


def test_unpacking_itself_stops_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_judge_list", lambda members, size: None)

    assert judged(files.bomb(210)).flaw == Flaw.SWOLLEN


def test_a_picture_with_too_many_pixels_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)

    assert judged(files.png(31, 32)).flaw == ""
    assert judged(files.png(32, 32)).flaw == Flaw.SWOLLEN


def test_a_flood_of_pixels_is_refused_before_it_is_drawn() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = bytearray(files.png())
    content[16:29] = header
    content[29:33] = struct.pack(">I", zlib.crc32(b"IHDR" + header))

    assert judged(bytes(content)).flaw == Flaw.SWOLLEN


def test_a_photo_does_not_say_where_it_was_taken_and_stands_upright() -> None:
    sent = files.photo(40, 30)
    assert b"Exif" in sent
    assert b"De Berk" in sent

    kept = judged(sent).content

    with Image.open(BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert picture.size == (30, 40)
    for told in (b"Exif", b"De Berk", b"Fatima"):
        assert told not in kept


def test_what_hides_behind_a_picture_stays_behind() -> None:
    for picture in (files.png(), files.photo()):
        kept = judged(picture + files.HTML + files.zipped({"a": b"b"}))
        assert not kept.flaw
        assert b"script" not in kept.content
        assert b"PK" not in kept.content


def test_a_pdf_in_which_something_acts_is_kept_and_not_shown() -> None:
    found = judged(files.pdf(script="app.alert('dag')"))

    assert (found.media_type, found.shows, found.flaw) == (MediaType.PDF, False, "")


@pytest.mark.parametrize("action", [b"/Launch", b"/SubmitForm", b"/GoToR", b"/J#61vaScript"])
def test_every_action_counts_however_it_is_written(action: bytes) -> None:
    page = files.pdf()
    acting = page.replace(b"/Type /Catalog", b"/OpenAction << /S " + action + b" >> /Type /Catalog")
    assert acting != page

    assert judged(page).shows
    assert not judged(acting).shows


def test_a_pdf_with_too_much_to_look_through_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_OBJECTS", 1)

    assert not judged(files.pdf()).shows


@given(st.binary(max_size=2000))
def test_whatever_comes_gets_an_answer(content: bytes) -> None:
    found = judged(content)

    assert bool(found.flaw) != bool(found.media_type)
    assert found.flaw or b"<script" not in found.content


@given(
    st.sampled_from([files.pdf(), files.png(), files.photo(), files.office(), files.bomb(6)]),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=8)), max_size=6),
)
def test_a_damaged_file_gets_an_answer(content: bytes, damage: list[tuple[int, bytes]]) -> None:
    damaged = bytearray(content)
    for at, piece in damage:
        start = at % len(damaged)
        damaged[start : start + len(piece)] = piece

    found = judged(bytes(damaged))

    assert bool(found.flaw) != bool(found.media_type)


def test_the_process_that_looks_says_the_same_and_knows_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_to = {}
    run: Any = subprocess.run

    def watched(*words: object, **settings: object) -> object:
        given_to.update(settings)
        return run(*words, **settings)

    monkeypatch.setattr(subprocess, "run", watched)
    for content in (files.photo(), files.HTML, files.TEXT):
        assert sealed.inspect(content) == judged(content)

    assert given_to["env"] == {}
    assert os.environ


@pytest.mark.parametrize("program", ["import time; time.sleep(9)", "import sys; sys.exit(9)"])
def test_looking_that_never_ends_or_breaks_is_a_no(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "SECONDS", 0.2)
    monkeypatch.setattr(sealed, "_PROGRAM", ("-c", program))

    assert sealed.inspect(files.TEXT) == Found(flaw=Flaw.HEAVY)


def test_looking_has_a_bound_on_memory() -> None:
    program = "from tandem.core.files import sealed; sealed._bind(); bytearray(2 * 1024 ** 3)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=sealed._ROOT, capture_output=True, check=False
    )

    assert b"MemoryError" in done.stderr
