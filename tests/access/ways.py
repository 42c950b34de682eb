"""Whether the reads behind the pages agree with the oracle: each way of looking, as it is built.

They are asked as the owner of the tables, whom no policy holds: the first lock, by itself. Only the
page of a relative is asked in the web's role, for it asks the second lock what to show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.desk.selectors import access, mine, own, today, who_looked
from tandem.desk.selectors import households as lists
from tandem.dossier import door
from tandem.dossier.selectors import sight
from tandem.journey import selectors as journey
from tandem.legal.models import Confirmation
from tandem.monitor import selectors as monitor
from tandem.monitor.enums import Question as Figure
from tandem.monitor.rules.quarter import Quarter
from tandem.plan.models import Agreement, Goal, Help, Passage, Situation
from tests.access import rows
from tests.access.agreement import Question, seen
from tests.access.histories import HOMES, PEOPLE, History
from tests.access.rows_of_plan import LINES, Put
from tests.dossier import oracle as law
from tests.dossier.oracle import today as day_of
from tests.second_lock.test_identity import as_web

if TYPE_CHECKING:
    from tandem.network.models import Account

THIS_QUARTER = Quarter.parse("2026Q3")
_PIM = {"name": "Pim Elzen", "born_on": date(2014, 9, 8)}


def differences(history: History, people: Iterable[str]) -> list[str]:
    """Where a page of these would show something else than the oracle says, at this moment."""
    asked = [one for one in sorted(set(people)) if one in history.people]
    with transaction.atomic():
        found = list(_ring(history))
        for who in asked:
            found += _work(history, who) if who in PEOPLE else _page(history, who)
        # Whoever looked, left a line in the trail: it did not happen.
        transaction.set_rollback(True)
    return found


def _work(history: History, who: str) -> Iterator[str]:
    expected, by = seen(history, Question(who, history.at)), history.people[who]
    for way, (found, there) in _ways(history, by).items():
        if found != expected & there:
            yield f"{way} for {who} at {history.at}: {found}, not {expected & there}"
    tasks = today.tasks_for(by, at=history.at)
    named = {h for h in HOMES if any(history.homes[h].ref in task.url for task in tasks)}
    confirm = [task.url for task in tasks if task.title.startswith("Bevestiging")]
    confirms = {h for h in HOMES if any(history.homes[h].ref in url for url in confirm)}
    leads = {h for h in HOMES if "local_team" in history.facts.scopes(who, h, history.at)}
    if not named <= expected or confirms != leads & _unconfirmed(history):
        yield f"Vandaag for {who} at {history.at}: {named}, {confirms}"


def _unconfirmed(history: History) -> set[str]:
    waits = Confirmation.objects.filter(sent_on=None, consent__ended_at=None)
    homes = set(waits.values_list("consent__household", flat=True))
    return {name for name, home in history.homes.items() if home.pk in homes}


def _ways(history: History, by: Account) -> dict[str, tuple[set[str], set[str]]]:
    """What each way of looking finds, by the name of the household, and what it could find."""
    told, at = {home.ref: name for name, home in history.homes.items()}, history.at

    def names(refs: Iterable[str]) -> set[str]:
        return {told[ref] for ref in refs if ref in told}

    def each(found: Iterable[tuple[str, object]]) -> set[str]:
        return {name for name, one in found if one}

    homes = history.homes.items()
    world = history.world
    behind = monitor.households_behind(
        Figure.A, THIS_QUARTER, [world.huizen, world.hilversum], by=by, at=at
    )
    everywhere = set(HOMES)
    return {
        "list": (names(r.ref for r in lists.my_households(by=by, at=at).rows), everywhere),
        "words": (names(r.ref for r in lists.search("de", by=by, at=at).rows), everywhere),
        "reference": (
            each((n, lists.search(h.ref, by=by, at=at).rows) for n, h in homes),
            everywhere,
        ),
        "doubles": (
            each(
                (n, journey.possible_doubles("", None, ref=h.ref, by=by, at=at)) for n, h in homes
            ),
            everywhere,
        ),
        "same people": (names(d.ref for d in journey.same_people([_PIM], by=by, at=at)), {"els"}),
        "figures": (names(line.ref for line in behind.lines), everywhere),
        "door": (each((n, _opens(h.ref, by, history)) for n, h in homes), everywhere),
    }


def _opens(ref: str, by: Account, history: History) -> bool:
    try:
        door.open_household(ref, by=by, to=Permission.HOUSEHOLD_VIEW, at=history.at)
    except door.NotFound:
        return False
    return True


def _ring(history: History) -> Iterator[str]:
    """Who holds a key, as professionals and the family read it."""
    names = {history.people[who].name: who for who in PEOPLE}
    for home in HOMES:
        ring = access.key_ring(history.homes[home], at=history.at)
        found = {names[one.name] for one in ring if one.runs and one.name in names}
        expected = {who for who in PEOPLE if history.facts.scopes(who, home, history.at)}
        if found - history.loose != expected - history.loose:
            yield f"key ring of {home} at {history.at}: {found}, not {expected}"


def _page(history: History, who: str) -> Iterator[str]:
    """The page of a relative and its list, which is the file that they take along."""
    facts, at, person = history.facts, history.at, history.persons[who].pk
    by = history.people[who]
    there = {one for one, home in facts.lives.items() if home == facts.lives[person]}
    places = sight.hidden_from(history.persons[who], at=at).addresses
    if places != (shut := law.secret(facts.family, person, at, there=there)):
        yield f"closed places for {who} at {at}: {places}, not {shut}"
    put = rows.Reader(history, rows.Tables(history.kept), who, at).put
    with as_web(by, at):
        given = mine.access_of(by, at=at)
        compared: list[tuple[str, object, object]] = [
            ("page", given is not None, facts.has_page(person, at)),
        ]
        if given is not None:
            home = door.open_household(given.household.ref, by=by, to=Permission.FAMILY_VIEW, at=at)
            page = mine.page_of(given, home, at=at)
            compared += [*_shown(history, who, page), *_put(history, who, page, put)]
    for part, found, right in compared:
        if found != right:
            yield f"{part} of {who} at {at} ({day_of(at)}): {found}, not {right}"


def _shown(history: History, who: str, page: mine.Mine) -> Iterator[tuple[str, object, object]]:
    """Each part of a page, what stands there, and what should."""
    facts, at, person = history.facts, history.at, history.persons[who].pk
    expected, seen_ids = facts.page(person, at), own.ids()
    for table, part in (("person", "people"), ("address", "addresses"), ("entry", "entries")):
        yield f"{part} in the lock", seen_ids[f"dossier_{table}"], expected[part]
    names = {one.pk: one.name for one in history.persons.values()}
    others = {names[one] for one in expected["people"] - {person}}
    yield "people", {one.name for one in page.people}, others
    yield "addresses", {one.pk for one in page.addresses}, expected["addresses"]
    put = facts.read(person, at)
    shown = [
        one
        for one in facts.family.entries
        if one.id in expected["entries"] and (one.id not in put or one.told_by == person)
    ]
    newest = [one for one in shown if not any(new.replaces == one.id for new in shown)]
    first = Counter(names[one.told_by or 0].partition(" ")[0] for one in newest)
    yield "words", Counter(one.who for one in page.told), first
    workers = {history.people[one].name: one for one in PEOPLE}
    looks = [
        one for one in mine.looked(history.persons[who].household) if who_looked.LOOKED in one.did
    ]
    found = sorted((one.day, workers[one.who]) for one in looks)
    yield "looks", found, sorted({(day_of(when), one) for when, one in facts.looked(person, at)})
    holders = {workers[one.name] for one in page.holders if one.runs and one.name in workers}
    right = {one for one in PEOPLE if facts.shows_key(one, person, at)}
    yield "holders", holders - history.loose, right - history.loose


_TITLES = {
    "analysis": "Verklarende analyse",
    "safety": "Veiligheidsplan",
    "family": "Gezinsplan",
}


def _read(history: History, who: str) -> set[int]:
    person = history.persons[who].pk
    is_low = person in history.facts.low
    return set() if is_low else history.facts.read(person, history.at)


def _put(
    history: History, who: str, page: mine.Mine, put: Put
) -> Iterator[tuple[str, object, object]]:
    """What was put before them, line by line, and what they said of it."""
    is_low = history.persons[who].pk in history.facts.low
    found = {model: set() for model in LINES} if is_low else put.found()
    versions = (*page.together.analysis, *page.together.plans)
    shown = [] if is_low else put.shown
    yield (
        "versions",
        Counter((one.title, one.holds) for one in versions),
        Counter((_TITLES[one.kind], one.status == "settled") for one in shown),
    )
    for part, model, word, read in (
        ("situations", Situation, "text", lambda one: one.situations),
        ("passages", Passage, "text", lambda one: [text for _label, text in one.passages]),
        ("agreements", Agreement, "what", lambda one: [line.what for line in one.agreements]),
        ("goals", Goal, "text", lambda one: [aim.text for aim in one.goals]),
        ("help", Help, "service", lambda one: [line.service for line in one.helps]),
    ):
        there = Counter(text for one in versions for text in read(one))
        yield (
            part,
            there,
            Counter(getattr(one, word) for one in put.rows[model] if one.pk in found[model]),
        )
    ids = _read(history, who)
    texts = {one.entry: one.words for one in history.facts.reads if one.entry in ids}
    yield (
        "entries put",
        Counter(f"{one.text} " for one in page.together.entries),
        Counter(texts.values()),
    )
