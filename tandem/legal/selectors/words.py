"""Which yes to share counts, among everything that was said of the same source and purpose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.core.periods import day_of
from tandem.dossier.models import Authority
from tandem.legal import rules
from tandem.legal.enums import Answer
from tandem.legal.rules import words as spoken_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.legal.models import SharingConsent

type _Of = tuple[int, str, int | str, str]


def runs(consent: SharingConsent, *, at: datetime) -> bool:
    """Whether a yes to share is in its days and was not taken back."""
    is_open = consent.ended_at is None or consent.ended_at > at
    return consent.answer == Answer.YES and is_open and consent.period.has(day_of(at))


def judged(household: Household, *, at: datetime) -> dict[int, Verdict]:
    """Judge each yes to share of a household that is in its days, by its number."""
    until = Q(until=None) | Q(until__gt=day_of(at))
    found = Authority.objects.filter(until, child__household=household, since__lte=day_of(at))
    holders: dict[int, set[int]] = defaultdict(set)
    for child, holder in found.order_by("id").values_list("child_id", "holder_id"):
        holders[child].add(holder)
    said = household.sharing_consents.filter(given_on__lte=day_of(at))
    return judge(said.select_related("person", "given_by").order_by("id"), holders, at=at)


def judge(
    said: Iterable[SharingConsent], holders: Mapping[int, Iterable[int]], *, at: datetime
) -> dict[int, Verdict]:
    """Judge each yes that is in its days by the last words of everybody (LEGAL-100, LEGAL-101)."""
    spoken: dict[_Of, dict[int, spoken_words.Word]] = defaultdict(dict)
    running = {}
    for one in said:
        spoken[_of(one)][one.pk] = _word(one, holders, at=at)
        if runs(one, at=at):
            running[one.pk] = _of(one)
    return {
        pk: spoken_words.yes_counts(spoken[of][pk], spoken[of].values())
        for pk, of in running.items()
    }


def _of(one: SharingConsent) -> _Of:
    """What an answer is about: whom, which way, which source, which purpose."""
    source = one.organization_id or one.source.strip().casefold()
    return one.person_id, one.direction, source, one.purpose.strip().casefold()


def _word(
    one: SharingConsent, holders: Mapping[int, Iterable[int]], *, at: datetime
) -> spoken_words.Word:
    ended = one.ended_at if one.ended_at is not None and one.ended_at <= at else None
    is_own = one.given_by_id == one.person_id
    is_adult = one.person.age(day_of(at)) >= rules.ADULT
    return spoken_words.Word(
        who=one.given_by_id,
        name=one.given_by.first_name,
        said=(one.given_on, one.recorded_at, one.pk)
        if ended is None
        else (day_of(ended), ended, one.pk),
        is_no=one.answer == Answer.NO or ended is not None,
        is_own=is_own,
        # For an adult who cannot oversee it, somebody speaks who holds no authority: see the table.
        decides=is_own or is_adult or one.given_by_id in holders.get(one.person_id, ()),
    )
