"""Rows of the plan (PLAN), the safety plan (SP) and the explanatory analysis (VA)."""

from __future__ import annotations

from tests.house.requirements import DERIVED as D
from tests.house.requirements import PROPOSED as P
from tests.house.requirements import STATED as S
from tests.house.requirements import row

_PLANS, _PAGES = "tests/plan/test_pieces.py", "tests/plan/test_views.py"
_RULES, _PAPER = "tests/plan/test_piece_rules.py", "tests/plan/test_paper.py"
_TOPICS = f"{_PAPER}::test_every_topic_is_asked_and_read_on_screen_and_on_paper"
_NEXT = f"{_PLANS}::TestTheNextVersion"

ROWS = (
    row(
        "PLAN-01",
        S,
        "het plan wordt met het gezin gemaakt",
        f"{_PLANS}::TestMaking::test_a_version_begins_with_who_makes_it",
        f"{_PLANS}::TestSettling::test_a_plan_without_parents_says_why",
    ),
    row(
        "PLAN-02",
        S,
        "wat erin staat: doelen, afspraken, momenten, contact, mensen, hulp van buiten",
        _TOPICS,
        f"{_PAPER}::test_the_family_plan_and_the_analysis_are_printed_too",
    ),
    row(
        "PLAN-03",
        S,
        "wanneer het beter moet zijn, en wanneer we er weer naar kijken",
        f"{_PLANS}::TestSettling::test_a_plan_without_a_next_day_does_not_hold",
        f"{_PAPER}::test_when_it_must_be_better_stands_on_top",
    ),
    row(
        "PLAN-04",
        S,
        "zorgen kleiner maken én versterken wat goed gaat",
        f"{_PAPER}::test_both_kinds_of_goal_stand_in_the_plan",
    ),
    row(
        "PLAN-05",
        S,
        "bespreken zoals afgesproken, met een herinnering en wat te laat is",
        f"{_PAGES}::TestToday::test_a_plan_to_look_at_again_and_a_promise_wait_at_vandaag",
    ),
    row(
        "PLAN-06",
        S,
        "één plan waarin iedereen werkt",
        f"{_PLANS}::TestMaking::test_there_is_one_plan_in_the_making",
        f"{_PLANS}::TestMaking::test_a_partner_works_in_the_same_plan",
    ),
    row(
        "PLAN-07",
        S,
        "doelen samen; het gezin houdt de regie",
        f"{_PLANS}::TestSettling::test_a_plan_that_everybody_heard_holds",
        f"{_PLANS}::TestSettling::test_a_no_stands_beside_what_holds",
    ),
    row(
        "PLAN-08",
        S,
        "per afspraak nagaan of die begrepen is",
        f"{_PLANS}::TestLookingAfter::test_an_agreement_is_asked_after_as_often_as_needed",
    ),
    row(
        "PLAN-09",
        S,
        "volgen tot het eind, met een eindevaluatie",
        "tests/journey/test_services.py"
        "::TestEnding::test_without_an_end_evaluation_it_does_not_end",
        "tests/journey/test_views.py::test_an_evaluation_is_planned_and_held",
    ),
    row(
        "PLAN-10",
        S,
        "hoe het gezin de toekomst en het ouderschap ziet",
        _TOPICS,
        f"{_PAPER}::test_both_kinds_of_goal_stand_in_the_plan",
    ),
    row(
        "PLAN-11",
        S,
        "voor ieder gezinslid wat die nodig heeft",
        f"{_PAPER}::test_the_family_plan_and_the_analysis_are_printed_too",
        f"{_PAPER}::test_help_begins_with_what_somebody_needs",
    ),
    row(
        "SP-01",
        S,
        "één veiligheidsplan, met één methode: de drie die het onveiligst zijn",
        f"{_PLANS}::TestMaking::test_there_is_one_plan_in_the_making",
        f"{_PLANS}::TestMaking::test_a_fourth_situation_is_one_too_many",
    ),
    row(
        "SP-02",
        S,
        "met de ouders gemaakt en van hen; anders staat er waarom",
        f"{_PLANS}::TestSettling::test_a_plan_without_parents_says_why",
        f"{_PAPER}::test_everybody_who_made_it_has_room_to_sign_and_need_not",
    ),
    row(
        "SP-03",
        S,
        "concrete afspraken, of waarom die er niet zijn",
        f"{_PLANS}::TestSettling::test_a_safety_plan_without_agreements_says_why",
    ),
    row(
        "SP-04",
        S,
        "wat er gebeurt als het niet lukt",
        f"{_PLANS}::TestSettling::test_a_safety_plan_says_what_happens_when_it_fails",
        f"{_PAPER}::test_a_plan_of_three_situations_and_six_agreements_fits_on_two_sides",
    ),
    row(
        "SP-05",
        S,
        "per afspraak één die haar doet",
        f"{_PAGES}::TestMaking::test_one_answers_for_an_agreement",
    ),
    row(
        "SP-06",
        S,
        "wie de ouders steunt en wie oplet",
        f"{_PLANS}::TestMaking::test_an_agreement_without_who_watches_is_no_safety_agreement",
        f"{_PAPER}::test_a_plan_of_three_situations_and_six_agreements_fits_on_two_sides",
    ),
    row(
        "SP-07",
        S,
        "zo concreet als het kan: wie, wat, wanneer",
        f"{_PAGES}::TestMaking::test_a_vague_agreement_comes_back_filled",
        f"{_RULES}::test_each_rule_passes_what_fits_and_refuses_what_does_not",
    ),
    row("SP-08", S, "vast deel van een aanvraag bij de tafel", not_yet="de beschermingstafel"),
    row("SP-09", S, "aangevuld aan de tafel, met een versie", not_yet="de beschermingstafel"),
    row(
        "SP-10",
        S,
        "voor nu en om het te voorkomen, met wie het aangaat",
        f"{_PLANS}::TestSettling::test_a_plan_that_everybody_heard_holds",
        f"{_PAGES}::TestReading::test_what_holds_is_read_before_what_is_in_the_making",
        f"{_PAPER}::test_whom_to_call_stands_on_the_first_side",
    ),
    row(
        "SP-11",
        S,
        "als een maatregel stopt: wie draagt dan wat bij",
        _TOPICS,
        not_yet="de vraag stellen als het eind van een ondertoezichtstelling in zicht is",
    ),
    row(
        "SP-12",
        D,
        "versies met dag, makers, wie het eens is en wanneer we weer kijken",
        f"{_NEXT}::test_everything_comes_along_and_the_old_version_stays",
        f"{_NEXT}::test_when_the_new_one_holds_the_old_one_is_over",
        f"{_PLANS}::TestPutting::test_what_was_put_before_somebody_stays_as_it_was",
    ),
    row(
        "SP-13",
        D,
        "bij elk contact een vraag over veiligheid, en een teken als die uitblijft",
        "tests/dossier/test_safety.py::TestWriting::test_a_contact_without_an_answer_is_refused_and_written_nowhere",
        "tests/dossier/test_safety.py::TestSignal::test_after_four_weeks_it_stands_on_vandaag_and_at_the_story",
        not_yet="de vraag bij het verslag van een partner",
    ),
    row(
        "SP-14",
        S,
        "wat veilig is volgens het gezin, naast wat de professionals vinden",
        f"{_PAPER}::test_what_is_safe_is_said_by_both_and_rest_is_made_beside_it",
    ),
    row(
        "SP-15",
        D,
        "niet te veel vragen van mensen eromheen",
        "tests/plan/test_around_services.py::TestRequests::test_three_tasks_are_written_down_and_warn",
        "tests/plan/test_around_views.py::test_a_third_task_warns_and_is_kept",
        not_yet="afspraken uit het plan wegen nog niet vanzelf mee",
    ),
    row(
        "SP-16",
        S,
        "samen gemaakt, terwijl ook geld en rust worden geregeld",
        f"{_PAPER}::test_what_is_safe_is_said_by_both_and_rest_is_made_beside_it",
        f"{_PLANS}::TestMaking::test_a_partner_works_in_the_same_plan",
    ),
    row(
        "VA-01",
        S,
        "samen begrijpen: iedereen van het gezin en wat eromheen is",
        f"{_PAGES}::TestReading::test_an_analysis_puts_what_helps_beside_what_hinders",
        f"{_PAPER}::test_the_family_plan_and_the_analysis_are_printed_too",
    ),
    row(
        "VA-02",
        S,
        "wat helpt en wat hindert, patronen, wat het oplevert, waar het vandaan komt",
        _TOPICS,
        f"{_PAGES}::TestReading::test_an_analysis_puts_what_helps_beside_what_hinders",
    ),
    row(
        "VA-03",
        S,
        "vijf vragen naar kwaliteit zijn beantwoord voordat zij geldt",
        f"{_PLANS}::TestSettling::test_the_five_questions_are_answered_anew_for_every_version",
    ),
    row(
        "VA-04",
        S,
        "niemand krijgt een verklaring opgelegd: herkent het gezin zich",
        f"{_PLANS}::TestSettling::test_an_analysis_that_nobody_recognises_is_not_settled",
        f"{_PAGES}::TestHearing::test_a_mother_does_not_recognise_the_analysis",
    ),
    row("VA-05", S, "afspreken wie de analyse maakt", not_yet="een keuze per proeftuin en gezin"),
    row(
        "VA-06",
        S,
        "wat er al is, is het begin van het volgende",
        f"{_NEXT}::test_everything_comes_along_and_the_old_version_stays",
        f"{_PLANS}::TestMaking::test_a_partner_works_in_the_same_plan",
    ),
    row(
        "VA-07",
        P,
        "telkens opnieuw, in versies",
        f"{_NEXT}::test_what_changed_is_read_as_people_read_it",
    ),
    row(
        "VA-08",
        S,
        "breed kijken en de veiligheid in beeld houden",
        _TOPICS,
        f"{_PAPER}::test_worries_about_safety_come_right_after_the_story",
    ),
    row(
        "VA-09",
        S,
        "doelen gaan over wat de analyse vond",
        f"{_NEXT}::test_a_goal_aims_at_what_the_analysis_found",
    ),
    row("VA-10", S, "een verwijzing naar gezinsprofielen", not_yet="de verwijzing"),
    row("VA-11", S, "trauma, middelen, psyche, schulden en beperking nagaan", _TOPICS),
    row(
        "VA-12",
        S,
        "liefst in elk gezin; geen drempel, wel een teken als zij er niet is",
        not_yet="het teken; de bladzijde zegt nu alleen hoe te beginnen",
    ),
    row("VA-13", S, "wie er nog meer meedacht", _TOPICS),
    row("VA-14", S, "een vast model voor onderzoek, voor wie dat wil", not_yet="het model"),
    row(
        "VA-15",
        S,
        "een gezamenlijke analyse maken kan vanaf het begin",
        f"{_NEXT}::test_a_goal_aims_at_what_the_analysis_found",
        f"{_PAGES}::TestHearing::test_a_mother_does_not_recognise_the_analysis",
    ),
    row("VA-16", P, "alleen opgeteld om van te leren", not_yet="de telling"),
)
