"""Forms of signing in: allauth's own, in our words, and with what we add to them.

allauth finds them through `ACCOUNT_FORMS` and `MFA_FORMS` in the settings.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from tandem.core import identity
from tandem.core.clock import now
from tandem.network import services
from tandem.network.selectors import is_relative

if TYPE_CHECKING:
    from tandem.network.models import Account

_PASSWORD_HELP = _(
    "Ten minste 12 tekens. Een zin van een paar woorden is sterk en goed te onthouden."
)


class SignIn(LoginForm):
    """The first step: e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on allauth's fields."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mailadres of inlognaam")
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["password"].label = _("Wachtwoord")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class _Code(BaseAuthenticateForm):
    """A code from an app, or one of the recovery codes on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on allauth's field."""
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = (
            # Somebody of a family has no recovery codes: a new link goes from hand to hand.
            _("De 6 cijfers uit uw app.")
            if is_relative(self.user)
            else _("De 6 cijfers uit uw app, of een van uw noodcodes.")
        )
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        """Refuse a code that was used before, for as long as the clock would still accept it."""
        tried = get_adapter().count_code(self.user)
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            windows = 1 + 2 * settings.MFA_TOTP_TOLERANCE
            key = f"used-code:{self.user.pk}:{''.join(code.split())}"
            if not cache.add(key, "y", timeout=30 * windows):
                raise get_adapter().validation_error("incorrect_code")
        tried.rollback()
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        services.session.record_failure(self.user, by=None, at=now())


class SecondFactor(_Code, AuthenticateForm):
    """The second step: a code."""


class SecondFactorAgain(_Code, ReauthenticateForm):
    """The second step once more, before a change in how somebody signs in: they act already."""

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        services.session.record_failure(self.user, by=self.user, at=now())


class SetUpApp(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on allauth's field."""
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code uit de app")
        self.fields["code"].help_text = _("De 6 cijfers die de app nu laat zien.")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


# What a passkey that is no passkey makes the library stumble over.
_UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, struct.error)


class _Passkey(AuthenticateWebAuthnForm):
    """What is no passkey at all is a wrong one: an answer, never an error page."""

    def clean_credential(self) -> Authenticator:
        """Look the key up, and check its signature."""
        try:
            found: Authenticator = super().clean_credential()
        except _UNREADABLE:
            raise get_adapter().validation_error("incorrect_code") from None
        return found


class AddPasskey(AddWebAuthnForm):
    """A new passkey; always one that can be used without a password, and always verified."""

    passwordless = forms.BooleanField(
        initial=True, required=False, widget=forms.CheckboxInput(attrs={"hidden": True})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on allauth's fields."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam van deze passkey")
        self.fields["name"].help_text = _("Waaraan u hem herkent, bijvoorbeeld: telefoon van werk.")

    def clean_passwordless(self) -> bool:
        """Demand that the device checked who is there: a finger, a face or a PIN."""
        return True

    def clean(self) -> dict[str, Any]:
        """Refuse what is no passkey at all."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except _UNREADABLE:
            raise get_adapter().validation_error("incorrect_code") from None
        return cleaned


class _Named(LoginWebAuthnForm):
    """A passkey says itself whose it is; whether it is true, allauth finds out."""

    def clean_credential(self) -> Authenticator:
        """Let who the passkey names stand at the door, before its key is looked up."""
        credential = self.cleaned_data["credential"]
        auth.parse_authentication_response(credential)
        named = auth.extract_user_from_response(credential)
        identity.stand_at_the_door(named.pk, at=now())
        return super().clean_credential()


class SignInWithPasskey(_Passkey, _Named):
    """Signing in with a passkey alone."""


class PasskeyAgain(_Passkey, ReauthenticateWebAuthnForm):
    """A passkey once more, before a change in how somebody signs in."""


class RenamePasskey(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on allauth's field."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam van deze passkey")


class ChangePassword(ChangePasswordForm):
    """Another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on allauth's fields."""
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Huidig wachtwoord"),
            "password1": _("Nieuw wachtwoord"),
            "password2": _("Nieuw wachtwoord, nog een keer"),
        }
        for name, label in labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = _PASSWORD_HELP


class Accept(forms.Form):
    """What somebody with an invitation chooses: how they are called, and a password."""

    name = forms.CharField(
        label=_("Uw naam"),
        max_length=120,
        help_text=_("Zo zien collega's en gezinnen u."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=_("Wachtwoord"),
        strip=False,
        help_text=_PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Wachtwoord, nog een keer"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        """Remember whose password it is: it may not look like the name or address."""
        kwargs.setdefault("initial", {"name": account.name})
        super().__init__(*args, **kwargs)
        self.account = account
        if is_relative(account):
            # A professional wrote the name down, and other people know them by it.
            del self.fields["name"]

    def clean_password1(self) -> str:
        """Demand a password of our strength."""
        password: str = self.cleaned_data["password1"]
        return str(get_account_adapter().clean_password(password, user=self.account))

    def clean(self) -> dict[str, Any]:
        """Demand the same password twice."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("De twee wachtwoorden zijn niet gelijk."))
        return cleaned


class OwnDetails(forms.Form):
    """One's own name and telephone number."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    phone = forms.CharField(
        label=_("Telefoon"),
        max_length=30,
        required=False,
        help_text=_("Collega's in uw regio zien dit nummer."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
