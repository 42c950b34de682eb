"""Photos and scans: read to the last pixel and drawn anew.

What a camera writes beside the picture (where, when, with which telephone) stays behind: a photo
with a place tells where somebody hides. So does everything that was hidden behind the picture.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from tandem.core.files import Flaw, Flawed, Found, MediaType

# An A4 at 600 dots per inch has 35 million; in memory these are at most 160 MB.
MOST_PIXELS = 40_000_000
_QUALITY = 92
_NAMES = {MediaType.PNG: "PNG", MediaType.JPEG: "JPEG"}


def read(content: bytes, media_type: MediaType) -> Found:
    """Read a picture, turn it upright as its camera meant, and draw it anew."""
    # Another library in the same process may have said that half a picture will do.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    name = _NAMES[media_type]
    try:
        with Image.open(BytesIO(content), formats=[name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Flawed(Flaw.SWOLLEN)
            drawn = _drawn(picture, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Flawed(Flaw.SWOLLEN) from bomb
    return Found(media_type.value, drawn, shows=True)


def _drawn(picture: Image.Image, name: str) -> bytes:
    colors = picture.info.get("icc_profile")  # the colors of a bruise are to stay what they were
    see_through = picture.info.get("transparency")
    upright = ImageOps.exif_transpose(picture)
    upright.info = {} if see_through is None else {"transparency": see_through}
    into = BytesIO()
    if name == "JPEG":
        upright.save(into, name, quality=_QUALITY, icc_profile=colors)
    else:
        upright.save(into, name, icc_profile=colors)
    return into.getvalue()
