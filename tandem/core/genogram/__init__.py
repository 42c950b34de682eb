"""The family drawing (gezinstekening, genogram): from plain facts to a picture and to words.

`svg` draws, `legend` says what the lines mean, `listed` says all of it in words. Pure: nothing is
read from anywhere, and the same family always gives the same picture.
"""

from tandem.core.genogram.draw import svg
from tandem.core.genogram.family import (
    Couple,
    Descent,
    Family,
    Human,
    Kin,
    Line,
    Related,
    Ring,
    Symbol,
    Tie,
    Tone,
    Union,
)
from tandem.core.genogram.layout import Layout, lay_out
from tandem.core.genogram.legend import legend
from tandem.core.genogram.words import listed

__all__ = [
    "Couple",
    "Descent",
    "Family",
    "Human",
    "Kin",
    "Layout",
    "Line",
    "Related",
    "Ring",
    "Symbol",
    "Tie",
    "Tone",
    "Union",
    "lay_out",
    "legend",
    "listed",
    "svg",
]
