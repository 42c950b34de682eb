"""Rows of the family itself (FAM), of learning from one case (EVAL), and of telling (TELL)."""

from __future__ import annotations

from tests.house.requirements import STATED as S
from tests.house.requirements import row

_PLANS, _PAGES = "tests/plan/test_pieces.py", "tests/plan/test_views.py"
_LEGAL, _LEGAL_PAGES = "tests/legal/test_services.py", "tests/legal/test_views.py"
_TELLING, _TALK = "tests/legal/test_telling.py", "tests/legal/test_care.py::TestTheTalk"
_ROAD = "tests/journey/test_services.py"
_LETTER = "tests/legal/test_letter.py::test_the_letter_says_what_was_agreed_and_how_to_go_back"
_FIRST = f"{_TELLING}::test_a_yes_waits_for_everything_of_the_first_talk"
_START = f"{_TELLING}::test_the_tandem_starts_when_each_point_of_the_start_was_told"
_TURN = f"{_TELLING}::test_a_turning_point_is_told_whole_before_powers_are_used"
_BEFORE = f"{_TALK}::test_no_yes_before_each_of_these_was_told"
_ASKED = "een test die de vragen bij het formulier noemt"
_TABLE = "de beschermingstafel"

ROWS = (
    row(
        "FAM-01",
        S,
        "besluiten samen met kind en gezin; erbij staat hoe ieder meedeed",
        f"{_PLANS}::TestSettling::test_nobody_of_the_family_is_forgotten",
        "tests/desk/test_told_to.py::test_telling_is_refused_that_reaches_nobody_or_leaves"
        "_somebody_out_without_a_word",
    ),
    row(
        "FAM-02",
        S,
        "het belang van het kind staat in elk besluit",
        f"{_LEGAL_PAGES}::test_a_decision_without_the_interest_of_the_child_is_refused",
        "tests/legal/test_measures.py::TestTesting::test_nobody_is_left_unheard_without_a_reason",
    ),
    row(
        "FAM-03",
        S,
        "de stem van het kind, op de manier die past",
        f"{_PLANS}::TestPutting::test_a_child_reads_its_own_words",
        not_yet=_TABLE,
    ),
    row(
        "FAM-04",
        S,
        "een kind is geen bron alleen",
        "tests/plan/test_talks.py::TestPages::test_a_child_and_a_parent_are_asked_in_their_own_way",
    ),
    row(
        "FAM-05",
        S,
        "niemand van het gezin vergeten of afgeschreven",
        f"{_PLANS}::TestSettling::test_nobody_of_the_family_is_forgotten",
        f"{_PLANS}::TestSettling::test_who_came_since_is_heard_too",
        "tests/plan/test_around_services.py::TestNobodyForgotten::test_who_was_spoken_or_told_is_not_named",
        "tests/dossier/test_safety.py::TestStory::test_who_was_never_heard_is_named_until_they_are",
    ),
    row(
        "FAM-06",
        S,
        "ouders ook als mens en als partner",
        f"{_PAGES}::TestHearing::test_each_parent_is_heard_apart_and_the_plan_holds",
    ),
    row(
        "FAM-07",
        S,
        "mensen om het gezin heen: wie, wat doen en kunnen zij",
        "tests/plan/test_around_views.py::test_who_is_put_in_the_circle_stands_on_the_tab",
    ),
    row(
        "FAM-08",
        S,
        "twee soorten vragen aan het netwerk",
        "tests/plan/test_around_services.py::TestRequests::test_what_people_do_of_themselves_never_weighs",
    ),
    row(
        "FAM-09",
        S,
        "na een maatregel doet het netwerk mee",
        "tests/plan/test_around_services.py::TestCircle::test_while_a_measure_runs_somebody_has_to_be_asked",
    ),
    row("FAM-10", S, "iemand meenemen die je vertrouwt", not_yet=_TABLE),
    row(
        "FAM-11",
        S,
        "vragen wat het gezin van de hulp vindt",
        "tests/journey/test_views.py::test_an_evaluation_is_planned_and_held",
    ),
    row("FAM-12", S, "gekend, gehoord en gezien", not_yet="vragen naar hoe het gezin het ervoer"),
    row("FAM-13", S, "eerder en beter geholpen voelen", not_yet="meten hoe het gezin het ervoer"),
    row("FAM-14", S, "oog voor cultuur en vorige generaties", not_yet=_ASKED),
    row(
        "FAM-15",
        S,
        "nog geen netwerk: vrijwilligers in de buurt",
        "tests/plan/test_around_views.py::test_without_anybody_the_tab_points_to_support_that_is_organized",
    ),
    row("EVAL-09", S, "omwegen die een gezin hielpen, op een lijst", not_yet="de lijst"),
    row(
        "EVAL-12",
        S,
        "vier lessen uit onderzoek: samen kijken, goed nagaan, hulp voor elk kind, volhouden",
        not_yet="de lessen als uitleg bij het werk",
    ),
    row(
        "TELL-01",
        S,
        "wat de toekomsttuin is en wie meedoet",
        _FIRST,
        f"{_LEGAL_PAGES}::test_explain_shows_the_leaflet_and_keeps_the_questions",
    ),
    row("TELL-02", S, "dat meedoen een eigen keuze is", _BEFORE),
    row("TELL-03", S, "dat een ja altijd terug kan, met een woord of een mail", _BEFORE, _LETTER),
    row("TELL-04", S, "wie het vaste gezicht is en hoe te bereiken", _START, _LETTER),
    row(
        "TELL-05",
        S,
        "een bevestiging van het ja",
        _LETTER,
        f"{_LEGAL}::TestAsking::test_a_yes_makes_a_confirmation_due_within_five_workdays",
        f"{_LEGAL}::TestConfirming::test_who_sent_it_when_and_how_is_kept",
    ),
    row("TELL-06", S, "hoe gesprek, plan en evaluatie gaan", _START),
    row("TELL-07", S, "wat er gebeurt als zorgen blijven", _START, _TURN),
    row("TELL-08", S, "wanneer geen hulp willen tot iets anders leidt", _START),
    row("TELL-09", S, "het kantelpunt: wat, op welke wet", _TURN),
    row("TELL-10", S, "wat er met gegevens gebeurt, en de rechten daarop", _FIRST),
    row("TELL-11", S, "waar een klacht heen kan", _FIRST, _LETTER),
    row("TELL-12", S, "gratis hulp van iemand die onafhankelijk is", _FIRST, _LETTER),
    row(
        "TELL-13",
        S,
        "wat een ervaringsdeskundige doet, en wat een nee betekent",
        _FIRST,
        "tests/legal/test_voices.py::TestTalking::test_a_breaking_point_is_said_in_the_explanation",
    ),
    row(
        "TELL-14",
        S,
        "dat de Raad gaat meedoen, voordat het zover is",
        f"{_LEGAL}::TestRidingAlong::test_the_rvdk_only_when_the_family_knows",
        _TURN,
    ),
    row("TELL-15", S, "dat er altijd ruimte blijft om zelf te kiezen", _BEFORE),
    row(
        "TELL-16",
        S,
        "elke stap en elk verslag te volgen, met een eigen reactie erbij",
        f"{_PLANS}::TestEntries::test_her_reaction_stands_beside_the_entry",
        "tests/legal/test_transition.py"
        "::test_it_says_ground_decision_hearing_information_and_complaint",
        "tests/legal/test_reactions.py::TestADecision"
        "::test_who_decided_tells_and_what_was_said_first_stays",
    ),
    row("TELL-17", S, "dat we overleggen omdat het vastloopt", not_yet="de opschaling"),
    row("TELL-18", S, "wat de beschermingstafel is en wat u krijgt", not_yet=_TABLE),
    row(
        "TELL-19",
        S,
        "wie wat doet op de tandem, ook bij een wissel",
        f"{_ROAD}::TestSwap::test_a_swap_tells_why_by_whom_and_when_the_family_heard",
        "tests/journey/test_views.py::test_a_swap_needs_that_the_family_was_told",
    ),
    row("TELL-20", S, "aan het kind: hoe het gehoord wordt", not_yet=_TABLE),
)
