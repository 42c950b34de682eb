"""For whom every address is: one area per answer, read and owned by the privacy officer."""

from __future__ import annotations

from tests.access.relations import FAMILY, WHO, Area

EVERYBODY = tuple(who.name for who in WHO if who.name not in {"signed_out", *FAMILY})
TEAM = ("own_team", "chair")
WITH_A_KEY = (*TEAM, "partner", "deputy")
# And for two hours who broke the glass: looks, and writes down what was done.
BEHIND_THE_DOOR = (*WITH_A_KEY, "emergency")
OF_HUIZEN = (
    *WITH_A_KEY,
    "partner_without",
    "past_partner",
    "past_deputy",
    "barred",
    "coordinator",
)
OF_THE_REGION = tuple(name for name in EVERYBODY if name != "other_region")
OF_HUIZEN_OR_REGION = tuple(
    name for name in OF_THE_REGION if name not in {"other_pilot", "emergency"}
)
# The figures hold no household: whoever works with families in the region sees them.
SEE_FIGURES = tuple(name for name in OF_THE_REGION if name not in {"administrator", "expert"})
MEETS_FAMILIES = tuple(
    name for name in EVERYBODY if name not in {"coordinator", "administrator", "expert"}
)
SUBMIT_FIGURES = ("chair", "coordinator")
# Who watches over the rights in a pilot or the region.
WATCH_RIGHTS = ("chair", "coordinator", "administrator")

AREAS = (
    Area(
        "Het huishouden bekijken",
        """
        PAGE: desk:story desk:road desk:family desk:together desk:decisions legal:voices
        PAGE: desk:analysis desk:plan desk:piece desk:piece_print desk:difference
        PAGE: desk:documents desk:document dossier:document_show dossier:document_keep
        PAGE: plan:talks plan:talk
        """,
        may=BEHIND_THE_DOOR,
    ),
    Area(
        "Zien wie er om het gezin heen staat, en hoe het gaat",
        "PAGE: plan:supporter plan:domain_history",
        may=BEHIND_THE_DOOR,
    ),
    Area(
        "Bijhouden wat we rond het gezin weten",
        """
        FORM: plan:supporter_add plan:supporter_change plan:supporter_leave
        FORM: plan:support_ask plan:support_answer plan:support_end
        FORM: plan:domain_note plan:help_add plan:help_correct plan:child_help
        """,
        may=WITH_A_KEY,
    ),
    Area("Zien wie in het dossier keek", "PAGE: desk:access", may=WITH_A_KEY),
    Area(
        "Het gezin en zijn verhaal bijhouden",
        """
        FORM: dossier:rename dossier:person_add dossier:person_change dossier:relate
        FORM: dossier:authority dossier:authority_end
        """,
        may=TEAM,
    ),
    Area("De gezinstekening op papier", "PAGE: plan:drawing_print", may=BEHIND_THE_DOOR),
    Area(
        "De gezinstekening tekenen",
        """
        PAGE: plan:drawing
        FORM: plan:relative_add plan:relative_change plan:person_draw plan:bond_add
        FORM: plan:bond_change
        READY: plan:relative_remove plan:bond_remove
        """,
        may=WITH_A_KEY,
    ),
    Area("Zien wat is afgeschermd", "PAGE: dossier:shields", may=BEHIND_THE_DOOR),
    Area("Iets afschermen", "FORM: dossier:shield_add", may=WITH_A_KEY),
    Area(
        "Adressen, opheffen met twee mensen, en bladzijden van het gezin",
        """
        FORM: dossier:address_add dossier:address_change dossier:shield_ask
        FORM: dossier:family_give dossier:family_level dossier:release
        READY: dossier:shield_lift dossier:shield_keep dossier:family_link
        READY: dossier:family_confirm
        READY: dossier:family_freeze dossier:family_end dossier:release_end
        PAGE: desk:access_list
        """,
        may=TEAM,
    ),
    Area("Het hele dossier op papier, als werkexemplaar", "PAGE: desk:working_copy", may=TEAM),
    Area(
        "De eigen bladzijde van een gezinslid",
        """
        PAGE: desk:mine desk:mine_list desk:mine_file
        BUTTON: desk:not_me
        """,
        may=FAMILY,
    ),
    Area("Meteen weg van de eigen bladzijde", "EXIT: desk:leave", may=FAMILY, signed_out=None),
    Area(
        "In het verhaal schrijven, en vastleggen wat er is overlegd",
        "FORM: legal:entry_add legal:entry_correct journey:consultation",
        may=BEHIND_THE_DOOR,
    ),
    Area("Een document toevoegen", "FORM: dossier:document_add", may=BEHIND_THE_DOOR),
    # who added it, and the local team; whoever else may write hears the rule
    Area("Een document vervangen", "FORM: dossier:document_replace", may=BEHIND_THE_DOOR),
    Area(
        "Iemand een aantekening voorleggen",
        "FORM: plan:put_entry",
        may=BEHIND_THE_DOOR,
    ),
    Area(
        "Aan analyse en plannen werken, en ze voorleggen",
        """
        FORM: plan:begin plan:change plan:write plan:next_time plan:line_add plan:line_change
        FORM: plan:put_piece plan:look_after
        READY: plan:line_remove plan:settle
        """,
        may=WITH_A_KEY,
    ),
    Area(
        "Met het gezin praten en opschrijven wat ieder zegt",
        "FORM: plan:talk_begin plan:talk_person plan:talk_lasting",
        may=WITH_A_KEY,
    ),
    Area(
        "Een verslag aankondigen",
        "FORM: legal:report_announce",
        may=("partner", "deputy"),
    ),
    # who had the contact, and nobody in their place
    Area("Het eigen verslag schrijven", "FORM: legal:report_send", may=("partner",)),
    # until it is attached: who wrote it, and the local team
    Area("Een verslag lezen", "SEARCH: dossier:report_read", may=(*TEAM, "partner")),
    Area(
        "Een verslag bij het verhaal voegen",
        "READY: legal:report_attach",
        may=TEAM,
    ),
    Area(
        "Toestemming vragen en vastleggen",
        """
        FORM: legal:explain legal:consent legal:confirmation legal:tell legal:talk legal:tell_later
        FORM: legal:help legal:help_end legal:help_begin
        FORM: legal:sharing_consent legal:sharing_consent_end
        FORM: journey:withdraw journey:explore legal:expert legal:denial
        FORM: legal:not_asked
        STEP: journey:conclude
        PAGE: legal:letter legal:declaration
        """,
        may=TEAM,
    ),
    Area(
        "De tandem: starten, betrekken, wisselen, loslaten, evalueren, afronden",
        """
        FORM: journey:triage_in journey:triage_out journey:start journey:contact journey:swap
        FORM: journey:bring_in journey:let_go journey:evaluation_plan
        FORM: journey:evaluation_hold journey:experts journey:end legal:professional
        FORM: journey:tell_swap journey:rider journey:phase
        """,
        may=TEAM,
    ),
    Area(
        "Uren, besluiten en maatregelen vastleggen",
        """
        FORM: legal:hours legal:hours_correct legal:decision journey:measure
        FORM: journey:measure_confirm
        FORM: journey:reflect journey:test journey:scale_down
        READY: journey:test_note
        """,
        may=WITH_A_KEY,
    ),
    Area(
        "Samen vertragen: vastleggen, meetekenen, terugkijken",
        """
        FORM: journey:slow_down journey:slow_down_look_back
        READY: journey:slow_down_sign
        """,
        may=WITH_A_KEY,
    ),
    Area(
        "Delen zonder toestemming, en het gezin dat vertellen",
        """
        SEARCH: legal:sharing
        STEP: legal:exchange
        PAGE: legal:sharing_refused
        """,
        may=WITH_A_KEY,
    ),
    Area(
        "Het besluit en de maatregel van een andere organisatie bijhouden",
        """
        FORM: journey:measure_end legal:decision_told legal:measure_told
        FORM: legal:exchange_told legal:exchange_postpone
        FORM: legal:ask_to_sign journey:decision_review
        READY: journey:measure_note journey:without_ground
        PAGE: legal:transition_file
        """,
        may=TEAM,
    ),
    # who was asked to sign, and nobody else
    Area(
        "Een kernbesluit als tweede nakijken en tekenen",
        "FORM: legal:turning_point legal:co_sign",
        may=("chair",),
    ),
    Area(
        "Zeggen dat ik dit gezin ken",
        "FORM: dossier:bar_mine",
        may=BEHIND_THE_DOOR,
    ),
    Area(
        "De sleutels bewaken: uitsluiten, noodtoegang nakijken, antwoorden",
        """
        FORM: dossier:bar_add dossier:bar_lift dossier:emergency_tell dossier:emergency_review
        FORM: dossier:access_answer
        """,
        may=TEAM,
    ),
    Area(
        "Zonder sleutel iets vragen, melden of nemen",
        """
        FORM: dossier:access_ask dossier:bar_self dossier:emergency
        PAGE: dossier:absences
        """,
        may=MEETS_FAMILIES,
    ),
    Area(
        "Het antwoord op mijn eigen vraag om toegang",
        "PAGE: dossier:access_answered",
        may=(),
    ),
    Area(
        "Afwezigheid van Mila melden en stoppen",
        """
        FORM: dossier:absence_report
        READY: dossier:absence_end
        """,
        may=TEAM,
    ),
    Area(
        "Rechten nakijken waar ik dat doe",
        "PAGE: dossier:rights",
        may=("chair", "coordinator", "administrator", "other_region"),
    ),
    Area(
        "Rechten in Huizen nakijken",
        "FORM: dossier:rights_pilot",
        may=("chair", "coordinator", "administrator"),
    ),
    Area(
        "Rechten in de hele regio nakijken",
        "FORM: dossier:rights_region",
        may=("coordinator", "administrator"),
    ),
    Area(
        "Een huishouden aanmelden",
        "FORM: journey:new journey:register",
        may=(*TEAM, "barred", "emergency", "other_pilot", "other_region"),
    ),
    Area(
        "Wat van mij is, en wat iedereen mag weten",
        """
        PAGE: desk:today desk:households desk:rules desk:rule desk:permits legal:who_decides
        PAGE: legal:boundaries
        """,
        may=EVERYBODY,
    ),
    Area(
        "Mijn eigen concepten",
        """
        PAGE: desk:drafts
        BUTTON: desk:draft_keep desk:draft_discard
        """,
        may=EVERYBODY,
    ),
    Area("Zien welke inzage wacht", "PAGE: desk:looks", may=(*WATCH_RIGHTS, "other_region")),
    Area("Nakijken of iemand terecht keek", "FORM: desk:look", may=WATCH_RIGHTS),
    Area("Naar mijn eigen cijfers", "STEP: monitor", may=(*SEE_FIGURES, "other_region")),
    Area(
        "Cijfers van deze regio zien",
        "SEARCH: monitor_quarter monitor_pilot monitor_figure monitor_versions monitor_export",
        may=SEE_FIGURES,
    ),
    Area(
        "Cijfers van Huizen indienen",
        """
        READY: monitor_submit
        FORM: monitor_correct monitor_fill_in
        BUTTON: monitor_follow_the_work
        """,
        may=SUBMIT_FIGURES,
        refused=SEE_FIGURES,
    ),
    Area(
        "Een grens van het recht vastleggen", "FORM: legal:boundary_add", OF_HUIZEN, OF_THE_REGION
    ),
    Area(
        "Het netwerk van de regio zien",
        "PAGE: network_organization network_person",
        may=OF_THE_REGION,
    ),
    Area("Wie er in Huizen werken", "PAGE: network_pilot", may=OF_HUIZEN_OR_REGION),
    Area(
        "Het netwerk van mijn eigen regio",
        "PAGE: network network_experts",
        may=EVERYBODY,
    ),
    Area(
        "Het netwerk en de accounts van de regio beheren",
        """
        FORM: network_organization_add network_organization_change network_pilot_change
        FORM: network_expert_add network_expert_change
        FORM: network_person_change network_assign network_end_assignment
        READY: network_renew network_end_account
        """,
        may=("administrator",),
        refused=OF_THE_REGION,
    ),
    Area(
        "Als tweede een link naar een account bevestigen",
        "READY: network_confirm",
        may=("administrator", "coordinator"),
        refused=OF_THE_REGION,
    ),
    Area(
        "Een collega uitnodigen in de eigen regio",
        "FORM: network_invite",
        may=("administrator", "other_region"),
    ),
    Area(
        "Mijn eigen account",
        """
        OWN: account account_change_password account_setup mfa_index mfa_activate_totp
        OWN: mfa_deactivate_totp mfa_add_webauthn mfa_list_webauthn mfa_edit_webauthn
        OWN: mfa_remove_webauthn mfa_view_recovery_codes mfa_generate_recovery_codes
        OWN: mfa_reauthenticate mfa_reauthenticate_webauthn
        OWN: usersessions_list session_end sessions_end_others
        """,
        may=EVERYBODY,
    ),
    Area(
        "Inloggen en uitloggen",
        """
        WAY_IN: account_login account_logout invitation mfa_authenticate mfa_login_webauthn
        """,
        may=(*EVERYBODY, *FAMILY),
        signed_out=None,
    ),
)
