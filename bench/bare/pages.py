"""What each measured page says: read the rows, work out the pieces."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import psycopg

from bench.bare import sql, words
from bench.bare.stencil import Piece, shaped

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = ZoneInfo("Europe/Amsterdam")
PAGE, LAST = 25, 2**62
_own = threading.local()


@dataclass(frozen=True, slots=True)
class Said:
    """A page: what stands before the rows, the rows, and what stands after them."""

    before: Piece
    rows: list[Piece]
    after: Piece


def connection(socket: str) -> psycopg.Connection[tuple[Any, ...]]:
    """Return the connection of this thread; it stays open."""
    if not hasattr(_own, "connection"):
        _own.connection = psycopg.connect(
            host=socket, dbname="tandem", user="tandem", autocommit=True, prepare_threshold=0
        )
    found: psycopg.Connection[tuple[Any, ...]] = _own.connection
    return found


def household(db: psycopg.Connection[tuple[Any, ...]], session: str, ref: str) -> Said:
    """Say the household page."""
    at = datetime.now(UTC)
    today = at.astimezone(HERE).date()
    by, _roles = _signed_in(db, session, at, today)
    values: dict[str, Any] = {"by": by, "ref": ref, "at": at, "day": today}
    row = db.execute(sql.DOOR, values).fetchone()
    if row is None or not row[7]:
        raise LookupError(ref)
    id_, name, status, ended_on, pilot, managed_by, source, keys = row
    values |= {"id": id_, "event": "household_looked_at", "subject": "verhaal"}
    db.execute(sql.AUDIT, {**values, "ground": keys[0].split()[1]})
    head = db.execute(sql.HEAD, values).fetchone() or ()
    lines = db.execute(sql.STORY, values).fetchall()
    is_closed = status == "ended"
    shown: dict[str, str] = {
        "ref": ref,
        "name": escape(name),
        "pilot": escape(pilot),
        "managed_by": escape(managed_by),
        "source": escape(source),
        "ended_on": words.whole(ended_on) if ended_on else "",
    }
    page = lines[:PAGE]
    more = f"{page[-1][0]}_{page[-1][2]}_{page[-1][3]}" if len(lines) > PAGE else ""
    return Said(
        _head(head, status, today, shown),
        [_line(line, ref, today, is_closed=is_closed) for line in page],
        Piece("more" if more else "", {"na": more}),
    )


def listed(
    db: psycopg.Connection[tuple[Any, ...]], session: str, *, search: str = "", before: str = ""
) -> Said:
    """Say the list of my households, or what a search finds."""
    at = datetime.now(UTC)
    today = at.astimezone(HERE).date()
    by, roles = _signed_in(db, session, at, today)
    values = {"by": by, "at": at, "day": today, "ref": "", "subject": "", "ground": ""}
    if search:
        word = search.casefold()
        word_values = {**values, "word": word, "beyond": f"{word}\U0010ffff"}
        found = db.execute(sql.SEARCH, word_values).fetchall()
    else:
        found = db.execute(sql.LIST, {**values, "before": int(before or LAST)}).fetchall()
    event, where = ("searched", "zoeken") if search else ("listed", "lijst")
    listed = [row[0] for row in found[:PAGE]]
    told = {"event": f"households_{event}", "where": where, "listed": listed}
    db.execute(sql.AUDIT_LIST, {**values, **told})
    is_one_pilot = len({row[4] for row in found}) == 1
    rows = [_row(row, today, is_one_pilot=is_one_pilot) for row in found[:PAGE]]
    is_more = len(found) > PAGE and not search
    may_register = "local_team" in roles
    after = {"na": f"na={found[PAGE - 1][0]}"} if is_more else {}
    top = {"search": f"“{escape(search)}”"} if search else {}
    return Said(Piece(f"{may_register}", top), rows, Piece(f"more {is_more}", after))


def _signed_in(
    db: psycopg.Connection[tuple[Any, ...]], session: str, at: datetime, day: date
) -> tuple[int, list[str]]:
    row = db.execute(sql.SESSION, {"session": session, "at": at, "day": day}).fetchone()
    if row is None:
        raise LookupError(session)
    return row[0], row[1]


def _head(head: Sequence[Any], status: str, today: date, shown: dict[str, str]) -> Piece:
    people, consents, powers, seats, contacts = (part or [] for part in head)
    said, first_yes = _said(consents)
    names: list[str] = []
    same: dict[tuple[str, tuple[str, ...], str], list[str]] = {}
    for id_, name, born in people:
        first = name.partition(" ")[0]
        years = words.age(date.fromisoformat(born), today)
        names.append(f"{first} ({years})" if 0 <= years < 18 else first)  # noqa: PLR2004 - adult
        about = said.get(id_, {})
        for answer, last in sorted(
            set(about.values()), key=lambda one: (ORDER.index(one[0]), one[1])
        ):
            named = tuple(sorted(name for name, word in about.items() if word == (answer, last)))
            same.setdefault((answer, named, last), []).append(first)
    regime, since = (powers[0][0], powers[0][1]) if powers else ("consent", first_yes)
    riders = [seat for seat in seats if seat[3]]
    standpoints = sorted(same.items(), key=lambda one: ORDER.index(one[0][0]))
    shape = [status, regime if since else "none"]
    shape += [
        f"{a} {'|'.join(to)} {bool(last)} {len(who) > 1}" for (a, to, last), who in standpoints
    ]
    shape += [f"{position} {organization}" for position, organization, _, _ in riders]
    shape += ["past" if len(riders) < len(seats) else "", f"{len(contacts)}"]
    shown |= {
        "names": escape(words.joined(names)) if names else "",
        "since": words.short(date.fromisoformat(since), today) if since else "",
    }
    for number, ((_, _, last), who) in enumerate(standpoints):
        shown[f"who{number}"] = escape(words.joined(who))
        shown[f"last{number}"] = words.whole(date.fromisoformat(last)) if last else ""
    for number, (_, _, day, _) in enumerate(riders):
        shown[f"seat{number}"] = words.long(date.fromisoformat(day))
    for number, (name, reach, frequency) in enumerate(contacts):
        shown |= {
            f"contact{number}": f"<b>{escape(name)}</b>",
            f"reach{number}": escape(reach),
            f"frequency{number}": words.FREQUENCIES[frequency],
        }
    return shaped(" ".join(shape), shown)


ORDER = ("yes", "no", "over")


def _said(
    consents: Sequence[Sequence[Any]],
) -> tuple[dict[int, dict[str, tuple[str, str]]], str]:
    """Who last said what about which organization, until when; and the first yes that runs."""
    said: dict[int, dict[str, tuple[str, str]]] = {}
    first_yes = ""
    for person, answer, given_on, in_force, last, organizations in consents:
        now = answer if in_force or answer == "no" else "over"
        if now == "yes" and not first_yes:
            first_yes = given_on
        about = said.setdefault(person, {})
        for name in organizations:
            about[name] = (now, last if now == "yes" and last else "")
    return said, first_yes


def _line(row: Sequence[Any], ref: str, today: date, *, is_closed: bool) -> Piece:
    day, kind, place, id_, text, a, b, contact, writer, about = row
    shown = {"iso": day.isoformat(), "day": words.short(day, today), "ref": ref}
    if place != 9:  # noqa: PLR2004 - the place of what was written
        shown["text"] = words.sentence(kind, text, a)
        return Piece("step", shown)
    shown |= {
        "text": escape(text),
        "meta": words.meta(a, b, contact, writer, about),
        "id": f"/verhaal/{id_}/",
    }
    return Piece(f"{kind} {is_closed}", shown)


def _row(row: Sequence[Any], today: date, *, is_one_pilot: bool) -> Piece:
    _, ref, name, status, pilot, form, has_consent, riders, last_contact = row
    front = [one[6:] for one in riders or () if one.startswith("front")]
    back = [one[5:] for one in riders or () if one.startswith("back")]
    said = f"{', '.join(front)} voorop" if front else ""
    said += f", {', '.join(back)} achterop" if back and front else ""
    shown = {
        "ref": ref,
        "name": escape(name),
        "pilot": escape(pilot),
        "riders": escape(said),
        "status": words.STATUSES[status],
        "contact": words.ago(last_contact, today) if last_contact else "",
    }
    shape = f"{form or has_consent} {bool(said)} {bool(last_contact)} {is_one_pilot}"
    return Piece(shape, shown)
