"""What the file of a transition says to one reader, through the shields (REG-25)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from tandem.core.periods import day_of
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Address, Entry, Person, Report
from tandem.dossier.selectors import sight
from tandem.legal import rules
from tandem.legal.models import ToldTo
from tandem.legal.selectors.requests import terms_of
from tandem.network.models import Account, Organization

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tandem.dossier.models import Household
    from tandem.legal.models import CoreDecision, Measure

SHORTEST = 4
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

    def text(self, typed: str) -> str:
        """What somebody typed, or nothing when it names what is closed to the reader."""
        plain = typed.casefold()
        return "" if any(word in plain for word in self.words) else typed

    def voice(self, typed: str) -> str:
        """What somebody of the family said; nothing when somebody's own words are closed."""
        return "" if self.closes_voices else self.text(typed)

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


def eyes_of(reader: Person, *, at: datetime) -> Eyes:
    """Gather what is closed to a reader, and every word that stands for it."""
    hidden = sight.hidden_from(reader, at=at)
    voices = sight.running(at).filter(
        kind__in=[ShieldKind.WORDS, ShieldKind.ENTRY], closed_to__person=reader
    )
    return Eyes(hidden, frozenset(_words_of(hidden)), voices.exists())


def _words_of(hidden: sight.Hidden) -> Iterable[str]:
    texts = [
        *Organization.objects.filter(pk__in=hidden.organizations).values_list("name", flat=True),
        *Account.objects.filter(pk__in=hidden.accounts).values_list("name", flat=True),
        *Entry.objects.filter(pk__in=hidden.entries).values_list("text", flat=True),
        *Report.objects.filter(pk__in=hidden.reports).values_list("text", flat=True),
    ]
    for lines in Address.objects.filter(pk__in=hidden.addresses).values_list("lines", flat=True):
        texts += lines.replace(",", "\n").splitlines()
    for text in texts:
        plain = text.strip().casefold()
        if len(plain) >= SHORTEST:
            yield plain


def transition_file(
    decision: CoreDecision, reader: Person, *, at: datetime
) -> dict[str, Any] | None:
    """Gather what shows one reader that a step was lawful; None when it is not for them."""
    eyes = eyes_of(reader, at=at)
    if not _may_read(decision, reader, eyes.hidden, _told(decision.household)):
        return None
    household = decision.household
    organization = decision.organization_id
    measures = [
        one
        for one in household.measures.select_related("executed_by").order_by("decided_on", "id")
        if (one.core_decision_id == decision.pk or _was_known(one))
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
            (one.informed_on, eyes.text(one.what), eyes.voice(one.reaction))
            for one in household.informed.filter(organization=organization).order_by(
                "informed_on", "id"
            )
        ],
        "involvements": [
            (one, eyes.name(one.professional))
            for one in household.involvements.filter(
                organization=organization, form=decision.regime
            )
            .select_related("organization", "professional")
            .order_by("since", "id")
        ],
        "tests": list(_tests(household, eyes)),
        "terms": terms_of(measures),
        "sender": household.managed_by.name,
        "dated": day_of(at),
        "place": household.pilot.municipality.name,
        "subject": _("Overgangsdossier: van vrijwillig naar verplicht"),
    }


def _was_known(measure: Measure) -> bool:
    """A measure of no decision is known when it ran already; else nobody was told of it."""
    return measure.core_decision_id is None and measure.running_at_intake


def _tests(household: Household, eyes: Eyes) -> Iterable[dict[str, Any]]:
    found = household.protection_tests.select_related("recorded_by")
    for one in found.order_by("tested_on", "id"):
        yield {
            "on": one.tested_on,
            "by": eyes.name(one.recorded_by),
            "is_met": one.is_met,
            "motivation": eyes.text(one.motivation),
            "children": eyes.voice(one.children_heard),
            "parents": eyes.voice(one.parents_heard),
        }
