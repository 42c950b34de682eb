"""Keys that stand on nothing, each for one reason: the database itself must refuse every one.

And the one that looks like it but stands: of who is named in a safety team of others.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from tandem.core.periods import start_of
from tandem.dossier.models import Absence, Emergency, FamilyAccess, Involvement, Key
from tandem.network.enums import OrganizationKind
from tandem.network.models import Assignment, Organization

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.access.histories import History

TICK = timedelta(microseconds=1)


def cut_anyway(history: History) -> list[str]:
    """Try them all; say which were cut, and which rightful one was not."""
    _loader(history)
    found = [name for name, fields in _forged(history).items() if _is_cut(history, fields)]
    rightful = {
        "account": history.people["guus"],
        "household": history.homes["wilg"],
        "ground": "involvement",
        "scope": "partner",
        "involvement": _safety_team(history, named="guus"),
    }
    return found if _is_cut(history, rightful) else [*found, "named in a safety team"]


def _is_cut(history: History, fields: dict[str, Any]) -> bool:
    try:
        with transaction.atomic():
            Key.objects.create(**{"since": history.at, **fields})
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


def _loader(history: History) -> None:
    """Guus may load case files in Huizen."""
    pilot = history.world.huizen
    Assignment.objects.create(
        account=history.people["guus"],
        region_id=pilot.region_id,
        pilot=pilot,
        role="case_loader",
        since=localdate(history.at),
    )


def _forged(history: History) -> dict[str, dict[str, Any]]:
    who, home = history.people, history.homes
    return {
        name: {"account": who[account], "household": home[place], **more}
        for name, account, place, more in (
            *_of_the_team(history),
            *_of_partners(history),
            *_of_a_moment(history),
            *_of_deputies(history),
            *_of_relatives(history),
        )
    }


type Forged = tuple[str, str, str, dict[str, Any]]


def _of_the_team(history: History) -> Iterator[Forged]:
    team = {"ground": "local_team", "scope": "local_team"}
    yield "the team as a partner", "ruben", "els", {**team, "scope": "partner"}
    yield "without any role", "tess", "wilg", team
    yield "of another team", "outsider", "wilg", team
    yield "with another role", "vera", "els", team
    later = start_of(localdate(history.at) + timedelta(days=2))
    yield "after the last day", "mila", "wilg", {**team, "since": later}
    yield "who is barred", "ruben", "wilg", team
    loads = {"ground": "case_file", "scope": "case_loader"}
    yield "a case file as the team", "guus", "wilg", {**loads, "scope": "local_team"}
    yield "a case file by nobody", "tess", "wilg", loads
    yield "a case file with another role", "vera", "els", loads


def _of_partners(history: History) -> Iterator[Forged]:
    rides = {one.household_id: one for one in Involvement.objects.order_by("id")}
    wilg, els = rides[history.homes["wilg"].pk], rides[history.homes["els"].pk]
    hidden = Involvement.objects.create(
        household=wilg.household,
        organization=wilg.organization,
        form="advice",
        anonymous=True,
        since=wilg.since,
        recorded_at=history.at,
        recorded_by=history.people["mila"],
    )
    short = Involvement.objects.create(
        household=wilg.household,
        organization=wilg.organization,
        form="advice",
        since=wilg.since,
        until=localdate(history.at) + timedelta(days=2),
        recorded_at=history.at,
        recorded_by=history.people["mila"],
    )
    team = _safety_team(history)
    on = {"ground": "involvement", "scope": "partner", "involvement": wilg}
    ends = start_of(localdate(history.at) + timedelta(days=2))
    advises = {**on, "scope": "adviser", "involvement": short}
    yield "advice as a partner", "stella", "wilg", {**advises, "scope": "partner", "until": ends}
    yield "for longer than it is", "stella", "wilg", advises
    past = {**advises, "until": ends + TICK}
    yield "a tick beyond its end", "stella", "wilg", past
    yield "a partner as the team", "vera", "wilg", {**on, "scope": "local_team"}
    yield "on another involvement", "stella", "wilg", {**on, "involvement": els}
    yield "in another household", "stella", "iep", on
    yield "on anonymous advice", "stella", "wilg", {**advises, "involvement": hidden, "until": ends}
    yield "a partner as an adviser", "stella", "wilg", {**on, "scope": "adviser", "until": ends}
    yield "advice as the team", "stella", "wilg", {**advises, "scope": "local_team", "until": ends}
    yield "of another organization", "guus", "wilg", on
    yield "of others in a safety team, not by name", "guus", "wilg", {**on, "involvement": team}


def _safety_team(history: History, named: str = "") -> Involvement:
    """In a safety team work people of others, by name."""
    made, _new = Organization.objects.get_or_create(
        region_id=history.world.huizen.region_id,
        kind=OrganizationKind.RVT,
        name="Veiligheidsteam",
    )
    return Involvement.objects.create(
        household=history.homes["wilg"],
        organization=made,
        professional=history.people[named] if named else None,
        form="with_consent",
        since=localdate(history.at),
        recorded_at=history.at,
        recorded_by=history.people["mila"],
    )


def _of_a_moment(history: History) -> Iterator[Forged]:
    broken = {one.opened_by_id: one for one in Emergency.objects.order_by("id")}
    mine, other = (broken[history.people[one].pk] for one in ("guus", "outsider"))
    on = {
        "ground": "emergency",
        "scope": "emergency",
        "emergency": mine,
        "since": mine.opened_at,
        "until": mine.until,
    }
    yield "on the glass of another", "guus", "wilg", {**on, "emergency": other}
    yield "on glass elsewhere", "guus", "iep", on
    yield "by who did not break it", "stella", "wilg", on
    yield "from later", "guus", "wilg", {**on, "since": mine.opened_at + TICK}
    yield "for longer", "guus", "wilg", {**on, "until": mine.until + TICK}


def _of_deputies(history: History) -> Iterator[Forged]:
    who, wilg = history.people, history.homes["wilg"]
    away = {one.account_id: one for one in Absence.objects.order_by("id")}
    keys = {one.account_id: one for one in Key.objects.filter(household=wilg).order_by("id")}
    vera, mila = keys[who["vera"].pk], keys[who["mila"].pk]
    tomorrow = history.at + timedelta(days=1)
    on = {
        "ground": "deputy",
        "scope": "partner",
        "absence": away[who["vera"].pk],
        "follows": vera,
        "involvement": vera.involvement,
        "until": history.at + timedelta(hours=1),
    }
    yield "after another key", "stella", "wilg", {**on, "follows": mila}
    follows_team = {**on, "follows": mila, "scope": "local_team", "involvement": None}
    yield "after the key of another", "stella", "wilg", follows_team
    yield "in another absence", "stella", "wilg", {**on, "absence": away[who["mila"].pk]}
    yield "as no deputy", "guus", "wilg", on
    yield "a deputy elsewhere", "stella", "iep", on
    yield "a deputy with more", "stella", "wilg", {**on, "scope": "local_team"}
    back = {**follows_team, "absence": away[who["mila"].pk]}
    yield "in an absence that ended", "tess", "wilg", back
    closes = start_of(away[who["vera"].pk].until)
    yield "a deputy after the absence", "stella", "wilg", {**on, "until": closes + TICK}
    yield "a deputy without an end", "stella", "wilg", {**on, "until": None}
    # Of a key that has its last moment: the deputy has no later one.
    els = Key.objects.get(household=history.homes["els"], account=who["vera"])
    Key.objects.filter(pk=els.pk).update(until=tomorrow)
    short = {**on, "follows": els, "involvement": els.involvement, "until": tomorrow + TICK}
    yield "a deputy after the key", "stella", "els", short


def _of_relatives(history: History) -> Iterator[Forged]:
    given = {one.account_id: one for one in FamilyAccess.objects.order_by("id")}

    def on(who: str) -> dict[str, Any]:
        access = given[history.people[who].pk]
        return {"ground": "member", "scope": "family", "family_access": access}

    yield "a relative as a partner", "kees", "els", {**on("kees"), "scope": "partner"}
    yield "on the page of another", "kees", "els", on("lotte")
    yield "a relative elsewhere", "kees", "wilg", on("kees")
    yield "a page that stands still", "ada", "els", on("ada")
    yield "a page that ended", "jet", "iep", on("jet")
