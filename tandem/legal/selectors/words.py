"""Which yes to share counts, among everything that was said of the same source and purpose."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.legal import rules
from tandem.legal.enums import Answer
from tandem.legal.rules import words as spoken_words
from tandem.legal.selectors.voices import deciders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.legal.models import Consent, SharingConsent

type _Of = tuple[int, str, int | str, str]


def runs(consent: SharingConsent, *, at: datetime) -> bool:
    """Whether a yes to share is in its days and was not taken back."""
    is_open = consent.ended_at is None or consent.ended_at > at
    return consent.answer == Answer.YES and is_open and consent.period.has(day_of(at))


def spoken_at(answer: Consent | SharingConsent, *, at: datetime) -> tuple[date, datetime, int]:
    """When something was said last by an answer: given, or taken back since."""
    if answer.ended_at is not None and answer.ended_at <= at:
        return day_of(answer.ended_at), answer.ended_at, answer.pk
    return answer.given_on, answer.recorded_at, answer.pk


def judged(household: Household, *, at: datetime) -> dict[int, Verdict]:
    """Judge each yes to share of a household that is in its days, by its number."""
    holders = deciders(household, on=day_of(at))
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
    is_ended = one.ended_at is not None and one.ended_at <= at
    is_own = one.given_by_id == one.person_id
    is_adult = one.person.age(day_of(at)) >= rules.ADULT
    return spoken_words.Word(
        who=one.given_by_id,
        name=one.given_by.first_name,
        said=spoken_at(one, at=at),
        is_no=one.answer == Answer.NO or is_ended,
        is_own=is_own,
        # For an adult who cannot oversee it, somebody speaks who holds no authority: see the table.
        decides=is_own or is_adult or one.given_by_id in holders.get(one.person_id, ()),
    )
