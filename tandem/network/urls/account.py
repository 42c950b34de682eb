"""Signing in and one's own account, under `/account/`.

Of allauth's pages only these exist. Signing up, addresses, and a way back in by e-mail are absent,
so their addresses are 404. The names are allauth's own: it looks its pages up by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from tandem.network.views import own, sign_in

urlpatterns = [
    path("", own.details, name="account"),
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/code/", second_factor.authenticate, name="mfa_authenticate"),
    path(
        "inloggen/passkey/", login_not_required(passkey.login_webauthn), name="mfa_login_webauthn"
    ),
    path("uitloggen/", login_not_required(account.logout), name="account_logout"),
    path("uitnodiging/<str:token>/", sign_in.accept, name="invitation"),
    path("bevestigen/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "bevestigen/passkey/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("beveiliging/", second_factor.index, name="mfa_index"),
    path("beveiliging/instellen/", sign_in.setup, name="account_setup"),
    path("beveiliging/app/", app.activate_totp, name="mfa_activate_totp"),
    path("beveiliging/app/loskoppelen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("beveiliging/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("beveiliging/passkeys/toevoegen/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("beveiliging/passkeys/<int:pk>/naam/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "beveiliging/passkeys/<int:pk>/verwijderen/",
        sign_in.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "beveiliging/noodcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "beveiliging/noodcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("sessies/", sign_in.sessions, name="usersessions_list"),
    path("sessies/<int:number>/beeindigen/", sign_in.end_session, name="session_end"),
    path("sessies/andere-beeindigen/", sign_in.end_other_sessions, name="sessions_end_others"),
]
