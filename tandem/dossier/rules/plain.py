"""Whether a text could be said more simply: rules of thumb, never a judgement (DOS-14).

It counts words and looks some up. It does not read: who writes decides, and nothing is stopped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_HINTS = 3
# About what a reader of B1 keeps in mind at once.
LONGEST_SENTENCE = 20

# Words of the trade, and what people say at home. Short on purpose: a long list nags.
PLAIN_WORDS = {
    "adequaat": "goed genoeg",
    "casus": "gezin",
    "cliënt": "de naam van wie het is",
    "client": "de naam van wie het is",
    "complex": "moeilijk, en wat er dan moeilijk is",
    "conform": "volgens",
    "problematiek": "wat er aan de hand is",
    "escalatie": "ruzie die erger wordt",
    "escaleren": "erger worden",
    "evident": "duidelijk",
    "hechting": "de band met",
    "indiceren": "besluiten dat hulp nodig is",
    "interventie": "wat we doen",
    "middelengebruik": "alcohol of drugs, en hoeveel",
    "multidisciplinair": "met elkaar",
    "opvoedingsonmacht": "wat er niet lukt bij het opvoeden",
    "parentificatie": "zorgt voor de ouder of de andere kinderen",
    "pedagogisch": "bij het opvoeden",
    "signaleren": "zien of horen",
    "systeem": "gezin",
    "traject": "hulp",
    "weerstand": "wil dit niet, en waarom",
}
# What nearly everybody knows, or what is a name.
_KNOWN = frozenset({"OTS", "GI", "VT", "GGZ", "GGD", "TV", "WC", "BSO", "NS", "SMS", "PDF"})

_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTENED = re.compile(r"\b(?:[a-z]\.){2,}|\b[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that could be simpler: what stands there, and what might do instead."""

    found: str
    instead: str


def hints(text: str) -> tuple[Hint, ...]:
    """At most three hints: words of the trade first, then abbreviations, then long sentences."""
    found = [*_trade(text), *_shortened(text), *_long(text)]
    return tuple(dict.fromkeys(found))[:MOST_HINTS]


def _trade(text: str) -> list[Hint]:
    words = [(word, word.lower()) for word in _WORD.findall(text)]
    return [Hint(word, PLAIN_WORDS[low]) for word, low in words if low in PLAIN_WORDS]


def _shortened(text: str) -> list[Hint]:
    found = [one for one in _SHORTENED.findall(text) if one not in _KNOWN]
    return [Hint(one, "voluit, zoals u het zegt") for one in found]


def _long(text: str) -> list[Hint]:
    # The points of an abbreviation end no sentence.
    whole = _SHORTENED.sub(lambda found: found[0].replace(".", ""), text)
    found = []
    for sentence in _SENTENCE.findall(whole):
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            found.append(Hint(f"{' '.join(words[:4])} …", "twee of drie kortere zinnen"))
    return found
