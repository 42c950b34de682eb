"""A partner that comes can be closed to somebody of the family before they could see it."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from tandem.dossier.enums import Form, Level, Reason
from tandem.dossier.models import Involvement, Shield
from tandem.dossier.selectors import sight
from tandem.legal.services import asking
from tests.factories.visitor import Visitor
from tests.factories.world import World


def test_a_partner_comes_unseen_by_who_may_not_know(
    client: Client, world: World, monday: datetime
) -> None:
    """Who was not asked because that is dangerous, does not read it on the own page either."""
    mila = Visitor(client, world.mila, at=monday)
    asking.leave_out(world.daan, reason="Fatima is bang.", by=world.mila, at=monday)
    form = mila.look("journey:bring_in", world.home.ref).context["form"]
    fields = {
        "organization": world.veilig_thuis.pk,
        "professional": world.stella.pk,
        "form": Form.ADVICE,
        "reason": Reason.KNOWLEDGE,
        "level": Level.ADVICE,
        "since": monday.date().isoformat(),
        "kept_from": [world.daan.pk],
    }

    unsaid = mila.send("journey:bring_in", world.home.ref, **fields)
    answer = mila.send("journey:bring_in", world.home.ref, **fields, kept_why="Fatima is bang.")
    again = mila.send("journey:bring_in", world.home.ref, **fields, kept_why="Nog steeds.")

    assert form.initial["kept_from"] == [world.daan]
    assert unsaid.status_code == 422
    assert (answer.status_code, again.status_code) == (303, 303)
    hidden = sight.hidden_from(world.daan, at=monday)
    made = Involvement.objects.filter(form=Form.ADVICE)
    assert set(made.values_list("pk", flat=True)) <= hidden.involvements
    assert sight.hidden_from(world.fatima, at=monday).involvements == frozenset()
    assert Shield.objects.count() == 1
