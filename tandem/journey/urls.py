"""Addresses of the road of a household: from search and registration to the end."""

from django.urls import path

from tandem.journey.views import ending, intake, tandem, withdrawal

app_name = "journey"
_HOME = "huishoudens/<slug:household>/"
_BACK = f"{_HOME}intrekking/<int:withdrawal>/"

urlpatterns = [
    path("huishoudens/nieuw/", intake.new, name="new"),
    path("huishoudens/nieuw/aanmelden/", intake.register, name="register"),
    path(f"{_HOME}triage/toegang/", intake.triage_in, name="triage_in"),
    path(f"{_HOME}triage/uitstroom/", intake.triage_out, name="triage_out"),
    path(f"{_HOME}tandem/start/", tandem.start, name="start"),
    path(f"{_HOME}tandem/contactpersoon/", tandem.contact, name="contact"),
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
    path(f"{_HOME}afronden/", ending.end, name="end"),
]
