"""What may not lie on a table: words that are closed to somebody of the household.

A paper has no reader: whoever picks it up reads it. So before something is printed we look, for
everybody who belongs to the household, whether it names what is closed to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from tandem.core.verdict import first_no
from tandem.dossier.enums import HIDING
from tandem.dossier.models import Address, Household
from tandem.dossier.selectors import sight
from tandem.network.models import Account, Organization
from tandem.plan.enums import Topic
from tandem.plan.rules import may_read_of_it, names_nothing_closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Person
    from tandem.plan.selectors.pieces import Reading


@dataclass(frozen=True, slots=True)
class Closed:
    """What is closed to one person: entries by id, all else in words; or everything there is."""

    words: tuple[str, ...] = ()
    entries: frozenset[int] = frozenset()
    is_everything: bool = False

    def holds(self, text: str) -> bool:
        """Whether a text tells this person what they may not know."""
        return not names_nothing_closed(text, self.words)


def closed_of(home: Household, people: Iterable[Person], *, at: datetime) -> dict[Person, Closed]:
    """For each of these people what is closed to them; nobody stands there without a secret."""
    if not _is_anything_closed(home, at=at):
        return {}
    hidden = {one: sight.hidden_from(one, at=at) for one in people}
    addresses = _by_id(Address, "lines", (one.addresses for one in hidden.values()))
    organizations = _by_id(Organization, "name", (one.organizations for one in hidden.values()))
    accounts = _by_id(Account, "name", (one.accounts for one in hidden.values()))
    return {
        person: Closed(
            words=(
                *(line for one in closed.addresses for line in addresses[one].splitlines()),
                *(organizations[one] for one in closed.organizations),
                *(accounts[one] for one in closed.accounts),
            ),
            entries=closed.entries,
            is_everything=bool(closed.households),
        )
        for person, closed in hidden.items()
    }


def _is_anything_closed(home: Household, *, at: datetime) -> bool:
    """Whether there is any secret here at all, in one statement: in most households there is not.

    Every other address that is closed by itself, is closed because a shield runs.
    """
    hiding = Address.objects.filter(household=OuterRef("pk"), kind__in=HIDING)
    shut = sight.running(at).filter(household=OuterRef("pk"))
    return Household.objects.filter(Exists(hiding) | Exists(shut), pk=home.pk).exists()


def _by_id(
    model: type[Address | Organization | Account], field: str, ids: Iterable[frozenset[int]]
) -> Mapping[int, str]:
    wanted = frozenset[int]().union(*ids)
    if not wanted:
        return {}
    return dict(model._default_manager.filter(pk__in=wanted).values_list("pk", field))  # noqa: SLF001


def judge_reader(person: Person, text: str, *, at: datetime, entry: int = 0) -> Verdict:
    """Judge whether somebody may read a text, or the entry that it is (PLAN-16)."""
    closed = closed_of(person.household, [person], at=at).get(person, Closed())
    return first_no(
        may_read_of_it(is_closed=closed.is_everything or entry in closed.entries),
        names_nothing_closed(text, closed.words),
    )


def closed_to(reading: Reading, *, at: datetime, for_children: bool = False) -> tuple[str, ...]:
    """First names of whom something in a version, or its words for children, is closed to.

    The oldest first. Who may know nothing of the household, finds nothing of it on a table either.
    """
    people = [one.person for one in reading.said]
    found = closed_of(reading.piece.household, people, at=at)
    text = reading.texts.get(Topic.FOR_CHILDREN, "") if for_children else whole(reading)
    return tuple(
        person.first_name
        for person, closed in found.items()
        if closed.is_everything or closed.holds(text)
    )


def whole(reading: Reading) -> str:
    """Every word of a version, for who must know whether something stands in it."""
    return "\n".join(_words(reading))


def _words(reading: Reading) -> Iterator[str]:
    """Every word of a version that was read, also the names of who answers for an agreement."""
    yield from (reading.piece.how_made, reading.piece.why_without)
    yield from getattr(reading.piece, "organizations", ())
    yield from reading.texts.values()
    yield from (one.text for one in reading.situations)
    yield from (one.text for one in reading.factors)
    yield from (one.text for one in reading.goals)
    for line in reading.lines:
        one = line.agreement
        yield from (line.who, one.what, one.when_words, one.support, one.watcher, one.if_fails)
    for help_ in reading.helps:
        yield from (help_.need, help_.service, help_.financing, help_.department)
        yield help_.bottleneck
