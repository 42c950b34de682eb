"""How allauth is bent to our rules: invitation only, two factors, constant answers, an audit trail.

allauth calls these adapters at the edge of a request, so they may read the clock; what they decide
is done and recorded by the services of the network.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode import make
from qrcode.image.svg import SvgPathFillImage

from config import browsers
from tandem.core import identity
from tandem.core.clock import now
from tandem.network import selectors, services

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from tandem.network.models import Account

# allauth announces these by mail; we send no mail and write them in the audit trail instead.
_SECURITY_EVENTS = {
    "account/email/password_changed": "password_changed",
    "mfa/email/recovery_codes_generated": "recovery_codes_renewed",
    "mfa/email/totp_activated": "authenticator_app_added",
    "mfa/email/totp_deactivated": "authenticator_app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
}
# Who changes how they sign in may do so because somebody else was in: every other session ends.
_ENDS_THE_REST = frozenset(_SECURITY_EVENTS)
_FIRST_STEPS = {"mfa/email/totp_activated", "mfa/email/webauthn_added"}

# In a session that began with an invitation, the second step may be chosen.
BY_LINK = "by_link"

_MESSAGES = {
    "account/messages/logged_out.txt": gettext_lazy("U bent uitgelogd."),
    "account/messages/password_changed.txt": gettext_lazy("Uw wachtwoord is veranderd."),
    "mfa/messages/totp_activated.txt": gettext_lazy("De app is gekoppeld."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("De app is losgekoppeld."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("De passkey is toegevoegd."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("De passkey is verwijderd."),
}

_WEAK: dict[str, Any] = {
    "password_too_short": gettext_lazy(
        "Dit wachtwoord is te kort. Kies er een van 12 tekens of meer."
    ),
    "password_too_common": gettext_lazy("Dit wachtwoord gebruiken veel mensen. Kies een ander."),
    "password_entirely_numeric": gettext_lazy(
        "Dit wachtwoord bestaat alleen uit cijfers. Gebruik ook letters."
    ),
    "password_too_similar": gettext_lazy(
        "Dit wachtwoord lijkt te veel op uw naam of e-mailadres. Kies een ander."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "Het e-mailadres of het wachtwoord klopt niet. Controleer ze en probeer het opnieuw."
        ),
        "enter_current_password": gettext_lazy(
            "Dit is niet uw huidige wachtwoord. Vul het wachtwoord in waarmee u nu inlogt."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Er is te vaak een verkeerd wachtwoord of een verkeerde code ingevuld. "
            "Wacht vijf minuten en probeer het dan opnieuw. Gaat het vaker mis, dan duurt het "
            "wachten langer."
        ),
        "rate_limited": gettext_lazy(
            "Dit is te vaak geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts exist by invitation only."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Check a password; an ended account gets the same answer as an unknown one."""
        named = selectors.account_with_email(str(credentials.get("email", "")))
        if named is not None:
            identity.stand_at_the_door(named.pk, at=now())
        found: Account | None = super().authenticate(request, **credentials)
        if found is not None and not found.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return found

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count wrong passwords by name and place, with a delay that grows.

        By name alone, anybody who knows a name could shut somebody out; whoever comes with a
        browser that signed in before, is not held up by what others do at the same place either.
        """
        name = str(credentials.get("email", "")).casefold()
        browser = browsers.known(request, selectors.account_with_email(name))
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="password_failed_here" if browser else "password_failed",
            key=f"{name} {browser or ratelimit.get_ip(request)}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password."""
        account = selectors.account_with_email(str(credentials.get("email", "")))
        services.session.record_failure(account, by=None, at=now())

    def clean_password(self, password: str, user: Account | None = None) -> str:
        """Judge the strength of a new password, in our words."""
        try:
            validate_password(password, user)
        except ValidationError as found:
            raise ValidationError(
                [_WEAK.get(error.code or "", str(error.message)) for error in found.error_list]
            ) from None
        return password

    def login(self, request: HttpRequest, user: Account) -> None:
        """Start a session, with the moments that decide when it ends."""
        super().login(request, user)
        services.session.begin(request.session, by=user, at=now())

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Remember the browser, once every step of signing in was passed."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        browsers.remember(answer, user)
        return answer

    def logout(self, request: HttpRequest) -> None:
        """End this session."""
        account, key = request.user, request.session.session_key
        super().logout(request)
        if account.is_authenticated and key:
            services.session.record_sign_out(key, by=account, at=now())

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Let a relative begin with a password alone only right after the link was used.

        Whoever knows that password, and not more, would else choose the second step for them.
        """
        unfinished = selectors.is_relative(user) and not selectors.has_second_factor(user)
        if unfinished and not request.session.get(BY_LINK):
            messages.error(request, _("Inloggen lukte niet. Vraag om een nieuwe link."))
            return redirect("account_login")
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Send somebody whose account has ended back to the first step."""
        messages.error(request, _("Inloggen lukte niet. Vraag degene die u de link gaf."))
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask the second factor again for changes in sign-in, once there is a second factor."""
        return selectors.has_second_factor(context.request.user)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, str]]:
        """Name the ways to prove again who is there; a password alone is not one of them."""
        methods: list[dict[str, str]] = []
        if not selectors.has_second_factor(user):
            return methods
        if selectors.second_factors(user).exclude(type=Authenticator.Type.WEBAUTHN).exists():
            url = reverse("mfa_reauthenticate")
            methods.append(
                {"id": "mfa_reauthenticate", "description": _("Met een code"), "url": url}
            )
        if selectors.second_factors(user).filter(type=Authenticator.Type.WEBAUTHN).exists():
            url = reverse("mfa_reauthenticate_webauthn")
            methods.append(
                {
                    "id": "mfa_reauthenticate:webauthn",
                    "description": _("Met een passkey"),
                    "url": url,
                }
            )
        return methods

    def send_notification_mail(
        self, template_prefix: str, user: Account, *args: Any, **kwargs: Any
    ) -> None:
        """Write a change in how somebody signs in to the audit trail; nothing is mailed."""
        request = self.request
        services.session.record_security_change(
            _SECURITY_EVENTS.get(template_prefix, "sign_in_changed"), by=user, at=now()
        )
        if template_prefix in _ENDS_THE_REST:
            key = request.session.session_key or ""
            services.session.end_others(key, by=user, at=now())
        if template_prefix in _FIRST_STEPS and not request.session.get("second_factor"):
            # Setting it up was the proof; the recovery codes may be shown right after it.
            record_authentication(request, user, "mfa", reauthenticated=True)
            request.session["second_factor"] = True

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened in our own words; what needs no words is left out."""
        text = message or _MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator app, passkey and recovery codes."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in uw app."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "Dit is uw enige tweede stap. Voeg eerst een andere toe."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Stel eerst een app of een passkey in. Daarna krijgt u noodcodes."
        ),
    }

    def count_code(self, user: Account) -> ratelimit.RateLimitUsage:
        """Count a code that is tried, until it proves right.

        Of all browsers that are new, together: many places guess no more than one. Who knows the
        password can so hold up a new browser, and never one that signed in before.
        """
        request = context.request
        browser = browsers.known(request, user)
        usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="code_failed_here" if browser else "code_failed",
            key=f"code {user.pk} {browser}",
        )
        if not usage:
            raise get_adapter().validation_error("too_many_login_attempts")
        return usage

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code on white, so that it can also be scanned from a dark page."""
        return str(make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode"))

    def encrypt(self, text: str) -> str:
        """Keep secrets unreadable in the database and its backups."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read such a secret."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep at least one second factor."""
        return selectors.other_second_factors(authenticator.user, authenticator.pk).exists()

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002 - allauth's name
    ) -> str:
        """Propose a name for a passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Show people the name they know when their device asks about a passkey."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Tandem"}


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [sha256(b"tandem.second-factor" + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
