"""Histories of what somebody of a family finds of their own.

Most rows are planted (`planted.py`), in pairs that differ in one thing; each history is rich, so
that few are needed.
"""

from __future__ import annotations

from tests.access.histories import Step

SAME, MIDNIGHT = 0, 5

SEEDED_OWN: dict[str, list[Step]] = {
    "all that is one's own": [
        Step("yes", home="els", jump=SAME),
        Step("shield", "kees", thing=10),
        Step("shield", "kees", thing=4),
        Step("shield_elsewhere", "kees"),
        Step("faces", "kees"),
        Step("laws", "kees"),
        Step("answers", "kees"),
        Step("withdrawn", "kees"),
        Step("traces", "kees"),
        Step("tick", jump=MIDNIGHT),
        Step("lower", "kees"),
        Step("raise", "kees"),
        Step("shield_row", "kees"),
    ],
    "places of two households": [
        Step("shield_bare", "ina"),
        Step("place_elsewhere", "kees"),
        Step("address", "jet", thing=0),
        Step("shield", "ina", thing=0),
    ],
    "one's own place, where somebody else hides": [
        Step("address", "kees", thing=0),
        Step("address", "lotte", thing=0),
        Step("shield", "kees", thing=0),
        Step("shield", "lotte", thing=0),
    ],
    "words and authority at the same moment": [
        Step("write", "pim", thing=1),
        Step("release", "kees", thing=2, jump=SAME),
        Step("authority_row", "kees", thing=2),
        Step("authority_row", "ina", thing=2, jump=SAME),
        Step("barred_elsewhere", "kees"),
        Step("page_soon", "lotte"),
        Step("page_there", "lotte"),
        Step("tick", "ada", jump=MIDNIGHT),
        Step("tick", "ada", jump=MIDNIGHT),
    ],
    "reports and partners that are closed": [
        Step("partners", "kees"),
        Step("works_too", "kees"),
        Step("shield", "kees", thing=4),
        Step("shield", "kees", thing=10),
    ],
    "what was put before somebody": [
        Step("shield", "kees", thing=10),
        Step("shield", "kees", thing=4),
        Step("shield", "kees", thing=1),
        Step("put_rows", "kees", jump=SAME),
        Step("tick", "kees", jump=MIDNIGHT),
        Step("lower", "kees"),
        Step("raise", "kees"),
        Step("shield_row", "kees"),
    ],
    "what was put before a child, until it is eighteen": [
        Step("put_rows", "jet", jump=SAME),
        Step("shield", "jet", thing=4),
        Step("put_rows", "ada", jump=SAME),
        Step("tick", "jet", jump=MIDNIGHT),
        Step("put_rows", "jet", jump=SAME),
    ],
    "heard by a mother and not by a father": [
        Step("begin_piece", "lotte", thing=0),
        Step("put_piece", "lotte", thing=1),
        Step("put_piece", "kees", thing=3),
        Step("put_entry", "lotte", thing=0, refused=True),
        Step("begin_piece", "lotte", thing=0),
        Step("put_piece", "ada", thing=0),
        Step("put_entry", "kees", thing=2, refused=True),
        Step("put_entry", "ada", thing=1),
        Step("put_entry", "kees", thing=3),
    ],
}
