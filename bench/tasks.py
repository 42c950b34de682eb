"""Tasks inside one world: fill it, sign in, name addresses, count statements, time the monitor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from bench import crowd, monitor_sql, trail
from bench import fill as filling
from config.prepare import NOT_SERVED
from config.sessions import SessionStore
from tandem.drafts.models import Draft
from tandem.monitor import selectors
from tandem.monitor.enums import Question
from tandem.monitor.rules.figures import Sheet, mean_weekly
from tandem.monitor.rules.quarter import Quarter
from tandem.network import services
from tandem.network.models import Account, Pilot

if TYPE_CHECKING:
    from collections.abc import Callable

QUARTER = "2025Q2"
TIMES = 15
# How every search of the bench begins; see FIRST_NAMES in fill.py.
SEARCHES = ("sa", "SA", "sA", "Sa")


def fill() -> bool:
    """Fill the world."""
    filling.fill(at=now())
    filling.settle()
    return True


def gather() -> bool:
    """Put a crowd around the households that are measured."""
    crowd.gather(crowd.asked())
    crowd.settle()
    return True


def time_locks() -> dict[str, Any]:
    """Time a household page with the locks and without."""
    return crowd.times(sign_in()["session"], places()["households"][:30])


def collect() -> bool:
    """Collect the static files."""
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=NOT_SERVED)
    return True


def sign_in() -> dict[str, str]:
    """Begin a session of the account, as after signing in with both factors."""
    account, at = _account(), now()
    session = SessionStore()
    session[auth.SESSION_KEY] = str(account.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
    services.session.begin(session, by=account, at=at)
    session.create()
    key = session.session_key or ""
    UserSession.objects.create(
        user_id=account.pk,
        session_key=key,
        ip="127.0.0.1",
        created_at=at,
        last_seen_at=at,
        user_agent="bench",
    )
    return {"session": session.cookie or "", "kept": key}


def places() -> dict[str, list[str]]:
    """Name the addresses to ask: households with a key, pages of the list, searches."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.ref, h.id FROM dossier_household h JOIN dossier_key k"
            " ON k.household_id = h.id WHERE k.account_id = %s AND h.status <> 'ended'"
            " ORDER BY md5(h.source_ref)",
            [_account().pk],
        )
        found = cursor.fetchall()
    last = max(id_ for _, id_ in found)
    return {
        "households": [f"/huishoudens/{ref}/" for ref, _ in found[:160]],
        "lists": ["/huishoudens/", *(f"/huishoudens/?na={last - 8 * n}" for n in range(2, 8))],
        "searches": [f"/huishoudens/?zoek={text}" for text in SEARCHES],
    }


def typing() -> dict[str, str]:
    """Begin a session, and name a form in which much is typed, with nothing in it yet."""
    Draft.objects.filter(typed_by=_account()).delete()
    path = f"{places()['households'][0]}verhaal/opschrijven/"
    return {"session": sign_in()["session"], "path": path}


def doors() -> dict[str, list[str]]:
    """Name households that the account has no key to, and as many that never were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.ref FROM dossier_household h WHERE NOT EXISTS (SELECT FROM dossier_key k"
            " WHERE k.household_id = h.id AND k.account_id = %s) ORDER BY md5(h.source_ref)"
            " LIMIT 100",
            [_account().pk],
        )
        refs = [ref for (ref,) in cursor.fetchall()]
    return {
        "closed": [f"/huishoudens/{ref}/" for ref in refs],
        "absent": [f"/huishoudens/1998-{ref[5:]}/" for ref in refs],
    }


def queries() -> dict[str, list[str]]:
    """List the statements of each page, of a second request: what is cached, is cached."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in()["session"]
    found = places()
    pages = {
        "Huishouden": found["households"][0],
        "Mijn huishoudens": found["lists"][0],
        "Zoeken op naam": found["searches"][0],
        "Vandaag": "/",
        "Monitor, een kwartaal": f"/monitor/{QUARTER}/",
    }
    return {name: _statements(client, path) for name, path in pages.items()}


def _statements(client: Client, path: str) -> list[str]:
    client.get(path)
    seen: list[str] = []

    def see(execute: Callable[..., object], sql: str, *rest: object) -> object:
        seen.append(" ".join(sql.split())[:100])
        return execute(sql, *rest)

    with connection.execute_wrapper(see):
        answer = client.get(path)
    if answer.status_code != 200:  # noqa: PLR2004 - OK
        raise SystemExit(f"{path} gaf {answer.status_code}")
    return seen


def monitor() -> dict[str, Any]:
    """Time the figures of a quarter and the hand-written aggregate, in turns; compare them."""
    quarter = Quarter.parse(QUARTER)
    pilots = list(Pilot.objects.order_by("id"))
    ours, hand = [], []
    for _ in range(TIMES):
        began = time.perf_counter()
        sheets = selectors.shown(pilots, quarter)
        between = time.perf_counter()
        with connection.cursor() as cursor:
            figures = monitor_sql.figures(
                cursor, [pilot.pk for pilot in pilots], quarter.first_day, quarter.last_day
            )
        hand.append(time.perf_counter() - between)
        ours.append(between - began)
    return {"ours": ours, "hand": hand, **_compared(sheets, pilots, figures)}


def audit() -> dict[str, Any]:
    """Measure the audit trail, and tamper with it."""
    return trail.run()


def _compared(
    sheets: list[Sheet], pilots: list[Pilot], figures: dict[tuple[int, str], tuple[int, Any]]
) -> dict[str, Any]:
    """Compare figure by figure; an aggregate leaves out what is zero."""
    by_slug = {sheet.slug: sheet for sheet in sheets}
    differ, same = [], 0
    for pilot in pilots:
        for one in Question:
            figure = by_slug[pilot.slug].figure(one)
            other = figures.get((pilot.pk, one.value), (0, None))
            mean = mean_weekly(figure.weekly, figure.derived)
            if monitor_sql.says_the_same(other, figure.value, mean):
                same += 1
            else:
                differ.append(f"{pilot.slug} {one.value}: {figure} / {other}")
    return {"same": same, "differ": differ}


def _account() -> Account:
    return Account.objects.get(email=filling.EMAIL)
