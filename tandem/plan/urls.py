"""Addresses of what is made together with the family."""

from django.urls import path

from tandem.plan.views import domains, help, network  # noqa: A004 - named after what it is about

app_name = "plan"
_FAMILY = "huishoudens/<slug:household>/gezin/"
_SUPPORTER = f"{_FAMILY}kring/<int:supporter>/"
_ASK = f"{_FAMILY}kring/vraag/<int:ask>/"

urlpatterns = [
    path(f"{_FAMILY}kring/nieuw/", network.supporter_add, name="supporter_add"),
    path(_SUPPORTER, network.supporter, name="supporter"),
    path(f"{_SUPPORTER}aanpassen/", network.supporter_change, name="supporter_change"),
    path(f"{_SUPPORTER}uit-de-kring/", network.supporter_leave, name="supporter_leave"),
    path(f"{_SUPPORTER}vragen/", network.support_ask, name="support_ask"),
    path(f"{_ASK}antwoord/", network.support_answer, name="support_answer"),
    path(f"{_ASK}einde/", network.support_end, name="support_end"),
    path(f"{_FAMILY}leefgebieden/", domains.domain_history, name="domain_history"),
    path(f"{_FAMILY}leefgebieden/opschrijven/", domains.domain_note, name="domain_note"),
    path(f"{_FAMILY}eerdere-hulp/nieuw/", help.help_add, name="help_add"),
    path(f"{_FAMILY}eerdere-hulp/<int:earlier>/", help.help_correct, name="help_correct"),
    path(f"{_FAMILY}hulp-kind/<int:person>/", help.child_help, name="child_help"),
]
