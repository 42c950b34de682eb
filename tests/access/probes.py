"""What the policies that are written by hand allow: a row that may, and each that just may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection

from tandem.core.periods import day_of
from tests.access import probes_of_keys
from tests.access.bare import MINE, SEEN, THEIRS, Bare, Try, all_of, insert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

type Row = dict[str, object]

DAY = timedelta(days=1)
# What the functions say is asked elsewhere: here they say this.
_SAY = (
    ("regions_as(roles text[])", "bigint[]", "SELECT '{{101}}'::bigint[]"),
    ("pilots_as(roles text[])", "bigint[]", "SELECT '{{201}}'::bigint[]"),
    ("leads(person bigint, roles text[])", "boolean", "SELECT person = {ruben}"),
    ("does_the_same_work(person bigint, deputy bigint)", "boolean", "SELECT deputy = {vera}"),
    ("barred_from()", "bigint[]", "SELECT '{{{seen}}}'::bigint[]"),
    ("demonstration()", "bigint[]", "SELECT '{{{ruben}}}'::bigint[]"),
    ("arranges(person bigint)", "boolean", "SELECT person = {ruben}"),
)


def say(bare: Bare) -> None:
    """Let the functions that these policies ask, say something simple."""
    names = {name: account.pk for name, account in bare.people.items()}
    with connection.cursor() as cursor:
        for what, kind, answer in _SAY:
            body = answer.format(seen=bare.home(SEEN), **names)
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION tandem.{what} RETURNS {kind} LANGUAGE sql STABLE"
                f" SECURITY DEFINER SET search_path = pg_catalog AS $$ {body} $$"
            )


def put(table: str, *rows: Mapping[str, object]) -> None:
    """Put rows into a bare table, as its owner."""
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(insert(table, row))


def each(table: str, who: str, row: Row, *others: Row) -> Iterator[Try]:
    """May be added, but not with any of these."""
    yield Try(table, who, insert(table, row), "1")
    for other in others:
        yield Try(table, who, insert(table, {**row, **other}), "no")


def tries(bare: Bare) -> Iterator[Try]:
    """Put the rows there, and try everything."""
    pk = {name: account.pk for name, account in bare.people.items()}
    of_work = (_works, _births, _own_words, _trail, _absences, _reviews, _ways_in)
    for group in (*of_work, _denials, probes_of_keys.tries):
        yield from group(bare, pk)
    yield from _background()


# Who works where, and until when: a pilot, or a region, for each way in which it just fails. ------
_FITS, _ENDS, _SOMEBODY, _ROLE, _SOON, _OVER, _PLACE, _FAR = range(1, 9)


def _work(bare: Bare, who: int, other: int, right: str, wrong: str) -> Iterator[Row]:
    """Of somebody in pilots 1 to 6 of region 9, and in regions 11 to 16, each with pilot 1x."""
    day = day_of(bare.at)
    runs: dict[int, Row] = {
        _FITS: {"since": day},
        _ENDS: {"since": day - DAY, "until": day + DAY},
        _SOMEBODY: {"account_id": other},
        _ROLE: {"role": wrong},
        _SOON: {"since": day + DAY},
        _OVER: {"until": day},
    }
    for number, more in runs.items():
        base: Row = {"account_id": who, "role": right, "since": day - DAY, "until": None}
        yield {**base, "region_id": 9, "pilot_id": number, **more}
        yield {**base, "region_id": 10 + number, "pilot_id": None, **more}
    # In one pilot of a region is not in all of it.
    yield {**base, "region_id": 10 + _PLACE, "pilot_id": 10 + _FAR, "until": None}


_ALL = range(1, 19)
_IN_PILOT = {_FITS, _ENDS, 10 + _FAR}
_RUNNING = {*_IN_PILOT, 10 + _FITS, 10 + _ENDS}


def _works(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Who works where is everybody's to see; who arranges it there, writes it."""
    regions = {number: 10 + _PLACE if number == 10 + _FAR else number for number in range(11, 19)}
    pilots = {number: regions.get(number, 9) for number in _ALL}
    put("network_pilot", *({"id": n, "region_id": r} for n, r in pilots.items()))
    table = "network_assignment"
    put(table, *_work(bare, pk["coordinator"], pk["vera"], "coordinator", "expert"))
    put(table, *_work(bare, pk["mila"], pk["ruben"], "local_team", "partner"))
    put(table, *_work(bare, pk["guus"], pk["vera"], "case_loader", "administrator"))
    put(table, {"region_id": 101}, {"region_id": 102}, {"region_id": 102, "pilot_id": 201})
    for region, pilot, right in ((101, None, "1"), (102, 201, "1"), (102, 202, "no")):
        row: Row = {"region_id": region, "pilot_id": pilot}
        yield Try(table, "mila", insert(table, row), right)
    yield Try(table, "mila", f"UPDATE {table} SET until = NULL", "2")


def _births(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """A household begins in a pilot where one works today, by oneself, now."""
    table = "dossier_household"
    for account, moment, number in (
        (pk["mila"], bare.at, 2),
        (pk["mila"], bare.at - DAY, 21),
        (pk["ruben"], bare.at, 22),
    ):
        new: Row = {"created_by_id": account, "created_at": moment}
        if number > SEEN:
            # A number that no household in the tests gets by itself.
            put(table, {"n": number, "id": 900_000 + number, **new})
        else:
            there = f"UPDATE {table} SET created_by_id = %s, created_at = %s WHERE n = %s"
            with connection.cursor() as cursor:
                cursor.execute(there, [account, moment, number])
    # Of the team, a pilot; of who loads case files also all of a region.
    may = {"mila": _IN_PILOT, "guus": _RUNNING, "expert": set()}
    for who, pilots in may.items():
        row: Row = {"created_by_id": pk[who], "created_at": bare.at, "id": 90}
        for pilot in _ALL:
            right = "1" if pilot in pilots else "no"
            yield Try(table, who, insert(table, {**row, "pilot_id": pilot}), right)
    row = {"created_by_id": pk["mila"], "created_at": bare.at, "pilot_id": _FITS, "id": 90}
    others: list[Row] = [{"created_by_id": pk["ruben"]}, {"created_at": bare.at - DAY}]
    yield from each(table, "mila", row, *others)


def _own_words(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Who has no key says that they are too close, that it burns, or that they need to come in.

    By number only that it burns, as a trigger judges that; the others name a reference, to a
    function.
    """
    me, other, theirs = pk["administrator"], pk["mila"], bare.home(THEIRS)
    for table, names, moment in (
        ("dossier_bar", ("account_id", "recorded_by_id"), "recorded_at"),
        ("dossier_emergency", ("opened_by_id",), "opened_at"),
        ("dossier_accessrequest", ("asked_by_id",), "asked_at"),
    ):
        put(table, {"n": 21, "household_id": theirs, names[0]: me})
        yield Try(table, "administrator", all_of(table), "21")
        row: Row = {"household_id": theirs, **dict.fromkeys(names, me), moment: bare.at}
        if table != "dossier_emergency":
            yield Try(table, "administrator", insert(table, row), "no")
            continue
        others: list[Row] = [{name: other} for name in names]
        yield from each(table, "administrator", row, *others, {moment: bare.at - DAY})


def _trail(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Everybody adds what they did; it is read by household, and one's own."""
    table, me, other = "audit_event", pk["mila"], pk["ruben"]
    home, theirs = bare.homes[MINE].ref, bare.homes[THEIRS].ref
    put(
        table,
        {"n": 1, "actor_id": me, "household_ref": ""},
        {"n": 2, "actor_id": other, "household_ref": home},
        {"n": 3, "actor_id": other, "household_ref": theirs},
    )
    yield Try(table, "mila", all_of(table), "1,2")
    row: Row = {"actor_id": me, "at": bare.at, "household_ref": home, "event": "looks_picked"}
    row |= {"kind": "look"}
    for kind in ("change", "refusal"):
        yield Try(table, "mila", insert(table, {**row, "kind": kind}), "1")
    made_up: Row = {"kind": "other"}
    yield from each(table, "mila", row, {"actor_id": other}, {"at": bare.at - DAY}, made_up)
    failed: Row = {"at": bare.at, "household_ref": "", "event": "sign_in_failed", "kind": "change"}
    others: list[Row] = [{"actor_id": other}, {"household_ref": home}, {"event": "looks_picked"}]
    yield from each(table, "nobody", {**failed, "actor_id": None}, *others)
    yield Try(table, "mila", insert(table, failed), "no")
    # A receipt is kept by who sends the form, and by nobody else.
    table = "audit_receipt"
    put(table, {"n": 1, "actor_id": me}, {"n": 2, "actor_id": other})
    yield Try(table, "mila", all_of(table), "1")
    yield from each(table, "mila", {"actor_id": me}, {"actor_id": other})
    # And a draft by who types, who throws it away too.
    table = "drafts_draft"
    put(table, {"n": 1, "typed_by_id": me}, {"n": 2, "typed_by_id": other})
    yield Try(table, "mila", all_of(table), "1")
    yield Try(table, "mila", f"DELETE FROM {table}", "1")
    yield from each(table, "mila", {"typed_by_id": me}, {"typed_by_id": other})


def _absences(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Who is away says so, or who leads them; for somebody of the same work; and it only ends."""
    table, me, led, other = "dossier_absence", pk["mila"], pk["ruben"], pk["guus"]
    row: Row = {"account_id": me, "deputy_id": pk["vera"], "recorded_by_id": me}
    row |= {"recorded_at": bare.at, "ended_at": None}
    others: list[Row] = [
        {"recorded_by_id": led},
        {"recorded_at": bare.at - DAY},
        {"account_id": other},
        {"ended_at": bare.at},
        {"deputy_id": other},
    ]
    yield from each(table, "mila", row, *others)
    yield Try(table, "mila", insert(table, {**row, "account_id": led}), "1")
    put(table, *({"account_id": one} for one in (me, led, other)))
    for account, ender, right in (
        (me, me, "2"),
        (led, me, "2"),
        (other, me, "no"),
        (me, led, "no"),
    ):
        sql = f"UPDATE {table} SET account_id = {account}, ended_by_id = {ender}"
        yield Try(table, "mila", sql, right)


def _reviews(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Looks are judged by who watches over the pilot now: not one's own, and not when barred."""
    table, who = "dossier_lookreview", "coordinator"
    fits: Row = {"account_id": pk["vera"], "household_id": bare.home(THEIRS)}
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    put(
        table,
        *({"n": pilot, "pilot_id": pilot, **fits} for pilot in _ALL),
        {"n": 21, "pilot_id": _FITS, **fits, "account_id": pk[who]},
        {"n": 22, "pilot_id": _FITS, **fits, "household_id": bare.home(SEEN)},
    )
    yield Try(table, who, all_of(table), ",".join(map(str, sorted(_RUNNING))))
    count = str(len(_RUNNING))
    for pilot in _ALL:
        right = count if pilot in _RUNNING else "no"
        sql = f"UPDATE {table} SET pilot_id = {pilot}, reviewed_by_id = {pk[who]}"
        yield Try(table, who, sql, right)
    for column, value, right in (
        ("account_id", pk["ruben"], count),
        ("account_id", pk[who], "no"),
        ("household_id", bare.home(SEEN), "no"),
        ("reviewed_by_id", pk["vera"], "no"),
    ):
        signed = "" if column == "reviewed_by_id" else f", reviewed_by_id = {pk[who]}"
        yield Try(table, who, f"UPDATE {table} SET {column} = {value}{signed}", right)


def _ways_in(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Signing in: everybody has their own rows, and who arranges an account invites."""
    for table in ("account_emailaddress", "mfa_authenticator", "usersessions_usersession"):
        names = {1: "mila", 2: "ruben", 3: "vera"}
        put(table, *({"n": n, "user_id": pk[name]} for n, name in names.items()))
        printed = {"mfa_authenticator": "1,2"}.get(table, "1")
        yield Try(table, "mila", all_of(table), printed)
        yield Try(table, "mila", f"DELETE FROM {table}", "1")
        if table == "mfa_authenticator":
            # Of the row that is printed, who reads it changes nothing.
            yield Try(table, "mila", f"UPDATE {table} SET last_used_at = created_at", "1")
        yield from each(table, "mila", {"user_id": pk["mila"]}, {"user_id": pk["ruben"]})
    put(
        "network_account",
        {"id": 1001, "created_at": bare.at},
        {"id": 1002, "created_at": bare.at - DAY},
        {"id": 1003, "created_at": bare.at},
    )
    put("network_professional", {"account_id": 1003})
    table, me = "network_invitation", pk["mila"]
    row: Row = {"account_id": pk["ruben"], "invited_by_id": me, "invited_at": bare.at}
    others: list[Row] = [
        {"invited_by_id": pk["vera"]},
        {"invited_at": bare.at - DAY},
        {"account_id": pk["vera"]},
        {"account_id": 1002},
        {"account_id": 1003},
    ]
    yield from each(table, "mila", row, *others)
    yield Try(table, "mila", insert(table, {**row, "account_id": 1001}), "1")


def _denials(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Somebody of a family says that a withdrawal in their name was not theirs: now, unanswered."""
    table, me, seen = "legal_withdrawaldenial", pk["administrator"], bare.home(SEEN)
    put(table, {"n": 21, "household_id": bare.home(THEIRS), "denied_by_id": me})
    yield Try(table, "administrator", all_of(table), "21")
    row: Row = {"household_id": seen, "withdrawal_id": SEEN, "denied_by_id": me}
    row |= {"denied_at": bare.at, "spoken_at": None}
    others: list[Row] = [
        {"denied_by_id": pk["mila"]},
        {"denied_at": bare.at - DAY},
        {"spoken_at": bare.at},
        {"withdrawal_id": THEIRS, "household_id": bare.home(THEIRS)},
        {"household_id": bare.home(THEIRS)},
    ]
    for one in each(table, "administrator", row, *others):
        yield replace(one, is_family=True)
    # Vera reads the consent of her own household, and may not write there what a family says.
    row |= {"household_id": bare.home(MINE), "denied_by_id": pk["vera"]}
    for withdrawal in (MINE, SEEN):
        sql = insert(table, {**row, "withdrawal_id": withdrawal})
        yield Try(table, "vera", sql, "no", is_family=True)


def _background() -> Iterator[Try]:
    """What is picked and what stands still, stands in the trail; a tandem only ever stops."""
    table = "audit_event"
    for role, event in (
        ("tandem_watch", "looks_picked"),
        ("tandem_road", "household_ground_ended"),
    ):
        others: list[Row] = [{"event": "sign_in_failed"}, {"actor_id": 1}, {"kind": "look"}]
        row: Row = {"event": event, "actor_id": None, "kind": "change"}
        yield from each(table, role, row, *others)
    table = "dossier_household"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET status = 'registered'")
        cursor.execute(f"UPDATE {table} SET status = 'started' WHERE n = {MINE}")
    for status, right in (("stopped", "1"), ("ended", "no")):
        yield Try(table, "tandem_road", f"UPDATE {table} SET status = '{status}'", right)
