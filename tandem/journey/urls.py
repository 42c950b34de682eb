"""Addresses of the road of a household: from search and registration to the end."""

from django.urls import path

from tandem.journey.views import ending, intake, measures, meetings, safety, tandem, withdrawal

app_name = "journey"
_HOME = "huishoudens/<slug:household>/"
_DECISIONS = f"{_HOME}besluiten/"
_SLOW = f"{_HOME}vertragen/<int:slow_down>/"
_BACK = f"{_HOME}intrekking/<int:withdrawal>/"

urlpatterns = [
    path("huishoudens/nieuw/", intake.new, name="new"),
    path("huishoudens/nieuw/aanmelden/", intake.register, name="register"),
    path(f"{_HOME}triage/toegang/", intake.triage_in, name="triage_in"),
    path(f"{_HOME}triage/uitstroom/", intake.triage_out, name="triage_out"),
    path(f"{_HOME}tandem/start/", tandem.start, name="start"),
    path(f"{_HOME}tandem/contactpersoon/", tandem.contact, name="contact"),
    path(f"{_HOME}tandem/plaats/<int:seat>/", tandem.rider, name="rider"),
    path(f"{_HOME}tandem/wisselen/", tandem.swap, name="swap"),
    path(f"{_HOME}tandem/wisselen/<int:swap>/verteld/", tandem.tell_swap, name="tell_swap"),
    path(f"{_HOME}betrokken/nieuw/", tandem.bring_in, name="bring_in"),
    path(f"{_HOME}betrokken/<int:involvement>/einde/", tandem.let_go, name="let_go"),
    path(f"{_HOME}toestemming/<int:consent>/intrekken/", withdrawal.withdraw, name="withdraw"),
    path(f"{_BACK}onderzoeken/", withdrawal.explore, name="explore"),
    path(f"{_BACK}uitkomst/", withdrawal.conclude, name="conclude"),
    path(f"{_HOME}evaluaties/plannen/", ending.evaluation_plan, name="evaluation_plan"),
    path(f"{_HOME}evaluaties/<int:evaluation>/", ending.evaluation_hold, name="evaluation_hold"),
    path(f"{_HOME}ervaringsdeskundigen/", ending.experts, name="experts"),
    path(f"{_DECISIONS}maatregel/", measures.measure, name="measure"),
    path(
        f"{_DECISIONS}maatregel/<int:measure>/bevestigen/",
        measures.measure_confirm,
        name="measure_confirm",
    ),
    path(f"{_DECISIONS}maatregel/<int:measure>/einde/", measures.measure_end, name="measure_end"),
    path(f"{_DECISIONS}maatregel/<int:measure>/dagen/", measures.measure_note, name="measure_note"),
    path(f"{_DECISIONS}vragen-vooraf/", measures.reflect, name="reflect"),
    path(f"{_DECISIONS}toets/", measures.test, name="test"),
    path(f"{_DECISIONS}toets/<int:test>/dagen/", measures.test_note, name="test_note"),
    path(f"{_DECISIONS}afschaalplan/", measures.scale_down, name="scale_down"),
    path(f"{_DECISIONS}<int:decision>/opnieuw/", measures.decision_review, name="decision_review"),
    path(f"{_HOME}zonder-grond/", measures.without_ground, name="without_ground"),
    path(f"{_HOME}fase/", safety.phase, name="phase"),
    path(f"{_HOME}overleg/nieuw/", meetings.consultation, name="consultation"),
    path(f"{_HOME}vertragen/", safety.slow_down, name="slow_down"),
    path(f"{_SLOW}tekenen/", safety.slow_down_sign, name="slow_down_sign"),
    path(f"{_SLOW}terugkijken/", safety.slow_down_look_back, name="slow_down_look_back"),
    path(f"{_HOME}afronden/", ending.end, name="end"),
]
