"""What the file of a transition says to one reader, through the shields (REG-25)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.core.periods import day_of
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Address, Entry, Person, Report
from tandem.dossier.selectors import sight
from tandem.dossier.selectors.listeners import holders, presumed
from tandem.legal import rules
from tandem.legal.models import ToldTo
from tandem.legal.selectors.listeners import heard_by
from tandem.legal.selectors.requests import terms_of
from tandem.legal.selectors.voices import decides_for
from tandem.network.models import Account, Organization

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from tandem.dossier.models import Household
    from tandem.legal.models import CoreDecision, FamilyInformed, Measure

SHORTEST = 4
# A sentence that is shorter says nothing that only one of them could know.
SHORTEST_SENTENCE = 12
_SENTENCES = re.compile(r"[.!?;\n]+")
_NUMBER = re.compile(r"\b\d+\s*[a-zA-Z]?\b")
_POSTCODE = re.compile(r"\b(\d{4})\s?([A-Za-z]{2})\b")
_TEXTS = (
    "power",
    "facts",
    "alternatives",
    "proportionality",
    "subsidiarity",
    "child_interest",
    "urgent_reason",
    "also_decided",
    "family_informed_what",
)


@dataclass(frozen=True, slots=True)
class Eyes:
    """What one reader may not see: ids, and the words that would give it away."""

    hidden: sight.Hidden
    words: frozenset[str]
    closes_voices: bool
    # Whose voice it was, is not written down. Only who was told alone, spoke without another.
    heard_alone: bool
    at: datetime

    def text(self, typed: str) -> str:
        """What somebody typed, or nothing when it names what is closed to the reader."""
        plain = " ".join(typed.split()).casefold()
        return "" if any(word in plain for word in self.words) else typed

    def voice(self, typed: str) -> str:
        """What the family said: for who was told alone, and where no own words are closed."""
        return self.text(typed) if self.heard_alone and not self.closes_voices else ""

    def name(self, account: Account | None) -> str:
        """Who did something; who works where nobody may know of, has no name here."""
        if account is None or account.pk in self.hidden.accounts:
            return _("een medewerker")
        return account.name


def readers_of(
    home: Household, decisions: Iterable[CoreDecision], *, at: datetime
) -> list[tuple[CoreDecision, list[Person]]]:
    """Who of the household can get the file of each decision: 12 or older, and told of it."""
    day, told = day_of(at), _told(home)
    people = [
        (one, sight.hidden_from(one, at=at))
        for one in home.persons.order_by("born_on", "id")
        if one.age(day) >= rules.DECIDES_TOO and (one.left_on is None or day < one.left_on)
    ]
    return [
        (one, [person for person, hidden in people if _may_read(one, person, hidden, told)])
        for one in decisions
    ]


def _may_read(
    decision: CoreDecision, reader: Person, hidden: sight.Hidden, told: set[tuple[int | None, int]]
) -> bool:
    """Whether somebody was told of it, and nothing of its heart is closed to them."""
    is_out = decision.household_id in hidden.households
    has_heard = (decision.pk, reader.pk) in told
    return has_heard and not is_out and decision.organization_id not in hidden.organizations


def _told(home: Household) -> set[tuple[int | None, int]]:
    """Which decision was told to whom."""
    heard = ToldTo.objects.filter(household=home, told_on__isnull=False, decision__isnull=False)
    return set(heard.order_by("id").values_list("decision_id", "person_id"))


def eyes_of(reader: Person, *, heard_by: Collection[int] = (), at: datetime) -> Eyes:
    """Gather what is closed to a reader, and every word that stands for it.

    `heard_by` is who of the household was told of what is read.
    """
    hidden = sight.hidden_from(reader, at=at)
    voices = sight.running(at).filter(
        kind__in=[ShieldKind.WORDS, ShieldKind.ENTRY], closed_to__person=reader
    )
    words = frozenset(_words_of(hidden)) - _known_places(reader, hidden)
    return Eyes(hidden, words, voices.exists(), set(heard_by) == {reader.pk}, at)


def _words_of(hidden: sight.Hidden) -> Iterable[str]:
    texts = [
        *Organization.objects.filter(pk__in=hidden.organizations).values_list("name", flat=True),
        *Account.objects.filter(pk__in=hidden.accounts).values_list("name", flat=True),
    ]
    for lines in Address.objects.filter(pk__in=hidden.addresses).values_list("lines", flat=True):
        texts += _parts_of(lines)
    for text in texts:
        plain = text.strip().casefold()
        if len(plain) >= SHORTEST:
            yield plain
    said = [
        *Entry.objects.filter(pk__in=hidden.entries).values_list("text", flat=True),
        *Report.objects.filter(pk__in=hidden.reports).values_list("text", flat=True),
    ]
    # Somebody copies a sentence rather than a whole entry.
    for sentence in (part for text in said for part in _SENTENCES.split(text)):
        plain = " ".join(sentence.split()).casefold()
        if len(plain) >= SHORTEST_SENTENCE:
            yield plain


def _parts_of(lines: str) -> Iterable[str]:
    """An address as people name it: the line, the street without its number, postcode, town."""
    for line in lines.replace(",", "\n").splitlines():
        yield line
        postcode = _POSTCODE.search(line)
        if postcode is not None:
            yield f"{postcode[1]} {postcode[2]}"
            yield f"{postcode[1]}{postcode[2]}"
        yield _NUMBER.sub("", _POSTCODE.sub("", line))


def _known_places(reader: Person, hidden: sight.Hidden) -> frozenset[str]:
    """Streets and towns that tell nothing: of the pilot, and of addresses that are not closed."""
    home = reader.household
    open_ = home.addresses.exclude(pk__in=hidden.addresses).values_list("lines", flat=True)
    parts = [home.pilot.municipality.name, *(part for lines in open_ for part in _parts_of(lines))]
    return frozenset(part.strip().casefold() for part in parts)


def transition_file(
    decision: CoreDecision, reader: Person, *, at: datetime
) -> dict[str, Any] | None:
    """Gather what shows one reader that a step was lawful; None when it is not for them."""
    told = _told(decision.household)
    heard = {person for one, person in told if one == decision.pk}
    eyes = eyes_of(reader, heard_by=heard, at=at)
    if not _may_read(decision, reader, eyes.hidden, told):
        return None
    household = decision.household
    organization = decision.organization_id
    measures = [
        one
        for one in household.measures.select_related("executed_by")
        .prefetch_related("children")
        .order_by("decided_on", "id")
        if (one.core_decision_id == decision.pk or _was_known(one, reader))
        and one.executed_by_id not in eyes.hidden.organizations
    ]
    return {
        "decision": decision,
        "household": household,
        "reader": reader,
        "text": {name: eyes.text(getattr(decision, name)) for name in _TEXTS},
        "reaction": eyes.voice(decision.family_reaction),
        "reactions": [
            (one.said_on, eyes.text(one.what), eyes.voice(one.reaction))
            for one in decision.reactions.order_by("id")
        ],
        "by": eyes.name(decision.recorded_by),
        "co_signer": eyes.name(decision.co_signer),
        "told_by": eyes.name(decision.family_informed_by),
        "points": [
            (str(one.get_question_display()), one.is_yes, eyes.text(one.remark))
            for one in decision.turning_points.order_by("id")
        ],
        "reviews": [
            (one.reviewed_on, eyes.text(one.why))
            for one in decision.reviews.order_by("reviewed_on", "id")
        ],
        "informed": [
            (one.informed_on, eyes.text(one.what), eyes.voice(one.reaction) if is_alone else "")
            for one, is_alone in _informed(decision, reader)
        ],
        "involvements": [
            (one, eyes.name(one.professional))
            for one in household.involvements.filter(
                organization=organization, form=decision.regime
            )
            .select_related("organization", "professional")
            .order_by("since", "id")
        ],
        "tests": list(_tests(household, reader, eyes)),
        "terms": [
            (
                term,
                eyes.text(term.measure.decided_by),
                _threats(term.measure, decision, reader, eyes),
            )
            for term in terms_of(measures)
        ],
        "sender": household.managed_by.name,
        "dated": day_of(at),
        "place": household.pilot.municipality.name,
        "subject": _("Overgangsdossier: van vrijwillig naar verplicht"),
    }


def _informed(decision: CoreDecision, reader: Person) -> Iterable[tuple[FamilyInformed, bool]]:
    """What was told of the organization to who heard it, and whether they heard it alone.

    Without names it is for all with authority, if no shield ran at that time.
    """
    rows = decision.household.informed.filter(organization=decision.organization_id)
    for one in rows.order_by("informed_on", "id"):
        heard = {row.person_id for row in one.told_to.all() if row.told_on is not None}
        if heard:
            is_told = reader.pk in heard
        else:  # older than the names of who heard it
            is_told = reader in presumed(decision.household, at=one.recorded_at)
        if is_told:
            yield one, heard == {reader.pk}


def _was_known(measure: Measure, reader: Person) -> bool:
    """A measure of no decision is known when it ran already, or to who was told of it."""
    is_told = measure.running_at_intake or reader.pk in heard_by(measure)
    return measure.core_decision_id is None and is_told


def _threats(measure: Measure, decision: CoreDecision, reader: Person, eyes: Eyes) -> str:
    """What threatens a child, for who was told this decision, is that child or decides for it."""
    children = list(measure.children.all())
    is_theirs = (
        measure.core_decision_id == decision.pk
        or reader in children
        or any(decides_for(reader, child, on=measure.decided_on) for child in children)
    )
    return eyes.text(measure.threats) if is_theirs else ""


def _tests(household: Household, reader: Person, eyes: Eyes) -> Iterable[dict[str, Any]]:
    # Who of them said it is not written down: it is for whoever is the only one that was heard.
    parents = [one.pk for one in holders(household, at=eyes.at)]
    children = [
        one.pk for one in household.persons.order_by("id") if one.age(day_of(eyes.at)) < rules.ADULT
    ]
    found = household.protection_tests.select_related("recorded_by")
    for one in found.order_by("tested_on", "id"):
        yield {
            "on": one.tested_on,
            "by": eyes.name(one.recorded_by),
            "is_met": one.is_met,
            "motivation": eyes.text(one.motivation),
            "children": eyes.text(one.children_heard) if children == [reader.pk] else "",
            "parents": eyes.text(one.parents_heard) if parents == [reader.pk] else "",
            "no_children": eyes.text(one.children_not_heard) if children == [reader.pk] else "",
            "no_parents": eyes.text(one.parents_not_heard) if parents == [reader.pk] else "",
        }
