"""Two worlds that differ in one secret: whoever may not know it, sees no difference at all.

The same person opens everything in the world with the secret and in the world without it, at the
same moment. Status, headers, every byte, the order of what is offered and the number of statements
must be the same: a counter, a gap in a list or a slower page tells as much as a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.dossier.enums import EntryKind, PersonRole, Provenance
from tandem.dossier.services import households, journal
from tests.access.crawl import Asked, Crawl, Heard, readable
from tests.factories import dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tandem.network.models import Account
    from tests.access.cast import Stage

# What a form of one's own made has a fresh number or reference, in any world.
_FRESH = re.compile(r"[0-9]{4}-[0-9A-Z]{6}|\d+")


@dataclass(frozen=True)
class Secret:
    """What happens in one of the worlds, and how somebody who heard of it would go and look."""

    name: str
    happens: Callable[[Stage], tuple[Asked, ...]]
    # The figures of a region count every household, so of those this secret may tell.
    counted: bool = False
    known: tuple[str, ...] = ()  # who may hear it


def looks(*words: str, born: date | None = None, refs: Iterable[str] = ()) -> tuple[Asked, ...]:
    """Ask in every way that one can ask: search, the search before registering, the address."""
    found = [Asked("get", f"/huishoudens/?{urlencode({'zoek': one})}") for one in (*words, *refs)]
    if born is not None:
        found.append(Asked("get", f"/huishoudens/?{urlencode({'zoek': f'{born:%d-%m-%Y}'})}"))
    for ref in refs:
        found += [Asked("get", reverse(f"desk:{tab}", args=[ref])) for tab in ("story", "access")]
    new = {"name": words[0], "ref": next(iter(refs), "")}
    if born is not None:
        new["born_on"] = born.isoformat()
    found.append(Asked("post", reverse("journey:new"), tuple(sorted(new.items()))))
    return tuple(found)


def a_household(scene: Stage) -> tuple[Asked, ...]:
    """One more family in Huizen, whose road has begun."""
    people = (
        dossier.Member("Zahra Schuilen", PersonRole.PARENT, date(1991, 1, 17), has_authority=True),
        dossier.Member("Kito Schuilen", PersonRole.CHILD, date(2015, 8, 23)),
    )
    home = dossier.started(
        scene.world.huizen,
        [scene.world.local_team, scene.world.rvdk],
        name="De Schuilplaats",
        people=people,
        by=scene.world.mila,
        at=scene.at,
    )
    return looks(
        "Schuilplaats", "De Schuilplaats", "Zahra", born=date(1991, 1, 17), refs=(home.ref,)
    )


def a_household_elsewhere(scene: Stage) -> tuple[Asked, ...]:
    """One more family in another pilot."""
    home = dossier.started(
        scene.world.hilversum,
        [scene.world.rvdk],
        name="De Schuilplaats",
        people=(dossier.Member("Zahra Schuilen", PersonRole.PARENT, date(1991, 1, 17)),),
        by=scene.world.outsider,
        at=scene.at,
    )
    return looks("Schuilplaats", "Zahra", born=date(1991, 1, 17), refs=(home.ref,))


def inside_a_household(scene: Stage) -> tuple[Asked, ...]:
    """A new family member, a name, an entry, a report, a withdrawn and a new consent."""
    home, by, at = scene.world.home, scene.world.mila, scene.at
    newcomer = households.NewPerson("Joris Vlinder", PersonRole.OTHER, date(1979, 6, 5))
    households.add_persons(home, [newcomer], by=by, at=at)
    home.refresh_from_db()
    households.rename(home, "De Vlinder", seen=home.version, by=by, at=at)
    journal.write(
        home,
        journal.NewEntry(EntryKind.CONCERN, day_of(at), "Noor was weg.", Provenance.FAMILY),
        by=by,
        at=at,
    )
    journal.announce_report(
        home,
        scene.world.veilig_thuis,
        contact_on=day_of(at),
        contact_with="Joris",
        by=scene.world.vera,
        at=at,
    )
    dossier.answer(scene.world.fatima, [scene.world.local_team], by=by, at=at)
    return looks("Vlinder", "De Vlinder", "Joris", born=date(1979, 6, 5), refs=(home.ref,))


HOUSEHOLD = Secret("household", a_household, counted=True)
ELSEWHERE = Secret("household elsewhere", a_household_elsewhere, counted=True)


def differences(
    scene: Stage,
    secrets: Iterable[Secret],
    who: Iterable[str],
    *,
    start: Iterable[str] = ("/",),
    then: Callable[[Stage], None] | None = None,
) -> list[str]:
    """What tells these people about a secret; nothing, if all is well.

    `then` happens in both worlds, after the secret: so that a gap in what follows tells too.
    """
    people = {name: scene.people[name] for name in who}
    worlds = []
    for secret in secrets:
        with transaction.atomic():
            asked = secret.happens(scene)
            worlds.append((secret, asked, _crawls(scene, people, asked, start, then)))
            transaction.set_rollback(True)
    without = _crawls(scene, people, (), start, then)
    return [
        f"{name}, {secret.name}: {told}"
        for secret, asked, with_it in worlds
        for name, answers in _crawls(scene, people, asked, (), then).items()
        for told in _compared(with_it[name], answers | without[name], counted=secret.counted)
    ]


def _crawls(
    scene: Stage,
    people: dict[str, Account | None],
    asked: Iterable[Asked],
    start: Iterable[str],
    then: Callable[[Stage], None] | None,
) -> dict[str, dict[Asked, Heard]]:
    """What everybody hears: on what they ask, and then on everything they are offered."""
    found = {}
    with transaction.atomic():
        if then is not None:
            then(scene)
        for name, account in people.items():
            crawl = Crawl(account, scene.at)
            answers = {one: crawl.ask(one) for one in asked}
            found[name] = answers | Crawl(account, scene.at).through(start).heard
        transaction.set_rollback(True)
    return found


# Pages that say how many: figures of a pilot, and how many keys a colleague holds.
COUNTS = ("/monitor/", "/rechten/")


def _compared(one: dict[Asked, Heard], other: dict[Asked, Heard], *, counted: bool) -> list[str]:
    def kept(heard: dict[Asked, Heard]) -> dict[Asked, Heard]:
        return {
            asked: answer
            for asked, answer in heard.items()
            if not (counted and asked.url.startswith(COUNTS))
        }

    first, second = kept(one), kept(other)
    found = [f"{asked} is offered in one world only" for asked in first.keys() ^ second.keys()]
    if not found and list(first) != list(second):
        found.append("the same is offered in another order")
    for asked in first.keys() & second.keys():
        told = _told(asked, first[asked], second[asked])
        found += [f"{asked}: {told}"] if told else []
    return found


def _told(asked: Asked, one: Heard, other: Heard) -> str:
    """How two answers differ, in a few words."""
    if one.status != other.status:
        return f"status {one.status} or {other.status}"
    if one.body != other.body:
        lines, others = (readable(body).splitlines() for body in (one.body, other.body))
        pairs = (pair for pair in zip(lines, others, strict=False) if pair[0] != pair[1])
        return f"body {next(pairs, (len(lines), len(others)))}"
    if _headers(asked, one) != _headers(asked, other):
        return f"headers {sorted(set(one.headers) ^ set(other.headers))}"
    if one.statements != other.statements:
        return f"{one.statements} or {other.statements} statements"
    return ""


def _headers(asked: Asked, heard: Heard) -> list[tuple[str, str]]:
    fresh = asked.method == "post"
    return [
        (name, _FRESH.sub("#", value) if fresh and name == "Location" else value)
        for name, value in heard.headers
    ]
