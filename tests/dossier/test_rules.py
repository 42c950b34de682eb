"""The rules of the dossier: each passes and refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import age_on
from tandem.core.verdict import YES
from tandem.dossier import rules
from tandem.dossier.enums import EntryKind, ReportStatus
from tests.judged import Judged

TODAY = date(2026, 9, 7)
TOMORROW = TODAY + timedelta(days=1)
MOTHER, CHILD = date(1986, 3, 12), date(2012, 5, 20)

JUDGED = (
    Judged(rules.DOSSIER_01, YES, rules.DOSSIER_01.no()),
    Judged(
        rules.DOSSIER_02,
        rules.not_in_the_future(TODAY, today=TODAY),
        rules.not_in_the_future(TOMORROW, today=TODAY),
    ),
    Judged(rules.DOSSIER_03, rules.has_somebody(1), rules.has_somebody(0)),
    Judged(
        rules.DOSSIER_04,
        rules.may_have_authority(holder_born=MOTHER, child_born=CHILD, since=TODAY),
        rules.may_have_authority(holder_born=CHILD, child_born=CHILD, since=TODAY),
    ),
    Judged(
        rules.DOSSIER_05,
        rules.ground_is_named(without_consent=True, legal_ground="Wmo 5.2.6"),
        rules.ground_is_named(without_consent=True, legal_ground="  "),
    ),
    Judged(
        rules.DOSSIER_64,
        rules.report_says_how(is_known=True),
        rules.report_says_how(is_known=False),
    ),
    Judged(
        rules.DOSSIER_06,
        rules.report_may_move(status="to_write", to="sent"),
        rules.report_may_move(status="to_write", to="attached"),
    ),
    Judged(
        rules.DOSSIER_07,
        rules.is_unchanged(seen=3, current=3),
        rules.is_unchanged(seen=3, current=4),
    ),
    Judged(
        rules.DOSSIER_08,
        rules.parent_is_older(parent_born=MOTHER, child_born=CHILD),
        rules.parent_is_older(parent_born=CHILD, child_born=MOTHER),
    ),
    Judged(rules.DOSSIER_09, rules.is_open(is_ended=False), rules.is_open(is_ended=True)),
    Judged(
        rules.DOSSIER_68,
        rules.holders_stay(TODAY, children=[]),
        rules.holders_stay(TODAY, children=["Sem"]),
    ),
    Judged(
        rules.DOSSIER_68,
        rules.holders_are_here("Sem", gone=[]),
        rules.holders_are_here("Sem", gone=["Daan"]),
    ),
    Judged(
        rules.DOSSIER_10,
        rules.birth_date_is_possible(TODAY + timedelta(days=300), today=TODAY),
        rules.birth_date_is_possible(TODAY + timedelta(days=301), today=TODAY),
    ),
    Judged(
        rules.DOSSIER_12,
        rules.may_take_over(writer_has_key=False),
        rules.may_take_over(writer_has_key=True),
    ),
    Judged(
        rules.DOSSIER_13,
        rules.kind_may_become(was="fact", now="opinion"),
        rules.kind_may_become(was="opinion", now="fact"),
    ),
    Judged(
        rules.DOSSIER_11,
        rules.may_correct(is_writer=True, is_local_team=False),
        rules.may_correct(is_writer=False, is_local_team=False),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_nobody_was_born_before_1900() -> None:
    assert rules.birth_date_is_possible(date(1900, 1, 1), today=TODAY)
    assert not rules.birth_date_is_possible(date(1899, 12, 31), today=TODAY)


def test_there_is_no_authority_over_somebody_of_18() -> None:
    eighteen = date(2008, 9, 7)

    assert not rules.may_have_authority(holder_born=MOTHER, child_born=eighteen, since=TODAY)
    assert rules.may_have_authority(
        holder_born=MOTHER, child_born=eighteen + timedelta(days=1), since=TODAY
    )


def test_information_with_consent_needs_no_ground() -> None:
    assert rules.ground_is_named(without_consent=False, legal_ground="")


@pytest.mark.parametrize("now", EntryKind.values)
@pytest.mark.parametrize("was", EntryKind.values)
def test_nothing_becomes_a_fact_or_a_report_afterwards(was: str, now: str) -> None:
    stays = was == now
    may = stays or (was != "report" and now not in {"fact", "report"})

    assert bool(rules.kind_may_become(was=was, now=now)) == may


@pytest.mark.parametrize("status", ReportStatus.values)
@pytest.mark.parametrize("to", ReportStatus.values)
def test_a_report_goes_one_way(status: str, to: str) -> None:
    allowed = {("to_write", "sent"), ("sent", "attached")}

    assert bool(rules.report_may_move(status=status, to=to)) == ((status, to) in allowed)


def test_every_status_of_a_report_has_its_row() -> None:
    assert set(rules.REPORT_MOVES) == set(ReportStatus.values)


@given(st.lists(st.dates(date(1990, 1, 1), date(2027, 1, 1)), max_size=8), st.dates())
def test_minors_are_born_and_not_yet_18(born: list[date], day: date) -> None:
    expected = [one for one in born if 0 <= age_on(one, day) < 18 and one <= day]

    assert rules.minors(born, on=day) == len(expected)
