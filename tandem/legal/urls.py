"""The grounds: explanation, consent, letters, hours, core decisions and measures."""

from django.urls import path

from tandem.legal.views import (
    boundary,
    care,
    consent,
    contact,
    decision,
    entry,
    involvement,
    report,
    sharing,
    talk,
    transition,
    turning,
)

app_name = "legal"

_HOME = "huishoudens/<slug:household>/"
_CONSENT = f"{_HOME}toestemming/"
_INVOLVED = f"{_HOME}betrokken/<int:involvement>/"
_DECISIONS = f"{_HOME}besluiten/"
_SHARING = f"{_HOME}delen/"

urlpatterns = [
    path("wie-beslist/", care.who_decides, name="who_decides"),
    path(f"{_HOME}uitleg/", talk.explain, name="explain"),
    path(f"{_HOME}gesprek/", talk.talk, name="talk"),
    path(f"{_HOME}gesprek/later/", talk.tell_later, name="tell_later"),
    path(f"{_HOME}ervaringsdeskundige/", talk.expert, name="expert"),
    path(_CONSENT, care.voices, name="voices"),
    path(f"{_CONSENT}hulp/<int:person>/", care.help_, name="help"),
    path(f"{_CONSENT}hulp/<int:care>/intrekken/", care.help_end, name="help_end"),
    path(f"{_CONSENT}hulp/<int:care>/begint/", care.help_begin, name="help_begin"),
    path(f"{_CONSENT}delen/<int:person>/", care.share, name="sharing_consent"),
    path(f"{_CONSENT}delen/<int:sharing>/intrekken/", care.share_end, name="sharing_consent_end"),
    path(f"{_HOME}verhaal/opschrijven/", entry.entry_add, name="entry_add"),
    path(f"{_HOME}verhaal/<int:entry>/verbeteren/", entry.entry_correct, name="entry_correct"),
    path("grenzenregister/", boundary.show_boundaries, name="boundaries"),
    path("grenzenregister/<slug:pilot>/", boundary.boundary_add, name="boundary_add"),
    path(f"{_CONSENT}<int:person>/", consent.consent, name="consent"),
    path(f"{_CONSENT}<int:person>/niet-vragen/", consent.not_asked, name="not_asked"),
    path(f"{_CONSENT}niet-ik/<int:denial>/", consent.denial, name="denial"),
    path(f"{_CONSENT}<int:consent>/bevestiging/", consent.confirmation, name="confirmation"),
    path(f"{_CONSENT}<int:consent>/brief.pdf", consent.letter, name="letter"),
    path(f"{_CONSENT}<int:consent>/verklaring.pdf", consent.declaration, name="declaration"),
    path(f"{_HOME}verslagen/nieuw/", contact.report_announce, name="report_announce"),
    path(f"{_HOME}verslagen/<int:report>/schrijven/", report.report_send, name="report_send"),
    path(f"{_HOME}verslagen/<int:report>/toevoegen/", report.report_attach, name="report_attach"),
    path(f"{_HOME}samen/verteld/", consent.tell, name="tell"),
    path(f"{_INVOLVED}uren/", involvement.hours, name="hours"),
    path(f"{_INVOLVED}uren/<int:hour>/", involvement.hours_correct, name="hours_correct"),
    path(f"{_INVOLVED}wie/", involvement.professional, name="professional"),
    path(f"{_DECISIONS}kernbesluit/", decision.decision, name="decision"),
    path(f"{_DECISIONS}<int:decision>/verteld/", decision.decision_told, name="decision_told"),
    path(
        f"{_DECISIONS}maatregel/<int:measure>/verteld/", decision.measure_told, name="measure_told"
    ),
    path(f"{_DECISIONS}<int:decision>/kantelpunt/", turning.turning_point, name="turning_point"),
    path(
        f"{_DECISIONS}<int:decision>/overgang/<int:person>.pdf",
        transition.transition_file,
        name="transition_file",
    ),
    path(f"{_DECISIONS}<int:decision>/tekenen/", turning.co_sign, name="co_sign"),
    path(f"{_DECISIONS}<int:decision>/wie-tekent/", turning.ask_to_sign, name="ask_to_sign"),
    path(_SHARING, sharing.share, name="sharing"),
    path(f"{_SHARING}vastleggen/", sharing.exchange, name="exchange"),
    path(f"{_SHARING}nee/<int:refusal>/", sharing.sharing_refused, name="sharing_refused"),
    path(f"{_SHARING}<int:exchange>/verteld/", sharing.exchange_told, name="exchange_told"),
    path(f"{_SHARING}<int:exchange>/uitstel/", sharing.exchange_postpone, name="exchange_postpone"),
]
