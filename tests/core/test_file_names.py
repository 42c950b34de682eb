"""A name that somebody gave a file leads nowhere, hides nothing, and ends in what the file is."""

from __future__ import annotations

import unicodedata

import pytest
from django.utils.http import content_disposition_header
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.files import MediaType
from tandem.core.files.names import ENDINGS, LONGEST, cleaned

# What turns a name around, is not seen, or leads elsewhere.
ODD = '\u202e\u2066\u200f\u200b\ufeff\0\r\n\t/\\:*?"<>|%.. é😀👩‍👧שלוםمرحبا\u2028'
NAMES = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=300)


@given(NAMES, st.sampled_from(MediaType))
def test_any_name_becomes_one_that_every_computer_takes(name: str, media_type: MediaType) -> None:
    clean = cleaned(name, media_type)

    assert clean.endswith(ENDINGS[media_type])
    assert len(clean) > len(ENDINGS[media_type])
    assert len(clean) <= LONGEST
    assert len(clean.encode()) <= 255
    assert not set(clean) & set('/\\:*?"<>|%\0\r\n\t')
    assert not clean.startswith((".", " "))
    assert not {unicodedata.category(one) for one in clean} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(NAMES, st.sampled_from(MediaType))
def test_cleaning_twice_changes_nothing_more(name: str, media_type: MediaType) -> None:
    once = cleaned(name, media_type)

    assert cleaned(once, media_type) == once


@given(NAMES, st.sampled_from(MediaType))
def test_the_header_of_a_download_is_one_line(name: str, media_type: MediaType) -> None:
    header = str(content_disposition_header(True, cleaned(name, media_type)))

    assert header.startswith("attachment; filename")
    assert header.isascii()
    assert not set(header) & {"\r", "\n", "\0"}


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("brief.pdf", "brief.pdf"),
        ("Brief van school.PDF", "Brief van school.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\fatima\\brief.pdf", "brief.pdf"),
        ("brief\u202efdp.exe", "brieffdp.pdf"),
        ("brief.pdf.exe", "brief.pdf.pdf"),
        ("😀 brief 👨‍👩‍👧.pdf", "😀 brief 👨👩👧.pdf"),
        ("رسالة المدرسة.pdf", "رسالة المدرسة.pdf"),
        ("", "bestand.pdf"),
        (".pdf", "bestand.pdf"),
        ("con.pdf", "bestand.pdf"),
        ("é" * 200 + ".pdf", "é" * 88 + ".pdf"),
        ("a" * 200 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_names_as_people_give_them(name: str, clean: str) -> None:
    assert cleaned(name, MediaType.PDF) == clean
