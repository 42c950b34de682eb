"""The tandem as a picture: who sits in front, who on the back, and who sat where before.

Pure functions from people to SVG for the household pages (experience.md, "Visual language"). The
picture carries its own text alternative; colors come from classes, so it follows the theme, the
dark and high-contrast settings of the reader, and prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Literal

from django.utils import dateformat
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tandem.core.markup import fill, fill_each

Place = Literal["front", "back"]

FRONT_X = 206
BACK_X = 112
NAME_LENGTH = 21
ORGANIZATION_LENGTH = 24
SEPARATOR = " · "
MOST_CIRCLES = 3
LABEL_HEIGHT = 22
ROW_HEIGHT = 32
# A name in less than this part of the strip would be cut off to nothing.
LEAST_FOR_NAME = 0.12


@dataclass(frozen=True, slots=True)
class Rider:
    """Somebody on the tandem now."""

    name: str
    initials: str
    organization: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PastSeat:
    """A seat over time; `until` is the first day that it was no longer taken, None runs still."""

    name: str
    organization: str
    place: Place
    since: date
    until: date | None = None


def initials_of(name: str) -> str:
    """At most two letters: the first name and the last."""
    words = [word for word in name.split() if word[:1].isupper()] or name.split()
    return "".join(word[:1] for word in (*words[:1], *words[1:][-1:])).upper()


def tandem_svg(
    front: Rider | None, back: Sequence[Rider] = (), past: Sequence[PastSeat] = ()
) -> SafeString:
    """Draw the tandem. An empty seat is drawn empty, and more than one on the back is counted."""
    return fill(
        '<svg class="tandem" viewBox="0 0 340 232" role="img" aria-labelledby="tandem-title'
        ' tandem-desc"><title id="tandem-title">{}</title><desc id="tandem-desc">{}</desc>{}{}{}'
        "</svg>",
        _("De tandem"),
        in_words(front, back, past),
        _frame(),
        _back_seat(back),
        _front_seat(front),
    )


def in_words(front: Rider | None, back: Sequence[Rider] = (), past: Sequence[PastSeat] = ()) -> str:
    """Say what the picture shows, for who hears the page."""
    said = [_rider_in_words(front, _("voorop"), _("Voorop zit nog niemand."))]
    said += [_rider_in_words(rider, _("achterop"), "") for rider in back]
    if not back:
        said.append(_("Achterop zit niemand."))
    ended = sum(seat.until is not None for seat in past)
    if ended:
        said.append(_("Eerder bezette plaatsen: %(n)s.") % {"n": ended})
    return " ".join(said)


def _rider_in_words(rider: Rider | None, place: str, nobody: str) -> str:
    """One seat in a sentence."""
    if rider is None:
        return nobody
    facts = {"name": rider.name, "organization": rider.organization, "place": place}
    if rider.since is None:
        return _("%(name)s van %(organization)s zit %(place)s.") % facts
    since = dateformat.format(rider.since, "j F Y")
    return _("%(name)s van %(organization)s zit %(place)s sinds %(since)s.") % {
        **facts,
        "since": since,
    }


def _frame() -> SafeString:
    """The bicycle itself, the same for every household."""
    return SafeString(
        '<g class="tandem__frame" fill="none" stroke="currentColor" stroke-width="2.6">'
        '<circle cx="58" cy="120" r="32"/><circle cx="284" cy="120" r="32"/>'
        '<circle cx="128" cy="120" r="6"/><circle cx="214" cy="120" r="6"/>'
        '<path d="M58 120H208M58 120l54-38 148-4M112 82l14 32M206 80l7 34M214 120l48-32M128 120'
        "l78-40M258 72l26 48M258 72l-3-10-17-3M176 79l-2-12-14-2M100 76h24M194 74h24M112 76v6"
        'M206 74v6"/></g>'
    )


def _front_seat(front: Rider | None) -> SafeString:
    """Who has the lead."""
    if front is None:
        return fill(
            '<circle class="tandem__empty" cx="{}" cy="40" r="25" fill="none"'
            ' stroke="currentColor"/>{}',
            FRONT_X,
            _label(248, _("nog niemand"), _("voorop"), is_front=True),
        )
    return fill(
        '<circle class="tandem__front" cx="{}" cy="40" r="25"/>'
        '<text class="tandem__initials tandem__initials--front" x="{}" y="46"'
        ' text-anchor="middle">{}</text>{}',
        FRONT_X,
        FRONT_X,
        front.initials,
        _label(
            248, Truncator(front.name).chars(NAME_LENGTH), _place(_("voorop"), front), is_front=True
        ),
    )


def _back_seat(back: Sequence[Rider]) -> SafeString:
    """Who sits on the back: one by name, more of them side by side and counted."""
    if not back:
        return fill(
            '<circle class="tandem__empty" cx="{}" cy="44" r="22" fill="none"'
            ' stroke="currentColor"/>{}',
            BACK_X,
            _label(84, _("lege plaats"), _("achterop"), is_front=False),
        )
    if len(back) == 1:
        (rider,) = back
        name, place = Truncator(rider.name).chars(NAME_LENGTH), _place(_("achterop"), rider)
        circles = _circle(BACK_X, 22, rider.initials)
    else:
        others = len(back) - 1
        first = Truncator(back[0].name).chars(NAME_LENGTH - 8)
        name = _("%(name)s en nog %(n)s") % {"name": first, "n": others}
        place = _("achterop")
        circles = _circles(back)
    return fill("{}{}", circles, _label(84, name, place, is_front=False))


def _circles(back: Sequence[Rider]) -> SafeString:
    """Two or three smaller circles; the last one counts whom there is no room for."""
    texts = [rider.initials for rider in back[:MOST_CIRCLES]]
    if len(back) > MOST_CIRCLES:
        texts[-1] = f"+{len(back) - MOST_CIRCLES + 1}"
    drawn = [_circle(BACK_X + 12 - 39 * n, 18, text) for n, text in enumerate(texts)]
    return SafeString("".join(drawn))


def _circle(x: int, radius: int, text: str) -> SafeString:
    """One person on the back."""
    small = " tandem__initials--small" if radius < 20 else ""  # noqa: PLR2004
    return fill(
        '<circle class="tandem__back" cx="{}" cy="44" r="{}"/>'
        '<text class="tandem__initials{}" x="{}" y="50" text-anchor="middle">{}</text>',
        x,
        radius,
        small,
        x,
        text,
    )


def _label(x: int, name: str, place: str, *, is_front: bool) -> SafeString:
    """The name under a seat, and beneath it which seat it is and for whom, each on a line."""
    lines = fill_each(
        "",
        '<text class="tandem__place" x="{}" y="{}" text-anchor="middle" font-size="13">{}</text>',
        ((x, 194 + 16 * n, line) for n, line in enumerate(_lines(place))),
    )
    return fill(
        '<text class="tandem__name{}" x="{}" y="176" text-anchor="middle" font-size="15">{}</text>'
        "{}",
        " tandem__name--front" if is_front else "",
        x,
        name,
        lines,
    )


def _lines(place: str) -> list[str]:
    """Break the seat and the organization into lines that fit under one half of the tandem."""
    seat, _separator, organization = place.partition(SEPARATOR)
    return [seat, *wrap(organization, ORGANIZATION_LENGTH, max_lines=2, placeholder="…")]


def _place(place: str, rider: Rider) -> str:
    """The seat and the organization, short enough for the picture."""
    return f"{place}{SEPARATOR}{rider.organization}"


def seat_strip_svg(seats: Sequence[PastSeat], *, today: date) -> SafeString:
    """Draw who sat where over time: first the rows in front, then those on the back.

    Widths are percentages and letters are not scaled, so that it reads on a phone as well.
    """
    if not seats:
        return SafeString()
    first = min(seat.since for seat in seats)
    last = max((today, *(seat.until for seat in seats if seat.until is not None)))
    days = max((last - first).days, 1)
    drawn, y = SafeString(), 0
    rows = _rows(seats)
    for number, row in enumerate(rows):
        if number == 0 or rows[number - 1][0].place != row[0].place:
            label = _("voorop") if row[0].place == "front" else _("achterop")
            drawn += fill('<text class="strip__label" x="0" y="{}">{}</text>', y + 14, label)
            y += LABEL_HEIGHT
        drawn += SafeString("".join(_drawn_seat(seat, y, first, days) for seat in row))
        y += ROW_HEIGHT
    return fill(
        '<svg class="strip" width="100%" height="{}" role="img" font-size="13"'
        ' aria-labelledby="strip-title strip-desc"><title id="strip-title">{}</title>'
        '<desc id="strip-desc">{}</desc>{}{}</svg>',
        y + 22,
        _("Wie fietste er mee?"),
        " ".join(_seat_in_words(seat) for seat in sorted(seats, key=lambda seat: seat.since)),
        drawn,
        _axis(first, last, y + 16),
    )


def _rows(seats: Sequence[PastSeat]) -> list[list[PastSeat]]:
    """Share the seats over rows, so that no two in a row overlap; in front comes first."""
    rows: list[list[PastSeat]] = []
    for seat in sorted(seats, key=lambda seat: (seat.place != "front", seat.since)):
        for row in rows:
            before = row[-1]
            fits = before.until is not None and before.until <= seat.since
            if before.place == seat.place and fits:
                row.append(seat)
                break
        else:
            rows.append([seat])
    return rows


def _drawn_seat(seat: PastSeat, y: int, first: date, days: int) -> SafeString:
    """One bar with a name in it; the inner svg cuts off what does not fit on a phone."""
    start = (seat.since - first).days
    length = days - start if seat.until is None else (seat.until - seat.since).days
    x, width = f"{100 * start / days:.2f}%", f"{max(100 * length / days - 0.4, 0.6):.2f}%"
    bar = fill(
        '<rect class="strip__{}" x="{}" y="{}" width="{}" height="24" rx="5"/>',
        seat.place,
        x,
        y,
        width,
    )
    if length / days < LEAST_FOR_NAME:
        return bar
    return bar + fill(
        '<svg x="{}" y="{}" width="{}" height="24"><text class="strip__text--{}" x="8" y="17">{}'
        "</text></svg>",
        x,
        y,
        width,
        seat.place,
        seat.name,
    )


def _axis(first: date, last: date, y: int) -> SafeString:
    """The first and the last day beneath the rows."""
    return fill(
        '<text class="strip__day" x="0" y="{}">{}</text>'
        '<text class="strip__day" x="100%" y="{}" text-anchor="end">{}</text>',
        y,
        dateformat.format(first, "j b Y"),
        y,
        dateformat.format(last, "j b Y"),
    )


def _seat_in_words(seat: PastSeat) -> str:
    """One seat of the strip in a sentence."""
    facts = {
        "name": seat.name,
        "organization": seat.organization,
        "place": _("voorop") if seat.place == "front" else _("achterop"),
        "since": dateformat.format(seat.since, "j F Y"),
    }
    if seat.until is None:
        return _("%(name)s van %(organization)s: %(place)s sinds %(since)s.") % facts
    return _("%(name)s van %(organization)s: %(place)s van %(since)s tot %(until)s.") % {
        **facts,
        "until": dateformat.format(seat.until, "j F Y"),
    }
