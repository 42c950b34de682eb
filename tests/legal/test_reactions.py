"""What the family heard and said: written by who did it, and never written over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal, Rule
from tandem.legal import rules
from tandem.legal.models import CoreDecision, Exchange, Reaction
from tandem.legal.services import decisions, sharing
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged
from tests.legal.test_services import told
from tests.second_lock.test_identity import as_web

DAY = timedelta(days=1)

JUDGED = (
    Judged(
        rules.LEGAL_80,
        rules.is_theirs_to_tell(is_own=True, is_team=False),
        rules.is_theirs_to_tell(is_own=False, is_team=False),
    ),
)


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule


@pytest.fixture
def shared(world: World, at: datetime) -> Exchange:
    """What the local team shared, and the family still has to hear."""
    return dossier.shared(world.home, world.rvdk, by=world.mila, at=at)[0]


@pytest.fixture
def decided(world: World, at: datetime) -> CoreDecision:
    """What the GI decided, and the family still has to hear; Guus of the GI holds a key."""
    dossier.everybody_says_yes(world.home, [world.gi], by=world.mila, at=at)
    dossier.partner(world.home, world.gi, professional=world.guus, by=world.mila, at=at)
    return dossier.decided(world.home, world.gi, world.ruben, told=False, by=world.mila, at=at)


class TestAnExchange:
    def test_another_organization_writes_nothing_on_it(
        self, world: World, shared: Exchange, at: datetime
    ) -> None:
        on, later = day_of(at), (shared.tell_by or day_of(at)) + DAY

        refused_by(
            rules.LEGAL_80,
            partial(sharing.tell, shared, on=on, reaction="Prima.", by=world.vera, at=at),
        )
        refused_by(
            rules.LEGAL_80,
            partial(sharing.postpone, shared, until=later, reason="x", by=world.vera, at=at),
        )
        shared.refresh_from_db()
        assert (shared.told_on, shared.reaction) == (None, "")
        assert not Event.objects.filter(event="telling_postponed").exists()

    def test_another_organization_finds_no_page_and_no_button(
        self, world: World, shared: Exchange, client: Client, monday: datetime
    ) -> None:
        vera = Visitor(client, world.vera, at=monday)

        assert vera.look("legal:exchange_told", world.home.ref, shared.pk).status_code == 404
        assert vera.look("legal:exchange_postpone", world.home.ref, shared.pk).status_code == 404
        assert "Vertellen vastleggen" not in words(vera.look("desk:decisions", world.home.ref))

    def test_who_shared_it_tells(self, world: World, shared: Exchange, at: datetime) -> None:
        Exchange.objects.filter(pk=shared.pk).update(sender=world.veilig_thuis)

        sharing.tell(shared, on=day_of(at), reaction="Goed.", by=world.vera, at=at)

        shared.refresh_from_db()
        assert shared.reaction == "Goed."

    def test_a_later_reaction_is_added_and_the_first_stays(
        self, world: World, shared: Exchange, client: Client, monday: datetime
    ) -> None:
        on = day_of(monday)
        sharing.tell(shared, on=on, reaction="Wij schrokken.", by=world.mila, at=monday)
        sharing.tell(shared, on=on, reaction="Nu is het goed.", by=world.ruben, at=monday)
        sharing.tell(shared, on=on, reaction=" ", by=world.mila, at=monday)

        shared.refresh_from_db()
        assert shared.reaction == "Wij schrokken."
        [later] = Reaction.objects.all()
        assert str(later) == f"reactie {on}"
        assert (later.reaction, later.recorded_by) == ("Nu is het goed.", world.ruben)
        page = words(Visitor(client, world.mila, at=monday).look("desk:decisions", world.home.ref))
        assert "Wij schrokken." in page
        assert "vastgelegd door Ruben Eikstra: Het gezin zegt: Nu is het goed." in page


class TestADecision:
    def test_another_organization_writes_nothing_on_it(
        self, world: World, decided: CoreDecision, at: datetime
    ) -> None:
        refused_by(
            rules.LEGAL_80,
            lambda: decisions.tell_family_of_decision(
                decided, told(day_of(at), world.vera), by=world.vera, at=at
            ),
        )

    def test_who_decided_tells_and_what_was_said_first_stays(
        self, world: World, decided: CoreDecision, at: datetime
    ) -> None:
        on = day_of(at)
        first = told(
            on, world.guus, what="Dat de GI komt.", reaction="Nee!", why_other="Mila is ziek."
        )
        decisions.tell_family_of_decision(decided, first, by=world.guus, at=at)
        later = told(on, world.mila, what="Wat het betekent.", reaction="Vooruit dan.")
        decisions.tell_family_of_decision(decided, later, by=world.mila, at=at)

        decided.refresh_from_db()
        assert (decided.family_informed_by, decided.family_informed_what) == (
            world.guus,
            "Dat de GI komt.",
        )
        assert decided.family_reaction == "Nee!"
        [added] = Reaction.objects.all()
        assert (added.what, added.reaction) == ("Wat het betekent.", "Vooruit dan.")


def test_the_database_keeps_what_was_said(world: World, shared: Exchange, at: datetime) -> None:
    sharing.tell(shared, on=day_of(at), reaction="Wij schrokken.", by=world.mila, at=at)
    sharing.tell(shared, on=day_of(at), reaction="Nu is het goed.", by=world.mila, at=at)

    changes: tuple[Callable[[], object], ...] = (
        lambda: Exchange.objects.update(reaction="Prima."),
        lambda: Exchange.objects.update(told_on=None, tell_by=day_of(at), not_yet_reason="x"),
        lambda: Reaction.objects.update(reaction="Prima."),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic(), as_web(world.vera, at):
            change()


def test_the_database_refuses_a_reaction_to_nothing(
    world: World, shared: Exchange, at: datetime
) -> None:
    facts = {"household": world.home, "said_on": day_of(at), "recorded_at": at}
    for wrong in ({"reaction": "x"}, {"exchange": shared}):
        with pytest.raises(IntegrityError, match="reaction_"), transaction.atomic():
            Reaction.objects.create(**facts, **wrong, recorded_by=world.mila)
