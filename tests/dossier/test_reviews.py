"""Looking at rights: by somebody else, recorded, and what is not needed ends at once."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier import rules
from tandem.dossier.models import RightsReview
from tandem.dossier.services import keys, reviews
from tandem.network.models import Assignment
from tests.factories.world import World


def test_what_stays_is_recorded_with_how_many_keys(world: World, at: datetime) -> None:
    reviews.review(world.mila, world.huizen, "kept", by=world.ruben, at=at)

    done = RightsReview.objects.get()
    assert (done.outcome, done.key_count, done.reviewed_by) == ("kept", 1, world.ruben)
    assert keys.running(at).filter(account=world.mila).exists()


@pytest.mark.parametrize("by", ["ruben", "administrator", "coordinator"])
def test_what_is_not_needed_ends_at_once(world: World, at: datetime, by: str) -> None:
    reviews.review(world.vera, world.huizen, "ended", by=getattr(world, by), at=at)

    assert not keys.running(at).filter(account=world.vera).exists()
    assert not Assignment.objects.open(on=day_of(at)).filter(account=world.vera).exists()


@pytest.mark.parametrize("by", ["mila", "stella", "outsider", "expert"])
def test_who_does_not_watch_over_rights_does_not_review(
    world: World, at: datetime, by: str
) -> None:
    with pytest.raises((Refusal, Http404)):
        reviews.review(world.vera, world.huizen, "kept", by=getattr(world, by), at=at)


def test_nobody_reviews_their_own(world: World, at: datetime) -> None:
    with pytest.raises(Refusal) as refused:
        reviews.review(world.ruben, world.huizen, "kept", by=world.ruben, at=at)
    assert refused.value.rule is rules.DOSSIER_44
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsReview.objects.create(
            account=world.ruben,
            region=world.region,
            outcome="kept",
            key_count=0,
            reviewed_at=at,
            reviewed_by=world.ruben,
        )


def test_a_team_lead_does_not_review_the_region(world: World, at: datetime) -> None:
    with pytest.raises((Refusal, Http404)):
        reviews.review(world.administrator, world.region, "kept", by=world.ruben, at=at)


def test_the_region_keeps_an_administrator(world: World, at: datetime) -> None:
    with pytest.raises(Refusal):
        reviews.review(world.administrator, world.region, "ended", by=world.coordinator, at=at)
